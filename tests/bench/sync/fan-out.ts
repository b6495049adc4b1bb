/** Three hundred windows on one board, five writing as fast as they can: what it costs the server to deliver one edit to one window. */
import type { Figure } from '../support/figure.ts';
import { cpuEach, figure, inTurn, type Setting } from './setting.ts';
import { closeAll, openAll, Window, WritingWindow } from './window.ts';

const WRITERS = 5;

export async function fanOut(setting: Setting): Promise<Figure[]> {
	const clients = setting.quick ? 100 : 300;
	const edits = setting.quick ? 30 : 80;
	const { people } = setting.world;
	const all = await inTurn(setting, [], async (measured, round) => {
		const room = setting.rooms.filled[setting.rounds + 1 + round]!;
		const writers = await openAll(people.slice(0, WRITERS).map((login) => new WritingWindow(measured, room, login)));
		if (measured.name !== 'ours') writers[0]!.fill(setting.filled);
		const readers = await openAll(people.slice(WRITERS, clients).map((login) => new Window(measured, room, login)));
		const before = measured.server.cpu();
		const began = performance.now();
		for (let edit = 0; edit < edits; edit++) {
			for (const writer of writers) writer.edit();
			await new Promise((resolve) => setImmediate(resolve)); // lets frames out and in
		}
		const has = (window: Window) =>
			writers.every((writer) => (window.clocks.get(writer.doc.clientID) ?? 0) >= writer.clock);
		await readers[0]!.until(() => readers.every(has), 'every edit to be everywhere');
		const took = performance.now() - began;
		const deliveries = WRITERS * edits * (clients - 1);
		const cpu = cpuEach(before, measured.server.cpu(), deliveries);
		await closeAll([...writers, ...readers]);
		return { cpu, took };
	});
	const name = `fan-out ${clients}: server CPU per delivery`;
	return [
		figure(all, 'cpu', { name, unit: 'µs', floor: 'batching relay', target: { most: 1.2, of: 'ratio' } }),
		figure(all, 'cpu', {
			name: `${name}, beside a plain relay`,
			unit: 'µs',
			floor: 'relay',
			target: { most: 1 / 20, of: { peer: 'y-websocket-server' } }
		}),
		figure(all, 'took', { name: `fan-out ${clients}: until all have all`, unit: 'ms', floor: 'batching relay' })
	];
}

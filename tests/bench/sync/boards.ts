/** Three hundred boards with three windows each, one of which writes once a second: CPU for an edit, memory for a board. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../support/figure.ts';
import { cpuEach, figure, inTurn, type Setting } from './setting.ts';
import { closeAll, openAll, Window, WritingWindow } from './window.ts';

const WINDOWS = 3;
/** Connections that are opened at the same time. */
const AT_ONCE = 60;

export async function boards(setting: Setting): Promise<Figure[]> {
	const count = setting.quick ? 100 : 300;
	const edits = setting.quick ? 2 : 4;
	const all = await inTurn(setting, ['batching relay'], async (measured, round) => {
		const rooms = setting.rooms.empty.slice(round * count, (round + 1) * count);
		const empty = await measured.server.keptMemory();
		const windows: Window[] = [];
		const writers: WritingWindow[] = [];
		for (let from = 0; from < count; from += AT_ONCE / WINDOWS) {
			const some = rooms.slice(from, from + AT_ONCE / WINDOWS).map((room, index) => open(room, from + index));
			await openAll(some.flatMap(({ writer, others }) => [writer, ...others]));
			for (const { writer, others } of some) {
				writers.push(writer);
				windows.push(...others);
			}
		}
		const before = measured.server.cpu();
		await writeEach(writers, edits);
		const has = (window: Window, index: number) => {
			const writer = writers[Math.floor(index / (WINDOWS - 1))]!;
			return (window.clocks.get(writer.doc.clientID) ?? 0) >= writer.clock;
		};
		await windows[0]!.until(() => windows.every(has), 'every edit to be seen');
		const cpu = cpuEach(before, measured.server.cpu(), count * edits);
		const full = await measured.server.keptMemory();
		await closeAll([...windows, ...writers]);
		return { cpu, memory: empty === null || full === null ? null : (full - empty) / count };

		function open(room: string, board: number) {
			const { people } = setting.world;
			const [first, ...rest] = Array.from(
				{ length: WINDOWS },
				(_, n) => people[(board * WINDOWS + n) % people.length]!
			);
			return {
				writer: new WritingWindow(measured, room, first!),
				others: rest.map((login) => new Window(measured, room, login))
			};
		}
	});
	const name = `${count} boards × ${WINDOWS}`;
	return [
		figure(all, 'cpu', {
			name: `${name}: server CPU per edit`,
			unit: 'µs',
			floor: 'relay',
			target: { most: 2.5, of: 'ratio' }
		}),
		figure(all, 'memory', {
			name: `${name}: memory per board`,
			unit: 'KiB',
			floor: 'relay',
			target: { most: 400, of: 'ours' }
		})
	];
}

/** Each once a second, spread over it. */
async function writeEach(writers: readonly WritingWindow[], edits: number): Promise<void> {
	const began = performance.now();
	for (let edit = 0; edit < edits; edit++) {
		for (const [index, writer] of writers.entries()) {
			const due = began + (edit + index / writers.length) * 1000;
			if (due > performance.now()) await pause(due - performance.now());
			writer.edit();
		}
	}
}

/** Two hundred windows lose their line and all come back at once, each for the whole board. */
import type { Figure } from '../support/figure.ts';
import { figure, inTurn, type Setting } from './setting.ts';
import { closeAll, openAll, Window, WritingWindow } from './window.ts';

export async function storm(setting: Setting): Promise<Figure[]> {
	const clients = setting.quick ? 60 : 200;
	const { people } = setting.world;
	const all = await inTurn(setting, ['relay', 'batching relay'], async (measured, round) => {
		const room = setting.rooms.filled[2 * (setting.rounds + 1) + round]!;
		const [keeper] = await openAll([new WritingWindow(measured, room, people[0]!)]);
		if (measured.name !== 'ours') keeper!.fill(setting.filled);
		const expects = setting.filled.byteLength / 2;
		const come = () => openAll(people.slice(0, clients).map((login) => new Window(measured, room, login, expects)));
		for (const window of await come()) window.cut();
		const began = performance.now();
		const back = await come();
		const took = performance.now() - began;
		await closeAll([...back, keeper!]);
		return { took };
	});
	return [
		figure(all, 'took', {
			name: `reconnect storm ${clients}: until all have the board`,
			unit: 'ms',
			floor: 'relay',
			target: { most: 1, of: 'best-peer' }
		})
	];
}

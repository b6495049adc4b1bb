/** Thousands of rooms opened and left: what is kept of each once the server has had time to let go. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../support/figure.ts';
import { figure, type Rounds, type Setting } from './setting.ts';
import type { Measured, ServerName } from './servers.ts';
import { closeAll, openAll, Window } from './window.ts';

const AT_ONCE = 20;
/** Rooms at first, so that what a server needs once is not counted for each. */
const WARM_UP = 300;
/** Ours keeps a room for ten seconds after the last window, for the one who reloads the page. */
const LET_GO_MS = 13_000;

/** Once with each: memory that is kept does not come back, so a second round would measure another thing. */
export async function churn(setting: Setting): Promise<Figure[]> {
	const rooms = setting.rooms.empty.slice(-WARM_UP - (setting.quick ? 500 : 3_000));
	const all: Rounds<'kept' | 'opened'> = new Map();
	const servers = setting.measured.filter(({ name }) => name !== 'batching relay');
	const before = new Map<ServerName, number | null>();
	for (const one of servers) await visit(setting, one, rooms.slice(0, WARM_UP));
	await pause(LET_GO_MS);
	for (const one of servers) before.set(one.name, await one.server.keptMemory());
	const opened = new Map<ServerName, number>();
	for (const one of servers) opened.set(one.name, await visit(setting, one, rooms.slice(WARM_UP)));
	await pause(LET_GO_MS);
	for (const { name, server } of servers) {
		const [from, to] = [before.get(name) ?? null, await server.keptMemory()];
		const count = rooms.length - WARM_UP;
		const kept = from === null || to === null ? null : (to - from) / count;
		all.set(name, [{ kept, opened: opened.get(name)! / count }]);
	}
	const name = `${rooms.length - WARM_UP} rooms opened and left`;
	return [
		figure(all, 'kept', {
			name: `${name}: kept per room`,
			unit: 'KiB',
			floor: 'relay',
			target: { most: 15, of: 'ours' }
		}),
		figure(all, 'opened', { name: `${name}: time per room`, unit: 'ms', floor: 'relay' })
	];
}

async function visit({ world }: Setting, one: Measured, rooms: readonly string[]): Promise<number> {
	const began = performance.now();
	for (let from = 0; from < rooms.length; from += AT_ONCE) {
		const some = rooms.slice(from, from + AT_ONCE);
		await closeAll(
			await openAll(some.map((room, index) => new Window(one, `${room}`, world.people[index % world.people.length]!)))
		);
	}
	return performance.now() - began;
}

/**
 * The sync engine beside a bare relay, a relay that batches, and the two servers that Yjs boards are usually built on, in
 * one run and in turn. Ours is the server as built: log-in, rights, schema, guard and fsync. The peers run with their own
 * defaults, Hocuspocus with its SQLite extension; neither checks anything, nor has what it says on a disk when it says it.
 * All windows are in this process. Not measured: networks, browsers, presence.
 */
import type { Figure, Report } from './support/figure.ts';
import { makeWorld } from './support/world.ts';
import { boards } from './sync/boards.ts';
import { churn } from './sync/churn.ts';
import { fanOut } from './sync/fan-out.ts';
import { loading, makeLongBoards } from './sync/loading.ts';
import { meeting } from './sync/meeting.ts';
import { startAll } from './sync/servers.ts';
import { prepare, type Setting } from './sync/setting.ts';
import { storm } from './sync/storm.ts';

/** For each of meeting, fan-out and storm a room of its own in every round, the one to warm up with among them. */
const SCENARIOS_WITH_ROOMS = 3;

export async function sync(stack: AsyncDisposableStack, { quick }: { quick: boolean }): Promise<Report> {
	const rounds = quick ? 1 : 3;
	const world = await makeWorld(stack, { people: quick ? 100 : 300 });
	const count = { filled: SCENARIOS_WITH_ROOMS * (rounds + 1), empty: quick ? 1_000 : 4_500 };
	const prepared = await prepare(world, count);
	const long = await makeLongBoards(world, rounds, quick ? 5_000 : 50_000, count.filled + count.empty);
	const { measured, notes } = await startAll(stack, world, { keeps: true });
	const setting: Setting = { world, measured, rounds, quick, ...prepared };
	const figures: Figure[] = [];
	const parts = { meeting, fanOut, boards, storm, loading: (all: Setting) => loading(all, long), churn };
	for (const [name, part] of Object.entries(parts)) {
		const began = performance.now();
		try {
			figures.push(...(await part(setting)));
		} catch (error) {
			notes.push(`${name} could not run: ${String(error)}`);
			process.exitCode = 1;
		}
		console.error(`sync, ${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
	}
	return {
		figures,
		notes: [`medians of ${rounds} rounds in turn; y-websocket-server keeps its documents in LevelDB`, ...notes]
	};
}

import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { createApp, type App } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import type { Actor, Role } from '../../../src/lib/shared/access/roles.ts';
import { percentile } from '../support/stats.ts';
import type { Figure, Target } from '../support/figure.ts';
import type { FiveYears } from '../support/five-years.ts';

/** The server's services on five years, in this process and without a socket: what a page of the review asks. */
export interface Review {
	years: FiveYears;
	app: App;
	actor: Actor;
	/** Rows of the bare database, on this thread: what is left when nothing of ours is there. */
	bare: DatabaseSync;
	quick: boolean;
}

export async function openReview(stack: AsyncDisposableStack, years: FiveYears, quick: boolean): Promise<Review> {
	const app = await openApp(years);
	stack.defer(() => app.close());
	const bare = new DatabaseSync(join(years.folder, DATABASE_FILE), { readOnly: true });
	stack.defer(() => bare.close());
	return { years, app, actor: coordinatorOf(years), bare, quick };
}

export const openApp = ({ folder }: FiveYears): Promise<App> =>
	createApp(readConfig({ DATA_DIR: folder, PORT: '3000', HOST: '127.0.0.1', LOG_LEVEL: 'silent' }));

export function actorOf({ cast, samverkan }: FiveYears, key: string, roles: readonly Role[]): Actor {
	const { person, party } = cast.get(key)!;
	return { person, party, samverkan, roles, funktioner: [] };
}

export const coordinatorOf = (years: FiveYears): Actor => actorOf(years, 'coordinator', ['convener', 'coordinator']);

/** Milliseconds that each call took by the clock, and that each took of the process' CPU, all its threads, on average. */
export interface Took {
	walls: number[];
	cpu: number;
}

export async function timed(times: number, work: (round: number) => unknown): Promise<Took> {
	const walls: number[] = [];
	const before = process.cpuUsage();
	for (let round = 0; round < times; round++) {
		const began = performance.now();
		await work(round);
		walls.push(performance.now() - began);
	}
	const { user, system } = process.cpuUsage(before);
	return { walls, cpu: (user + system) / 1000 / times };
}

/**
 * Three lines of the table: the median, the 95th percentile, which the target is held against, and the CPU time, which is
 * what is left of them on a machine where nobody else works.
 */
export function figures(name: string, ours: Took, floor: Took | null, most?: number): Figure[] {
	const line = (what: string, of: (took: Took) => number, target?: Target): Figure => ({
		...{ name: what, unit: 'ms', ours: of(ours) },
		...(floor && { floor: of(floor) }),
		...(target && { target })
	});
	const share =
		(part: number) =>
		({ walls }: Took) =>
			percentile(walls, part);
	return [
		line(`${name}, p50`, share(0.5)),
		line('… p95', share(0.95), most === undefined ? undefined : { most, of: 'ours' }),
		line('… CPU time of each, all threads', ({ cpu }) => cpu)
	];
}

/** As many bytes read from a bare table and parsed. */
export function bareRead(texts: readonly string[]): (round: number) => unknown {
	const database = new DatabaseSync(':memory:');
	database.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
	const insert = database.prepare('INSERT INTO kept (text) VALUES (?)');
	for (const text of texts) insert.run(text);
	const read = database.prepare('SELECT text FROM kept WHERE id = ?');
	return (round) => JSON.parse(String(read.get(1 + (round % texts.length))?.text)) as unknown;
}

/**
 * A meeting that goes on while ten people scrub through the week: milliseconds from a writer's edit to every other window,
 * with and without them, in the same server; and what its memory comes to.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { momentText } from '../../../src/lib/shared/history/moment.ts';
import { weekPath } from '../../../src/lib/shared/week/iso-week.ts';
import { seeded } from '../../support/seeded.ts';
import { startBoard, type ChildServer } from '../support/child-server.ts';
import type { FiveYears } from '../support/five-years.ts';
import type { Figure } from '../support/figure.ts';
import { percentile } from '../support/stats.ts';
import type { Login } from '../support/world.ts';
import { board } from '../sync/dialects.ts';
import { closeAll, openAll, Window, WritingWindow } from '../sync/window.ts';
import { type } from '../sync/meeting.ts';

const READERS = 20;
const WRITERS = 5;
const SCRUBBERS = 10;
/** Milliseconds between two moments that somebody who drags asks for. */
const EVERY = 100;
/** Milliseconds after which what nobody needs any more is mostly given back. */
const SETTLES = 10_000;

export async function scrubbing(_stack: AsyncDisposableStack, years: FiveYears, quick: boolean): Promise<Figure[]> {
	await using apart = new AsyncDisposableStack();
	const server = await startBoard(apart, years.folder);
	const edits = quick ? 16 : 40;
	await askMoment(server, years, years.people[0]!, Date.now()); // what was stored meanwhile is read into the list first
	await meet(server, years, edits); // and what it compiles is compiled
	const alone = await meet(server, years, edits);
	const before = mebibytes(server.memory());
	const first = await scrub(server, years, edits);
	const second = await scrub(server, years, edits);
	await pause(SETTLES);
	const after = mebibytes(server.memory());
	const memory = (name: string, ours: number | null, floor: number | null): Figure => ({
		...{ name, unit: 'MiB', ours, floor }
	});
	return [
		line('edit → seen, nobody scrubs, p50', percentile(alone, 0.5)),
		line('… p95', percentile(alone, 0.95)),
		line(`… ${SCRUBBERS} people scrub the same week, p50`, percentile(first.seen, 0.5), percentile(alone, 0.5)),
		{
			...line('… p95', percentile(first.seen, 0.95), percentile(alone, 0.95)),
			target: { most: 25, of: 'above-floor' }
		},
		line('a moment asked over HTTP meanwhile, p50', percentile(first.asked, 0.5)),
		line('… p95', percentile(first.asked, 0.95)),
		memory(`memory at most while they scrub (${first.asked.length} moments)`, first.peak, before),
		// what is kept is bounded: as many moments once more need no more
		{
			...memory(`… while they scrub once more (${second.asked.length} moments)`, second.peak, first.peak),
			target: { most: 1.15, of: 'ratio' }
		},
		memory(`… ${SETTLES / 1000} s after`, after, before)
	];
}

const mebibytes = (bytes: number | null): number | null => bytes && bytes / 1024 / 1024;

/** A meeting while they scrub: what it saw, what they waited, and the most memory that the server had meanwhile. */
async function scrub(server: ChildServer, years: FiveYears, edits: number) {
	const scrubbers = new Scrubbers(server, years);
	let peak: number | null = null;
	const sampling = setInterval(() => (peak = Math.max(peak ?? 0, mebibytes(server.memory()) ?? 0) || null), 50);
	try {
		const seen = await meet(server, years, edits);
		return { seen, asked: await scrubbers.stop(), peak: peak as number | null };
	} finally {
		clearInterval(sampling);
		await scrubbers.stop();
	}
}

const line = (name: string, ours: number, floor?: number): Figure => ({
	...{ name, unit: 'ms', ours },
	...(floor !== undefined && { floor })
});

async function meet(server: ChildServer, years: FiveYears, edits: number): Promise<number[]> {
	const measured = { name: 'ours', server, dialect: board } as const;
	const room = years.weeks.at(-1)!.id;
	const windows = (from: number, to: number) => years.people.slice(from, to);
	const writers = await openAll(windows(0, WRITERS).map((login) => new WritingWindow(measured, room, login)));
	const readers = await openAll(windows(WRITERS, WRITERS + READERS).map((login) => new Window(measured, room, login)));
	const times = await type([...writers, ...readers], writers, edits);
	await closeAll([...writers, ...readers]);
	return times;
}

/** Each asks for a moment at random, as a drag does, until they are told to stop. */
class Scrubbers {
	#going = true;
	readonly #took: number[] = [];
	readonly #all: Promise<unknown>;

	constructor(server: ChildServer, years: FiveYears) {
		const people = years.people.slice(-SCRUBBERS);
		this.#all = Promise.all(people.map((login, index) => this.#scrub(server, years, login, seeded(index))));
		this.#all.catch(() => undefined); // said by whoever stops them
	}

	async stop(): Promise<number[]> {
		this.#going = false;
		await this.#all;
		return this.#took;
	}

	async #scrub(server: ChildServer, years: FiveYears, login: Login, random: () => number): Promise<void> {
		const span = 4 * 24 * 3_600_000;
		while (this.#going) {
			const began = performance.now();
			await askMoment(server, years, login, Date.now() - Math.floor(random() * span));
			this.#took.push(performance.now() - began);
			await pause(Math.max(0, EVERY - (performance.now() - began))); // as fast as a hand drags
		}
	}
}

async function askMoment({ origin }: ChildServer, { week }: FiveYears, login: Login, at: number): Promise<void> {
	const headers = { cookie: `${login.cookieName}=${login.cookieValue}` };
	const answer = await fetch(`${origin}/v/${weekPath(week)}/historik/tavla?t=${momentText(at)}`, { headers });
	await answer.arrayBuffer();
	if (!answer.ok && answer.status !== 404) throw new Error(`A moment was answered with ${answer.status}`);
}

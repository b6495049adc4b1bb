/**
 * A meeting that goes on while ten people scrub through the week: milliseconds from a writer's edit to every other window,
 * with and without them, in the same server; and what its memory comes to.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { momentText } from '../../../src/lib/shared/history/moment.ts';
import { weekPath } from '../../../src/lib/shared/week/iso-week.ts';
import { startBoard, type ChildServer } from '../support/child-server.ts';
import type { FiveYears } from '../support/five-years.ts';
import type { Figure } from '../support/figure.ts';
import { percentile } from '../support/stats.ts';
import type { Login } from '../support/world.ts';
import { board } from '../sync/dialects.ts';
import { closeAll, openAll, Window, WritingWindow } from '../sync/window.ts';
import { type } from '../sync/meeting.ts';
import type { Scrub } from './scrubbers.ts';

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
	await scrubbers.areScrubbing;
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

/** Ten people in a process of their own, who drag until they are told to stop. */
class Scrubbers {
	/** Each of them has had a moment. */
	readonly areScrubbing: Promise<unknown>;
	readonly #process: ChildProcess;
	readonly #said: Promise<string>;

	constructor(server: ChildServer, years: FiveYears) {
		const until = Date.now();
		const scrub: Scrub = {
			...{ address: pastOf(server, years), from: until - 4 * 24 * 3_600_000, until, every: EVERY },
			cookies: years.people.slice(-SCRUBBERS).map(cookieOf)
		};
		const program = join(import.meta.dirname, 'scrubbers.ts');
		const child = spawn(process.execPath, [program, JSON.stringify(scrub)], { stdio: ['pipe', 'pipe', 'inherit'] });
		this.#process = child;
		this.areScrubbing = once(child.stdout, 'data');
		this.#said = text(child.stdout);
	}

	async stop(): Promise<number[]> {
		this.#process.stdin!.end();
		const took = (await this.#said).split('\n')[1];
		if (!took) throw new Error('The people who scrub did not get their moments');
		return JSON.parse(took) as number[];
	}
}

const pastOf = ({ origin }: ChildServer, { week }: FiveYears): string => `${origin}/v/${weekPath(week)}/historik/tavla`;

const cookieOf = ({ cookieName, cookieValue }: Login): string => `${cookieName}=${cookieValue}`;

async function askMoment(server: ChildServer, years: FiveYears, login: Login, at: number): Promise<void> {
	const headers = { cookie: cookieOf(login) };
	const answer = await fetch(`${pastOf(server, years)}?t=${momentText(at)}`, { headers });
	await answer.arrayBuffer();
	if (!answer.ok) throw new Error(`A moment was answered with ${answer.status}`);
}

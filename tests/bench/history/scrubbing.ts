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

export async function scrubbing(stack: AsyncDisposableStack, years: FiveYears, quick: boolean): Promise<Figure[]> {
	await using apart = new AsyncDisposableStack();
	const server = await startBoard(apart, years.folder);
	const edits = quick ? 16 : 40;
	await meet(server, years, edits); // and what it compiles is compiled
	const alone = await meet(server, years, edits);
	const before = server.memory();
	const scrubbers = new Scrubbers(server, years);
	const together = await meet(server, years, edits);
	const asked = await scrubbers.stop();
	const after = server.memory();
	const memory = before === null || after === null ? null : (after - before) / 1024;
	return [
		line('edit → seen, nobody scrubs, p50', percentile(alone, 0.5)),
		line('… p95', percentile(alone, 0.95)),
		line(`… ${SCRUBBERS} people scrub the same week, p50`, percentile(together, 0.5), percentile(alone, 0.5)),
		line('… p95', percentile(together, 0.95), percentile(alone, 0.95)),
		line('a moment asked over HTTP while they do, p95', percentile(asked, 0.95)),
		{
			...{ name: `memory that came while they scrubbed (${asked.length} moments), KiB each`, unit: 'KiB' },
			ours: memory === null ? null : memory / asked.length
		}
	];
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
	}

	async stop(): Promise<number[]> {
		this.#going = false;
		await this.#all;
		return this.#took;
	}

	async #scrub(server: ChildServer, { week }: FiveYears, login: Login, random: () => number): Promise<void> {
		const headers = { cookie: `${login.cookieName}=${login.cookieValue}` };
		const span = 4 * 24 * 3_600_000;
		while (this.#going) {
			const began = performance.now();
			const at = momentText(Date.now() - Math.floor(random() * span));
			const answer = await fetch(`${server.origin}/v/${weekPath(week)}/historik/tavla?t=${at}`, { headers });
			await answer.arrayBuffer();
			if (!answer.ok && answer.status !== 404) throw new Error(`A moment was answered with ${answer.status}`);
			this.#took.push(performance.now() - began);
			await pause(Math.max(0, EVERY - (performance.now() - began))); // as fast as a hand drags
		}
	}
}

/**
 * Ten people who scrub, in a process of their own: what they read is not counted as the server's work, and does not keep
 * the windows of the meeting from noticing what they are sent. Started by `startScrubbers` with a `Scrub` as its argument;
 * says a line when the first moments are there, stops when its standard input ends, and says then, in one line of JSON, how
 * many milliseconds each moment took.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { momentText } from '../../../src/lib/shared/history/moment.ts';
import type { PastMomentSent } from '../../../src/lib/shared/history/past-page.ts';
import { seeded } from '../../support/seeded.ts';

export interface Scrub {
	/** Of the week's board of the past. */
	address: string;
	/** The cookie of each who scrubs. */
	cookies: readonly string[];
	/** Moments are chosen from one to the other, in milliseconds. */
	from: number;
	until: number;
	/** Milliseconds between two moments that somebody who drags asks for. */
	every: number;
}

let going = true;
process.stdin.once('end', () => (going = false)).resume();
const scrub = JSON.parse(process.argv[2]!) as Scrub;
const took: number[] = [];
await Promise.all(scrub.cookies.map((cookie) => ask(cookie, scrub.until)));
process.stdout.write('scrubbing\n');
await Promise.all(scrub.cookies.map((cookie, index) => drag(cookie, seeded(index))));
process.stdout.write(`${JSON.stringify(took)}\n`);

/** Each asks for a moment at random, the next one not before this one is here, and says what they have, as the page does. */
async function drag(cookie: string, random: () => number): Promise<void> {
	const { from, until, every } = scrub;
	let has = '';
	while (going) {
		const began = performance.now();
		has = await ask(cookie, Math.floor(from + random() * (until - from)), has);
		took.push(performance.now() - began);
		await pause(Math.max(0, every - (performance.now() - began)));
	}
}

async function ask(cookie: string, at: number, has = ''): Promise<string> {
	const answer = await fetch(`${scrub.address}?t=${momentText(at)}${has}`, { headers: { cookie } });
	if (!answer.ok && answer.status !== 404) throw new Error(`A moment was answered with ${answer.status}`);
	const said = await answer.text();
	if (!answer.ok) return has;
	const { names } = JSON.parse(said) as PastMomentSent;
	return `&har=${names.week}&har=${names.actions}`;
}

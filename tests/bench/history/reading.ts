/** What the event list costs: an edit that is noted, five years that are read for the first time, and the bytes it keeps. */
import { hash } from 'node:crypto';
import { pino } from 'pino';
import { History } from '../../../server/history/history.ts';
import { percentile } from '../support/stats.ts';
import type { Figure } from '../support/figure.ts';
import { timed, type Review } from './review.ts';

const NOTED = 2_000;

export async function catchUp({ app, years, bare }: Review): Promise<{ figures: Figure[]; note: string }> {
	const { history, store } = app.services;
	const reading = await timed(1, () => history.settled());
	const read = reading.walls[0]!;
	const journal = bare.prepare('SELECT content FROM journal ORDER BY sequence');
	const hashing = await timed(1, () => {
		for (const { content } of journal.iterate()) hash('sha256', content as Uint8Array, 'base64url');
	});
	const unheard = new History({
		...{ store, log: pino({ level: 'silent' }), gather: 60_000 },
		rooms: { read: () => Promise.reject(new Error('not read here')) }
	});
	const info = years.weeks.at(-1)!;
	const noted = await timed(NOTED, () => unheard.changed({ info, changes: [], sequence: 1 }));
	unheard.close();
	const rows = years.journalRows;
	const each = (took: number) => (took * 1000) / rows;
	return {
		figures: [
			{
				name: 'reading five years into the list: each journal row',
				unit: 'µs',
				ours: each(read),
				floor: each(hashing.walls[0]!)
			},
			{ name: '… CPU time, all threads', unit: 'µs', ours: each(reading.cpu), floor: each(hashing.cpu) },
			{
				...{
					name: '… what a live edit itself pays for it, p95',
					unit: 'µs',
					ours: percentile(noted.walls, 0.95) * 1000
				},
				target: { most: 100, of: 'ours' }
			}
		],
		note: `${rows.toLocaleString('en')} journal rows were read into the list in ${(read / 1000).toFixed(0)} s, ${Math.round((rows * 1000) / read).toLocaleString('en')} rows a second, on a thread of its own; the floor reads and hashes them`
	};
}

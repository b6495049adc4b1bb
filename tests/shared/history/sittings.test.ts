import { expect, test } from 'vitest';
import type { Change, ChangePage, Via } from '../../../src/lib/shared/history/change.ts';
import { readPage } from '../../../src/lib/shared/history/sitting-pages.ts';
import { SITTING_PAUSE, sittingsOf } from '../../../src/lib/shared/history/sittings.ts';

const MINUTE = 60_000;

interface Edit {
	at: number;
	person: string | null;
	root?: string;
	record?: string;
	field?: string | null;
	via?: Via;
	restored?: number;
	before?: unknown;
	after?: unknown;
}

const changesOf = (edits: readonly Edit[]): Change[] =>
	edits.map(
		({ at, person, record = 'a1', field = 'title', via = 'desk', restored = null, ...values }, id) =>
			({
				...{ id, document: 'd', kind: 'actions', week: '2026-W48', at: at * MINUTE, person, party: null, via },
				...{
					root: 'actions',
					record,
					field,
					area: null,
					place: null,
					category: null,
					restored,
					before: null,
					after: null
				},
				...values
			}) as unknown as Change
	);
const told = (edits: readonly Edit[]) =>
	sittingsOf(changesOf(edits).reverse()).map(({ from, until, count }) => [from / MINUTE, until / MINUTE, count]);

test('[HX2] what one person did to a field in one sitting is one, from the first before to the last after', () => {
	const changes = changesOf([
		{ at: 0, person: 'alice', before: 'a', after: 'ab' },
		{ at: 3, person: 'alice', before: 'ab', after: 'abc' },
		{ at: 13, person: 'alice', before: 'abc', after: 'abcd' }
	]).reverse();
	const [sitting, ...more] = sittingsOf(changes);
	expect(more).toEqual([]);
	expect(sitting).toMatchObject({ before: 'a', after: 'abcd', from: 0, until: 13 * MINUTE, count: 3 });
});

test('[HX2] a longer pause, another field, another place and another person part sittings; other records do not', () => {
	expect(
		told([
			{ at: 0, person: 'alice' },
			{ at: 10.1, person: 'alice' }
		])
	).toHaveLength(2);
	expect(
		told([
			{ at: 0, person: 'alice' },
			{ at: 1, person: 'alice', field: 'goal' }
		])
	).toHaveLength(2);
	expect(
		told([
			{ at: 0, person: 'alice' },
			{ at: 1, person: 'alice', via: 'meeting' }
		])
	).toHaveLength(2);
	expect(
		told([
			{ at: 0, person: 'alice' },
			{ at: 1, person: 'bob' },
			{ at: 2, person: 'alice' }
		])
	).toHaveLength(3);
	const elsewhere = [
		{ at: 0, person: 'alice' },
		{ at: 1, person: 'bob', record: 'a2' },
		{ at: 2, person: 'alice' }
	];
	expect(told(elsewhere)).toEqual([
		[0, 2, 2],
		[1, 1, 1]
	]);
});

test('[HX2] what came or went whole, what was restored and what a rule did stand alone', () => {
	expect(
		told([
			{ at: 0, person: 'alice', field: null },
			{ at: 1, person: 'alice', field: null }
		])
	).toHaveLength(2);
	expect(
		told([
			{ at: 0, person: 'alice' },
			{ at: 1, person: 'alice', restored: 5 },
			{ at: 2, person: 'alice' }
		])
	).toHaveLength(3);
	expect(
		told([
			{ at: 0, person: null },
			{ at: 1, person: null }
		])
	).toHaveLength(2);
});

/** mulberry32 */
function randomFrom(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

test('[HX2] random edits: nothing is lost or told twice, one author each, chains meet, and no two neighbours could be one', () => {
	for (let seed = 1; seed <= 200; seed++) {
		const random = randomFrom(seed);
		const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
		const values = new Map<string, number>();
		let at = 0;
		const edits = Array.from({ length: 60 }, (): Edit => {
			at += random() * 14;
			const [record, field] = [pick(['a1', 'a2']), pick(['title', 'goal', null])];
			const before = values.get(`${record}${field}`) ?? 0;
			values.set(`${record}${field}`, before + 1);
			return { at, person: pick(['alice', 'bob', null]), record, field, before, after: before + 1 };
		});
		const changes = changesOf(edits).reverse();
		const sittings = sittingsOf(changes);
		const ids = sittings.flatMap(({ changes }) => changes.map(({ id }) => id));
		expect(
			ids.toSorted((a, b) => a - b),
			`seed ${seed}`
		).toEqual(changes.map(({ id }) => id).reverse());
		for (const { changes: own, before, after, count, from, until, last } of sittings) {
			expect(new Set(own.map(({ person, record, field }) => `${person} ${record} ${field}`)).size).toBe(1);
			expect([own.length, own[0]!.after, own.at(-1)!.before]).toEqual([count, after, before]);
			expect((after as number) - (before as number), `seed ${seed}`).toBe(count);
			expect([own.at(-1)!.at, own[0]!.at, last]).toEqual([from, until, own[0]]);
			own.slice(1).forEach((one, index) => expect(own[index]!.at - one.at).toBeLessThanOrEqual(SITTING_PAUSE));
		}
		for (const sitting of sittings) {
			const { record, field, person } = sitting.last;
			const next = sittings
				.filter(({ last, until }) => last.record === record && last.field === field && until < sitting.from)
				.sort((a, b) => b.until - a.until)[0];
			if (!next || field === null || person === null || next.last.person !== person) continue;
			expect(sitting.from - next.until, `seed ${seed}`).toBeGreaterThan(SITTING_PAUSE);
		}
	}
});

/** Pages of changes, newest first, as the history gives them; notes how many are read for each. */
function pagesOf(changes: readonly Change[]) {
	const reads: number[] = [];
	const read = async ({ before, limit }: { before?: number; limit: number }): Promise<ChangePage> => {
		const left = changes.filter(({ id }) => before === undefined || id < before);
		reads.push(Math.min(limit, left.length));
		const page = left.slice(0, limit);
		return { changes: page, next: left.length > limit ? page.at(-1)!.id : null, total: left.length };
	};
	return { read, reads };
}

async function toldInPages(changes: readonly Change[], limit: number) {
	const { read } = pagesOf(changes);
	const pages: Change[][] = [];
	let next: number | null = null;
	do {
		const page: ChangePage = await readPage(read, { ...(next !== null && { before: next }), limit });
		pages.push(page.changes);
		next = page.next;
	} while (next !== null);
	return pages;
}

test('[HG2] a sitting is one row whatever the pages: each ends where no sitting goes on past it', async () => {
	for (let seed = 1; seed <= 60; seed++) {
		const random = randomFrom(seed);
		const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
		let at = 0;
		const edits = Array.from({ length: 150 }, (): Edit => {
			at += random() * pick([2, 2, 2, 30]);
			return {
				at,
				person: pick(['alice', 'bob', null]),
				record: pick(['a1', 'a2']),
				field: pick(['title', 'goal', null])
			};
		});
		const changes = changesOf(edits).reverse();
		const limit = 1 + Math.floor(random() * 30);
		const pages = await toldInPages(changes, limit);
		expect(pages.flat(), `seed ${seed}`).toEqual(changes);
		const inPages = pages.flatMap((page) => sittingsOf(page)).map(({ changes }) => changes.map(({ id }) => id));
		const atOnce = sittingsOf(changes).map(({ changes }) => changes.map(({ id }) => id));
		expect(inPages, `seed ${seed}`).toEqual(atOnce);
		expect(pages.length, `seed ${seed}`).toBeGreaterThan(1);
		for (const page of pages.slice(0, -1)) expect(page.length, `seed ${seed}`).toBeGreaterThanOrEqual(limit);
	}
});

test('[HG2] who never pauses is told in pages all the same, and no more is read for one than a bound', async () => {
	const never = changesOf(Array.from({ length: 5_000 }, (_, at) => ({ at, person: 'alice' }))).reverse();
	const { read, reads } = pagesOf(never);
	const page = await readPage(read, { limit: 80 });
	expect(page.changes).toEqual(never.slice(0, 80));
	expect(reads.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1_400);
	expect(page).toMatchObject({ next: never[79]!.id, total: 5_000 });
	// Where somebody else's sitting ended within the page, that is its edge.
	const paused = changesOf([
		...Array.from({ length: 3_000 }, (_, at) => ({ at, person: 'alice' })),
		...Array.from({ length: 50 }, (_, at) => ({ at: 3_100 + at, person: 'bob' }))
	]).reverse();
	expect((await readPage(pagesOf(paused).read, { limit: 80 })).changes).toHaveLength(50);
});

test('[HG2] what a rule made at once is one row whatever the pages', async () => {
	const made = changesOf([
		...Array.from({ length: 30 }, (_, index) => ({
			at: 0,
			person: null,
			root: 'levels',
			field: null,
			record: `area${index}`
		})),
		...Array.from({ length: 9 }, (_, index) => ({ at: 60 + 20 * index, person: 'alice' }))
	]).reverse();
	expect((await toldInPages(made, 10)).map(({ length }) => length)).toEqual([39]);
	expect((await toldInPages(made, 9)).map(({ length }) => length)).toEqual([9, 30]);
});

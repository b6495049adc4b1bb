import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Via } from '../../../src/lib/shared/history/change.ts';
import { fieldName, HISTORY_ROOTS, kindName } from '../../../src/lib/shared/history/change-words.ts';
import {
	fieldsOf,
	historyAddress,
	historyParams,
	NOTHING_ASKED,
	readHistoryAsked,
	VIA_SLUGS,
	whatSlug,
	type HistoryAsked,
	type WhenAsked
} from '../../../src/lib/shared/history/history-address.ts';
import { addDays, addWeeks, type Day } from '../../../src/lib/shared/week/iso-week.ts';
import { W48 } from '../fixtures.ts';

const read = (query: string) => readHistoryAsked(new URLSearchParams(query), W48);
const WHATS = HISTORY_ROOTS.flatMap((root) => [null, ...fieldsOf(root)].map((field) => ({ root, field })));

test('[HX5] every kind and field has an address of its own, in letters that need no escape', () => {
	const slugs = WHATS.map(whatSlug);
	expect(new Set(slugs).size).toBe(slugs.length);
	for (const slug of slugs) expect(slug).toMatch(/^[a-z-]+(\.[a-z-]+)?$/);
	expect(whatSlug({ root: 'actions', field: 'owner' })).toBe('atgard.ansvarig');
	for (const root of HISTORY_ROOTS) {
		const names = fieldsOf(root).map((field) => fieldName(root, field));
		expect(new Set(names).size, kindName(root)).toBe(names.length);
	}
});

const ids = <Id extends string>() =>
	fc.uniqueArray(fc.stringMatching(/^[\w-]{1,32}$/), { maxLength: 4 }) as unknown as fc.Arbitrary<Id[]>;
const when: fc.Arbitrary<WhenAsked | null> = fc.oneof(
	fc.constant(null),
	fc.integer({ min: -300, max: 60 }).map((weeks) => ({ week: addWeeks(W48, weeks) })),
	fc.integer({ min: -2000, max: 400 }).map((days) => ({ day: addDays('2026-11-26' as Day, days) }))
);
const asked: fc.Arbitrary<HistoryAsked> = fc.record({
	text: fc.string({ maxLength: 60, unit: 'grapheme' }).map((text) => text.trim()),
	people: ids<HistoryAsked['people'][number]>(),
	funktioner: ids<HistoryAsked['funktioner'][number]>(),
	parties: ids<HistoryAsked['parties'][number]>(),
	what: fc.constantFrom(null, ...WHATS),
	vias: fc.subarray(Object.keys(VIA_SLUGS) as Via[]),
	areas: ids<HistoryAsked['areas'][number]>(),
	places: ids<HistoryAsked['places'][number]>(),
	categories: ids<HistoryAsked['categories'][number]>(),
	from: when,
	until: when,
	unread: fc.constant({ from: '', until: '' })
});

test('[HX5] what is asked and its address are each other', () => {
	fc.assert(
		fc.property(asked, (one) => {
			const address = new URL(historyAddress(one), 'http://x');
			expect(readHistoryAsked(address.searchParams, W48)).toEqual(one);
			expect(historyAddress(readHistoryAsked(address.searchParams, W48))).toBe(address.pathname + address.search);
		}),
		{ numRuns: 300 }
	);
});

test('[HX5] whatever stands in an address is read, and what is read has an address', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.constantFrom('q', 'vem', 'vad', 'hur', 'fran', 'till', 'x'), fc.string())),
			(raw) => {
				const once = readHistoryAsked(new URLSearchParams(raw), W48);
				expect(readHistoryAsked(historyParams(once), W48)).toEqual(once);
			}
		)
	);
});

test('[HX5] weeks are read as they are typed, and what is neither week nor date is said back', () => {
	expect(read('fran=v41&till=2026-10-30')).toMatchObject({
		from: { week: { year: 2026, number: 41 } },
		until: { day: '2026-10-30' }
	});
	expect(read('fran=v. 41 2025').from).toEqual({ week: { year: 2025, number: 41 } });
	expect(read('fran=nyss')).toMatchObject({ from: null, unread: { from: 'nyss', until: '' } });
	expect(read('vad=atgard.hemligt&hur=brev')).toEqual(NOTHING_ASKED);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Carried } from '../../src/lib/shared/board/carried.ts';
import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { Entry } from '../../src/lib/shared/board/entry.ts';
import type { Where } from '../../src/lib/shared/board/values.ts';
import type { CategoryId, RecordId } from '../../src/lib/shared/ids.ts';
import type { SealFacts } from '../../src/lib/shared/seal/facts.ts';
import { draftRecord, makeContent } from '../../src/lib/shared/seal/make-record.ts';
import { boardOfRecord } from '../../src/lib/shared/seal/sealed-board.ts';
import {
	buildEntry,
	buildPriority,
	byAlice,
	CENTRUM,
	FIELD,
	MUNICIPALITY,
	NOW,
	PARKS,
	POLICE,
	recordId,
	W47_KEY
} from './fixtures.ts';
import { buildFacts, buildOrganisation, SQUARE } from './seal-facts.ts';

const organisation = buildOrganisation({
	categories: [
		{ id: 'c1' as CategoryId, code: 'B06', name: 'Skadegörelse', group: 'crime', archived: false, order: 1 },
		{ id: 'c2' as CategoryId, code: 'O01', name: 'Buller', group: 'unsafety', archived: false, order: 2 }
	]
});

const removed = fc.constantFrom(null, null, null, { person: byAlice.person, at: NOW });
const words = fc.string({ maxLength: 30 });
const where = fc.constantFrom<Where>(null, { area: CENTRUM, place: null }, { area: CENTRUM, place: SQUARE });
const order = fc.stringMatching(/^[A-Z]{1,3}$/);
const funktion = fc.constantFrom(null, FIELD, PARKS);
const list = <T extends { id: RecordId }>(root: string, of: (id: RecordId) => fc.Arbitrary<T>) =>
	fc
		.integer({ min: 0, max: 5 })
		.chain((length) => fc.tuple(...Array.from({ length }, (_, at) => of(recordId(`${root}${at}`)))));

const entry = (id: RecordId): fc.Arbitrary<Entry> =>
	fc
		.record({
			...{ text: words, where, order, removed },
			category: fc.constantFrom(null, 'c1' as CategoryId, 'c2' as CategoryId),
			count: fc.constantFrom(null, 1, 7),
			source: fc.constantFrom(null, { party: POLICE, funktion: FIELD }, { party: MUNICIPALITY, funktion: null }),
			severity: fc.constantFrom(null, 1 as const, 3 as const),
			assessment: fc.constantFrom<Entry['assessment']>(null, { kind: 'confirmed' }, { kind: 'trend', trend: 'rising' }),
			hiddenOnScreen: fc.boolean(),
			circle: fc.constantFrom('group' as const, 'public' as const)
		})
		.map((fields) => buildEntry({ id, created: byAlice, ...fields } as Partial<Entry>));

const carried = (id: RecordId): fc.Arbitrary<Carried> =>
	fc.record({
		...{ id: fc.constant(id), from: fc.constant(W47_KEY), text: words, hiddenOnScreen: fc.boolean(), removed },
		assessment: fc.constantFrom<Carried['assessment']>(null, { kind: 'confirmed' }),
		flagged: fc.constant(null)
	});

const level = fc.constantFrom<WeekRecord['levels'][number]['assessment']>(
	null,
	{ kind: 'confirmed', level: 1 },
	{ kind: 'set', level: 2, motive: 'Fler bråk.' }
);

const facts: fc.Arbitrary<SealFacts> = fc
	.record({
		entries: list('e', entry),
		rows: list('c', (id) => fc.record({ id: fc.constant(id), carried: carried(id), entry: entry(id) })),
		level,
		priorities: list('p', (id) =>
			fc.record({ title: words, where, order, removed }).map((fields) => buildPriority({ id, ...fields }))
		),
		decisions: list('d', (id) =>
			fc
				.record({ text: words, order, removed })
				.map((said) => ({ id, number: null, about: null, created: byAlice, flagged: null, ...said }))
		),
		notes: list('n', (id) =>
			fc
				.record({ text: words, parked: fc.boolean(), order, removed })
				.map((said) => ({ id, about: null, created: byAlice, flagged: null, ...said }))
		),
		slots: list('s', (id) =>
			fc
				.record({ note: words, funktion, where, removed })
				.map((said) => ({ id, day: null, hours: null, created: byAlice, flagged: null, ...said }))
		),
		upcoming: list('u', (id) =>
			fc
				.record({ title: words, where, removed })
				.map((said) => ({ id, kind: 'event' as const, dates: null, created: byAlice, flagged: null, ...said }))
		),
		attendance: fc.constantFrom<WeekRecord['attendance'][number]['state'][]>([null, 'ordinary'], ['deputy', 'absent']),
		nil: fc.boolean()
	})
	.map(({ rows, level, attendance, nil, ...record }) =>
		buildFacts({
			organisation,
			carried: rows.map(({ carried, entry }) => ({ carried, entry: { ...entry, removed: null } })),
			previousLevels: { [CENTRUM]: 1 },
			record: {
				...record,
				carried: rows.map(({ carried }) => carried),
				levels: [{ id: CENTRUM as string as RecordId, assessment: level, trend: 'up', flagged: null }],
				attendance: [FIELD, PARKS].map((id, at) => ({ id: id as string as RecordId, state: attendance[at] ?? null })),
				reports: nil ? [{ id: POLICE as string as RecordId, state: 'nil', by: byAlice }] : []
			}
		})
	);

describe('a sealed board', () => {
	const standing = <T extends { id: string }>(records: readonly T[]) =>
		records.filter((one) => !('removed' in one) || one.removed === null).toSorted((a, b) => (a.id < b.id ? -1 : 1));

	test('[HC15] is the board that was recorded when it was sealed, of any board', () => {
		fc.assert(
			fc.property(facts, (facts) => {
				const board = boardOfRecord(draftRecord(facts), facts.organisation, facts.record);
				for (const root of [
					'entries',
					'priorities',
					'notes',
					'slots',
					'upcoming',
					'attendance',
					'levels',
					'carried'
				] as const)
					expect(standing<{ id: string }>(board.week[root])).toEqual(
						standing<{ id: string }>(facts.record[root]).map((one) => sealedForm(one, facts))
					);
				const numberless = ({ id, text, order }: WeekRecord['decisions'][number]) => ({ id, text, order });
				expect(standing(board.week.decisions).map(numberless)).toEqual(
					standing(facts.record.decisions).map(numberless)
				);
				const wordsOf = ({ id, text, where, category, count, severity, circle }: Entry) => ({
					id,
					text,
					where,
					category,
					count,
					severity,
					circle
				});
				const before = facts.carried
					.filter(({ carried }) => carried.removed === null)
					.map(({ entry }) => wordsOf(entry));
				expect(standing(board.carried.map(({ entry }) => entry)).map(wordsOf)).toEqual(standing(before));
			}),
			{ numRuns: 150 }
		);
	});

	/** A carried row is hidden on the screen where the row itself is. */
	const sealedForm = (one: { id: string }, { carried }: SealFacts) => {
		const own = carried.find((row) => row.carried === one);
		return own ? { ...one, hiddenOnScreen: own.carried.hiddenOnScreen || own.entry.hiddenOnScreen } : one;
	};

	test('[HC15] says the same, sealed again, and needs no document to have every word', () => {
		fc.assert(
			fc.property(facts, (facts) => {
				const record = draftRecord(facts);
				for (const beside of [facts.record, null]) {
					const { week, carried, returned } = boardOfRecord(record, facts.organisation, beside);
					const again = makeContent({ ...facts, record: week, carried, returned });
					const { areas, municipality, parties, priorities, decisions, notes, slots, upcoming, attendance } =
						makeContent(facts);
					expect(again).toMatchObject(
						JSON.parse(
							JSON.stringify({ areas, municipality, parties, priorities, decisions, notes, attendance })
						) as object
					);
					expect(again.slots).toHaveLength(slots.length);
					expect(again.upcoming).toHaveLength(upcoming.length);
				}
			}),
			{ numRuns: 150 }
		);
	});

	test('[HC15] takes no word from a document that says something else', () => {
		fc.assert(
			fc.property(facts, fc.string({ minLength: 31, maxLength: 40 }), (facts, other) => {
				const said = <T extends object>(one: T) => ({
					...one,
					...('text' in one && { text: other }),
					...('title' in one && { title: other }),
					...('note' in one && { note: other })
				});
				const beside = Object.fromEntries(
					Object.entries<object[]>(facts.record).map(([root, all]) => [root, all.map(said)])
				) as WeekRecord;
				const board = boardOfRecord(draftRecord(facts), facts.organisation, beside);
				expect(JSON.stringify(board)).not.toContain(JSON.stringify(other).slice(1, -1));
			}),
			{ numRuns: 100 }
		);
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CategoryId, PartyId, RecordId } from '../../src/lib/shared/ids.ts';
import { canonicalJson } from '../../src/lib/shared/seal/canonical-json.ts';
import { contentChanges } from '../../src/lib/shared/seal/content-changes.ts';
import type { SealFacts } from '../../src/lib/shared/seal/facts.ts';
import { contentOf, makeContent, makeRecord } from '../../src/lib/shared/seal/make-record.ts';
import type { Day, WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import {
	buildAction,
	buildEntry,
	buildPriority,
	byAlice,
	byBob,
	CENTRUM,
	FIELD,
	NOW,
	PARKS,
	recordId
} from './fixtures.ts';
import { POLICE, W48_KEY } from './fixtures.ts';
import { buildFacts, buildOrganisation, SQUARE } from './seal-facts.ts';

const removed = { person: byAlice.person, at: NOW };
const inCentrum = { area: CENTRUM, place: SQUARE };
const ALICE_EK = { name: 'Alice Ek', party: 'Polisen' };
const journal = { sequence: 7, rows: 3, sha256: 'a' };

const full = (): SealFacts =>
	buildFacts({
		organisation: buildOrganisation({
			categories: [
				{ id: 'c1' as CategoryId, code: 'B06', name: 'Skadegörelse', group: 'crime', archived: false, order: 1 }
			]
		}),
		record: {
			entries: [
				buildEntry({ id: recordId('e2'), text: 'Klotter', where: inCentrum, order: 'V', category: 'c1' as CategoryId }),
				buildEntry({
					id: recordId('e1'),
					text: 'Bråk',
					where: inCentrum,
					order: 'U',
					source: { party: POLICE, funktion: FIELD }
				}),
				buildEntry({ id: recordId('e3'), text: 'Borttagen', where: inCentrum, removed }),
				buildEntry({ id: recordId('e4'), text: 'Rykten', where: null })
			],
			levels: [
				{
					id: CENTRUM as string as RecordId,
					assessment: { kind: 'set', level: 2, motive: 'Fler bråk.' },
					trend: 'up',
					flagged: null
				}
			],
			priorities: [buildPriority({ title: 'Torget', where: inCentrum, entry: recordId('e1') })],
			decisions: [
				{
					id: recordId('d2'),
					number: null,
					text: 'Andra',
					about: null,
					order: 'V',
					created: byAlice,
					removed: null,
					flagged: null
				},
				{
					id: recordId('d1'),
					number: 1,
					text: 'Första',
					about: null,
					order: 'U',
					created: byAlice,
					removed: null,
					flagged: null
				},
				{
					id: recordId('d3'),
					number: 2,
					text: 'Struket',
					about: null,
					order: 'W',
					created: byAlice,
					removed,
					flagged: null
				}
			],
			attendance: [{ id: FIELD as string as RecordId, state: 'deputy' }],
			followUps: [{ id: recordId('a1'), disposition: 'continues', by: byBob }],
			slots: [
				{
					...{ id: recordId('s1'), funktion: FIELD, where: inCentrum, day: '2026-11-27' as Day, note: '' },
					...{ hours: { from: '20:00', to: '01:00' }, created: byAlice, removed: null, flagged: null }
				}
			]
		},
		actions: [
			buildAction({
				...{ id: recordId('a1'), number: 17, title: 'Lys upp', owner: PARKS, performers: [PARKS, FIELD] },
				...{ due: '2026-11-20' as Day, status: { state: 'ongoing' }, decidedIn: '2026-W46' as WeekKey },
				answers: { week: W48_KEY, kind: 'entry', id: recordId('e1') }
			}),
			buildAction({ id: recordId('a2'), number: 3, title: 'Framtida', proposedIn: '2026-W50' as WeekKey })
		],
		carried: [
			{
				carried: {
					...{
						id: recordId('e0'),
						from: '2026-W46' as WeekKey,
						text: 'Nu även på dagtid',
						removed: null,
						flagged: null
					},
					...{ assessment: { kind: 'trend', trend: 'rising' }, hiddenOnScreen: false }
				},
				entry: buildEntry({ id: recordId('e0'), text: 'Mopeder', where: inCentrum })
			}
		],
		previousLevels: { [CENTRUM]: 1 }
	});

const record = (facts: SealFacts) =>
	makeRecord(facts, { at: NOW, by: ALICE_EK, approvedBy: null }, { journal, previous: null });

describe('a sealed record', () => {
	it('[FS3] gives names for ids, so that it is read when people, functions and places are gone', () => {
		const { areas, municipality, priorities, parties, slots, attendance } = record(full());
		expect(areas[0]).toMatchObject({
			name: 'Centrum',
			level: { number: 2, name: 'Gult – förhöjt läge', motive: 'Fler bråk.', confirmed: false },
			previousLevel: 1,
			trend: 'up'
		});
		expect(areas[0]?.entries.map(({ text }) => text)).toEqual(['Mopeder', 'Bråk', 'Klotter']);
		expect(areas[0]?.entries[1]?.source).toEqual({ party: 'Polisen', funktion: 'Områdespolis' });
		expect(areas[0]?.entries[2]?.category).toEqual({ code: 'B06', name: 'Skadegörelse', group: 'crime' });
		expect(municipality.map(({ text }) => text)).toEqual(['Rykten']);
		expect(priorities).toMatchObject([{ title: 'Torget', where: { area: 'Centrum', place: 'Torget' }, actions: [17] }]);
		expect(parties.map(({ registryNumber }) => registryNumber)).toEqual(['A1/2026', 'KS 1/26']);
		expect(slots[0]).toMatchObject({ funktion: 'Områdespolis', day: '2026-11-27', from: '20:00', to: '01:00' });
		expect(attendance).toEqual([
			{ funktion: 'Områdespolis', party: 'Polisen', state: 'deputy' },
			{ funktion: 'Gata och park', party: 'Lekebergs kommun', state: null }
		]);
	});

	it('[FS3] tells how a carried row stands now, with the words of its own week', () => {
		const carried = record(full()).areas[0]?.entries[0];
		expect(carried).toMatchObject({
			text: 'Mopeder',
			assessment: { kind: 'trend', trend: 'rising' },
			carried: { from: '2026-W46', weeks: 3, text: 'Nu även på dagtid' }
		});
	});

	it('[FS3] has the åtgärder of the week’s board, late ones told as late, and what was said of them', () => {
		const { actions, followUps } = record(full());
		expect(actions).toMatchObject([
			{
				number: 17,
				owner: 'Gata och park',
				performers: ['Gata och park', 'Områdespolis'],
				overdue: true,
				weeksInRow: 3
			}
		]);
		expect(followUps).toEqual([{ id: 'a1', number: 17, title: 'Lys upp', disposition: 'continues' }]);
	});

	it('[FS3] leaves out what was taken away, and gives each beslut a § that nothing else has had', () => {
		const sealed = record(full());
		expect(canonicalJson(sealed)).not.toMatch(/Borttagen|Struket/);
		expect(sealed.decisions).toEqual([
			{ number: 1, text: 'Första' },
			{ number: 3, text: 'Andra' }
		]);
	});

	it('[FS4] is the same bytes whatever order the documents gave their records in', () => {
		const facts = full();
		const expected = canonicalJson(record(facts));
		fc.assert(
			fc.property(fc.infiniteStream(fc.nat(1000)), (numbers) => {
				const shuffled = <T>(list: readonly T[]): T[] =>
					list
						.map((item) => ({ item, at: numbers.next().value }))
						.sort((a, b) => a.at - b.at)
						.map(({ item }) => item);
				const roots = Object.entries(facts.record).map(([root, list]) => [root, shuffled(list as unknown[])]);
				const other: SealFacts = {
					...facts,
					record: Object.fromEntries(roots) as SealFacts['record'],
					actions: { ...facts.actions, actions: shuffled(facts.actions.actions) },
					carried: shuffled(facts.carried)
				};
				expect(canonicalJson(record(other))).toBe(expected);
			}),
			{ numRuns: 50 }
		);
	});

	it('[FS5] says apart from who and when the same, so that two people can agree on it', () => {
		const facts = full();
		expect(contentOf(record(facts))).toEqual(makeContent(facts));
		expect(contentChanges(makeContent(facts), contentOf(record(facts)))).toEqual([]);
	});

	it('[FS5] what changed between two readings is counted by part', () => {
		const before = full();
		const after = full();
		const [first, ...rest] = after.record.entries;
		after.record = { ...after.record, entries: [{ ...first!, text: 'Mer klotter' }, ...rest] };
		after.actions.actions[0]!.title = 'Lys upp hela torget';
		const changes = contentChanges(makeContent(before), makeContent(after));
		expect(changes).toEqual([
			{ part: 'Uppföljning', count: 1 },
			{ part: 'Åtgärder', count: 1 },
			{ part: 'Centrum', count: 1 }
		]);
	});

	it('[FS3] survives ids that nothing answers to any more', () => {
		const facts = full();
		facts.record.entries[0]!.source = { party: 'borta' as PartyId, funktion: null };
		expect(record(facts).areas[0]?.entries[2]?.source).toEqual({ party: '(okänd)', funktion: null });
	});
});

import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { checklist, isBlocked, type ChecklistCode } from '../../src/lib/shared/seal/checklist.ts';
import type { Day } from '../../src/lib/shared/week/iso-week.ts';
import {
	buildAction,
	buildEntry,
	buildPriority,
	byAlice,
	CENTRUM,
	FIELD,
	MUNICIPALITY,
	PARKS,
	POLICE,
	recordId,
	W48_KEY
} from './fixtures.ts';
import { buildFacts, type FactsOverrides } from './seal-facts.ts';

const as = (id: string) => id as RecordId;
const decided = { status: { state: 'decided' as const }, owner: PARKS, performers: [PARKS], decidedIn: W48_KEY };

/** A week with nothing missing. */
const complete = (): FactsOverrides & { record: NonNullable<FactsOverrides['record']> } => ({
	record: {
		levels: [{ id: as(CENTRUM), assessment: { kind: 'confirmed', level: 1 }, trend: null, flagged: null }],
		reports: [
			{ id: as(POLICE), state: 'nil', by: byAlice },
			{ id: as(MUNICIPALITY), state: 'reported', by: byAlice }
		],
		attendance: [
			{ id: as(FIELD), state: 'ordinary' },
			{ id: as(PARKS), state: 'absent' }
		]
	}
});

const found = (overrides: FactsOverrides): string[] => checklist(buildFacts(overrides)).map(({ text }) => text);
const codes = (overrides: FactsOverrides): ChecklistCode[] => checklist(buildFacts(overrides)).map(({ code }) => code);

describe('the checklist before sealing', () => {
	it('[FS6] is empty when nothing is missing', () => {
		expect(checklist(buildFacts(complete()))).toEqual([]);
	});

	it('[FS6] says what is missing, one sentence each', () => {
		const week = complete();
		expect(
			found({
				...week,
				record: {
					entries: [buildEntry({ text: ' ' })],
					priorities: [buildPriority({ title: 'Torget' })]
				},
				actions: [
					buildAction({ id: recordId('a1'), number: 17, proposedIn: W48_KEY }),
					buildAction({ id: recordId('a2'), number: 3, ...decided, due: '2026-11-25' as Day })
				],
				carried: [
					{
						carried: {
							id: recordId('e0'),
							from: W48_KEY,
							assessment: null,
							text: '',
							hiddenOnScreen: false,
							removed: null,
							flagged: null
						},
						entry: buildEntry({ id: recordId('e0') })
					}
				]
			})
		).toEqual([
			'Närvaro är inte noterad för Områdespolis och Gata och park.',
			'Polisen och Lekebergs kommun har inte rapporterat.',
			'Å-3 är försenad och har inte följts upp.',
			'Centrum är inte bedömt.',
			'En rad från en tidigare vecka är inte bedömd.',
			'En rad saknar text.',
			'Prioriteringen ”Torget” saknar åtgärd.',
			'Å-17 saknar ansvarig, utförare och datum.'
		]);
	});

	it('[FS6] an åtgärd that was followed up, and a priority that is answered, are not missing', () => {
		const week = complete();
		const late = buildAction({ id: recordId('a2'), number: 3, ...decided, due: '2026-11-25' as Day });
		const record = {
			...week.record,
			priorities: [buildPriority({ id: recordId('p1'), title: 'Torget' })],
			followUps: [{ id: recordId('a2'), disposition: 'continues' as const, by: byAlice }]
		};
		const answering = { ...late, answers: { week: W48_KEY, kind: 'priority' as const, id: recordId('p1') } };
		expect(found({ record, actions: [answering] })).toEqual([]);
	});

	it('[FS7] only an empty board, a week outside its meeting and a flag that nobody has judged block; all else is noted and sealed', () => {
		expect(codes({ ...complete(), state: 'compiling' })).toEqual(['week-not-in-meeting']);
		expect(codes({})).toContain('nothing-on-board');
		expect(isBlocked(checklist(buildFacts({})))).toBe(true);
		expect(isBlocked(checklist(buildFacts({ record: { entries: [buildEntry()] } })))).toBe(false);
		expect(isBlocked(checklist(buildFacts({ ...complete(), state: 'ended' })))).toBe(false);
	});

	it('[FS7] what is hidden while a flag is judged is not sealed: a row, a motive, an åtgärd of the week', () => {
		const flagged = { person: byAlice.person, at: byAlice.at };
		const { record } = complete();
		const week = (more: FactsOverrides) => codes({ ...complete(), ...more, record: { ...record, ...more.record } });
		expect(week({ record: { entries: [buildEntry({ flagged })] } })).toContain('flag-not-judged');
		expect(week({ record: { levels: record.levels!.map((level) => ({ ...level, flagged })) } })).toEqual([
			'flag-not-judged'
		]);
		expect(week({ actions: [buildAction({ ...decided, flagged })] })).toContain('flag-not-judged');
		expect(found({ ...complete(), actions: [buildAction({ ...decided, flagged })] })[0]).toMatch(
			/^En flaggad rad väntar på granskning/
		);
		expect(isBlocked(checklist(buildFacts({ ...complete(), actions: [buildAction({ ...decided, flagged })] })))).toBe(
			true
		);
		expect(week({ record: { entries: [buildEntry({ flagged, removed: flagged })] } })).not.toContain('flag-not-judged');
	});
});

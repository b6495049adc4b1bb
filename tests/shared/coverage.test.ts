import { describe, expect, test } from 'vitest';
import { coverageOf, coverageText } from '../../src/lib/shared/board/coverage.ts';
import { lacksAction, openActionsForEntry, openActionsForPriority } from '../../src/lib/shared/board/links.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { PartyId } from '../../src/lib/shared/ids.ts';
import {
	ALICE,
	buildAction,
	buildEntry,
	buildPriority,
	MUNICIPALITY,
	NOW,
	POLICE,
	recordId,
	W48_KEY
} from './fixtures.ts';

const RAIL = 'bolaget' as PartyId;
const SHOPS = 'handeln' as PartyId;
const parties = [POLICE, MUNICIPALITY, RAIL, SHOPS].map((id) => ({ id }));
const removed = { person: ALICE, at: NOW };
const report = (party: PartyId, state: 'reported' | 'nil' | null) => ({ id: party as string as never, state });
const from = (party: PartyId) => buildEntry({ source: { party, funktion: null } });

describe('coverage', () => {
	test('[CV1] nil counts as reported; missing does not; they are told apart', () => {
		const coverage = coverageOf(parties, [report(POLICE, 'reported'), report(RAIL, 'nil'), report(SHOPS, null)], []);
		expect(coverage.of).toEqual({ polisen: 'reported', kommunen: 'missing', bolaget: 'nil', handeln: 'missing' });
		expect(coverage.missing).toEqual([MUNICIPALITY, SHOPS]);
		expect(coverageText(coverage)).toBe('2 av 4 har rapporterat');
	});

	test('[CV2] a row on the board is a report, also after a nil report', () => {
		const coverage = coverageOf(parties, [report(RAIL, 'nil')], [from(MUNICIPALITY), from(RAIL)]);
		expect(coverage.of).toMatchObject({ kommunen: 'reported', bolaget: 'reported' });
	});

	test('[CV2] a row that was taken away, or is nobody’s, is none', () => {
		const coverage = coverageOf(parties, [], [{ ...from(POLICE), removed }, buildEntry()]);
		expect(coverage.reported).toBe(0);
	});

	test('[CV1] a party that is not of the samverkan any more does not count', () =>
		expect(coverageOf(parties, [report('gammal' as PartyId, 'reported')], [])).toMatchObject({
			reported: 0,
			parties: 4
		}));
});

describe('what answers what', () => {
	const answering = (kind: 'entry' | 'priority', id: string, fields: Partial<Action> = {}) =>
		buildAction({ answers: { week: W48_KEY, kind, id: recordId(id) }, status: { state: 'decided' }, ...fields });
	const priority = buildPriority({ id: recordId('p1'), entry: recordId('e1') });

	test('[PI3] an open åtgärd for the priority or for its lägesrad will do', () => {
		expect(lacksAction(priority, [answering('priority', 'p1')])).toBe(false);
		expect(lacksAction(priority, [answering('entry', 'e1')])).toBe(false);
	});

	test('[PI3] one for something else, closed or taken away will not', () => {
		const others = [
			answering('priority', 'p2'),
			answering('entry', 'p1'),
			answering('priority', 'p1', { removed }),
			answering('priority', 'p1', { status: { state: 'cancelled', reason: 'Dubblett' } }),
			buildAction()
		];
		expect(lacksAction(priority, others)).toBe(true);
		expect(openActionsForPriority({ ...priority, entry: null }, [answering('entry', 'e1')])).toEqual([]);
	});

	test('[PI3] a lägesrad has its own', () => {
		const own = answering('entry', 'e1');
		expect(openActionsForEntry(buildEntry(), [own, answering('entry', 'e2')])).toEqual([own]);
	});
});

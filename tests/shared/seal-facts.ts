import { emptyRecord } from '../../src/lib/shared/board/document-record.ts';
import type { SealFacts } from '../../src/lib/shared/seal/facts.ts';
import type { FunktionId, PlaceId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import { buildWeekPage } from '../support/week-page.ts';
import { ALICE, BOB, CENTRUM, FIELD, MUNICIPALITY, NOW, PARKS, POLICE, TODAY, W48 } from './fixtures.ts';

export const SQUARE = 'torget' as PlaceId;

/** Two parties, two functions, one area: enough for everything a record names. */
export function buildOrganisation(overrides: Partial<Organisation> = {}): Organisation {
	const funktion = (id: FunktionId, party: typeof POLICE, name: string, order: number) => ({
		...{ id, party, name, order, people: [], guaranteed: true, archived: false },
		staffing: 'ordinary' as const
	});
	return {
		...buildWeekPage().organisation,
		parties: [
			{ id: POLICE, name: 'Polisen', kind: 'police', registryNumber: 'A1/2026', order: 1 },
			{ id: MUNICIPALITY, name: 'Lekebergs kommun', kind: 'municipality', registryNumber: 'KS 1/26', order: 2 }
		],
		funktioner: [funktion(FIELD, POLICE, 'Områdespolis', 1), funktion(PARKS, MUNICIPALITY, 'Gata och park', 2)],
		areas: [{ id: CENTRUM, name: 'Centrum', archived: false, order: 1 }],
		places: [{ id: SQUARE, area: CENTRUM, name: 'Torget', kind: 'torg', archived: false, order: 1 }],
		levels: [
			{ number: 1, name: 'Grönt – normalläge', meaning: 'Linjearbete.' },
			{ number: 2, name: 'Gult – förhöjt läge', meaning: 'Extra uppmärksamhet.' }
		],
		people: [
			{ person: ALICE, name: 'Alice Ek', party: POLICE, roles: ['convener'] },
			{ person: BOB, name: 'Bob Al', party: MUNICIPALITY, roles: ['coordinator'] }
		],
		...overrides
	};
}

export interface FactsOverrides extends Omit<Partial<SealFacts>, 'record' | 'actions'> {
	record?: Partial<SealFacts['record']>;
	actions?: SealFacts['actions']['actions'];
}

/** An empty week in its meeting, with what the test cares about. */
export function buildFacts({ record, actions = [], ...overrides }: FactsOverrides = {}): SealFacts {
	return {
		organisation: buildOrganisation(),
		week: W48,
		state: 'meeting',
		today: TODAY,
		record: { ...emptyRecord('week'), ...record },
		actions: { ...emptyRecord('actions'), actions },
		carried: [],
		returned: [],
		previousLevels: {},
		meeting: { startedAt: NOW - 1_800_000, endedAt: NOW },
		...overrides
	};
}

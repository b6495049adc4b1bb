import { emptyRecord } from '../../src/lib/shared/board/document-record.ts';
import type { CategoryId, PlaceId } from '../../src/lib/shared/ids.ts';
import { DEFAULT_AGENDA } from '../../src/lib/shared/meeting/agenda.ts';
import type { MeetingFacts } from '../../src/lib/shared/meeting/facts.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import { buildWeekPage } from '../support/week-page.ts';
import { ALICE, CENTRUM, FIELD, MUNICIPALITY, PARKS, POLICE, TODAY, W48 } from './fixtures.ts';

const ordered = { archived: false, order: 1 };

/** Two parties, two functions, one area with a place, one category. */
export const ORGANISATION: Organisation = {
	...buildWeekPage().organisation,
	parties: [
		{ id: POLICE, name: 'Polisen', kind: 'police', registryNumber: 'A-1', order: 1 },
		{ id: MUNICIPALITY, name: 'Kommunen', kind: 'municipality', registryNumber: 'K-1', order: 2 }
	],
	funktioner: [
		{
			id: FIELD,
			party: MUNICIPALITY,
			name: 'Fältgruppen',
			staffing: 'ordinary',
			people: [],
			guaranteed: true,
			...ordered
		},
		{
			id: PARKS,
			party: MUNICIPALITY,
			name: 'Gata och park',
			staffing: 'ordinary',
			people: [],
			guaranteed: true,
			...ordered
		}
	],
	areas: [{ id: CENTRUM, name: 'Centrum', ...ordered }],
	places: [{ id: 'torget' as PlaceId, area: CENTRUM, name: 'Torget', kind: 'torg', ...ordered }],
	categories: [{ id: 'c1' as CategoryId, code: 'B06', name: 'Skadegörelse', group: 'crime', ...ordered }],
	levels: [
		{ number: 1, name: 'Normalläge', meaning: '' },
		{ number: 2, name: 'Förhöjt läge', meaning: '' }
	],
	people: [{ person: ALICE, name: 'Alice Ek', party: POLICE, roles: ['convener'] }]
};

export const buildFacts = (overrides: Partial<MeetingFacts> = {}): MeetingFacts => ({
	organisation: ORGANISATION,
	week: W48,
	state: 'meeting',
	agenda: DEFAULT_AGENDA,
	today: TODAY,
	record: emptyRecord('week'),
	carried: [],
	returned: [],
	actions: emptyRecord('actions'),
	previousLevels: {},
	hidden: new Map(),
	...overrides
});

export const weekWith = (parts: Partial<MeetingFacts['record']>): MeetingFacts['record'] => ({
	...emptyRecord('week'),
	...parts
});
export const actionsWith = (...actions: MeetingFacts['actions']['actions']): MeetingFacts['actions'] => ({
	...emptyRecord('actions'),
	actions
});

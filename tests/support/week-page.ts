import * as Y from 'yjs';
import type { Permissions } from '../../src/lib/shared/access/policies.ts';
import { emptyRecord, readDocument, type DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { upgradeDocument, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { WeekPage } from '../../src/lib/shared/board/week-page.ts';
import type { DocumentId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Day } from '../../src/lib/shared/week/iso-week.ts';
import { DEFAULT_MEETING } from '../../src/lib/shared/meeting/agenda.ts';

const EVERYTHING: Permissions = {
	readBoard: true,
	readExtract: true,
	writeWeek: true,
	setLevels: true,
	prioritise: true,
	editActions: true,
	decideActions: true,
	updateOwnActions: true,
	settings: true,
	report: true,
	compile: true
};

/** A week page with nothing on it: week 48 of 2026, Alice of the police, who may everything. */
export function buildWeekPage(overrides: Partial<WeekPage> = {}): WeekPage {
	return {
		organisation: {
			samverkan: {
				id: 'lekeberg' as SamverkanId,
				slug: 'lekeberg',
				name: 'Lekeberg',
				municipality: 'Lekebergs kommun',
				policeDistrict: 'LPO Örebro',
				cadenceDays: 7,
				meetingWeekday: 4,
				offlineCopies: false,
				meeting: DEFAULT_MEETING,
				example: false
			},
			parties: [],
			funktioner: [],
			areas: [],
			places: [],
			categories: [],
			levels: [],
			people: []
		},
		me: { person: 'alice' as PersonId, name: 'Alice', party: 'polisen' as PartyId, roles: ['convener'] },
		week: { year: 2026, number: 48 },
		thisWeek: { year: 2026, number: 48 },
		today: '2026-11-26' as Day,
		state: 'reporting',
		documents: { week: 'week' as DocumentId, actions: 'actions' as DocumentId },
		weekRecord: emptyRecord('week'),
		actionsRecord: emptyRecord('actions'),
		earlierEntries: [],
		earlierNotes: [],
		previousLevels: {},
		life: { moves: [], suggestion: null, nextLook: null, now: 0, mayOpenScreen: false, maySeal: false },
		seal: null,
		may: EVERYTHING,
		...overrides
	};
}

/** A document as the server makes it, with what `fill` puts in. */
export function buildDocument(kind: DocumentKind, fill: (doc: Y.Doc) => void = () => undefined): Y.Doc {
	const doc = new Y.Doc();
	upgradeDocument(doc, kind);
	fill(doc);
	return doc;
}

export function recordOf<D extends DocumentKind>(doc: Y.Doc, kind: D): DocumentRecord<D> {
	const read = readDocument(doc, kind);
	if (!read.ok) throw new Error(`${read.problem.code} at ${read.problem.path}`);
	return read.value;
}

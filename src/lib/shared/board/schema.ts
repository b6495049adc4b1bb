import type * as Y from 'yjs';
import { actionKind } from './action.ts';
import { areaLevelKind } from './area-level.ts';
import { attendanceKind } from './attendance.ts';
import { carriedKind } from './carried.ts';
import { commentKind } from './comment.ts';
import { decisionKind } from './decision.ts';
import { entryKind } from './entry.ts';
import { followUpKind } from './follow-up.ts';
import { nilReportKind } from './nil-report.ts';
import { noteKind } from './note.ts';
import { observationKind } from './observation.ts';
import { SERVER } from './origin.ts';
import { partyReportKind } from './party-report.ts';
import { priorityKind } from './priority.ts';
import type { RecordKind } from './record.ts';
import { returnedKind } from './returned.ts';
import { slotKind } from './slot.ts';
import { upcomingKind } from './upcoming.ts';

/**
 * The documents, and what is in each:
 *
 *   week     entries carried levels priorities slots attendance followUps decisions notes returned upcoming reports
 *            one per samverkan × ISO week
 *   actions  actions comments
 *            one per samverkan
 *   draft    observations nilReports
 *            one per party × ISO week; that party's alone
 *
 * Each has a root map `meta` that only the server writes: `schema` (version), and and `lastNumber`: of åtgärder in `actions`, of beslut in `week`.
 */
export const DOCUMENT_KINDS = {
	week: {
		entries: entryKind,
		carried: carriedKind,
		levels: areaLevelKind,
		priorities: priorityKind,
		slots: slotKind,
		attendance: attendanceKind,
		followUps: followUpKind,
		decisions: decisionKind,
		notes: noteKind,
		returned: returnedKind,
		upcoming: upcomingKind,
		reports: partyReportKind
	},
	actions: { actions: actionKind, comments: commentKind },
	draft: { observations: observationKind, nilReports: nilReportKind }
} as const satisfies Record<string, Record<string, RecordKind>>;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;
/** What a week's board is made of. A draft is no part of any board. */
export type BoardDocument = Extract<DocumentKind, 'week' | 'actions'>;
/** The roots of a kind of document, `meta` left out. */
export type RootName<D extends DocumentKind> = keyof (typeof DOCUMENT_KINDS)[D] & string;

/** What a kind of document keeps in a root; undefined where it has no such root. */
export const kindAt = (document: DocumentKind, root: string): RecordKind | undefined =>
	(DOCUMENT_KINDS[document] as Record<string, RecordKind>)[root];

export const META_ROOT = 'meta';

/** The version new documents are made in. A client or document older than this is migrated or told to reload. */
export const SCHEMA_VERSION = 3;

/** Brings a document from the version before `to` up to `to`. Runs on the server, once per document, journaled. */
export interface Migration {
	document: DocumentKind;
	to: number;
	migrate(doc: Y.Doc): void;
}

/**
 * 2 added carried, followUps and returned, and numbers of beslut; 3 drafts, sharing circles, flags and what is answered from
 * the desk: new places, with nothing to change in the old.
 */
export const MIGRATIONS: readonly Migration[] = [];

export const schemaOf = (doc: Y.Doc): number | undefined => doc.getMap<number>(META_ROOT).get('schema');

/** Makes a new document's `meta`, or runs the migrations it lacks. True when something was written. */
export function upgradeDocument(
	doc: Y.Doc,
	kind: DocumentKind,
	migrations = MIGRATIONS,
	target = SCHEMA_VERSION
): boolean {
	const from = schemaOf(doc);
	if (from !== undefined && from > target)
		throw new Error(`Document has schema ${from}; this server knows up to ${target}`);
	if (from === target) return false;
	doc.transact(() => {
		if (from !== undefined) runMigrations(doc, kind, migrations, from, target);
		doc.getMap<number>(META_ROOT).set('schema', target);
	}, SERVER);
	return true;
}

function runMigrations(doc: Y.Doc, kind: DocumentKind, migrations: readonly Migration[], from: number, target: number) {
	const due = migrations
		.filter((m) => m.document === kind && m.to > from && m.to <= target)
		.sort((a, b) => a.to - b.to);
	for (const migration of due) migration.migrate(doc);
}

import type { DatabaseSync } from 'node:sqlite';
import type { DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import type { DocumentId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { forgetDocument } from './history-forget.ts';

/** Raise it when changes are told another way: every document is read anew at the next start. */
export const HISTORY_VERSION = 2;

export interface IndexedDocument {
	id: DocumentId;
	kind: DocumentKind;
	samverkan: SamverkanId;
	/** Null of åtgärder, whose changes belong to the week they are made in. */
	week: WeekKey | null;
}

/** How far a document has been read. */
export interface Standing {
	id: number;
	sequence: number;
	latest: number;
	jumped: number;
	/** Bytes. */
	sinceCheckpoint: number;
	checkpoint: number;
}

export function documentOf(database: DatabaseSync, document: DocumentId): IndexedDocument | null {
	const row = database.prepare('SELECT id, kind, samverkan, week FROM documents WHERE id = ?').get(document);
	return (row as unknown as IndexedDocument | undefined) ?? null;
}

/** Was something of it disposed of (gallrat): its edit history, or all of it? */
export const hasLost = (database: DatabaseSync, document: DocumentId, kind: 'journal' | 'weeks' | 'drafts'): boolean =>
	database.prepare('SELECT 1 FROM retention_documents WHERE document = ? AND kind = ?').get(document, kind) !==
	undefined;

const SELECT =
	'SELECT id, version, sequence, latest, jumped, since_checkpoint AS sinceCheckpoint, checkpoint ' +
	'FROM history_documents WHERE document = ?';

/** What another version wrote is thrown away. */
export function standingOf(database: DatabaseSync, document: DocumentId): Standing {
	const query = database.prepare(SELECT);
	const found = query.get(document) as unknown as (Standing & { version: number }) | undefined;
	if (found?.version === HISTORY_VERSION) return found;
	if (found) forgetDocument(database, document);
	database
		.prepare('INSERT INTO history_documents (document, version, sequence) VALUES (?, ?, 0)')
		.run(document, HISTORY_VERSION);
	return query.get(document) as unknown as Standing;
}

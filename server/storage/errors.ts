import type { DocumentId } from '../../src/lib/shared/ids.ts';

/** Another process has this data folder open. Two would keep copies of the same documents that drift apart. */
export class DataFolderInUseError extends Error {
	constructor(folder: string) {
		super(
			`The data folder ${folder} is in use by another process of Lägestavlan. Stop that one, or choose another folder.`
		);
		this.name = 'DataFolderInUseError';
	}
}

/** The database knows migrations that this version does not. */
export class NewerDatabaseError extends Error {
	constructor(migration: string) {
		super(
			`The database was made by a newer version of Lägestavlan (it has ${migration}). ` +
				'Install that version, or restore a backup from before the upgrade.'
		);
		this.name = 'NewerDatabaseError';
	}
}

/** SQLite's own check of the file failed. */
export class DatabaseDamagedError extends Error {
	constructor(finding: string) {
		super(`The database is damaged (${finding}). Restore the newest backup.`);
		this.name = 'DatabaseDamagedError';
	}
}

/** A journal row is not what was written: its hash does not match. */
export class JournalDamagedError extends Error {
	readonly document: DocumentId;
	readonly sequence: number;
	constructor(document: DocumentId, sequence: number) {
		super(`Journal row ${sequence} of document ${document} is damaged`);
		this.name = 'JournalDamagedError';
		this.document = document;
		this.sequence = sequence;
	}
}

/**
 * The disk could not say that it has what was written. Trying again may be answered with a lie (the pages count as clean
 * then), so nothing may be acknowledged any more: the process ends and starts again from what the disk really has.
 */
export class StoreBrokenError extends Error {
	constructor(message: string, options?: { cause?: unknown }) {
		super(`The disk could not confirm a write: ${message}`, options);
		this.name = 'StoreBrokenError';
	}
}

/** Nothing of the append was kept; `cause` says why (SQLITE_FULL …). */
export class AppendError extends Error {
	/** The disk has no room left. Read from SQLite's words: an error's own fields do not cross between threads. */
	readonly isFull: boolean;
	constructor(message: string, options?: { cause?: unknown }) {
		super(`The journal could not keep the rows: ${message}`, options);
		this.name = 'AppendError';
		this.isFull = /\bis full\b/.test(message);
	}
}

import type { Migration } from './migration.ts';

export const restores: Migration = {
	name: '0018-restores',
	up: (database) =>
		database.exec(`
-- Which journal row brought back what stood at an earlier moment. Who and when are the row's own; no words are here.
CREATE TABLE restores (
	id TEXT PRIMARY KEY,
	sequence INTEGER NOT NULL UNIQUE, -- no reference: rows of the journal are disposed of
	document TEXT NOT NULL REFERENCES documents (id),
	moment INTEGER NOT NULL,
	target TEXT NOT NULL CHECK (target IN ('field', 'record', 'week')),
	undoes TEXT REFERENCES restores (id)
) STRICT;
CREATE INDEX restores_document ON restores (document, sequence);
`)
};

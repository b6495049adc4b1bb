import type { Migration } from './migration.ts';

export const documents: Migration = {
	name: '0003-documents',
	up: (database) =>
		database.exec(`
CREATE TABLE documents (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('week', 'actions')),
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	week TEXT CHECK ((kind = 'week') = (week IS NOT NULL)),
	state TEXT CHECK ((kind = 'week') = (state IS NOT NULL)),
	epoch TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_week ON documents (samverkan, week) WHERE kind = 'week';
CREATE UNIQUE INDEX documents_actions ON documents (samverkan) WHERE kind = 'actions';

CREATE TABLE week_state_log (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	document TEXT NOT NULL REFERENCES documents (id),
	state TEXT NOT NULL,
	by TEXT REFERENCES people (id),
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX week_state_log_document ON week_state_log (document, sequence);

-- AUTOINCREMENT: a sequence is never given twice, whatever is removed.
CREATE TABLE journal (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	document TEXT NOT NULL REFERENCES documents (id),
	at INTEGER NOT NULL,
	person TEXT, -- no reference: the journal outlives accounts
	via TEXT NOT NULL,
	content BLOB NOT NULL,
	sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX journal_document ON journal (document, sequence);

CREATE TABLE snapshots (
	document TEXT NOT NULL REFERENCES documents (id),
	up_to INTEGER NOT NULL,
	state BLOB NOT NULL,
	sha256 TEXT NOT NULL,
	PRIMARY KEY (document, up_to)
) STRICT;
`)
};

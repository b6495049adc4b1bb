import type { Migration } from './migration.ts';

export const history: Migration = {
	name: '0017-history',
	up: (database) =>
		database.exec(`
-- What the journal tells, field by field. All of it is made from the journal and made anew from it whenever it must be:
-- nothing here is the only copy of anything but history_people.

-- How far each document has been read. Never the same id twice: whoever read rows for one that is gone writes nothing.
CREATE TABLE history_documents (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	document TEXT NOT NULL UNIQUE REFERENCES documents (id),
	version INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	-- The latest time among its changes, and whether a later change ever had an earlier one: clocks go backwards.
	latest INTEGER NOT NULL DEFAULT 0,
	jumped INTEGER NOT NULL DEFAULT 0,
	-- Bytes of changes since the last checkpoint, and of that checkpoint.
	since_checkpoint INTEGER NOT NULL DEFAULT 0,
	checkpoint INTEGER NOT NULL DEFAULT 0,
	-- Of a document whose edit history was disposed of: the change that stands for it, and since when (milliseconds).
	base INTEGER,
	kept_since INTEGER
) STRICT;

CREATE TABLE history_records (
	id INTEGER PRIMARY KEY,
	document INTEGER NOT NULL,
	root TEXT NOT NULL,
	record TEXT NOT NULL,
	-- The åtgärd that it is or belongs to.
	action TEXT,
	-- Of a row that its party took back: the last change that is that party's alone to read.
	withdrawn INTEGER NOT NULL DEFAULT 0,
	withdrawn_by TEXT,
	UNIQUE (document, root, record)
) STRICT;
CREATE INDEX history_records_record ON history_records (record);
CREATE INDEX history_records_action ON history_records (action) WHERE action IS NOT NULL;
CREATE INDEX history_records_withdrawn ON history_records (document) WHERE withdrawn > 0;

-- The id is the journal's sequence and a number within the row: the same however often it is made.
CREATE TABLE history_changes (
	id INTEGER PRIMARY KEY,
	document INTEGER NOT NULL,
	record INTEGER NOT NULL,
	week TEXT NOT NULL,
	at INTEGER NOT NULL,
	person TEXT,
	party TEXT,
	via TEXT NOT NULL,
	-- Null: the whole record came or went.
	field TEXT,
	-- JSON. Of a text, what was cut out of it and where: [start, words, length of what stands there now].
	before TEXT NOT NULL,
	after TEXT NOT NULL,
	area TEXT,
	category TEXT,
	restored INTEGER
) STRICT;
CREATE INDEX history_changes_document ON history_changes (document);
CREATE INDEX history_changes_moment ON history_changes (document, at);
CREATE INDEX history_changes_record ON history_changes (record, field);
CREATE INDEX history_changes_week ON history_changes (week);
CREATE INDEX history_changes_at ON history_changes (at);
CREATE INDEX history_changes_person ON history_changes (person);
CREATE INDEX history_changes_party ON history_changes (party);
CREATE INDEX history_changes_area ON history_changes (area);
CREATE INDEX history_changes_category ON history_changes (category);

-- From which change to which a field had a word: no copy of the text for every key that was pressed in it.
CREATE TABLE history_terms (
	id INTEGER PRIMARY KEY,
	term TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE history_words (
	term INTEGER NOT NULL,
	record INTEGER NOT NULL,
	field TEXT NOT NULL,
	since INTEGER NOT NULL,
	-- The change that took it away.
	until INTEGER NOT NULL,
	PRIMARY KEY (term, record, field, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_words_record ON history_words (record);

-- The whole document as plain records, after a change.
CREATE TABLE history_checkpoints (
	document INTEGER NOT NULL,
	change INTEGER NOT NULL,
	record TEXT NOT NULL,
	PRIMARY KEY (document, change)
) STRICT, WITHOUT ROWID;

-- Which part people were of when they were last seen to write: who has left belongs to none.
CREATE TABLE history_people (
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	person TEXT NOT NULL,
	party TEXT NOT NULL,
	PRIMARY KEY (samverkan, person)
) STRICT, WITHOUT ROWID;
`)
};

import type { Migration } from './migration.ts';

export const search: Migration = {
	name: '0016-search',
	up: (database) =>
		database.exec(`
-- What can be searched: one row for each record. Made from the documents and made anew from them whenever it must be;
-- nothing here is the only copy of anything.
CREATE TABLE search_rows (
	id INTEGER PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	document TEXT NOT NULL REFERENCES documents (id),
	record TEXT NOT NULL,
	kind TEXT NOT NULL,
	-- The åtgärd that it is or belongs to: who may see that may see this.
	action TEXT,
	circle TEXT,
	week TEXT,
	-- The last week whose board shows it; null while it is on this week's.
	shown TEXT,
	at INTEGER NOT NULL,
	area TEXT,
	place TEXT,
	category TEXT,
	-- Words, in Unicode's composed form.
	label TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	names TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_rows_record ON search_rows (document, record);
CREATE INDEX search_rows_newest ON search_rows (record, week);
CREATE INDEX search_rows_at ON search_rows (samverkan, at);

-- Words from their beginning. Å, ä and ö are letters of their own.
CREATE VIRTUAL TABLE search_words USING fts5 (
	label, title, body, names,
	content = 'search_rows', content_rowid = 'id', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0'
);
-- Any three letters within words: "belysning" is in "gatubelysning".
CREATE VIRTUAL TABLE search_parts USING fts5 (
	title, body, names,
	content = 'search_rows', content_rowid = 'id', tokenize = 'trigram'
);
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab (search_words, row);
-- What is taken out of the index leaves no bytes in it.
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
INSERT INTO search_parts (search_parts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER search_rows_added AFTER INSERT ON search_rows BEGIN
	INSERT INTO search_words (rowid, label, title, body, names) VALUES (NEW.id, NEW.label, NEW.title, NEW.body, NEW.names);
	INSERT INTO search_parts (rowid, title, body, names) VALUES (NEW.id, NEW.title, NEW.body, NEW.names);
END;
CREATE TRIGGER search_rows_removed AFTER DELETE ON search_rows BEGIN
	INSERT INTO search_words (search_words, rowid, label, title, body, names)
		VALUES ('delete', OLD.id, OLD.label, OLD.title, OLD.body, OLD.names);
	INSERT INTO search_parts (search_parts, rowid, title, body, names)
		VALUES ('delete', OLD.id, OLD.title, OLD.body, OLD.names);
END;
CREATE TRIGGER search_rows_stay BEFORE UPDATE ON search_rows BEGIN SELECT RAISE(ABORT, 'rows are replaced'); END;

-- How far each document has been read into the index: its last journal row, its seals, and the names it was read with.
CREATE TABLE search_documents (
	document TEXT PRIMARY KEY REFERENCES documents (id),
	version INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	seals INTEGER NOT NULL,
	names TEXT NOT NULL
) STRICT;
`)
};

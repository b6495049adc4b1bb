import type { Migration } from './migration.ts';

export const summaries: Migration = {
	name: '0009-summaries',
	up: (database) =>
		database.exec(`
-- Publik sammanfattning of a sealed week: edited until both main parties have approved the same version, then frozen.
CREATE TABLE summaries (
	document TEXT PRIMARY KEY REFERENCES documents (id),
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	week TEXT NOT NULL,
	version INTEGER NOT NULL,
	sections TEXT NOT NULL,
	content BLOB,
	sha256 TEXT CHECK ((sha256 IS NULL) = (content IS NULL))
) STRICT;
CREATE TRIGGER summaries_stay BEFORE UPDATE ON summaries WHEN OLD.sha256 IS NOT NULL
	BEGIN SELECT RAISE(ABORT, 'an approved summary is never changed'); END;
CREATE TRIGGER summaries_remain BEFORE DELETE ON summaries WHEN OLD.sha256 IS NOT NULL
	BEGIN SELECT RAISE(ABORT, 'an approved summary is never removed'); END;

-- Who edited and approved which version. Only added to.
CREATE TABLE summary_log (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	document TEXT NOT NULL REFERENCES documents (id),
	version INTEGER NOT NULL,
	what TEXT NOT NULL CHECK (what IN ('edited', 'approved')),
	person TEXT NOT NULL,
	party TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX summary_log_document ON summary_log (document, sequence);
CREATE TRIGGER summary_log_stays BEFORE UPDATE ON summary_log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER summary_log_remains BEFORE DELETE ON summary_log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
`)
};

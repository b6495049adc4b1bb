import type { Migration } from './migration.ts';

export const privacy: Migration = {
	name: '0012-privacy',
	up: (database) =>
		database.exec(`
-- Warnings of personal data that somebody answered for: who, when, why, never the words. The mark is a keyed hash.
CREATE TABLE privacy_overrides (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	document TEXT,
	record TEXT NOT NULL,
	field TEXT NOT NULL,
	kind TEXT NOT NULL,
	mark TEXT NOT NULL,
	reason TEXT NOT NULL,
	person TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX privacy_overrides_samverkan ON privacy_overrides (samverkan, sequence);
CREATE TRIGGER privacy_overrides_stay BEFORE UPDATE ON privacy_overrides
	BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;

-- Words that are no personal data in this samverkan. A word that was taken away keeps its row, with who did it.
CREATE TABLE privacy_words (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	word TEXT NOT NULL,
	folded TEXT NOT NULL,
	added_by TEXT NOT NULL,
	added_at INTEGER NOT NULL,
	removed_by TEXT,
	removed_at INTEGER CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX privacy_words_once ON privacy_words (samverkan, folded) WHERE removed_at IS NULL;
`)
};

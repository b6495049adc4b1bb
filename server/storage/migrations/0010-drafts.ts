import type { Migration } from './migration.ts';

/** A CHECK can not be altered in place: the table is made anew under the name that others refer to. */
export const drafts: Migration = {
	name: '0010-drafts',
	rebuildsTables: true,
	up: (database) =>
		database.exec(`
CREATE TABLE documents_with_drafts (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('week', 'actions', 'draft')),
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	party TEXT CHECK ((kind = 'draft') = (party IS NOT NULL)),
	week TEXT CHECK ((kind IN ('week', 'draft')) = (week IS NOT NULL)),
	state TEXT CHECK ((kind = 'week') = (state IS NOT NULL)),
	epoch TEXT NOT NULL,
	FOREIGN KEY (samverkan, party) REFERENCES parties (samverkan, id)
) STRICT;
INSERT INTO documents_with_drafts (id, kind, samverkan, week, state, epoch)
	SELECT id, kind, samverkan, week, state, epoch FROM documents;
DROP TABLE documents;
ALTER TABLE documents_with_drafts RENAME TO documents;
CREATE UNIQUE INDEX documents_week ON documents (samverkan, week) WHERE kind = 'week';
CREATE UNIQUE INDEX documents_actions ON documents (samverkan) WHERE kind = 'actions';
CREATE UNIQUE INDEX documents_draft ON documents (samverkan, party, week) WHERE kind = 'draft';
CREATE TRIGGER sealed_weeks_stay BEFORE UPDATE OF state ON documents
	WHEN NEW.state IS NOT 'sealed' AND EXISTS (SELECT 1 FROM seals WHERE document = OLD.id)
	BEGIN SELECT RAISE(ABORT, 'a sealed week stays sealed'); END;

-- Delningslogg: what a party disclosed of its draft, to whom, and what was taken back. Only added to. The text itself is
-- not here, only its hash. Names of recipients as they were then, as JSON.
CREATE TABLE disclosures (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	party TEXT NOT NULL,
	week TEXT NOT NULL,
	document TEXT NOT NULL REFERENCES documents (id),
	observation TEXT NOT NULL,
	circle TEXT NOT NULL CHECK (circle IN ('group', 'reporters', 'public')),
	sha256 TEXT NOT NULL,
	recipients TEXT NOT NULL,
	person TEXT NOT NULL, -- no reference: the log outlives accounts
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX disclosures_of_row ON disclosures (document, observation);
CREATE INDEX disclosures_of_party ON disclosures (samverkan, party, sequence);
CREATE TABLE disclosure_ends (
	disclosure INTEGER PRIMARY KEY REFERENCES disclosures (sequence),
	what TEXT NOT NULL CHECK (what IN ('withdrawn', 'not-done')),
	person TEXT NOT NULL,
	at INTEGER NOT NULL,
	reason TEXT NOT NULL
) STRICT;
CREATE TRIGGER disclosures_stay BEFORE UPDATE ON disclosures BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER disclosures_remain BEFORE DELETE ON disclosures BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER disclosure_ends_stay BEFORE UPDATE ON disclosure_ends
	BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER disclosure_ends_remain BEFORE DELETE ON disclosure_ends
	BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
`)
};

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
`)
};

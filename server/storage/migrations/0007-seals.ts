import type { Migration } from './migration.ts';

export const seals: Migration = {
	name: '0007-seals',
	up: (database) =>
		database.exec(`
-- Fastställda lägesbilder (correction 0) and their rättelser, one chain per samverkan. Never changed, never removed.
CREATE TABLE seals (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	document TEXT NOT NULL REFERENCES documents (id),
	week TEXT NOT NULL,
	correction INTEGER NOT NULL CHECK (correction >= 0),
	by TEXT NOT NULL, -- no reference: the seal outlives accounts
	at INTEGER NOT NULL,
	content BLOB NOT NULL, -- canonical JSON; what is hashed is these bytes
	sha256 TEXT NOT NULL,
	previous TEXT,
	UNIQUE (document, correction),
	UNIQUE (samverkan, previous) -- a chain never forks
) STRICT;
CREATE UNIQUE INDEX seals_first ON seals (samverkan) WHERE previous IS NULL;
CREATE TRIGGER seals_stay BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END;
CREATE TRIGGER seals_remain BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, 'a seal is never removed'); END;
CREATE TRIGGER sealed_weeks_stay BEFORE UPDATE OF state ON documents
	WHEN NEW.state IS NOT 'sealed' AND EXISTS (SELECT 1 FROM seals WHERE document = OLD.id)
	BEGIN SELECT RAISE(ABORT, 'a sealed week stays sealed'); END;

-- What somebody proposes to seal, until a second person has approved it or it is proposed anew.
CREATE TABLE seal_proposals (
	document TEXT PRIMARY KEY REFERENCES documents (id),
	person TEXT NOT NULL,
	party TEXT NOT NULL,
	at INTEGER NOT NULL,
	content TEXT NOT NULL,
	sha256 TEXT NOT NULL
) STRICT;
`)
};

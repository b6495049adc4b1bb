import type { Migration } from './migration.ts';

export const redactions: Migration = {
	name: '0013-redactions',
	up: (database) =>
		database.exec(`
-- Flaggade personuppgifter. The words are here, and in no document, until somebody has judged them; then they go.
CREATE TABLE flags (
	id TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	document TEXT NOT NULL REFERENCES documents (id),
	root TEXT NOT NULL,
	record TEXT NOT NULL,
	week TEXT,
	party TEXT, -- whose row it is; null: nobody's in particular
	draft INTEGER NOT NULL DEFAULT 0, -- in a party's own draft: nobody of another party may see it
	label TEXT NOT NULL, -- what it is, without its words
	by TEXT NOT NULL, -- no reference: the log outlives accounts
	at INTEGER NOT NULL,
	reason TEXT NOT NULL,
	parts TEXT NOT NULL, -- JSON: each record that is hidden, and its words
	state TEXT NOT NULL CHECK (state IN ('open', 'shown', 'redacting', 'redacted')),
	judged_by TEXT,
	judged_at INTEGER
) STRICT;
CREATE INDEX flags_samverkan ON flags (samverkan, state);
CREATE UNIQUE INDEX flags_once ON flags (document, root, record) WHERE state IN ('open', 'redacting');

-- Who took words away, when and why. No words. The plan, which has what stands instead, goes when it is carried out.
CREATE TABLE redactions (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	flag TEXT NOT NULL REFERENCES flags (id),
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	by TEXT NOT NULL,
	at INTEGER NOT NULL,
	reason TEXT NOT NULL,
	fields TEXT NOT NULL, -- JSON: document, root, record and fields
	state TEXT NOT NULL CHECK (state IN ('begun', 'rewritten', 'done')),
	plan TEXT CHECK ((state = 'begun') = (plan IS NOT NULL)),
	journal_rows INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TRIGGER redactions_remain BEFORE DELETE ON redactions
	BEGIN SELECT RAISE(ABORT, 'that something was taken away is never taken away'); END;

-- The redaction that rewrote the row's bytes last; who and when stay the row's own.
ALTER TABLE journal ADD COLUMN redaction INTEGER REFERENCES redactions (sequence);

-- Which links of the chain attest to a seal's redacted bytes. For looking up: what counts is in the links.
CREATE TABLE seal_redactions (
	seal INTEGER NOT NULL REFERENCES seals (sequence),
	by INTEGER NOT NULL REFERENCES seals (sequence),
	PRIMARY KEY (seal, by)
) STRICT;
`)
};

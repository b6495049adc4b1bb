import type { Migration } from './migration.ts';

export const notices: Migration = {
	name: '0015-notices',
	up: (database) =>
		database.exec(`
-- What people are told in the app: ids, never words. Who has seen it, and when.
CREATE TABLE notices (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	person TEXT NOT NULL REFERENCES people (id),
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	kind TEXT NOT NULL,
	about TEXT NOT NULL,
	at INTEGER NOT NULL,
	seen_at INTEGER,
	dedupe TEXT NOT NULL,
	topic TEXT,
	UNIQUE (person, dedupe)
) STRICT;
CREATE INDEX notices_person ON notices (person, samverkan, id);
CREATE INDEX notices_unseen ON notices (person, samverkan) WHERE seen_at IS NULL;

-- How somebody wants to be told. Who has chosen nothing has no row.
CREATE TABLE notice_settings (
	person TEXT PRIMARY KEY REFERENCES people (id),
	settings TEXT NOT NULL
) STRICT;

-- What is mailed: to whom and about what, without words and address, which are read when it is sent.
CREATE TABLE mails (
	id TEXT PRIMARY KEY,
	dedupe TEXT NOT NULL UNIQUE,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	person TEXT NOT NULL REFERENCES people (id),
	kind TEXT NOT NULL,
	items TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn')),
	reason TEXT,
	attempts INTEGER NOT NULL DEFAULT 0,
	next_try INTEGER NOT NULL,
	made_at INTEGER NOT NULL,
	sent_at INTEGER
) STRICT;
CREATE INDEX mails_queued ON mails (next_try) WHERE state = 'queued';
CREATE INDEX mails_samverkan ON mails (samverkan, made_at);
`)
};

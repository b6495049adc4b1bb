import type { Migration } from './migration.ts';

export const meetings: Migration = {
	name: '0008-meetings',
	up: (database) =>
		database.exec(`
-- Where each week's meeting is, so that a restart in the middle of it goes on from there. JSON, as on the wire.
CREATE TABLE meetings (
	document TEXT PRIMARY KEY REFERENCES documents (id),
	state TEXT NOT NULL
) STRICT;

-- Read-only links for the room's screen. Of the key only its hash is kept.
CREATE TABLE screen_links (
	hash TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	document TEXT NOT NULL REFERENCES documents (id),
	week TEXT NOT NULL,
	made_by TEXT NOT NULL REFERENCES people (id),
	made_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	revoked_at INTEGER
) STRICT;
CREATE INDEX screen_links_document ON screen_links (document, made_at);
`)
};

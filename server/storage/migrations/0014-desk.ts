import type { Migration } from './migration.ts';

export const desk: Migration = {
	name: '0014-desk',
	up: (database) =>
		database.exec(`
-- Links in mails: one person, one åtgärd, for a time. Of the token only its hash is kept.
CREATE TABLE action_links (
	hash TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	person TEXT NOT NULL REFERENCES people (id),
	action TEXT NOT NULL,
	state TEXT,
	made_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	revoked_at INTEGER,
	used INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX action_links_person ON action_links (person, expires_at);

-- Calendar feeds: of a person's åtgärder, or of one function's. Of the token only its hash is kept.
CREATE TABLE calendars (
	hash TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	person TEXT NOT NULL REFERENCES people (id),
	funktion TEXT,
	made_at INTEGER NOT NULL,
	revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX calendars_person ON calendars (person, made_at);

-- When a person last saw their åtgärder.
CREATE TABLE desk_visits (
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	person TEXT NOT NULL REFERENCES people (id),
	at INTEGER NOT NULL,
	PRIMARY KEY (samverkan, person)
) STRICT, WITHOUT ROWID;

-- The last change of each part of each åtgärd: what is marked as changed since a visit, and what calendars count. No words.
CREATE TABLE action_changes (
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	action TEXT NOT NULL,
	what TEXT NOT NULL,
	person TEXT,
	at INTEGER NOT NULL,
	times INTEGER NOT NULL,
	PRIMARY KEY (samverkan, action, what)
) STRICT, WITHOUT ROWID;
`)
};

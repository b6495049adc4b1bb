import type { Migration } from './migration.ts';

export const accounts: Migration = {
	name: '0001-accounts',
	up: (database) =>
		database.exec(`
CREATE TABLE people (
	id TEXT PRIMARY KEY,
	email TEXT NOT NULL UNIQUE, -- folded: what one logs in with
	name TEXT NOT NULL,
	password_hash TEXT,
	closed INTEGER NOT NULL DEFAULT 0,
	created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
	hash TEXT PRIMARY KEY, -- SHA-256 of the id, which is kept nowhere
	person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
	created_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL,
	device TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_person ON sessions (person);

CREATE TABLE installation (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;
`)
};

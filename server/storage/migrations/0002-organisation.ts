import type { Migration } from './migration.ts';

/**
 * Rows refer to each other by (samverkan, id), so that nothing can point into another samverkan. Columns that end in
 * `_folded` hold the text without regard to case, for uniqueness; SQLite's own NOCASE knows no å ä ö.
 */
export const organisation: Migration = {
	name: '0002-organisation',
	up: (database) =>
		database.exec(`
CREATE TABLE samverkan (
	id TEXT PRIMARY KEY,
	slug TEXT NOT NULL,
	slug_folded TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	name_folded TEXT NOT NULL UNIQUE,
	municipality TEXT NOT NULL,
	police_district TEXT NOT NULL,
	cadence_days INTEGER NOT NULL,
	meeting_weekday INTEGER NOT NULL,
	example INTEGER NOT NULL
) STRICT;

CREATE TABLE parties (
	id TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	name TEXT NOT NULL,
	name_folded TEXT NOT NULL,
	kind TEXT NOT NULL,
	registry_number TEXT NOT NULL,
	position INTEGER NOT NULL,
	UNIQUE (samverkan, name_folded),
	UNIQUE (samverkan, id)
) STRICT;

CREATE TABLE members (
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	person TEXT NOT NULL REFERENCES people (id),
	party TEXT NOT NULL,
	roles TEXT NOT NULL, -- JSON
	PRIMARY KEY (samverkan, person),
	FOREIGN KEY (samverkan, party) REFERENCES parties (samverkan, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_person ON members (person);
CREATE INDEX members_party ON members (samverkan, party);

CREATE TABLE funktioner (
	id TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	party TEXT NOT NULL,
	name TEXT NOT NULL,
	name_folded TEXT NOT NULL,
	staffing TEXT NOT NULL,
	guaranteed INTEGER NOT NULL,
	archived INTEGER NOT NULL DEFAULT 0,
	position INTEGER NOT NULL,
	UNIQUE (samverkan, party, name_folded),
	UNIQUE (samverkan, id),
	FOREIGN KEY (samverkan, party) REFERENCES parties (samverkan, id)
) STRICT;

CREATE TABLE funktion_people (
	samverkan TEXT NOT NULL,
	funktion TEXT NOT NULL,
	person TEXT NOT NULL,
	position INTEGER NOT NULL,
	PRIMARY KEY (samverkan, funktion, person),
	FOREIGN KEY (samverkan, funktion) REFERENCES funktioner (samverkan, id) ON DELETE CASCADE,
	FOREIGN KEY (samverkan, person) REFERENCES members (samverkan, person) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX funktion_people_person ON funktion_people (samverkan, person);

CREATE TABLE areas (
	id TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	name TEXT NOT NULL,
	name_folded TEXT NOT NULL,
	archived INTEGER NOT NULL DEFAULT 0,
	position INTEGER NOT NULL,
	UNIQUE (samverkan, name_folded),
	UNIQUE (samverkan, id)
) STRICT;

CREATE TABLE places (
	id TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	area TEXT NOT NULL,
	name TEXT NOT NULL,
	name_folded TEXT NOT NULL,
	kind TEXT NOT NULL,
	archived INTEGER NOT NULL DEFAULT 0,
	position INTEGER NOT NULL,
	UNIQUE (samverkan, area, name_folded),
	FOREIGN KEY (samverkan, area) REFERENCES areas (samverkan, id)
) STRICT;

CREATE TABLE categories (
	id TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	code TEXT NOT NULL,
	code_folded TEXT NOT NULL,
	name TEXT NOT NULL,
	name_folded TEXT NOT NULL,
	category_group TEXT NOT NULL,
	archived INTEGER NOT NULL DEFAULT 0,
	position INTEGER NOT NULL,
	UNIQUE (samverkan, code_folded),
	UNIQUE (samverkan, name_folded)
) STRICT;

CREATE TABLE levels (
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	number INTEGER NOT NULL,
	name TEXT NOT NULL,
	name_folded TEXT NOT NULL,
	meaning TEXT NOT NULL,
	PRIMARY KEY (samverkan, number),
	UNIQUE (samverkan, name_folded)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreements (
	id TEXT PRIMARY KEY,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	valid_from TEXT NOT NULL,
	valid_to TEXT NOT NULL,
	follow_ups TEXT NOT NULL, -- JSON
	UNIQUE (samverkan, id)
) STRICT;

CREATE TABLE agreement_numbers (
	samverkan TEXT NOT NULL,
	agreement TEXT NOT NULL,
	party TEXT NOT NULL,
	number TEXT NOT NULL,
	position INTEGER NOT NULL,
	PRIMARY KEY (samverkan, agreement, party),
	FOREIGN KEY (samverkan, agreement) REFERENCES agreements (samverkan, id) ON DELETE CASCADE,
	FOREIGN KEY (samverkan, party) REFERENCES parties (samverkan, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_numbers_party ON agreement_numbers (samverkan, party);

CREATE TABLE invites (
	hash TEXT PRIMARY KEY, -- SHA-256 of the token, which is kept nowhere
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	email TEXT NOT NULL,
	name TEXT NOT NULL,
	party TEXT NOT NULL,
	funktion TEXT,
	roles TEXT NOT NULL, -- JSON
	created_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	used_at INTEGER,
	FOREIGN KEY (samverkan, party) REFERENCES parties (samverkan, id),
	FOREIGN KEY (samverkan, funktion) REFERENCES funktioner (samverkan, id)
) STRICT;
CREATE INDEX invites_party ON invites (samverkan, party);
`)
};

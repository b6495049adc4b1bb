import type { Migration } from './migration.ts';

export const reports: Migration = {
	name: '0011-reports',
	up: (database) =>
		database.exec(`
-- Where a public place is, in degrees, for "nära mig" on the reporter's own device; both or neither.
ALTER TABLE places ADD COLUMN lat REAL;
ALTER TABLE places ADD COLUMN lon REAL;

-- What was received from whom, and which draft it went into: sent twice it is one report, in the week it first came to.
CREATE TABLE reports (
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	id TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('report', 'nil')),
	person TEXT NOT NULL REFERENCES people (id),
	party TEXT NOT NULL,
	document TEXT NOT NULL REFERENCES documents (id),
	week TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (samverkan, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reports_of_person ON reports (samverkan, person, at);
`)
};

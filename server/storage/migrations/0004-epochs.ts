import type { Migration } from './migration.ts';

export const epochs: Migration = {
	name: '0004-epochs',
	up: (database) =>
		database.exec(`
-- Where a document's history was started anew: earlier rows are history, and no part of what it is now.
CREATE TABLE epochs (
	document TEXT NOT NULL REFERENCES documents (id),
	starts INTEGER NOT NULL REFERENCES journal (sequence),
	epoch TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (document, starts)
) STRICT;
`)
};

import type { Migration } from './migration.ts';

export const historyPlaces: Migration = {
	name: '0021-history-places',
	up: (database) =>
		database.exec(`
-- Where what was changed is, after the change. Rows of the version before this have none: they are made anew from the journal.
ALTER TABLE history_changes ADD COLUMN place TEXT;
CREATE INDEX history_changes_place ON history_changes (place);
`)
};

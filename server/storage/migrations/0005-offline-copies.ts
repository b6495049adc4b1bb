import type { Migration } from './migration.ts';

export const offlineCopies: Migration = {
	name: '0005-offline-copies',
	up: (database) =>
		database.exec(`
-- May members' devices keep a copy of the board? Nobody's do until the samverkan has said so.
ALTER TABLE samverkan ADD COLUMN offline_copies INTEGER NOT NULL DEFAULT 0;
`)
};

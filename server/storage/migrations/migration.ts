import type { DatabaseSync } from 'node:sqlite';

/** One step of the database. Once released it is never changed; a new one is added after it. */
export interface Migration {
	/** As the file is called. Never renamed: databases remember it. */
	name: string;
	up(database: DatabaseSync): void;
	/**
	 * Makes a table anew that others refer to: references are not followed meanwhile, so that dropping the old one does
	 * not ask for them, and are all checked before it is committed.
	 */
	rebuildsTables?: boolean;
}

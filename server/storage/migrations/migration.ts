import type { DatabaseSync } from 'node:sqlite';

/** One step of the database. Once released it is never changed; a new one is added after it. */
export interface Migration {
	/** As the file is called. Never renamed: databases remember it. */
	name: string;
	up(database: DatabaseSync): void;
}

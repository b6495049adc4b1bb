import type { DatabaseSync } from 'node:sqlite';
import { accounts } from './0001-accounts.ts';
import { organisation } from './0002-organisation.ts';
import { documents } from './0003-documents.ts';

export interface Migration {
	/** As the file is called. Never renamed: databases remember it. */
	name: string;
	up(database: DatabaseSync): void;
}

/** In the order they are applied. A migration that has been released is never changed; a new one is added. */
export const migrations: readonly Migration[] = [accounts, organisation, documents];

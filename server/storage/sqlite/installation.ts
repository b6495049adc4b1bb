import type { Kysely } from 'kysely';
import type { InstallationStore } from '../store.ts';
import type { Tables } from './tables.ts';

export class SqliteInstallation implements InstallationStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	async get(key: string): Promise<string | null> {
		const query = this.#database.selectFrom('installation').select('value').where('key', '=', key);
		return (await query.executeTakeFirst())?.value ?? null;
	}

	async set(key: string, value: string): Promise<void> {
		const insert = this.#database.insertInto('installation').values({ key, value });
		await insert.onConflict((conflict) => conflict.column('key').doUpdateSet({ value })).execute();
	}

	async remove(key: string): Promise<void> {
		await this.#database.deleteFrom('installation').where('key', '=', key).execute();
	}
}

import type { Kysely, Selectable } from 'kysely';
import type { PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { AllowedWord, PrivacyOverride, PrivacyStore } from '../privacy.ts';
import type { PrivacyOverridesTable, PrivacyWordsTable, Tables } from './tables.ts';

const toOverride = ({ document, record, field, kind, mark, reason, person, at }: Selectable<PrivacyOverridesTable>) =>
	({ document, record, field, kind, mark, reason, person, at }) as PrivacyOverride;

const toWord = ({ word, added_by, added_at, removed_by, removed_at }: Selectable<PrivacyWordsTable>) =>
	({
		word,
		addedBy: added_by,
		addedAt: added_at,
		removed: removed_by === null || removed_at === null ? null : { by: removed_by, at: removed_at }
	}) as AllowedWord;

const folded = (word: string): string => word.toLocaleLowerCase('sv');

export class SqlitePrivacy implements PrivacyStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	async addOverride(samverkan: SamverkanId, override: PrivacyOverride): Promise<void> {
		await this.#database
			.insertInto('privacy_overrides')
			.values({ samverkan, ...override })
			.execute();
	}

	async overrides(samverkan: SamverkanId, most = 500): Promise<PrivacyOverride[]> {
		const query = this.#database.selectFrom('privacy_overrides').selectAll().where('samverkan', '=', samverkan);
		const rows = await query.orderBy('sequence', 'desc').limit(most).execute();
		return rows.map(toOverride);
	}

	async marks(samverkan: SamverkanId): Promise<string[]> {
		const query = this.#database.selectFrom('privacy_overrides').select('mark').distinct();
		const rows = await query.where('samverkan', '=', samverkan).execute();
		return rows.map(({ mark }) => mark);
	}

	async words(samverkan: SamverkanId): Promise<AllowedWord[]> {
		const query = this.#database.selectFrom('privacy_words').selectAll().where('samverkan', '=', samverkan);
		const rows = await query.orderBy('sequence', 'desc').execute();
		return rows.map(toWord);
	}

	async addWord(samverkan: SamverkanId, word: string, by: PersonId, at: number): Promise<boolean> {
		const row = { samverkan, word, folded: folded(word), added_by: by, added_at: at };
		const insert = this.#database.insertInto('privacy_words').values({ ...row, removed_by: null, removed_at: null });
		const { numInsertedOrUpdatedRows } = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
		return numInsertedOrUpdatedRows === 1n;
	}

	async removeWord(samverkan: SamverkanId, word: string, by: PersonId, at: number): Promise<boolean> {
		const update = this.#database.updateTable('privacy_words').set({ removed_by: by, removed_at: at });
		const own = update.where('samverkan', '=', samverkan).where('folded', '=', folded(word));
		return (await own.where('removed_at', 'is', null).executeTakeFirst()).numUpdatedRows === 1n;
	}
}

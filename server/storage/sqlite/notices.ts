import type { Kysely, Selectable, Transaction } from 'kysely';
import type { PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { NoticeKind } from '../../../src/lib/shared/notices/notice.ts';
import { DEFAULT_NOTICE_SETTINGS, type NoticeSettings } from '../../../src/lib/shared/notices/notice-settings.ts';
import type { NewNotice, NoticeStore, StoredNotice } from '../notices.ts';
import type { NoticesTable, Tables } from './tables.ts';

const toNotice = ({ seen_at, about, ...row }: Selectable<NoticesTable>): StoredNotice => ({
	...row,
	person: row.person as PersonId,
	samverkan: row.samverkan as SamverkanId,
	kind: row.kind as NoticeKind,
	about: JSON.parse(about) as StoredNotice['about'],
	seenAt: seen_at
});

export class SqliteNotices implements NoticeStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	async add(notices: readonly NewNotice[]): Promise<StoredNotice[]> {
		if (notices.length === 0) return [];
		return this.#database.transaction().execute(async (transaction) => {
			const added: StoredNotice[] = [];
			for (const notice of notices) added.push(...(await addOne(transaction, notice)));
			return added;
		});
	}

	async of(person: PersonId, samverkan: SamverkanId, most: number): Promise<StoredNotice[]> {
		const query = this.#database.selectFrom('notices').selectAll().where('person', '=', person);
		const rows = await query.where('samverkan', '=', samverkan).orderBy('id', 'desc').limit(most).execute();
		return rows.map(toNotice);
	}

	async unseen(person: PersonId, samverkan: SamverkanId): Promise<number> {
		const query = this.#database.selectFrom('notices').where('person', '=', person).where('samverkan', '=', samverkan);
		const counted = query.where('seen_at', 'is', null).select(({ fn }) => fn.countAll<number>().as('count'));
		return (await counted.executeTakeFirstOrThrow()).count;
	}

	async seenOf(person: PersonId, dedupes: readonly string[]): Promise<string[]> {
		if (dedupes.length === 0) return [];
		const query = this.#database.selectFrom('notices').select('dedupe').where('person', '=', person);
		const rows = await query.where('dedupe', 'in', dedupes).where('seen_at', 'is not', null).execute();
		return rows.map(({ dedupe }) => dedupe);
	}

	async markSeen(...[person, samverkan, at, ids]: Parameters<NoticeStore['markSeen']>): Promise<void> {
		if (ids?.length === 0) return;
		const update = this.#database.updateTable('notices').set({ seen_at: at }).where('person', '=', person);
		const unseen = update.where('samverkan', '=', samverkan).where('seen_at', 'is', null);
		await (ids ? unseen.where('id', 'in', ids) : unseen).execute();
	}

	async removeBefore(at: number): Promise<void> {
		await this.#database.deleteFrom('notices').where('at', '<', at).execute();
	}

	async settings(person: PersonId): Promise<NoticeSettings> {
		const query = this.#database.selectFrom('notice_settings').select('settings').where('person', '=', person);
		const row = await query.executeTakeFirst();
		return row ? (JSON.parse(row.settings) as NoticeSettings) : DEFAULT_NOTICE_SETTINGS;
	}

	async saveSettings(person: PersonId, settings: NoticeSettings): Promise<void> {
		const values = { settings: JSON.stringify(settings) };
		const insert = this.#database.insertInto('notice_settings').values({ person, ...values });
		await insert.onConflict((conflict) => conflict.column('person').doUpdateSet(values)).execute();
	}
}

/** Nothing where it was told before. */
async function addOne(transaction: Transaction<Tables>, { about, ...notice }: NewNotice): Promise<StoredNotice[]> {
	const values = { ...notice, about: JSON.stringify(about), seen_at: null };
	const insert = transaction.insertInto('notices').values(values);
	const row = await insert
		.onConflict((conflict) => conflict.doNothing())
		.returningAll()
		.executeTakeFirst();
	if (!row) return [];
	if (notice.topic !== null) await removeOlder(transaction, row);
	return [toNotice(row)];
}

async function removeOlder(
	transaction: Transaction<Tables>,
	{ id, person, samverkan, topic }: Selectable<NoticesTable>
): Promise<void> {
	const older = transaction.deleteFrom('notices').where('person', '=', person).where('samverkan', '=', samverkan);
	await older.where('topic', '=', topic).where('seen_at', 'is', null).where('id', '<', id).execute();
}

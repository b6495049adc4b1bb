import type { Kysely, Selectable, Transaction } from 'kysely';
import type { PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { MailKind } from '../../../src/lib/shared/notices/notice-settings.ts';
import type { Mail, MailChange, MailItem, MailState, MailStore, NewMail } from '../mails.ts';
import type { MailsTable, Tables } from './tables.ts';

const toMail = ({ items, made_at, next_try, sent_at, ...row }: Selectable<MailsTable>): Mail => ({
	...row,
	samverkan: row.samverkan as SamverkanId,
	person: row.person as PersonId,
	kind: row.kind as MailKind,
	items: JSON.parse(items) as MailItem[],
	state: row.state as MailState,
	nextTry: next_try,
	madeAt: made_at,
	sentAt: sent_at
});

const WAITS_NO_MORE: MailState[] = ['sent', 'failed', 'uncertain', 'withdrawn'];

export class SqliteMails implements MailStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	add(mail: NewMail): Promise<boolean> {
		return insert(this.#database, mail);
	}

	async addOrJoin(mail: NewMail): Promise<void> {
		await this.#database.transaction().execute(async (transaction) => {
			const waiting = await waitingFor(transaction, mail);
			if (!waiting) return void (await insert(transaction, mail));
			const items = JSON.stringify([...waiting.items, ...mail.items]);
			await transaction.updateTable('mails').set({ items }).where('id', '=', waiting.id).execute();
		});
	}

	async knows(dedupe: string): Promise<boolean> {
		const query = this.#database.selectFrom('mails').select('id').where('dedupe', '=', dedupe);
		return (await query.executeTakeFirst()) !== undefined;
	}

	async mail(id: string): Promise<Mail | null> {
		const row = await this.#database.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst();
		return row ? toMail(row) : null;
	}

	async nextDue(now: number): Promise<Mail | null> {
		const query = this.#database.selectFrom('mails').selectAll().where('state', '=', 'queued');
		const due = query.where('next_try', '<=', now).orderBy('next_try').orderBy('made_at').limit(1);
		const row = await due.executeTakeFirst();
		return row ? toMail(row) : null;
	}

	async nextTry(): Promise<number | null> {
		const query = this.#database.selectFrom('mails').where('state', '=', 'queued');
		const row = await query.select(({ fn }) => fn.min('next_try').as('at')).executeTakeFirst();
		return row?.at ?? null;
	}

	async begin(id: string): Promise<boolean> {
		const update = this.#database.updateTable('mails').where('id', '=', id).where('state', '=', 'queued');
		const begun = update.set(({ eb }) => ({ state: 'sending', reason: null, attempts: eb('attempts', '+', 1) }));
		return (await begun.executeTakeFirst()).numUpdatedRows > 0n;
	}

	async move(id: string, from: MailState, change: MailChange): Promise<boolean> {
		const { state, reason = null, nextTry, sentAt, attempts } = change;
		const others = {
			...(nextTry !== undefined && { next_try: nextTry }),
			...(sentAt !== undefined && { sent_at: sentAt }),
			...(attempts !== undefined && { attempts })
		};
		const update = this.#database.updateTable('mails').set({ state, reason, ...others });
		const result = await update.where('id', '=', id).where('state', '=', from).executeTakeFirst();
		return result.numUpdatedRows > 0n;
	}

	async recover(): Promise<number> {
		const update = this.#database.updateTable('mails').set({ state: 'uncertain', reason: 'restarted' });
		return Number((await update.where('state', '=', 'sending').executeTakeFirst()).numUpdatedRows);
	}

	async withdraw(samverkan: SamverkanId, person: PersonId, kinds: readonly MailKind[]): Promise<void> {
		const update = this.#database.updateTable('mails').set({ state: 'withdrawn', reason: 'newer' });
		const theirs = update.where('samverkan', '=', samverkan).where('person', '=', person);
		await theirs.where('kind', 'in', kinds).where('state', '=', 'queued').execute();
	}

	async list(samverkan: SamverkanId, most: number): Promise<Mail[]> {
		const query = this.#database.selectFrom('mails').selectAll().where('samverkan', '=', samverkan);
		return (await query.orderBy('made_at', 'desc').orderBy('id').limit(most).execute()).map(toMail);
	}

	async removeBefore(at: number): Promise<void> {
		await this.#database.deleteFrom('mails').where('made_at', '<', at).where('state', 'in', WAITS_NO_MORE).execute();
	}
}

async function insert(database: Kysely<Tables>, mail: NewMail): Promise<boolean> {
	const { items, nextTry, madeAt, ...rest } = mail;
	const times = { next_try: nextTry, made_at: madeAt, sent_at: null };
	const values = { ...rest, ...times, items: JSON.stringify(items), state: 'queued', reason: null, attempts: 0 };
	const query = database.insertInto('mails').values(values);
	const result = await query.onConflict((conflict) => conflict.column('dedupe').doNothing()).executeTakeFirst();
	return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function waitingFor(
	transaction: Transaction<Tables>,
	{ samverkan, person, kind }: NewMail
): Promise<Mail | null> {
	const query = transaction.selectFrom('mails').selectAll().where('samverkan', '=', samverkan);
	const theirs = query.where('person', '=', person).where('kind', '=', kind).where('state', '=', 'queued');
	const row = await theirs.limit(1).executeTakeFirst();
	return row ? toMail(row) : null;
}

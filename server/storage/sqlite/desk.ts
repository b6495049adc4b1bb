import type { Kysely } from 'kysely';
import type { PersonId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { ActionChange, ActionLink, CalendarFeed, DeskStore } from '../desk.ts';
import type { ActionChangesTable, ActionLinksTable, CalendarsTable, Tables } from './tables.ts';

const toLink = ({ made_at, expires_at, revoked_at, ...row }: ActionLinksTable): ActionLink =>
	({ ...row, madeAt: made_at, expiresAt: expires_at, revokedAt: revoked_at }) as ActionLink;

const toFeed = ({ made_at, revoked_at, ...row }: CalendarsTable): CalendarFeed =>
	({ ...row, madeAt: made_at, revokedAt: revoked_at }) as CalendarFeed;

const toChange = ({ action, what, person, at, times }: ActionChangesTable): ActionChange =>
	({ action, what, person, at, times }) as ActionChange;

export class SqliteDesk implements DeskStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	async addLink({ madeAt, expiresAt, ...link }: Parameters<DeskStore['addLink']>[0]): Promise<void> {
		const row = { ...link, made_at: madeAt, expires_at: expiresAt, revoked_at: null, used: 0 };
		await this.#database.insertInto('action_links').values(row).execute();
	}

	async link(hash: string): Promise<ActionLink | null> {
		const query = this.#database.selectFrom('action_links').selectAll().where('hash', '=', hash);
		const row = await query.executeTakeFirst();
		return row ? toLink(row) : null;
	}

	async linksOf(person: PersonId, now: number): Promise<ActionLink[]> {
		const query = this.#database.selectFrom('action_links').selectAll().where('person', '=', person);
		const running = query.where('expires_at', '>', now).where('revoked_at', 'is', null);
		return (await running.orderBy('made_at', 'desc').execute()).map(toLink);
	}

	async countUse(hash: string): Promise<void> {
		const update = this.#database.updateTable('action_links').set((each) => ({ used: each('used', '+', 1) }));
		await update.where('hash', '=', hash).execute();
	}

	async revokeLinks(...[{ person, hash, samverkan }, at]: Parameters<DeskStore['revokeLinks']>): Promise<number> {
		let update = this.#database.updateTable('action_links').set({ revoked_at: at }).where('person', '=', person);
		update = update.where('revoked_at', 'is', null);
		if (hash !== undefined) update = update.where('hash', '=', hash);
		if (samverkan !== undefined) update = update.where('samverkan', '=', samverkan);
		return Number((await update.executeTakeFirst()).numUpdatedRows);
	}

	async removeLinks(before: number): Promise<void> {
		await this.#database.deleteFrom('action_links').where('expires_at', '<', before).execute();
	}

	async addCalendar({ madeAt, ...feed }: Parameters<DeskStore['addCalendar']>[0]): Promise<void> {
		const row = { ...feed, made_at: madeAt, revoked_at: null };
		await this.#database.insertInto('calendars').values(row).execute();
	}

	async calendar(hash: string): Promise<CalendarFeed | null> {
		const query = this.#database.selectFrom('calendars').selectAll().where('hash', '=', hash);
		const row = await query.executeTakeFirst();
		return row ? toFeed(row) : null;
	}

	async calendarsOf(person: PersonId): Promise<CalendarFeed[]> {
		const query = this.#database.selectFrom('calendars').selectAll().where('person', '=', person);
		return (await query.where('revoked_at', 'is', null).orderBy('made_at', 'desc').execute()).map(toFeed);
	}

	async revokeCalendar(hash: string, person: PersonId, at: number): Promise<boolean> {
		const update = this.#database.updateTable('calendars').set({ revoked_at: at }).where('hash', '=', hash);
		const own = update.where('person', '=', person).where('revoked_at', 'is', null);
		return (await own.executeTakeFirst()).numUpdatedRows > 0n;
	}

	async visit(samverkan: SamverkanId, person: PersonId): Promise<number | null> {
		const query = this.#database.selectFrom('desk_visits').select('at').where('samverkan', '=', samverkan);
		return (await query.where('person', '=', person).executeTakeFirst())?.at ?? null;
	}

	async setVisit(samverkan: SamverkanId, person: PersonId, at: number): Promise<void> {
		const insert = this.#database.insertInto('desk_visits').values({ samverkan, person, at });
		await insert
			.onConflict((conflict) =>
				conflict.columns(['samverkan', 'person']).doUpdateSet({ at }).where('desk_visits.at', '<', at)
			)
			.execute();
	}

	async noteChanges(...[samverkan, changes]: Parameters<DeskStore['noteChanges']>): Promise<void> {
		if (changes.length === 0) return;
		const rows = changes.map(({ action, what, person, at }) => ({ samverkan, action, what, person, at, times: 1 }));
		await this.#database
			.insertInto('action_changes')
			.values(rows)
			.onConflict((conflict) =>
				conflict.columns(['samverkan', 'action', 'what']).doUpdateSet((each) => ({
					person: each.ref('excluded.person'),
					at: each.ref('excluded.at'),
					times: each('action_changes.times', '+', 1)
				}))
			)
			.execute();
	}

	async changesOf(samverkan: SamverkanId, actions: readonly RecordId[]): Promise<ActionChange[]> {
		if (actions.length === 0) return [];
		const query = this.#database.selectFrom('action_changes').selectAll().where('samverkan', '=', samverkan);
		return (await query.where('action', 'in', actions).execute()).map(toChange);
	}
}

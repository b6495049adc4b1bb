import type { Kysely, Selectable } from 'kysely';
import type { DocumentId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { MeetingState } from '../../../src/lib/shared/meeting/meeting-state.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { MeetingStore, ScreenLink } from '../meetings.ts';
import type { ScreenLinksTable, Tables } from './tables.ts';

const toLink = (row: Selectable<ScreenLinksTable>): ScreenLink => ({
	hash: row.hash,
	samverkan: row.samverkan as SamverkanId,
	document: row.document as DocumentId,
	week: row.week as WeekKey,
	madeBy: row.made_by as PersonId,
	madeAt: row.made_at,
	expiresAt: row.expires_at,
	revokedAt: row.revoked_at
});

export class SqliteMeetings implements MeetingStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	async state(document: DocumentId): Promise<MeetingState | null> {
		const query = this.#database.selectFrom('meetings').select('state').where('document', '=', document);
		const row = await query.executeTakeFirst();
		return row ? (JSON.parse(row.state) as MeetingState) : null;
	}

	async saveState(document: DocumentId, meeting: MeetingState): Promise<void> {
		const state = JSON.stringify(meeting);
		const insert = this.#database.insertInto('meetings').values({ document, state });
		await insert.onConflict((conflict) => conflict.column('document').doUpdateSet({ state })).execute();
	}

	async addLink({ madeBy, madeAt, expiresAt, ...link }: Omit<ScreenLink, 'revokedAt'>): Promise<void> {
		const times = { made_by: madeBy, made_at: madeAt, expires_at: expiresAt, revoked_at: null };
		await this.#database
			.insertInto('screen_links')
			.values({ ...link, ...times })
			.execute();
	}

	async link(hash: string): Promise<ScreenLink | null> {
		const row = await this.#database.selectFrom('screen_links').selectAll().where('hash', '=', hash).executeTakeFirst();
		return row ? toLink(row) : null;
	}

	async links(document: DocumentId): Promise<ScreenLink[]> {
		const query = this.#database.selectFrom('screen_links').selectAll().where('document', '=', document);
		return (await query.orderBy('made_at', 'desc').execute()).map(toLink);
	}

	async revokeLink(hash: string, at: number): Promise<void> {
		const update = this.#database.updateTable('screen_links').set({ revoked_at: at });
		await update.where('hash', '=', hash).where('revoked_at', 'is', null).execute();
	}
}

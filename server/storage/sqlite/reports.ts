import type { Kysely } from 'kysely';
import type { PersonId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { ReceivedReport, ReportStore } from '../reports.ts';
import type { Tables } from './tables.ts';

export class SqliteReports implements ReportStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	async receive(received: ReceivedReport): Promise<ReceivedReport> {
		return this.#database.transaction().execute(async (transaction) => {
			const insert = transaction.insertInto('reports').values({ ...received });
			await insert.onConflict((conflict) => conflict.columns(['samverkan', 'id']).doNothing()).execute();
			const { samverkan, id } = received;
			const query = transaction.selectFrom('reports').selectAll();
			const kept = query.where('samverkan', '=', samverkan).where('id', '=', id).executeTakeFirstOrThrow();
			return (await kept) as ReceivedReport;
		});
	}

	async find(samverkan: SamverkanId, id: RecordId): Promise<ReceivedReport | null> {
		const query = this.#database.selectFrom('reports').selectAll();
		const found = await query.where('samverkan', '=', samverkan).where('id', '=', id).executeTakeFirst();
		return (found as ReceivedReport | undefined) ?? null;
	}

	async ofPerson(samverkan: SamverkanId, person: PersonId, since: number): Promise<ReceivedReport[]> {
		const query = this.#database.selectFrom('reports').selectAll().where('samverkan', '=', samverkan);
		const own = query.where('person', '=', person).where('at', '>=', since).orderBy('at', 'desc').orderBy('id');
		return (await own.execute()) as ReceivedReport[];
	}
}

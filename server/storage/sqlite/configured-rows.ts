import type { Kysely } from 'kysely';
import { randomBytes } from 'node:crypto';
import { newRowId } from '../../../src/lib/shared/ids.ts';
import type { Id, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { toColumns } from './columns.ts';
import type { Codec } from './columns.ts';
import { orTaken } from './constraints.ts';
import type { Tables } from './tables.ts';

type ConfiguredTable = 'parties' | 'funktioner' | 'areas' | 'places' | 'categories';

/** The five tables are written in one way; their differences are in the codecs. */
type AlikeTables = Record<
	ConfiguredTable,
	{ id: string; samverkan: string; position: number; [column: string]: unknown }
>;

/** Rows of one kind that an administrator configures: named, ordered, and always within their samverkan. */
export class ConfiguredRows<Name extends string, Row extends { order?: number }> {
	readonly #database: Kysely<AlikeTables>;
	readonly #table: ConfiguredTable;
	readonly #codec: Codec<Row>;

	constructor(database: Kysely<Tables>, table: ConfiguredTable, codec: Codec<Row>) {
		this.#database = database as unknown as Kysely<AlikeTables>;
		this.#table = table;
		this.#codec = codec;
	}

	async add(samverkan: SamverkanId, row: Row): Promise<Id<Name>> {
		const id = newRowId<Name>(randomBytes);
		const columns = toColumns(this.#codec, row);
		const write = this.#database.transaction().execute(async (transaction) => {
			const position = row.order ?? (await this.#nextPosition(transaction, samverkan));
			await transaction
				.insertInto(this.#table)
				.values({ ...columns, id, samverkan, position })
				.execute();
		});
		await orTaken(write);
		return id;
	}

	async update(samverkan: SamverkanId, id: string, changes: Partial<Row>): Promise<void> {
		const columns = toColumns(this.#codec, changes);
		if (Object.keys(columns).length === 0) return;
		const query = this.#database.updateTable(this.#table).set(columns);
		await orTaken(query.where('id', '=', id).where('samverkan', '=', samverkan).execute());
	}

	async #nextPosition(database: Kysely<AlikeTables>, samverkan: SamverkanId): Promise<number> {
		const query = database.selectFrom(this.#table).where('samverkan', '=', samverkan);
		const last = await query.select(({ fn }) => fn.max('position').as('position')).executeTakeFirst();
		return (last?.position ?? -1) + 1;
	}
}

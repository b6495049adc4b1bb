import type { Kysely } from 'kysely';
import { randomBytes } from 'node:crypto';
import { newRowId } from '../../../src/lib/shared/ids.ts';
import type { PartyId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { Agreement } from '../organisation.ts';
import { agreementCodec } from './codecs.ts';
import { toColumns } from './columns.ts';
import type { AgreementsTable, Tables } from './tables.ts';

type Numbers = Agreement['registryNumbers'];

const toAgreement = (row: AgreementsTable, registryNumbers: Numbers): Agreement => ({
	id: row.id as Agreement['id'],
	kind: row.kind as Agreement['kind'],
	title: row.title,
	from: row.valid_from,
	to: row.valid_to,
	registryNumbers,
	followUps: JSON.parse(row.follow_ups) as Agreement['followUps']
});

async function setNumbers(database: Kysely<Tables>, samverkan: SamverkanId, agreement: string, numbers: Numbers) {
	const ours = database.deleteFrom('agreement_numbers').where('samverkan', '=', samverkan);
	await ours.where('agreement', '=', agreement).execute();
	const rows = numbers.map(({ party, number }, position) => ({ samverkan, agreement, party, number, position }));
	if (rows.length > 0) await database.insertInto('agreement_numbers').values(rows).execute();
}

/** Newest last, as they came into force. */
export async function readAgreements(database: Kysely<Tables>, samverkan: SamverkanId): Promise<Agreement[]> {
	return database.connection().execute(async (rows) => {
		const agreements = rows.selectFrom('agreements').selectAll().where('samverkan', '=', samverkan);
		const numbers = rows.selectFrom('agreement_numbers').selectAll().where('samverkan', '=', samverkan);
		const byAgreement = Map.groupBy(await numbers.orderBy('position').execute(), ({ agreement }) => agreement);
		return (await agreements.orderBy('valid_from').orderBy('title').execute()).map((row) => {
			const ours = byAgreement.get(row.id) ?? [];
			return toAgreement(
				row,
				ours.map(({ party, number }) => ({ party: party as PartyId, number }))
			);
		});
	});
}

export async function addAgreement(
	database: Kysely<Tables>,
	samverkan: SamverkanId,
	agreement: Omit<Agreement, 'id'>
): Promise<Agreement['id']> {
	const id = newRowId<'agreement'>(randomBytes);
	await database.transaction().execute(async (transaction) => {
		const columns = toColumns(agreementCodec, agreement) as unknown as Omit<AgreementsTable, 'id' | 'samverkan'>;
		await transaction
			.insertInto('agreements')
			.values({ ...columns, id, samverkan })
			.execute();
		await setNumbers(transaction, samverkan, id, agreement.registryNumbers);
	});
	return id;
}

export async function updateAgreement(
	database: Kysely<Tables>,
	samverkan: SamverkanId,
	id: Agreement['id'],
	changes: Partial<Omit<Agreement, 'id'>>
): Promise<void> {
	await database.transaction().execute(async (transaction) => {
		const ours = transaction.selectFrom('agreements').select('id').where('samverkan', '=', samverkan);
		if (!(await ours.where('id', '=', id).executeTakeFirst())) return;
		const columns = toColumns(agreementCodec, changes);
		if (Object.keys(columns).length > 0)
			await transaction.updateTable('agreements').set(columns).where('id', '=', id).execute();
		if (changes.registryNumbers) await setNumbers(transaction, samverkan, id, changes.registryNumbers);
	});
}

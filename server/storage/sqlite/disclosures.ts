import type { Kysely } from 'kysely';
import type { DocumentId, PartyId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { Disclosure, DisclosureEnd, DisclosureStore, NewDisclosure } from '../disclosures.ts';
import type { Tables } from './tables.ts';

export class SqliteDisclosures implements DisclosureStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	add(disclosure: NewDisclosure): Promise<Disclosure> {
		const row = { ...disclosure, recipients: JSON.stringify(disclosure.recipients) };
		return this.#database.transaction().execute(async (transaction) => {
			const standing = await findStanding(transaction, disclosure.document, disclosure.observation);
			if (standing) return standing;
			await transaction.insertInto('disclosures').values(row).execute();
			return (await findStanding(transaction, disclosure.document, disclosure.observation))!;
		});
	}

	standing(document: DocumentId, observation: RecordId): Promise<Disclosure | null> {
		return findStanding(this.#database, document, observation);
	}

	async end(sequence: number, end: DisclosureEnd): Promise<void> {
		const insert = this.#database.insertInto('disclosure_ends').values({ disclosure: sequence, ...end });
		await insert.onConflict((conflict) => conflict.doNothing()).execute();
	}

	async ofParty(samverkan: SamverkanId, party: PartyId): Promise<Disclosure[]> {
		const query = withEnds(this.#database).where('samverkan', '=', samverkan).where('party', '=', party);
		return (await query.orderBy('sequence', 'desc').execute()).map(toDisclosure);
	}
}

const withEnds = (database: Kysely<Tables>) =>
	database
		.selectFrom('disclosures')
		.leftJoin('disclosure_ends', 'disclosure_ends.disclosure', 'disclosures.sequence')
		.selectAll('disclosures')
		.select(['what', 'reason', 'disclosure_ends.person as ended_by', 'disclosure_ends.at as ended_at']);

type Row = Awaited<ReturnType<ReturnType<typeof withEnds>['execute']>>[number];

function toDisclosure({ recipients, what, reason, ended_by, ended_at, ...row }: Row): Disclosure {
	const ended = what === null ? null : { what, reason, person: ended_by, at: ended_at };
	return { ...row, recipients: JSON.parse(recipients), ended } as Disclosure;
}

async function findStanding(
	database: Kysely<Tables>,
	document: DocumentId,
	observation: RecordId
): Promise<Disclosure | null> {
	const query = withEnds(database).where('document', '=', document).where('observation', '=', observation);
	const row = await query.where('what', 'is', null).executeTakeFirst();
	return row ? toDisclosure(row) : null;
}

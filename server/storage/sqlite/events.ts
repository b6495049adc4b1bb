import type { Kysely, Selectable, Transaction } from 'kysely';
import type { EventKind, KeptEntry, LogFilter, NewEvent } from '../../../src/lib/shared/log/event.ts';
import type { PartyId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { canonicalJson } from '../../../src/lib/shared/seal/canonical-json.ts';
import { entryHash, type DatedEvent, type EventStore, type LogAnchor, type LogHead } from '../events.ts';
import type { EventIntakeTable, EventsTable, Tables } from './tables.ts';

/** The installation's own chain has no samverkan. */
const chainOf = (samverkan: SamverkanId | null): string => samverkan ?? '';

const toEntry = ({ chain, about, number, at, what, person, party, previous, sha256 }: Selectable<EventsTable>) =>
	({
		...{ samverkan: chain === '' ? null : chain, number, at, what, person, party, previous, sha256 },
		about: JSON.parse(about) as KeptEntry['about']
	}) as KeptEntry;

export class SqliteEvents implements EventStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	append(events: DatedEvent | readonly DatedEvent[], since?: number): Promise<number> {
		return this.#database.transaction().execute(async (transaction) => {
			await takeIn(transaction);
			let added = 0;
			for (const event of [events].flat()) {
				if (since !== undefined && (await isThere(transaction, event, since))) continue;
				await add(transaction, event);
				added++;
			}
			return added;
		});
	}

	async settle(): Promise<void> {
		const waiting = this.#database.selectFrom('event_intake').select('sequence').limit(1);
		if (!(await waiting.executeTakeFirst())) return;
		await this.#database.transaction().execute(takeIn);
	}

	async list(
		samverkan: SamverkanId | null,
		filter: LogFilter,
		{ before, limit }: { before?: number; limit: number }
	): Promise<KeptEntry[]> {
		let query = this.#filtered(samverkan, filter).selectAll();
		if (before !== undefined) query = query.where('number', '<', before);
		return (await query.orderBy('number', 'desc').limit(limit).execute()).map(toEntry);
	}

	async count(samverkan: SamverkanId | null, filter: LogFilter): Promise<number> {
		const query = this.#filtered(samverkan, filter).select((of) => of.fn.countAll<number>().as('count'));
		return Number((await query.executeTakeFirstOrThrow()).count);
	}

	async chain(samverkan: SamverkanId | null, after: number, limit: number): Promise<KeptEntry[]> {
		const query = this.#filtered(samverkan, {}).selectAll().where('number', '>', after);
		return (await query.orderBy('number').limit(limit).execute()).map(toEntry);
	}

	async anchor(samverkan: SamverkanId | null): Promise<LogAnchor | null> {
		const query = this.#database.selectFrom('event_anchors').selectAll().where('chain', '=', chainOf(samverkan));
		const row = await query.orderBy('number', 'desc').limit(1).executeTakeFirst();
		if (!row) return null;
		const { number, sha256, at, by, decision } = row;
		return { number, sha256, at, by: by as PersonId, decision };
	}

	head(samverkan: SamverkanId | null): Promise<LogHead | null> {
		return headOf(this.#database, chainOf(samverkan));
	}

	async people(samverkan: SamverkanId | null): Promise<PersonId[]> {
		const query = this.#filtered(samverkan, {}).select('person').distinct();
		return (await query.execute()).flatMap(({ person }) => (person === null ? [] : [person as PersonId]));
	}

	#filtered(samverkan: SamverkanId | null, { person, what, from, until }: LogFilter) {
		let query = this.#database.selectFrom('events').where('chain', '=', chainOf(samverkan));
		if (person !== undefined) query = query.where('person', '=', person);
		if (what !== undefined) query = query.where('what', '=', what);
		if (from !== undefined) query = query.where('at', '>=', from);
		if (until !== undefined) query = query.where('at', '<', until);
		return query;
	}
}

/** Into the chains, in the order it happened. */
async function takeIn(transaction: Transaction<Tables>): Promise<void> {
	const noted = await transaction.selectFrom('event_intake').selectAll().orderBy('at').orderBy('sequence').execute();
	if (noted.length === 0) return;
	for (const row of noted) await add(transaction, toEvent(row));
	const last = Math.max(...noted.map(({ sequence }) => sequence));
	await transaction.deleteFrom('event_intake').where('sequence', '<=', last).execute();
}

const toEvent = ({ samverkan, what, person, party, at, about }: Selectable<EventIntakeTable>) => ({
	samverkan: samverkan as SamverkanId | null,
	what: what as EventKind,
	person: person as PersonId | null,
	party: party as PartyId | null,
	...{ at, about: withoutNulls(JSON.parse(about) as NewEvent['about']) }
});

const withoutNulls = (about: NewEvent['about'] = {}): NonNullable<NewEvent['about']> =>
	Object.fromEntries(Object.entries(about).filter(([, value]) => value !== null && value !== undefined));

async function add(transaction: Transaction<Tables>, event: NewEvent & { at: number }): Promise<void> {
	const { samverkan, what, person, party, at } = event;
	const chain = chainOf(samverkan);
	const head = await headOf(transaction, chain);
	const entry = {
		...{ samverkan, number: (head?.number ?? 0) + 1, at, what, person, party },
		...{ about: withoutNulls(event.about), previous: head?.sha256 ?? null }
	};
	const sha256 = entryHash(entry);
	const { number, previous } = entry;
	const row = { chain, number, at, what, person, party, about: canonicalJson(entry.about), previous, sha256 };
	await transaction.insertInto('events').values(row).execute();
	const next = { number, sha256 };
	const end = transaction.insertInto('event_heads').values({ chain, ...next });
	await end.onConflict((conflict) => conflict.column('chain').doUpdateSet(next)).execute();
}

async function headOf(database: Kysely<Tables>, chain: string): Promise<LogHead | null> {
	const query = database.selectFrom('event_heads').select(['number', 'sha256']).where('chain', '=', chain);
	return (await query.executeTakeFirst()) ?? null;
}

/** The same of the same by the same, at that time or later. */
async function isThere(
	transaction: Transaction<Tables>,
	{ samverkan, what, person, about }: NewEvent,
	since: number
): Promise<boolean> {
	const query = transaction.selectFrom('events').select('number').where('chain', '=', chainOf(samverkan));
	const same = query
		.where('what', '=', what)
		.where('person', 'is', person)
		.where('about', '=', canonicalJson(withoutNulls(about)))
		.where('at', '>=', since);
	return (await same.limit(1).executeTakeFirst()) !== undefined;
}

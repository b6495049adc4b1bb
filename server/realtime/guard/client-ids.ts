import * as Y from 'yjs';
import type { PersonId } from '../../../src/lib/shared/ids.ts';
import type { JournalRow } from '../../storage/store.ts';
import type { Session } from '../session.ts';
import type { DecodedUpdate } from './decode.ts';
import { clientsIn } from './clients-in.ts';

/** May this session write as these clients. `unknown`: the journal has to be asked first. */
export type Ownership = 'own' | 'unknown' | 'foreign' | 'in-use';

/**
 * Whose each client id of a document is. An id belongs to the person who first wrote with it, for good: who wrote what
 * is in the journal, row by row, so it is read from there and kept nowhere else, where it could come to say something
 * else. That is done once, and only when somebody comes back who wrote before the document was opened.
 */
export class ClientIds {
	/** Null: the server's own, or several people's: nobody may go on with it. */
	readonly #owners = new Map<number, PersonId | null>();
	readonly #holders = new Map<number, Session>();
	#learnt = false;

	/** Of an update's new structs; what the document has already may be sent by anybody. */
	ask(doc: Y.Doc, session: Session, update: DecodedUpdate): Ownership {
		let answer: Ownership = 'own';
		for (const client of newClients(doc, update)) {
			const one = this.#askOne(doc, session, client);
			if (one === 'foreign' || one === 'in-use') return one;
			if (one === 'unknown') answer = one;
		}
		return answer;
	}

	/** After its edit was taken. */
	claim(session: Session, clients: readonly number[]) {
		for (const client of clients) {
			if (!this.#owners.has(client)) this.#owners.set(client, session.actor.person);
			this.#holders.set(client, session);
		}
	}

	/** Is it somebody else's, as far as is known? For presence, where nothing is lost by not knowing. */
	isForeign(client: number, person: PersonId): boolean {
		return this.#owners.has(client) && this.#owners.get(client) !== person;
	}

	learn(rows: readonly Pick<JournalRow, 'person' | 'update'>[]) {
		for (const { person, update } of rows) for (const client of clientsIn(update)) this.#learnOne(client, person);
		this.#learnt = true;
	}

	#learnOne(client: number, person: PersonId | null) {
		const known = this.#owners.get(client);
		if (known === undefined) this.#owners.set(client, person);
		else if (known !== person) this.#owners.set(client, null);
	}

	#askOne(doc: Y.Doc, session: Session, client: number): Ownership {
		if (client === doc.clientID) return 'foreign';
		const owner = this.#owners.get(client);
		if (owner === undefined) {
			if (Y.getState(doc.store, client) === 0) return 'own';
			return this.#learnt ? 'foreign' : 'unknown';
		}
		if (owner !== session.actor.person) return 'foreign';
		const holder = this.#holders.get(client);
		return holder && holder !== session && isElsewhere(holder, session) ? 'in-use' : 'own';
	}
}

/** Tabs of one login pass an id on as they like: one sends what another could not. */
const isElsewhere = (holder: Session, session: Session): boolean =>
	!holder.left && holder.state.is !== 'over' && holder.sessionHash !== session.sessionHash;

/** The clients under which an update brings something that the document lacks. */
export function newClients(doc: Y.Doc, { sections }: DecodedUpdate): number[] {
	return sections
		.filter(({ client, structs }) => {
			const last = structs.at(-1);
			return last !== undefined && last.clock + last.length > Y.getState(doc.store, client);
		})
		.map(({ client }) => client);
}

import type { DocumentId, PersonId } from '../../../src/lib/shared/ids.ts';
import {
	MAX_CONNECTIONS_PER_BOARD,
	MAX_CONNECTIONS_PER_PERSON,
	MAX_DOCUMENTS_PER_PERSON
} from '../../../src/lib/shared/protocol/limits.ts';

export interface ConnectionLimits {
	perPerson: number;
	perBoard: number;
	documentsPerPerson: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = {
	perPerson: MAX_CONNECTIONS_PER_PERSON,
	perBoard: MAX_CONNECTIONS_PER_BOARD,
	documentsPerPerson: MAX_DOCUMENTS_PER_PERSON
};

export type FullReason = 'connections-per-person' | 'connections-per-board' | 'documents-per-person';

/** Counts who has what open, where it is decided: what is let in is counted in the same turn. */
export class Connections {
	readonly #limits: ConnectionLimits;
	readonly #people = new Map<PersonId, Map<DocumentId, number>>();
	readonly #boards = new Map<DocumentId, number>();

	constructor(limits: Partial<ConnectionLimits> = {}) {
		this.#limits = { ...CONNECTION_LIMITS, ...limits };
	}

	/** Lets one in, or says what there is too much of; who was let in leaves by `leave`, once. */
	enter(person: PersonId, document: DocumentId): FullReason | null {
		const open = this.#people.get(person) ?? new Map<DocumentId, number>();
		const full = this.#full(open, document);
		if (full) return full;
		open.set(document, (open.get(document) ?? 0) + 1);
		this.#people.set(person, open);
		this.#boards.set(document, (this.#boards.get(document) ?? 0) + 1);
		return null;
	}

	leave(person: PersonId, document: DocumentId) {
		lower(this.#boards, document);
		const open = this.#people.get(person);
		if (!open) return;
		lower(open, document);
		if (open.size === 0) this.#people.delete(person);
	}

	#full(open: ReadonlyMap<DocumentId, number>, document: DocumentId): FullReason | null {
		const sockets = open.values().reduce((sum, count) => sum + count, 0);
		if (sockets >= this.#limits.perPerson) return 'connections-per-person';
		if (!open.has(document) && open.size >= this.#limits.documentsPerPerson) return 'documents-per-person';
		return (this.#boards.get(document) ?? 0) >= this.#limits.perBoard ? 'connections-per-board' : null;
	}
}

function lower<Key>(counts: Map<Key, number>, key: Key) {
	const left = (counts.get(key) ?? 0) - 1;
	if (left > 0) counts.set(key, left);
	else counts.delete(key);
}

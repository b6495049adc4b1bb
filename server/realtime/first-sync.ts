import type { Session } from './session.ts';

/** The frame by which a client that has nothing asks for the document: SYNC, step 1, an empty state vector. */
const ASKING_FOR_ALL = Uint8Array.of(0, 0, 1, 0);

export const isAskingForAll = (frame: Uint8Array): boolean =>
	frame.byteLength === ASKING_FOR_ALL.byteLength && ASKING_FOR_ALL.every((byte, index) => frame[index] === byte);

/**
 * Those who come to a room that is still loading, with nothing, asking for everything. When what is stored is one piece
 * they are given it as it is: they need not wait for a document in memory.
 */
export class FirstSync {
	#asked = new Set<Session>();
	#state: 'reading' | 'giving' | 'over' = 'reading';
	readonly #give: (session: Session) => void;

	constructor(give: (session: Session) => void) {
		this.#give = give;
	}

	/** True when the question is taken care of: `begin` or `end` answers it. */
	takes(session: Session, frame: Uint8Array): boolean {
		if (this.#state === 'over' || session.state.is !== 'joining' || !isAskingForAll(frame)) return false;
		if (this.#state === 'giving') this.#give(session);
		else if (this.#asked.has(session))
			return false; // asked twice: let the ordinary way count that
		else this.#asked.add(session);
		return true;
	}

	/** The bytes are here. A document that is read again later is in memory already, and answers from there. */
	begin() {
		if (this.#state === 'over') return;
		this.#state = 'giving';
		for (const session of this.#asked) this.#give(session);
		this.#asked.clear();
	}

	/** The document is in memory: answers who is to be answered from it. */
	end(): { session: Session; frame: Uint8Array }[] {
		this.#state = 'over';
		const left = [...this.#asked].map((session) => ({ session, frame: ASKING_FOR_ALL }));
		this.#asked.clear();
		return left;
	}
}

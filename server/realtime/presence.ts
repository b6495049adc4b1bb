import {
	decodePresence,
	encodePresence,
	readOwnPresence,
	type Presence,
	type PresenceRow
} from '../../src/lib/shared/protocol/presence.ts';
import type { PersonId } from '../../src/lib/shared/ids.ts';
import { MAX_PRESENCE_CLOCK } from '../../src/lib/shared/protocol/limits.ts';
import { encodeAwareness } from '../../src/lib/shared/protocol/messages.ts';
import type { Session } from './session.ts';

interface Here {
	session: Session;
	clock: number;
	state: Presence | null;
}

interface Parts {
	/** Milliseconds over which changes are collected to one frame. */
	bundleAfter: number;
	/** To everybody in the room, the one it came from too: y-websocket reconnects after 30 s of silence. */
	send(frame: Uint8Array): void;
	/** Is the client id another person's, who has written with it? Nobody's when left out. */
	isForeign?(client: number, person: PersonId): boolean;
}

/**
 * Who has the caret where, in one room. A client id belongs to the connection that first used it; who somebody is comes
 * from their session, never from what they send.
 */
export class RoomPresence {
	readonly #parts: Parts;
	readonly #here = new Map<number, Here>();
	readonly #clientOf = new Map<Session, number>();
	#changed = new Map<number, PresenceRow>();
	#timer: NodeJS.Timeout | null = null;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Rows of others are dropped without a word: a plain y-websocket client echoes what it hears. */
	take(session: Session, rows: Uint8Array) {
		for (const { client, clock, state } of readRows(rows))
			if (clock <= MAX_PRESENCE_CLOCK && this.#belongs(session, client)) this.#update(session, client, clock, state);
	}

	leave(session: Session) {
		const client = this.#clientOf.get(session);
		this.#clientOf.delete(session);
		const here = client === undefined ? undefined : this.#here.get(client);
		if (client === undefined || here?.session !== session) return;
		this.#here.delete(client);
		if (here.state) this.#tell({ client, clock: here.clock, state: null });
	}

	/** Everybody who is here, for one who comes; null when nobody is. */
	everybody(): Uint8Array | null {
		const rows = [...this.#here].flatMap(([client, { clock, state }]) => (state ? [{ client, clock, state }] : []));
		return rows.length === 0 ? null : encodeAwareness(encodePresence(rows));
	}

	close() {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
	}

	#belongs(session: Session, client: number): boolean {
		const own = this.#clientOf.get(session);
		if (own !== undefined) return own === client;
		const holder = this.#here.get(client)?.session;
		if (holder && !isReturn(holder, session)) return false;
		if (this.#parts.isForeign?.(client, session.actor.person)) return false;
		this.#clientOf.set(session, client);
		return true;
	}

	#update(session: Session, client: number, clock: number, raw: unknown) {
		const known = this.#here.get(client);
		if (known && known.session === session && clock <= known.clock && raw !== null) return;
		const state = raw === null ? null : stamp(session, raw);
		this.#here.set(client, { session, clock, state });
		this.#tell({ client, clock, state });
	}

	#tell(row: PresenceRow) {
		this.#changed.set(row.client, row);
		this.#timer ??= setTimeout(() => this.#send(), this.#parts.bundleAfter);
	}

	#send() {
		this.#timer = null;
		const rows = [...this.#changed.values()];
		this.#changed = new Map();
		this.#parts.send(encodeAwareness(encodePresence(rows)));
	}
}

/** The same login came back before its lost connection was noticed. */
const isReturn = (holder: Session, session: Session): boolean => holder.sessionHash === session.sessionHash;

const stamp = ({ actor, name, funktion }: Session, raw: unknown): Presence => ({
	...readOwnPresence(raw),
	person: actor.person,
	name,
	party: actor.party,
	funktion
});

function readRows(bytes: Uint8Array): PresenceRow[] {
	try {
		return decodePresence(bytes);
	} catch {
		return [];
	}
}

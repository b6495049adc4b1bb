import * as Y from 'yjs';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { setValue, textOf } from '../../../src/lib/shared/board/record.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import * as wire from '../../../src/lib/shared/protocol/messages.ts';
import type { Visitor } from '../../../server/realtime/session.ts';
import { addEntry } from '../../support/edits.ts';
import type { Login } from '../../support/start-rooms.ts';
import { came, type Came } from './ledger.ts';
import { readFrame, type Connection, type SimulatedRoom } from './simulated.ts';

interface Edit extends Came {
	id: RecordId;
	/** The message that carries it on this connection; null while none does. */
	n: number | null;
}

type Random = () => number;

/** A window by the rules of the wire, whose edits and frames move when the schedule says so. */
export class SimulatedClient {
	readonly doc = new Y.Doc();
	readonly problems: string[] = [];
	readonly #room: SimulatedRoom;
	readonly #login: Login;
	readonly #own = new Map<RecordId, Came>();
	#connection: Connection | null = null;
	#unsaved: Edit[] = [];
	#sent = 0;
	#answered = false;

	constructor(room: SimulatedRoom, login: Login, clientId: number) {
		this.#room = room;
		this.#login = login;
		this.doc.clientID = clientId;
	}

	get connected(): boolean {
		return this.#connection?.open ?? false;
	}

	get isSaved(): boolean {
		return this.connected && this.#answered && this.#unsaved.length === 0;
	}

	connect() {
		const { person, party, name, funktion } = this.#login;
		const actor = { person, party, samverkan: 's' as never, roles: ['convener'], funktioner: [] } as const;
		this.#connection = this.#room.connect({ actor, name, funktion, sessionHash: '', role: 'write' } satisfies Visitor);
		this.#sent = 0;
		this.#answered = false;
		for (const edit of this.#unsaved) edit.n = null;
		this.#connection.up.push(wire.encodeStep1(Y.encodeStateVector(this.doc)));
	}

	cut() {
		if (this.#connection) this.#room.cut(this.#connection);
	}

	/** Moves one frame to the server, or from it; false where there is none. */
	send(): boolean {
		const frame = this.connected && this.#connection!.up.shift();
		if (frame) this.#room.receive(this.#connection!, frame);
		return Boolean(frame);
	}

	hear(): boolean {
		const frame = this.connected && this.#connection!.down.shift();
		if (frame) this.#take(frame);
		return Boolean(frame);
	}

	edit(random: Random) {
		const updates: Uint8Array[] = [];
		const collect = (update: Uint8Array) => updates.push(update);
		this.doc.on('update', collect);
		const edit = this.#change(random);
		this.doc.off('update', collect);
		this.#own.set(edit.id, edit);
		if (this.connected && this.#answered) this.#say(wire.encodeUpdate(Y.mergeUpdates(updates)));
		this.#unsaved.push({ ...edit, n: this.connected && this.#answered ? this.#sent : null });
	}

	#change(random: Random): Came & { id: RecordId } {
		const ids = [...this.#own.keys()];
		const id = ids[Math.floor(random() * ids.length)];
		if (!id || random() < 0.4)
			return { id: addEntry(this.doc, this.#login, { text: 'Skräp', count: 1 }), count: 1, erased: false };
		const { count, erased } = this.#own.get(id)!;
		if (random() < 0.7 || erased) {
			this.doc.transact(() => setValue(this.doc, entryKind, id, 'count', count + 1));
			return { id, count: count + 1, erased };
		}
		const text = textOf(this.doc, entryKind, id, 'text')!;
		this.doc.transact(() => text.delete(0, text.length));
		return { id, count, erased: true };
	}

	#say(frame: Uint8Array) {
		this.#connection!.up.push(frame);
		this.#sent += 1;
	}

	#take(bytes: Uint8Array) {
		const frame = readFrame(bytes);
		if (frame.is === 'step-1') this.#answer(frame.bytes);
		else if (frame.is === 'saved') this.#saved(frame.n);
		else if (frame.is !== 'other') this.#apply(frame.bytes);
	}

	#answer(stateVector: Uint8Array) {
		this.#say(wire.encodeStep2(Y.encodeStateAsUpdate(this.doc, stateVector)));
		this.#answered = true;
		for (const edit of this.#unsaved) edit.n ??= this.#sent;
	}

	#saved(n: number) {
		const saved = this.#unsaved.filter((edit) => edit.n !== null && edit.n <= n);
		this.#unsaved = this.#unsaved.filter((edit) => !saved.includes(edit));
		const kept = came(this.#room.kept);
		if (saved.some((edit) => !isIn(kept, edit))) this.problems.push('said to be saved, and is not');
	}

	#apply(update: Uint8Array) {
		Y.applyUpdate(this.doc, update);
		const kept = came(this.#room.kept);
		for (const [id, state] of came(this.doc))
			if (!this.#own.has(id) && !isIn(kept, { id, ...state })) this.problems.push('shown, and not kept');
		if (this.doc.store.pendingStructs) this.#connection!.up.push(wire.encodeStep1(Y.encodeStateVector(this.doc)));
	}
}

function isIn(kept: Map<RecordId, Came>, { id, count, erased }: Came & { id: RecordId }): boolean {
	const found = kept.get(id);
	return found !== undefined && found.count >= count && (!erased || found.erased);
}

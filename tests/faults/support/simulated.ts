import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { handle, type Effect, type RowDraft } from '../../../server/realtime/document-core.ts';
import { OpenDocument } from '../../../server/realtime/open-document.ts';
import { isLive, newSession, type Session, type Visitor } from '../../../server/realtime/session.ts';
import type { DocumentInfo, JournalRow } from '../../../server/storage/store.ts';
import * as wire from '../../../src/lib/shared/protocol/messages.ts';

/** Breaks the room, so that the schedules are seen to find it. */
export type Break = 'acknowledges early' | 'shows early' | null;

/** Two queues of frames, which move when the schedule says so. */
export interface Connection {
	readonly up: Uint8Array[];
	readonly down: Uint8Array[];
	readonly session: Session;
	open: boolean;
}

interface Waiting extends Pick<RowDraft, 'person' | 'update'> {
	author: Connection;
}

/** The least room that the pure core can live in: a journal that commits when told, no clock and no sockets. */
export class SimulatedRoom {
	/** What the journal replays to. */
	readonly kept = new Y.Doc();
	readonly refusals: string[] = [];
	readonly #info: DocumentInfo;
	readonly #break: Break;
	readonly #now: number;
	readonly #journal: Pick<RowDraft, 'person' | 'update'>[] = [];
	#connections = new Set<Connection>();
	#document: OpenDocument;
	#waiting: Waiting[] = [];
	#due: { after: number; run: () => void }[] = [];
	#inbox: (() => void)[] = [];
	#atRest: (() => void)[] = [];
	#queued = 0;
	#stored = 0;

	constructor(info: DocumentInfo, { now, breaks }: { now: number; breaks: Break }) {
		this.#info = info;
		this.#now = now;
		this.#break = breaks;
		this.#document = this.#load();
	}

	connect(visitor: Visitor): Connection {
		const down: Uint8Array[] = [];
		const connection: Connection = {
			up: [],
			down,
			open: true,
			session: this.#session(visitor, down, () => this.cut(connection))
		};
		this.#connections.add(connection);
		this.#inbox.push(() => down.push(wire.encodeStep1(Y.encodeStateVector(this.#document.doc))));
		this.#drain();
		return connection;
	}

	#session(visitor: Visitor, down: Uint8Array[], close: () => void): Session {
		return newSession(visitor, { send: (frame) => void down.push(frame), close }, this.#now);
	}

	cut(connection: Connection) {
		connection.open = false;
		this.#connections.delete(connection);
	}

	receive(connection: Connection, frame: Uint8Array) {
		this.#inbox.push(() => {
			for (const effect of handle(this.#document, connection.session, frame, this.#now))
				this.#perform(connection, effect);
		});
		this.#drain();
	}

	/** The append that is under way comes back. */
	commit() {
		const rows = this.#waiting;
		this.#waiting = [];
		for (const { person, update, author } of rows) {
			this.#journal.push({ person, update });
			Y.applyUpdate(this.kept, update);
			if (this.#break !== 'shows early') this.#show(update, author);
		}
		this.#stored = this.#queued;
		const due = this.#due;
		this.#due = [];
		for (const { run } of due) run();
		this.#rest();
	}

	/** Nothing but the journal is left. */
	crash() {
		for (const connection of [...this.#connections]) this.cut(connection);
		this.#waiting = [];
		this.#due = [];
		this.#inbox = [];
		this.#atRest = [];
		this.#stored = this.#queued;
		this.#document.destroy();
		this.#document = this.#load();
	}

	#load(): OpenDocument {
		const tail = this.#journal.map((row): JournalRow => ({ ...ROW, ...row, document: this.#info.id }));
		return new OpenDocument(
			this.#info,
			{ snapshot: null, tail },
			this.#waiting.map(({ update }) => update)
		);
	}

	#drain() {
		while (this.#atRest.length === 0 && this.#inbox.length > 0) this.#inbox.shift()!();
	}

	#rest() {
		const runs = this.#atRest;
		this.#atRest = [];
		for (const run of runs) run();
		this.#drain();
	}

	#onceStored(run: () => void) {
		if (this.#stored === this.#queued || this.#break === 'acknowledges early') run();
		else this.#due.push({ after: this.#queued, run });
	}

	#perform(connection: Connection, effect: Effect) {
		const { session } = connection;
		switch (effect.do) {
			case 'store':
				for (const { person, update } of effect.rows) {
					this.#waiting.push({ person, update, author: connection });
					this.#queued += 1;
					if (this.#break === 'shows early') this.#show(update, connection);
				}
				return;
			case 'acknowledge':
				if (session.state.is === 'gap') return;
				return this.#onceStored(() => session.wire.send(wire.encodeSaved({ n: effect.n, sequence: 0 })));
			case 'answer':
				this.#atRest.push(() => this.#answer(session, effect.stateVector));
				if (this.#stored === this.#queued) this.#rest();
				return;
			case 'ask':
				return session.wire.send(wire.encodeStep1(Y.encodeStateVector(this.#document.doc)));
			case 'refuse':
				if (!effect.refused.resync) this.refusals.push(effect.refused.problem.code);
				return session.wire.send(wire.encodeRefused(effect.refused));
			case 'close':
				return session.wire.close(effect.reason);
			case 'learn-clients':
				this.#document.clients.learn([...this.#journal, ...this.#waiting]);
				for (const next of effect.then()) this.#perform(connection, next);
				return;
			case 'rebuild':
				this.#rebuild();
		}
	}

	/** Who wrote under which client id is not forgotten with the copy. */
	#rebuild() {
		const { clients } = this.#document;
		this.#document.destroy();
		this.#document = this.#load();
		this.#document.clients = clients;
	}

	#answer(session: Session, stateVector: Uint8Array) {
		session.wire.send(wire.encodeStep2(this.#document.encodeSince(stateVector)));
		session.state = session.state.is === 'gap' ? { is: 'gap', live: true } : { is: 'live' };
	}

	#show(update: Uint8Array, author: Connection) {
		for (const other of this.#connections)
			if (other !== author && isLive(other.session)) other.session.wire.send(wire.encodeUpdate(update));
	}
}

const ROW = { sequence: 1, at: 0, via: 'desk' } as const;

export type Frame =
	{ is: 'step-1' | 'step-2' | 'update'; bytes: Uint8Array } | { is: 'saved'; n: number } | { is: 'other' };

const STEPS = ['step-1', 'step-2', 'update'] as const;

export function readFrame(frame: Uint8Array): Frame {
	const decoder = decoding.createDecoder(frame);
	const type = decoding.readVarUint(decoder);
	if (type === wire.SAVED) return { is: 'saved', n: wire.readSaved(decoder).n };
	if (type !== wire.SYNC) return { is: 'other' };
	return { is: STEPS[decoding.readVarUint(decoder)]!, bytes: decoding.readVarUint8Array(decoder) };
}

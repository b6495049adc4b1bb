import * as Y from 'yjs';
import type { Logger } from 'pino';
import { mayReadDocument, mayWriteDocument } from '../../src/lib/shared/access/policies.ts';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { upgradeDocument, SCHEMA_VERSION } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, PersonId } from '../../src/lib/shared/ids.ts';
import {
	MAX_UNSAVED_BYTES,
	MAX_UNSAVED_ROWS,
	MAX_UPDATE_BYTES,
	PRESENCE_BUNDLE_MS
} from '../../src/lib/shared/protocol/limits.ts';
import {
	encodeHello,
	encodeRefused,
	encodeSaved,
	encodeStep1,
	encodeStep2,
	encodeStore,
	encodeUpdate,
	PROTOCOL_VERSION
} from '../../src/lib/shared/protocol/messages.ts';
import type { DocumentInfo, JournalStore, NewJournalRow, Via } from '../storage/store.ts';
import { command, handle, type Effect, type RowDraft } from './document-core.ts';
import { Inbox } from './inbox.ts';
import type { JournalQueue, RowOwner } from './journal-queue.ts';
import { OpenDocument } from './open-document.ts';
import { RoomPresence } from './presence.ts';
import { isLive, newSession, type Session, type Visitor, type Wire } from './session.ts';
import { Unsaved } from './unsaved.ts';

export interface RoomParts {
	journal: Pick<JournalStore, 'load' | 'history' | 'saveSnapshot'>;
	queue: JournalQueue;
	log: Logger;
	now: () => number;
	/** Rows after the newest snapshot at which a new one is made. */
	snapshotAfter: number;
	/** Records changed and are stored; `person` is null when a rule or nobody in particular did it. */
	changed(info: DocumentInfo, changes: readonly RecordChange[], person: PersonId | null): void;
	/** Somebody left, or something came to rest: it may be time to unload. */
	settled(room: Room): void;
	/** The document can not be read from the store; the room is of no use. */
	failed(room: Room): void;
}

/** Why nothing is handled for the moment; frames wait in the order they came. */
type Pause = 'loading' | 'rebuilding' | 'learning' | 'resting' | 'failed' | 'closed';

const EMPTY = Uint8Array.of(0);

/** One document, the connections to it, and the way its edits take: checked, stored, visible, acknowledged. */
export class Room implements RowOwner {
	readonly id: DocumentId;
	readonly sessions = new Set<Session>();
	readonly loaded: Promise<void>;
	readonly #parts: RoomParts;
	readonly #presence: RoomPresence;
	readonly #inbox = new Inbox<Pause>('loading');
	readonly #unsaved = new Unsaved();
	readonly #authors = new Map<NewJournalRow, Session>();
	readonly #acknowledgements = new Map<Session, number>();
	#info: DocumentInfo;
	#document: OpenDocument | null = null;
	#inboxBytes = 0;
	#atRest: (() => void)[] = [];
	#commands = new Set<(error: Error) => void>();
	#sequence = 0;
	#tail = 0;
	#snapshotting: Promise<void> | null = null;

	constructor(info: DocumentInfo, parts: RoomParts) {
		this.id = info.id;
		this.#info = info;
		this.#parts = parts;
		this.#presence = new RoomPresence({
			bundleAfter: PRESENCE_BUNDLE_MS,
			send: (frame) => this.#toAll(frame),
			isForeign: (client, person) => this.#document?.clients.isForeign(client, person) ?? false
		});
		this.loaded = this.#load();
	}

	get info(): DocumentInfo {
		return this.#info;
	}

	/** The document where everything in it is stored; null while it is not. */
	get document(): OpenDocument | null {
		return !this.#inbox.paused && this.#unsaved.rows === 0 ? this.#document : null;
	}

	/** Nobody is here and nothing is under way. */
	get isIdle(): boolean {
		return this.sessions.size === 0 && !this.#inbox.paused && this.#unsaved.rows === 0 && !this.#snapshotting;
	}

	/** Rows that a load would have to replay. */
	get tail(): number {
		return this.#tail;
	}

	/** The first frames go out once the document is there; what the client sends meanwhile waits. */
	join(visitor: Visitor, wire: Wire): Session {
		const session = newSession(visitor, wire, this.#parts.now());
		this.sessions.add(session);
		this.#inbox.add(() => this.#welcome(session));
		return session;
	}

	receive(session: Session, bytes: Uint8Array) {
		if (this.#inbox.paused && this.#inboxBytes + bytes.byteLength > MAX_UNSAVED_BYTES)
			return this.#close(session, 'too-fast');
		this.#inboxBytes += bytes.byteLength;
		this.#inbox.add(() => {
			this.#inboxBytes -= bytes.byteLength;
			this.#handle(session, bytes);
		});
	}

	/** What the session sent before it left is still taken: a tab that is closed has often just been typed in. */
	leave(session: Session) {
		session.left = true;
		this.sessions.delete(session);
		this.#presence.leave(session);
		this.#parts.settled(this);
	}

	/** A write of the server's own; resolves when it is on stable storage. */
	edit(by: { person: PersonId | null; via: Via }, write: (doc: Y.Doc) => void): Promise<void> {
		if (this.#parts.queue.failing) return Promise.reject(new Error('The store does not take edits now'));
		return new Promise((resolve, reject) => {
			const abandon = (error: Error) => {
				this.#commands.delete(abandon);
				reject(error);
			};
			this.#commands.add(abandon);
			this.#inbox.add(() => this.#command(by, write, abandon));
			this.#inbox.add(() =>
				this.#unsaved.onceStored(() => {
					this.#commands.delete(abandon);
					resolve();
				})
			);
		});
	}

	/** The week moved, or the document's epoch changed: who may now do something else connects again. */
	setInfo(info: DocumentInfo) {
		this.#info = info;
		if (this.#document) this.#document.info = info;
		for (const session of [...this.sessions]) {
			const role = mayWriteDocument(session.actor, info) ? 'write' : 'read';
			if (role !== session.role || !mayReadDocument(session.actor, info)) this.#close(session, 'access-changed');
		}
	}

	/** To everybody, whatever state they are in. */
	announce(frame: Uint8Array) {
		this.#toAll(frame);
	}

	closeWhere(matches: (session: Session) => boolean, reason: Parameters<Wire['close']>[0]) {
		for (const session of [...this.sessions]) if (matches(session)) this.#close(session, reason);
	}

	/** Keeps what a load would have to replay; false when the store did not take it. */
	async snapshot(): Promise<boolean> {
		await this.#snapshotting;
		if (this.#tail === 0) return true;
		const document = this.document;
		if (!document) return false;
		this.#snapshotting = this.#saveSnapshot(document).finally(() => (this.#snapshotting = null));
		await this.#snapshotting;
		return this.#tail === 0;
	}

	/** Lets go of everything; what is in the queue stays there. */
	destroy() {
		this.#inbox.pause('closed');
		this.#abandonCommands(new Error('The room was closed'));
		this.#presence.close();
		this.#document?.destroy();
		this.#inbox.clear();
	}

	// Loading and rebuilding

	async #load(): Promise<void> {
		try {
			const document = await this.#open();
			const { updates } = document.watch((doc) => void upgradeDocument(doc, this.#info.kind));
			this.#store(
				updates.map((update): RowDraft => ({ person: null, via: 'rule', update })),
				null
			);
			this.#resume('loading');
		} catch (error) {
			this.#fail(error);
		}
	}

	/** The document as the journal has it, with the rows that are on their way there. */
	async #open(): Promise<OpenDocument> {
		const unstored = this.#parts.queue.unstored(this.id); // before the load: a row may be in both, and that is harmless
		const stored = await this.#parts.journal.load(this.id);
		const document = new OpenDocument(this.#info, stored, unstored);
		document.info = this.#info;
		this.#tail = stored.tail.length;
		this.#sequence = Math.max(this.#sequence, stored.tail.at(-1)?.sequence ?? stored.snapshot?.upTo ?? 0);
		if (this.#document) document.clients = this.#document.clients;
		this.#document?.destroy();
		this.#document = document;
		return document;
	}

	/** A Yjs apply can not be taken back: what must not be in the document goes with the whole copy. Others wait a moment. */
	#rebuild(because: unknown) {
		this.#parts.log.warn({ document: this.id, because: String(because) }, 'rebuilding a document from the journal');
		this.#inbox.pause('rebuilding');
		this.#open().then(
			() => this.#resume('rebuilding'),
			(error: unknown) => this.#fail(error)
		);
	}

	/** Others wait too: what they send may build on what waits. */
	#learnClients(session: Session, then: () => Effect[]) {
		this.#inbox.pause('learning');
		const { clients } = this.#document!;
		const learnt = this.#parts.journal.history(this.id).then((rows) => {
			clients.learn(rows);
			if (!this.#inbox.isPausedFor('closed')) this.#performAll(session, then);
		});
		learnt
			.catch((error: unknown) => {
				this.#parts.log.error({ err: error, document: this.id }, 'it could not be read who wrote what');
				this.#close(session, 'reload');
			})
			.finally(() => this.#resume('learning'));
	}

	#fail(error: unknown) {
		this.#parts.log.error({ err: error, document: this.id }, 'a document can not be opened');
		this.#inbox.pause('failed');
		this.closeWhere(() => true, 'failed');
		this.#abandonCommands(new Error('The document can not be opened', { cause: error }));
		this.#parts.failed(this);
	}

	#abandonCommands(error: Error) {
		for (const abandon of [...this.#commands]) abandon(error);
	}

	// Pausing

	#resume(pause: Pause) {
		this.#inbox.resume(pause);
		if (!this.#inbox.paused) this.#parts.settled(this);
	}

	/** Runs when nothing in memory is ahead of the store, so that nobody is shown what the journal does not have (R5). */
	#whenAtRest(run: () => void) {
		if (this.#unsaved.rows === 0) return run();
		this.#atRest.push(run);
		this.#inbox.pause('resting');
	}

	// Messages

	#welcome(session: Session) {
		const { epoch } = this.#info;
		const { role } = session;
		const schema = { schemaMin: Math.min(session.schema, SCHEMA_VERSION), schemaMax: SCHEMA_VERSION };
		const hello = { protocol: PROTOCOL_VERSION, epoch, role, ...schema, maxUpdateBytes: MAX_UPDATE_BYTES };
		session.wire.send(encodeHello(hello));
		if (this.#parts.queue.failing) session.wire.send(encodeStore('cannot-store'));
		this.#ask(session);
	}

	#ask(session: Session) {
		if (this.#document) session.wire.send(encodeStep1(Y.encodeStateVector(this.#document.doc)));
	}

	#handle(session: Session, bytes: Uint8Array) {
		const document = this.#document;
		if (document) this.#performAll(session, () => handle(document, session, bytes, this.#parts.now()));
	}

	#performAll(session: Session, decide: () => Effect[]) {
		try {
			for (const effect of decide()) this.#perform(session, effect);
		} catch (error) {
			this.#close(session, 'reload');
			this.#rebuild(error);
		}
	}

	#perform(session: Session, effect: Effect) {
		switch (effect.do) {
			case 'store':
				return this.#storeWithin(session, effect.rows);
			case 'acknowledge':
				return this.#acknowledge(session, effect.n);
			case 'answer':
				return this.#whenAtRest(() => this.#answer(session, effect.stateVector));
			case 'ask':
				return this.#ask(session);
			case 'refuse':
				return session.wire.send(encodeRefused(effect.refused));
			case 'learn-clients':
				return this.#learnClients(session, effect.then);
			case 'close-when-saved':
				// a turn later: SAVED goes out after what waits for the store
				return this.#unsaved.onceStored(() => queueMicrotask(() => this.#close(session, effect.reason)));
			case 'rebuild':
				return this.#rebuild(effect.because);
			case 'close':
				return this.#close(session, effect.reason);
			case 'presence':
				return this.#presence.take(session, effect.rows);
			case 'show-presence':
				return this.#showPresence(session);
			case 'tell':
				return this.#unsaved.onceStored(() => this.#parts.changed(this.#info, effect.changes, session.actor.person));
		}
	}

	#command(by: { person: PersonId | null; via: Via }, write: (doc: Y.Doc) => void, abandon: (error: Error) => void) {
		if (!this.#document) return abandon(new Error('The document is not open'));
		try {
			for (const effect of command(this.#document, by, write)) {
				if (effect.do === 'store') this.#store(effect.rows, null);
				else this.#unsaved.onceStored(() => this.#parts.changed(this.#info, effect.changes, by.person));
			}
		} catch (error) {
			abandon(error instanceof Error ? error : new Error(String(error)));
			this.#rebuild(error);
		}
	}

	#answer(session: Session, stateVector: Uint8Array) {
		if (!this.#document || session.state.is === 'over') return;
		session.wire.send(encodeStep2(this.#document.encodeSince(stateVector)));
		if (session.state.is === 'joining') this.#showPresence(session);
		session.state = session.state.is === 'gap' ? { is: 'gap', live: true } : { is: 'live' };
	}

	#showPresence(session: Session) {
		const frame = this.#presence.everybody();
		if (frame) session.wire.send(frame);
	}

	/** SAVED is cumulative, so after a gap nothing is said until the client has sent what was missing. */
	#acknowledge(session: Session, n: number) {
		if (session.state.is === 'gap') return;
		this.#unsaved.onceStored(() => this.#acknowledgements.set(session, n));
		if (this.#unsaved.rows === 0) this.#sendAcknowledgements();
	}

	#sendAcknowledgements() {
		for (const [session, n] of this.#acknowledgements) session.wire.send(encodeSaved({ n, sequence: this.#sequence }));
		this.#acknowledgements.clear();
	}

	// The store

	/** While the store is slow or full, what one document may hold in memory is bounded (R10). */
	#storeWithin(session: Session, rows: readonly RowDraft[]) {
		this.#store(rows, session);
		const { rows: unsaved, bytes } = this.#unsaved;
		if (unsaved > MAX_UNSAVED_ROWS || bytes > MAX_UNSAVED_BYTES) this.#close(session, 'too-fast');
	}

	#store(drafts: readonly RowDraft[], author: Session | null) {
		const at = this.#parts.now();
		const rows = drafts.map((draft): NewJournalRow => ({ document: this.id, at, ...draft }));
		this.#unsaved.add(rows);
		for (const row of rows) {
			if (author && row.via !== 'rule') this.#authors.set(row, author);
		}
		this.#parts.queue.add(this, rows);
	}

	stored(rows: readonly NewJournalRow[], sequence: number) {
		this.#unsaved.remove(rows);
		this.#tail += rows.length;
		this.#sequence = sequence;
		this.#broadcast(rows);
		this.#unsaved.runDue();
		this.#sendAcknowledgements();
		if (this.#unsaved.rows === 0) this.#rest();
	}

	storeFailing(failing: boolean) {
		this.#toAll(encodeStore(failing ? 'cannot-store' : 'ok'));
		if (failing)
			this.#abandonCommands(new Error('The store does not take edits now; it is not known if this one will be'));
	}

	#broadcast(rows: readonly NewJournalRow[]) {
		const authors = new Set(rows.map((row) => this.#authors.get(row)));
		for (const row of rows) this.#authors.delete(row);
		const only = authors.size === 1 ? [...authors][0] : undefined;
		const listeners = [...this.sessions].filter((session) => session !== only && isLive(session));
		if (listeners.length === 0) return;
		const updates = rows.map(({ update }) => update);
		const frame = encodeUpdate(updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates));
		for (const { wire } of listeners) wire.send(frame);
	}

	#rest() {
		const runs = this.#atRest;
		this.#atRest = [];
		for (const run of runs) run();
		if (this.#inbox.isPausedFor('resting')) this.#resume('resting');
		if (this.#tail >= this.#parts.snapshotAfter) void this.snapshot();
		this.#parts.settled(this);
	}

	async #saveSnapshot(document: OpenDocument): Promise<void> {
		const kept = this.#tail;
		try {
			await this.#parts.journal.saveSnapshot(this.id, this.#sequence, document.encodeSince(EMPTY));
			this.#tail -= kept;
		} catch (error) {
			this.#parts.log.warn({ err: error, document: this.id }, 'a snapshot could not be kept; the journal has it all');
		}
	}

	// Sockets

	#toAll(frame: Uint8Array) {
		for (const { wire } of this.sessions) wire.send(frame);
	}

	#close(session: Session, reason: Parameters<Wire['close']>[0]) {
		session.state = { is: 'over' };
		session.wire.close(reason);
	}
}

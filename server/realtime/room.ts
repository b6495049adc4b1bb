import * as Y from 'yjs';
import type { Logger } from 'pino';
import { mayReadDocument, mayWriteDocument } from '../../src/lib/shared/access/policies.ts';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { upgradeDocument, SCHEMA_VERSION } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, PersonId } from '../../src/lib/shared/ids.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
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
	encodeStore,
	PROTOCOL_VERSION,
	STEP_2,
	SYNC,
	UPDATE,
	type StoreState
} from '../../src/lib/shared/protocol/messages.ts';
import { WeekSealedError } from '../boards/week-sealed.ts';
import type { DocumentInfo, JournalStore, NewJournalRow } from '../storage/store.ts';
import { Broadcast } from './broadcast.ts';
import { command, handle, type CommandBy, type Effect, type RowDraft } from './document-core.ts';
import { FirstSync } from './first-sync.ts';
import { Inbox } from './inbox.ts';
import type { JournalQueue, RowOwner } from './journal-queue.ts';
import type { RealtimeMetrics } from './metrics.ts';
import { KeptDocument } from './kept-document.ts';
import type { OpenDocument } from './open-document.ts';
import { RoomPresence } from './presence.ts';
import { take } from '../accounts/rate.ts';
import { newSession, type Session, type Visitor, type Wire } from './session.ts';
import { Unsaved } from './unsaved.ts';

export interface RoomParts {
	journal: Pick<JournalStore, 'load' | 'history' | 'saveSnapshot' | 'startAnew'>;
	queue: JournalQueue;
	metrics: RealtimeMetrics;
	log: Logger;
	now: () => number;
	/** Rows after the newest snapshot at which a new one is made. */
	snapshotAfter: number;
	/** Records changed and are stored; `person` is null when a rule or nobody in particular did it. */
	changed(
		info: DocumentInfo,
		changes: readonly RecordChange[],
		by: { person: PersonId | null; sequence: number }
	): void;
	/** The document's history was started anew: who is being let in with the one before must be decided on again. */
	startedAnew(room: Room): void;
	/** Somebody left, or something came to rest: it may be time to unload. */
	settled(room: Room): void;
	/** The document can not be read from the store; the room is of no use. */
	failed(room: Room): void;
}

/** Why nothing is handled for the moment; frames wait in the order they came. */
type Pause = 'loading' | 'rebuilding' | 'learning' | 'resting' | 'frozen' | 'failed' | 'closed';

/** A document that takes no edits, all of it stored. */
export interface Frozen {
	document: OpenDocument;
	/** The last journal row that is in it, or a later one of another document's. */
	sequence: number;
}

/** One document, the connections to it, and the way its edits take: checked, stored, visible, acknowledged. */
export class Room implements RowOwner {
	readonly id: DocumentId;
	readonly sessions = new Set<Session>();
	readonly loaded: Promise<void>;
	readonly #parts: RoomParts;
	readonly #presence: RoomPresence;
	readonly #inbox = new Inbox<Pause>('loading');
	readonly #unsaved = new Unsaved();
	readonly #broadcast: Broadcast;
	readonly #firstSync = new FirstSync((session) => this.#giveStored(session));
	/** Those who have been sent HELLO. */
	readonly #greeted = new WeakSet<Session>();
	readonly #acknowledgements = new Map<Session, number>();
	readonly #kept: KeptDocument;
	#inboxBytes = 0;
	#inboxFrames = 0;
	#atRest: (() => void)[] = [];
	#commands = new Set<(error: Error) => void>();

	constructor(info: DocumentInfo, parts: RoomParts) {
		this.id = info.id;
		this.#parts = parts;
		this.#kept = new KeptDocument(info, parts);
		this.#presence = new RoomPresence({
			bundleAfter: PRESENCE_BUNDLE_MS,
			send: (frame) => this.#toAll(frame),
			isForeign: (client, person) => this.#kept.current?.clients.isForeign(client, person) ?? false
		});
		this.#broadcast = new Broadcast(this.sessions);
		this.loaded = this.#load();
	}

	get info(): DocumentInfo {
		return this.#kept.info;
	}

	/** The document where everything in it is stored; null while it is not. */
	get document(): OpenDocument | null {
		return !this.#inbox.paused && this.#unsaved.rows === 0 ? this.#kept.current : null;
	}

	get #isSealed(): boolean {
		return this.info.kind === 'week' && isSealed(this.info.state);
	}

	/** Nobody is here and nothing is under way. */
	get isIdle(): boolean {
		return this.sessions.size === 0 && !this.#inbox.paused && this.#unsaved.rows === 0 && !this.#kept.isSnapshotting;
	}

	/** The store's number of the last row. */
	get sequence(): number {
		return this.#kept.sequence;
	}

	/** Rows that a load would have to replay. */
	get tail(): number {
		return this.#kept.tail;
	}

	/** What is in memory and not known to be stored. */
	get unsaved(): { rows: number; bytes: number } {
		return { rows: this.#unsaved.rows + this.#inboxFrames, bytes: this.#unsaved.bytes + this.#inboxBytes };
	}

	/** The first frames go out once the document is there; what the client sends meanwhile waits. */
	join(visitor: Visitor, wire: Wire): Session {
		const session = newSession({ ...visitor, metrics: this.#parts.metrics }, wire, this.#parts.now());
		this.sessions.add(session);
		this.#inbox.add(() => this.#welcome(session));
		return session;
	}

	receive(session: Session, bytes: Uint8Array) {
		this.#parts.metrics.received(bytes.byteLength);
		if (this.#firstSync.takes(session, bytes)) return;
		const at = performance.now();
		if (this.#isFull(bytes)) return this.#close(session, 'too-fast');
		if (!this.#inbox.paused) return this.#handle(session, bytes, at);
		this.#inboxBytes += bytes.byteLength;
		this.#inboxFrames += 1;
		this.#inbox.add(() => {
			this.#inboxBytes -= bytes.byteLength;
			this.#inboxFrames -= 1;
			this.#handle(session, bytes, at);
		});
	}

	/** While the store is slow or full, what one document may hold in memory is bounded (R10). */
	#isFull(bytes: Uint8Array): boolean {
		const { rows, bytes: held } = this.unsaved;
		if (rows < MAX_UNSAVED_ROWS && held + bytes.byteLength <= MAX_UNSAVED_BYTES) return false;
		return this.#inbox.paused || bearsUpdate(bytes);
	}

	/** What the session sent before it left is still taken: a tab that is closed has often just been typed in. */
	leave(session: Session) {
		session.left = true;
		this.sessions.delete(session);
		this.#presence.leave(session);
		this.#parts.settled(this);
	}

	/** A write of the server's own; resolves when it is on stable storage. */
	edit(by: CommandBy, write: (doc: Y.Doc) => void): Promise<void> {
		return this.#write(by, write, false);
	}

	/** A write that no person is the author of, and that a sealed week takes too: what is sealed is not the document. */
	amend(write: (doc: Y.Doc) => void): Promise<void> {
		return this.#write({ person: null, via: 'rule' }, write, true);
	}

	#write(by: CommandBy, write: (doc: Y.Doc) => void, isSealedToo: boolean): Promise<void> {
		if (this.#parts.queue.state !== 'ok') return Promise.reject(new Error('The store does not take edits now'));
		return new Promise((resolve, reject) => {
			const abandon = (error: Error) => {
				this.#commands.delete(abandon);
				reject(error);
			};
			this.#commands.add(abandon);
			this.#inbox.add(() => {
				if (isSealedToo || !this.#isSealed) this.#command(by, write, abandon);
				else abandon(new WeekSealedError(`The week of document ${this.id} is sealed`));
			});
			this.#inbox.add(() =>
				this.#unsaved.onceStored(() => {
					this.#commands.delete(abandon);
					resolve();
				})
			);
		});
	}

	/**
	 * Takes nothing until `work` is done with the document as it is stored: what comes meanwhile waits, and is decided on by
	 * what `work` leaves behind. `sequence` is the journal's, so that `work` can say exactly what it saw.
	 */
	freeze<T>(work: (at: Frozen) => Promise<T>): Promise<T> {
		if (this.#parts.queue.state !== 'ok') return Promise.reject(new Error('The store does not take edits now'));
		return new Promise((resolve, reject) => {
			let abandoned = false;
			const abandon = (error: Error) => {
				abandoned = true;
				this.#commands.delete(abandon);
				reject(error);
			};
			this.#commands.add(abandon);
			const run = () => {
				this.#commands.delete(abandon);
				if (abandoned) return;
				const document = this.#kept.current;
				if (!document) return abandon(new Error('The document is not open'));
				this.#inbox.pause('frozen');
				const frozen = { document, sequence: this.#kept.sequence };
				work(frozen)
					.then(resolve, reject)
					.finally(() => this.#resume('frozen'));
			};
			this.#inbox.add(() => this.#whenAtRest(run));
		});
	}

	/**
	 * What is stored was rewritten while this was frozen: reads it anew. What came meanwhile is still taken, since it builds
	 * on the same clocks; then everybody starts over with a copy that has nothing of before.
	 */
	async readAnew(info: DocumentInfo): Promise<void> {
		this.#kept.info = info;
		await this.#open();
		const all = [...this.sessions];
		this.#inbox.add(() =>
			this.#unsaved.onceStored(() =>
				queueMicrotask(() => {
					for (const session of all) this.#close(session, 'reload');
				})
			)
		);
	}

	/** The week moved, or the document's epoch changed: who may now do something else connects again. */
	setInfo(info: DocumentInfo) {
		this.#kept.info = info;
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
	snapshot(): Promise<boolean> {
		return this.#kept.snapshot(() => this.document);
	}

	/** Keeps the document without the history of what is no longer in it, where that is most of it. Nobody may be here. */
	async compact(): Promise<void> {
		if (!this.document || !this.isIdle) return;
		this.#inbox.pause('rebuilding');
		try {
			if (await this.#kept.startAnew()) {
				this.#parts.startedAnew(this);
				await this.#open();
			}
		} catch (error) {
			this.#parts.log.warn({ err: error, document: this.id }, 'a document could not be compacted; it stays as it is');
		}
		this.#resume('rebuilding');
	}

	/** Lets go of everything; what is in the queue stays there. */
	destroy() {
		this.#inbox.pause('closed');
		this.#abandonCommands(new Error('The room was closed'));
		this.#presence.close();
		this.#broadcast.close();
		this.#kept.destroy();
		this.#inbox.clear();
	}

	// Loading and rebuilding

	async #load(): Promise<void> {
		try {
			const document = await this.#open();
			for (const { session, frame } of this.#firstSync.end()) this.#inbox.add(() => this.#handle(session, frame));
			const { updates } = document.watch((doc) => void upgradeDocument(doc, this.info.kind));
			this.#store(
				updates.map((update): RowDraft => ({ person: null, via: 'rule', update })),
				null
			);
			this.#resume('loading');
			this.#keepLongTail();
		} catch (error) {
			this.#fail(error);
		}
	}

	#open(): Promise<OpenDocument> {
		return this.#kept.open(() => this.#firstSync.begin());
	}

	/** A Yjs apply can not be taken back: what must not be in the document goes with the whole copy. Others wait a moment. */
	#rebuild(because: unknown) {
		this.#parts.log.warn({ document: this.id, because: String(because) }, 'rebuilding a document from the journal');
		this.#inbox.pause('rebuilding');
		this.#open().then(
			() => {
				this.#resume('rebuilding');
				this.#keepLongTail();
			},
			(error: unknown) => this.#fail(error)
		);
	}

	/** Others wait too: what they send may build on what waits. */
	#learnClients(session: Session, at: number, then: () => Effect[]) {
		this.#inbox.pause('learning');
		const { clients } = this.#kept.current!;
		const learnt = this.#parts.journal.history(this.id).then((rows) => {
			clients.learn(rows);
			if (!this.#inbox.isPausedFor('closed')) this.#performAll(session, at, then);
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
		this.#greet(session);
		this.#ask(session);
	}

	/** The document as it is stored, before it is in memory. */
	#giveStored(session: Session) {
		const whole = this.#kept.wholeFrame;
		if (!whole || session.state.is !== 'joining') return;
		if (!take(session.steps, this.#parts.now())) return this.#close(session, 'too-fast');
		this.#greet(session);
		session.wire.send(whole);
		this.#showPresence(session);
		session.state = { is: 'live' };
	}

	#greet(session: Session) {
		if (this.#greeted.has(session)) return;
		this.#greeted.add(session);
		const { epoch } = this.info;
		const { role } = session;
		const schema = { schemaMin: Math.min(session.schema, SCHEMA_VERSION), schemaMax: SCHEMA_VERSION };
		const hello = { protocol: PROTOCOL_VERSION, epoch, role, ...schema, maxUpdateBytes: MAX_UPDATE_BYTES };
		session.wire.send(encodeHello(hello));
		const { state } = this.#parts.queue;
		if (state !== 'ok') session.wire.send(encodeStore(state));
	}

	#ask(session: Session) {
		const { current } = this.#kept;
		if (current) session.wire.send(encodeStep1(Y.encodeStateVector(current.doc)));
	}

	#handle(session: Session, bytes: Uint8Array, at = performance.now()) {
		const document = this.#kept.current;
		if (document) this.#performAll(session, at, () => handle(document, session, bytes, this.#parts.now()));
	}

	#performAll(session: Session, at: number, decide: () => Effect[]) {
		try {
			for (const effect of decide()) this.#perform(session, effect, at);
		} catch (error) {
			this.#close(session, 'reload');
			this.#rebuild(error);
		}
	}

	#perform(session: Session, effect: Effect, at: number) {
		switch (effect.do) {
			case 'store':
				return this.#store(effect.rows, session);
			case 'acknowledge':
				return this.#acknowledge(session, effect.n, at);
			case 'answer':
				return this.#whenAtRest(() => this.#answer(session, effect.stateVector));
			case 'ask':
				return this.#ask(session);
			case 'refuse':
				return session.wire.send(encodeRefused(effect.refused));
			case 'learn-clients':
				return this.#learnClients(session, at, effect.then);
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
				return this.#unsaved.onceStored(() => this.#tell(effect.changes, session.actor.person));
		}
	}

	#command(by: CommandBy, write: (doc: Y.Doc) => void, abandon: (error: Error) => void) {
		const document = this.#kept.current;
		if (!document) return abandon(new Error('The document is not open'));
		try {
			for (const effect of command(document, by, write)) {
				if (effect.do === 'store') this.#store(effect.rows, null);
				else this.#unsaved.onceStored(() => this.#tell(effect.changes, by.person));
			}
		} catch (error) {
			abandon(error instanceof Error ? error : new Error(String(error)));
			this.#rebuild(error);
		}
	}

	#tell(changes: readonly RecordChange[], person: PersonId | null) {
		this.#parts.changed(this.info, changes, { person, sequence: this.#kept.sequence });
	}

	#answer(session: Session, stateVector: Uint8Array) {
		const frame = session.state.is === 'over' ? null : this.#kept.answer(stateVector);
		if (!frame) return;
		session.wire.send(frame);
		if (session.state.is === 'joining') this.#showPresence(session);
		session.state = session.state.is === 'gap' ? { is: 'gap', live: true } : { is: 'live' };
	}

	#showPresence(session: Session) {
		const frame = this.#presence.everybody();
		if (frame) session.wire.send(frame);
	}

	/** SAVED is cumulative, so after a gap nothing is said until the client has sent what was missing. */
	#acknowledge(session: Session, n: number, at: number) {
		if (session.state.is === 'gap') return;
		this.#unsaved.onceStored(() => {
			this.#acknowledgements.set(session, n);
			this.#parts.metrics.acknowledged(performance.now() - at);
		});
		if (this.#unsaved.rows === 0) this.#sendAcknowledgements();
	}

	#sendAcknowledgements() {
		for (const [session, n] of this.#acknowledgements)
			session.wire.send(encodeSaved({ n, sequence: this.#kept.sequence }));
		this.#acknowledgements.clear();
	}

	// The store

	#store(drafts: readonly RowDraft[], author: Session | null) {
		const at = this.#parts.now();
		const rows = drafts.map((draft): NewJournalRow => ({ document: this.id, at, ...draft }));
		this.#unsaved.add(rows);
		for (const row of rows) {
			if (author && row.via !== 'rule') this.#broadcast.wrote(row, author);
		}
		this.#parts.queue.add(this, rows);
	}

	stored(rows: readonly NewJournalRow[], sequence: number) {
		this.#unsaved.remove(rows);
		this.#kept.stored(rows, sequence);
		this.#broadcast.stored(rows);
		this.#unsaved.runDue();
		this.#sendAcknowledgements();
		if (this.#unsaved.rows === 0) this.#rest();
	}

	storeIs(state: StoreState) {
		this.#toAll(encodeStore(state));
		if (state !== 'ok')
			this.#abandonCommands(new Error('The store does not take edits now; it is not known if this one will be'));
	}

	#rest() {
		const runs = this.#atRest;
		this.#atRest = [];
		for (const run of runs) run();
		if (this.#inbox.isPausedFor('resting')) this.#resume('resting');
		this.#keepLongTail();
		this.#parts.settled(this);
	}

	#keepLongTail() {
		if (this.#kept.tail >= this.#parts.snapshotAfter) void this.snapshot();
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

/** A step 2 or an update: what would have to be kept. */
const bearsUpdate = (frame: Uint8Array): boolean => frame[0] === SYNC && (frame[1] === STEP_2 || frame[1] === UPDATE);

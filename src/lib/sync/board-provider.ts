import * as decoding from 'lib0/decoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { SCHEMA_VERSION } from '../shared/board/schema.ts';
import type { DocumentId, PersonId } from '../shared/ids.ts';
import { CLOSE_REASONS, closeReasonOf, type CloseReason } from '../shared/protocol/close-reasons.ts';
import * as wire from '../shared/protocol/messages.ts';
import type { Problem } from '../shared/result.ts';
import { backoff } from './backoff.ts';
import type { LeftEdit, UnsentEdits } from './device/unsent-edits.ts';
import { SaveCounter } from './save-counter.ts';

/** What the provider tells its document of. */
export interface ProviderEvents {
	/** Something that the sync status is made of. */
	changed(): void;
	/** The server has this document's history in another form, or refused an edit: this copy must not be used on. */
	forked(problem: Problem): void;
	/** The first whole exchange on a connection is done. */
	synced(): void;
	/** Edits that another opening left on this device can not be sent: their history is gone, or they have holes. */
	unsendable(problem: Problem, updates: Uint8Array[]): void;
	/** The connection is closed for good. */
	closed(reason: CloseReason): void;
}

export interface ProviderOptions {
	/** `wss://tavlan.example.se/sync` */
	url: string;
	document: DocumentId;
	doc: Y.Doc;
	/** The epoch that this copy of the document is of; null for one that is empty. */
	epoch: string | null;
	/** The person the page is of: the server lets nobody else's cookie send what they wrote. */
	person: PersonId | null;
	/** Where edits are kept until they are acknowledged; null where the device keeps nothing. */
	unsent: UnsentEdits | null;
	events: ProviderEvents;
	/** Milliseconds; for backing off and for telling since when. */
	now: () => number;
	/** In [0, 1). */
	random: () => number;
	WebSocketPolyfill?: typeof WebSocket;
}

/** Milliseconds of silence after which the server is asked for a sign of life, and in which it has to give one. */
const ASK_AFTER = 3_000;
const ANSWER_WITHIN = 5_000;
/** Milliseconds in which a connection has to be greeted; browsers themselves wait for minutes. */
const HELLO_WITHIN = 10_000;
const LOOK_EVERY = 1_000;
/** Milliseconds that the device has to say what was left on it; what it finds later is sent later. */
const DEVICE_WITHIN = 2_000;
/** An update without anything in it. */
const NOTHING = Uint8Array.of(0, 0);
/** Origin of edits that were made in an opening that is gone. */
const LEFT_BEHIND = { origin: 'left-behind' };
/** Times the server may say `reload` before anything was saved, until we take it that this copy is the trouble. */
const MOST_RELOADS = 3;
/** So many that y-websocket's own doubling is always longer than our delay, which is then the one that counts. */
const PAST_DOUBLING = 20;

/**
 * y-websocket's provider, made honest: it knows what is saved, sends nothing before the server has said hello and what
 * it has, comes back with jitter, and stops where coming back would not help.
 */
export class BoardProvider extends WebsocketProvider {
	readonly #options: ProviderOptions;
	readonly #counter = new SaveCounter();
	readonly #watch: ReturnType<typeof setInterval>;
	#hello: wire.Hello | null = null;
	/** The server's step 1 has been answered on this connection: from here on every edit goes out as it is made. */
	#answered = false;
	#store: wire.StoreState = 'ok';
	#attempts = 0;
	#reloads = 0;
	#lostAt: number;
	#heardAt = 0;
	/** When a sign of life was asked for, on this connection; null while nothing is asked. */
	#askedAt: number | null = null;
	#connectingSince = 0;
	/** What the server said it has, while the answer waits for what was left on the device. */
	#serverHas: Uint8Array | null = null;
	#mayAnswer = false;
	#waitingSince = 0;
	#comeBackWithin: number | null = null;
	#lastReason: CloseReason | null = null;
	#asking = false;
	#forked = false;

	constructor(options: ProviderOptions) {
		const { url, document, doc, WebSocketPolyfill, now } = options;
		super(url, document, doc, {
			connect: false,
			disableBc: true, // it would share edits between tabs whoever is logged in, and past the server's checks
			awareness: new Awareness(doc),
			params: { schema: String(SCHEMA_VERSION), ...(options.person === null ? {} : { person: options.person }) },
			shouldReconnect: (event) => this.#shouldReconnect(event.code),
			...(WebSocketPolyfill ? { WebSocketPolyfill } : {})
		});
		this.#options = options;
		this.#lostAt = now();
		this.#useOwnBackoff();
		this.#replaceListeners();
		this.#handleMessages();
		clearInterval(this._checkInterval as ReturnType<typeof setInterval>);
		this.#watch = setInterval(() => this.#look(), LOOK_EVERY);
		this.on('connection-close', (event) => this.#lost(event));
		this.on('closed', ({ code }) => options.events.closed(closeReasonOf(code) ?? 'bad-message'));
	}

	/** The server has said hello, and has not been lost since. */
	get connected(): boolean {
		return this.#hello !== null;
	}

	get hello(): wire.Hello | null {
		return this.#hello;
	}

	get acknowledged(): boolean {
		return this.#counter.acknowledged;
	}

	get waiting(): number {
		return this.#counter.waiting;
	}

	get waitingSince(): number {
		return this.#waitingSince;
	}

	/** Every edit that waits is on the device's disk. */
	get onDevice(): boolean {
		return (this.#options.unsent?.keptUpTo ?? 0) >= this.#counter.edits || this.waiting === 0;
	}

	get lostAt(): number {
		return this.#lostAt;
	}

	get store(): wire.StoreState {
		return this.#store;
	}

	/** The network is back, or the user asks: do not wait for the next try. */
	reconnectNow() {
		if (this.shouldConnect && this.ws === null) this.connect();
	}

	/** The system says that the network is gone: no need to find out by silence. */
	lineDown() {
		this.#hangUp();
	}

	override destroy() {
		clearInterval(this.#watch);
		super.destroy();
		this.awareness.destroy();
	}

	#shouldReconnect(code: number): boolean {
		this.#lastReason = closeReasonOf(code);
		return this.#lastReason === null || CLOSE_REASONS[this.#lastReason].retry;
	}

	/** y-websocket waits for the shorter of its own doubling, which knows no jitter, and this. */
	#useOwnBackoff() {
		Object.defineProperty(this, 'maxBackoffTime', {
			get: () => this.#delay(),
			set: () => undefined
		});
	}

	#delay(): number {
		const { now, random } = this.#options;
		const loss = { attempts: this.#attempts, lostFor: now() - this.#lostAt, reason: this.#lastReason };
		return backoff({ ...loss, comeBackWithin: this.#comeBackWithin }, random());
	}

	#replaceListeners() {
		this.doc.off('update', this._updateHandler);
		this._updateHandler = (update: Uint8Array, origin: unknown) => this.#updated(update, origin);
		this.doc.on('update', this._updateHandler);
		this.awareness.off('update', this._awarenessUpdateHandler);
		this._awarenessUpdateHandler = (_changes: unknown, origin: unknown) => {
			if (origin === 'local') this.#sendPresence();
		};
		this.awareness.on('update', this._awarenessUpdateHandler);
	}

	#handleMessages() {
		const on = (type: number, read: (decoder: decoding.Decoder) => void) => {
			const standard = this.messageHandlers[type];
			this.messageHandlers[type] = (answer, decoder, ...rest) => {
				this.#heardAt = this.#options.now();
				if (type === wire.AWARENESS) standard?.(answer, decoder, ...rest);
				read(decoder);
			};
		};
		on(wire.SYNC, (decoder) => this.#readSync(decoder));
		on(wire.AWARENESS, () => undefined);
		on(wire.HELLO, (decoder) => this.#greeted(wire.readHello(decoder)));
		on(wire.SAVED, (decoder) => this.#saved(wire.readSaved(decoder)));
		on(wire.REFUSED, (decoder) => this.#refused(wire.readRefused(decoder)));
		on(wire.STORE, (decoder) => this.#storeIs(wire.readStore(decoder)));
		on(wire.BYE, (decoder) => (this.#comeBackWithin = wire.readBye(decoder).seconds));
	}

	// Edits

	/** From the edit to leaving "Sparat" nothing is waited for (R2). */
	#updated(update: Uint8Array, origin: unknown) {
		if (origin === this || origin === LEFT_BEHIND) return;
		const edit = this.#counted();
		const { unsent, epoch } = this.#options;
		if (epoch !== null) unsent?.keep(edit, epoch, update);
		// Before the server has said what it has, an edit would build on others that it lacks: the answer carries all.
		if (this.#answered && this.#fits(update)) this.#sendCounted(wire.encodeUpdate(update));
		this.#options.events.changed();
	}

	#counted(): number {
		if (this.#counter.waiting === 0) this.#waitingSince = this.#options.now();
		return this.#counter.edited();
	}

	#sendCounted(frame: Uint8Array) {
		if (this.ws?.readyState !== WebSocket.OPEN) return; // about to be lost; the next connection's answer carries it
		this.ws.send(frame as Uint8Array<ArrayBuffer>);
		this.#counter.sent();
	}

	#fits(update: Uint8Array): boolean {
		if (!this.#hello || update.byteLength <= this.#hello.maxUpdateBytes) return true;
		this.#fork({ code: 'too-large' });
		return false;
	}

	/** Reported in a later turn: who hears of it throws this provider away, which must not happen inside its own call. */
	#fork(problem: Problem) {
		if (this.#forked) return;
		this.#forked = true;
		this.#answered = false;
		this.disconnect();
		queueMicrotask(() => this.#options.events.forked(problem));
	}

	// Messages

	#readSync(decoder: decoding.Decoder) {
		const step = decoding.readVarUint(decoder);
		const bytes = decoding.readVarUint8Array(decoder);
		if (this.#hello === null) return;
		if (step === wire.STEP_1) this.#asked(bytes);
		else this.#apply(step, bytes);
	}

	/** Message 1 of every connection answers it, with what was left on the device in it where there is any. */
	#asked(stateVector: Uint8Array) {
		this.#serverHas = stateVector;
		if (this.#mayAnswer || !this.#options.unsent) this.#answer();
	}

	#answer() {
		if (this.#serverHas === null) return;
		const update = Y.encodeStateAsUpdate(this.doc, this.#serverHas);
		this.#serverHas = null;
		if (!this.#fits(update)) return;
		this.#answered = true;
		this.#sendCounted(wire.encodeStep2(update));
		this.#options.events.changed();
	}

	#apply(step: number, bytes: Uint8Array) {
		try {
			Y.applyUpdate(this.doc, bytes, this);
		} catch {
			return this.#fork({ code: 'broken' });
		}
		if (step === wire.STEP_2) this.#completed();
		else if (this.doc.store.pendingStructs && this.synced) this.#askOnce();
	}

	#completed() {
		this.#asking = false;
		if (this.synced) return;
		this.synced = true;
		this.#options.events.synced();
		this.#options.events.changed();
		void this.#takeUp();
	}

	// What earlier openings left on the device

	/** The document is whole, so what was left fits on it. Only then is the server answered. */
	async #takeUp() {
		const line = this.ws;
		const { unsent } = this.#options;
		if (!unsent) return;
		const taken = unsent.adopt((left) => this.#restore(left)).catch(() => undefined);
		await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, DEVICE_WITHIN))]);
		if (this.ws !== line || line === null || this.#forked) return;
		this.#mayAnswer = true;
		this.#answer();
	}

	/** Makes them edits of this opening, whatever their client ids: the person is the same. */
	#restore(left: LeftEdit[]): (number | null)[] {
		const usable = left.filter(({ epoch }) => epoch === this.#options.epoch);
		if (this.#forked || this.#hello === null) throw new Error('Not now: they stay for the next connection');
		if (usable.length < left.length) {
			const gone = left.filter((edit) => !usable.includes(edit)).map(({ update }) => update);
			this.#options.events.unsendable({ code: 'history-replaced' }, gone);
		}
		if (!this.#reapply(usable.map(({ update }) => update))) return left.map(() => null);
		return left.map((edit) =>
			usable.includes(edit) ? this.#counter.edits - usable.length + 1 + usable.indexOf(edit) : null
		);
	}

	/** False where they do not fit on the document: then nothing of them is sent, and the copy is void. */
	#reapply(updates: Uint8Array[]): boolean {
		if (updates.length === 0) return true;
		const before = Y.encodeStateVector(this.doc);
		try {
			Y.applyUpdate(this.doc, Y.mergeUpdates(updates), LEFT_BEHIND);
			if (this.doc.store.pendingStructs || this.doc.store.pendingDs) throw new Error('Something is missing');
		} catch {
			this.#options.events.unsendable({ code: 'broken' }, updates);
			this.#fork({ code: 'broken' });
			return false;
		}
		for (let left = updates.length; left > 0; left--) this.#counted();
		// As one, as what is done without a line is; before the answer it is part of that.
		if (this.#answered) this.#sendCounted(wire.encodeStep2(Y.encodeStateAsUpdate(this.doc, before)));
		this.#options.events.changed();
		return true;
	}

	/** An update builds on one that we do not have: ask for everything that is missing. */
	#askOnce() {
		if (this.#asking || this.ws?.readyState !== WebSocket.OPEN) return;
		this.#asking = true;
		this.ws.send(wire.encodeStep1(Y.encodeStateVector(this.doc)) as Uint8Array<ArrayBuffer>);
	}

	#greeted(hello: wire.Hello) {
		const { schemaMin, schemaMax } = hello;
		if (SCHEMA_VERSION < schemaMin || SCHEMA_VERSION > schemaMax) return this.#stop('client-too-old');
		const { epoch } = this.#options;
		if (epoch !== null && epoch !== hello.epoch) return this.#fork({ code: 'history-replaced' });
		this.#hello = hello;
		this.#options.epoch = hello.epoch;
		this.#presentAgain();
		this.#options.events.changed();
	}

	#stop(reason: CloseReason) {
		this.disconnect();
		this.#options.events.closed(reason);
	}

	#saved({ n }: wire.Saved) {
		const before = this.#counter.waiting;
		this.#counter.saved(n);
		this.#options.unsent?.forget(this.#counter.savedEdits);
		this.#attempts = 0;
		this.#reloads = 0;
		if (this.#counter.waiting < before) this.#waitingSince = this.#options.now();
		this.#options.events.changed();
	}

	#refused({ problem, resync }: wire.Refused) {
		if (!resync) return this.#fork(problem);
		this.#options.events.changed(); // the server asks what it lacks; until that is acknowledged, nothing is
	}

	#storeIs(state: wire.StoreState) {
		this.#store = state;
		this.#options.events.changed();
	}

	// Presence

	#sendPresence() {
		if (this.#hello === null || this.ws?.readyState !== WebSocket.OPEN) return;
		const rows = encodeAwarenessUpdate(this.awareness, [this.doc.clientID]);
		this.ws.send(wire.encodeAwareness(rows) as Uint8Array<ArrayBuffer>);
	}

	/**
	 * Clocks of the last connection would hide both us from the others and them from us: they took our leaving for the
	 * last word, and so did we theirs.
	 */
	#presentAgain() {
		for (const client of [...this.awareness.meta.keys()])
			if (client !== this.doc.clientID) this.awareness.meta.delete(client);
		this.awareness.setLocalState(this.awareness.getLocalState() ?? {});
	}

	// The line

	#lost(event: CloseEvent | null) {
		if (this.#hello !== null) this.#lostAt = this.#options.now();
		if (event === null) this.#lastReason = null;
		else this.#lastReason = closeReasonOf(event.code);
		this.#hello = null;
		this.#answered = this.#mayAnswer = this.#asking = false;
		this.#serverHas = null;
		this.#askedAt = null;
		this.#connectingSince = this.#options.now();
		this.#store = 'ok';
		this.#counter.reset();
		this.#attempts += 1;
		this.wsUnsuccessfulReconnects = PAST_DOUBLING;
		if (!this.#forked && this.#isForked()) this.#fork({ code: 'broken' });
		this.#options.events.changed();
		queueMicrotask(() => (this.#comeBackWithin = null)); // it has been used for the next try
	}

	#isForked(): boolean {
		if (this.#lastReason === 'client-id-in-use') return true;
		if (this.#lastReason !== 'reload') return false;
		this.#reloads += 1;
		return this.#reloads >= MOST_RELOADS;
	}

	/** A line can die without a word. A tab in the background looks seldom, so what counts is a question left unanswered. */
	#look() {
		const now = this.#options.now();
		if (this.ws === null) return void (this.#connectingSince = now);
		if (this.#hello === null) return now - this.#connectingSince >= HELLO_WITHIN ? this.#hangUp() : undefined;
		if (this.#askedAt !== null && this.#heardAt >= this.#askedAt) this.#askedAt = null;
		if (this.#askedAt === null && now - this.#heardAt >= ASK_AFTER) this.#askForLife(now);
		else if (this.#askedAt !== null && now - this.#askedAt >= ANSWER_WITHIN) this.#hangUp();
	}

	/**
	 * An empty answer is acknowledged in three bytes, whoever we are. What is already waiting for the store can not be
	 * asked so, and costs everybody's presence instead.
	 */
	#askForLife(now: number) {
		if (this.ws?.readyState !== WebSocket.OPEN) return;
		this.#askedAt = now;
		const waits = this.#store !== 'ok' || !this.acknowledged;
		this.ws.send((waits ? wire.QUERY : wire.encodeStep2(NOTHING)) as Uint8Array<ArrayBuffer>);
		if (!waits) this.#counter.probed();
	}

	#hangUp() {
		if (this.ws === null) return;
		this.disconnect();
		this.connect();
	}
}

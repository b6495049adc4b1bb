import * as Y from 'yjs';
import type { DocumentKind } from '../shared/board/schema.ts';
import type { DocumentId, PersonId } from '../shared/ids.ts';
import type { CloseReason } from '../shared/protocol/close-reasons.ts';
import type { SyncRole } from '../shared/protocol/messages.ts';
import { readPresence, type Focus, type OwnPresence, type Presence } from '../shared/protocol/presence.ts';
import { sameValue } from '../shared/board/record.ts';
import type { Problem } from '../shared/result.ts';
import { BoardProvider } from './board-provider.ts';
import { Device } from './device/device.ts';
import type { UnsentEdits } from './device/unsent-edits.ts';
import { Value, type Observable } from './observable.ts';
import { plainRecords, withoutNumbers, wordsIn, type RefusedCopy } from './refused-copy.ts';
import { changesIn, statusOf, type SyncFacts, type SyncStatus } from './sync-status.ts';

export interface LiveDocumentOptions {
	/** Where the documents are: `wss://tavlan.example.se/sync`. The page's own origin when left out. */
	url?: string;
	now?: () => number;
	/** In [0, 1). */
	random?: () => number;
	WebSocketPolyfill?: typeof WebSocket;
	/** Whose page this is: unsent edits are kept on their device, and sent by nobody else. */
	person?: PersonId;
	/** A screen that a whole room looks at and many use: nothing is kept on it. */
	sharedScreen?: boolean;
}

/** Other windows that have the document open, by client. */
export type Presences = ReadonlyMap<number, Presence>;

/** A document that is kept in step with the server while it is open. */
export class LiveDocument {
	readonly id: DocumentId;
	readonly kind: DocumentKind;
	/** Resolves when the document is whole for the first time. */
	readonly whenSynced: Promise<void>;
	/** The document was thrown away for a fresh one: whatever is bound to the old must bind to the new. */
	onreplaced: ((doc: Y.Doc) => void) | null = null;
	readonly #options: LiveDocumentOptions & Required<Pick<LiveDocumentOptions, 'url' | 'now' | 'random'>>;
	readonly #status = new Value<SyncStatus>({ state: 'connecting' });
	readonly #presences = new Value<Presences>(new Map());
	readonly #role = new Value<SyncRole | null>(null);
	readonly #device: Device | null;
	#provider: BoardProvider;
	#unsent: UnsentEdits | null = null;
	#doc: Y.Doc;
	#later: ReturnType<typeof setTimeout> | undefined;
	#synced!: () => void;
	#everSynced = false;
	#refused: RefusedCopy | null = null;
	#closed: CloseReason | null = null;
	#isClosed = false;

	constructor(id: DocumentId, kind: DocumentKind, options: LiveDocumentOptions = {}) {
		this.id = id;
		this.kind = kind;
		this.#options = { url: ownUrl(), now: () => Date.now(), random: () => Math.random(), ...options };
		this.whenSynced = new Promise((resolve) => (this.#synced = resolve));
		const { person, sharedScreen, now } = this.#options;
		this.#device = person === undefined || sharedScreen ? null : Device.of(person, now);
		this.#doc = new Y.Doc();
		this.#provider = this.#connect(this.#doc);
		globalThis.addEventListener?.('online', this.#online);
		globalThis.addEventListener?.('offline', this.#offline);
		void this.#readRefused();
	}

	/** Becomes another one when the server has refused an edit: see `onreplaced`. */
	get doc(): Y.Doc {
		return this.#doc;
	}

	get status(): Observable<SyncStatus> {
		return this.#status;
	}

	/** May edits be made here; null until the server has said. */
	get role(): Observable<SyncRole | null> {
		return this.#role;
	}

	get presences(): Observable<Presences> {
		return this.#presences;
	}

	/** Edits that would be gone with this page: neither on the server's disk nor on the device's. */
	get unsafe(): number {
		return this.#provider.onDevice ? 0 : this.#provider.waiting;
	}

	/** What the user had when the server refused it, until it is dismissed. */
	get refusedCopy(): RefusedCopy | null {
		return this.#refused;
	}

	/** Which field the caret is in. */
	setFocus(focus: Focus | null) {
		this.#provider.awareness.setLocalState({ focus } satisfies OwnPresence);
	}

	/** The user has read that the edit was not taken, and has copied what they want of it. */
	dismissRefusal() {
		const read = this.#refused;
		this.#refused = null;
		if (read) void this.#forgetRefused(read);
		this.#tell();
	}

	async #forgetRefused(read: RefusedCopy) {
		await this.#device?.forgetRefused(this, read);
		await this.#readRefused();
	}

	/** Goes on after a close that was final, as after logging in again. */
	reconnect() {
		this.#closed = null;
		this.#provider.connect();
		this.#tell();
	}

	/** What is unsent stays on the device, for the next opening. */
	close() {
		this.#isClosed = true;
		clearTimeout(this.#later);
		globalThis.removeEventListener?.('online', this.#online);
		globalThis.removeEventListener?.('offline', this.#offline);
		this.#provider.destroy();
		this.#doc.destroy();
		void this.#letGoOfDevice();
	}

	async #letGoOfDevice() {
		await this.#unsent?.close();
		await this.#device?.close();
	}

	readonly #online = () => this.#provider.reconnectNow();
	readonly #offline = () => this.#provider.lineDown();

	#connect(doc: Y.Doc): BoardProvider {
		const { url, now, random, person, WebSocketPolyfill } = this.#options;
		this.#unsent = this.#device?.unsent(this, () => this.#tell()) ?? null;
		const provider: BoardProvider = new BoardProvider({
			url,
			document: this.id,
			doc,
			epoch: null,
			person: person ?? null,
			unsent: this.#unsent,
			now,
			random,
			WebSocketPolyfill,
			events: {
				changed: () => this.#tell(),
				synced: () => this.#wasSynced(),
				forked: (problem) => this.#startAfresh(provider, problem),
				unsendable: (problem, updates) => this.#offer(problem, updates),
				closed: (reason) => {
					this.#closed = reason;
					this.#tell();
				}
			}
		});
		provider.awareness.on('change', () => this.#readPresences(provider));
		provider.connect();
		return provider;
	}

	#wasSynced() {
		this.#everSynced = true;
		this.#synced();
	}

	/** The status is worked out at every change, in the same turn; who listens hears only of what is new. */
	#tell() {
		if (this.#isClosed) return;
		const { hello } = this.#provider;
		const facts = this.#facts();
		const next = statusOf(facts);
		clearTimeout(this.#later);
		const wait = changesIn(next, facts);
		if (wait !== null) this.#later = setTimeout(() => this.#tell(), wait);
		if (!sameValue(next, this.#status.current)) this.#status.set(next);
		if (hello && hello.role !== this.#role.current) this.#role.set(hello.role);
	}

	#facts(): SyncFacts {
		const { connected, acknowledged, store, waiting, waitingSince, lostAt, onDevice } = this.#provider;
		const refused = this.#refused && refusalOf(this.#refused);
		const line = { connected, acknowledged, store, waiting, waitingSince, lostAt, onDevice };
		return { ...line, refused, closed: this.#closed, everSynced: this.#everSynced, now: this.#options.now() };
	}

	/**
	 * This copy has forked from everybody's. Sending it again would be refused again, so it goes, and what the user had
	 * is kept as plain values.
	 */
	#startAfresh(from: BoardProvider, problem: Problem) {
		if (this.#isClosed || from !== this.#provider) return;
		const { waiting } = from;
		// Nothing of the user's was lost when only history was replaced: no need to bother them.
		const bother = waiting > 0 || problem.code !== 'history-replaced';
		const set = bother
			? this.#setAside({ problem, waiting, records: plainRecords(this.#doc, this.kind), words: [] })
			: null;
		void this.#discard(this.#unsent, set);
		const old = this.#doc;
		const focus = (from.awareness.getLocalState() as OwnPresence | null)?.focus ?? null;
		from.destroy();
		this.#doc = new Y.Doc();
		this.#provider = this.#connect(this.#doc);
		this.setFocus(focus);
		this.onreplaced?.(this.#doc);
		old.destroy();
		this.#tell();
	}

	/** Refused edits are never sent again; they leave the device when their words are on it. */
	async #discard(unsent: UnsentEdits | null, wordsKept: Promise<void> | null) {
		await wordsKept;
		await unsent?.close({ discard: true });
	}

	/** Edits of an earlier visit that nobody can take any more: their words are what there is to give back. */
	#offer(problem: Problem, updates: Uint8Array[]) {
		const words = wordsIn(updates);
		if (words.length > 0) void this.#setAside({ problem, waiting: updates.length, records: {}, words });
		this.#tell();
	}

	/** The first copy has what the user wrote; one that follows before it was read has only what came after. */
	async #setAside(what: Omit<RefusedCopy, 'at'>): Promise<void> {
		const copy = withoutNumbers({ ...what, at: this.#options.now() });
		this.#refused ??= copy;
		await this.#device?.keepRefused(this, copy);
	}

	/** What was refused in an earlier visit and not read then. */
	async #readRefused() {
		const found = await this.#device?.refused(this).catch(() => null);
		if (!found || this.#isClosed) return;
		this.#refused ??= found;
		this.#tell();
	}

	#readPresences(provider: BoardProvider) {
		if (provider !== this.#provider) return;
		const others = new Map<number, Presence>();
		for (const [client, state] of provider.awareness.getStates()) {
			const presence = client === provider.doc.clientID ? null : readPresence(state);
			if (presence) others.set(client, presence);
		}
		this.#presences.set(others);
	}
}

const refusalOf = ({ problem, waiting }: RefusedCopy) => ({ problem, waiting });

const ownUrl = (): string => `${globalThis.location?.origin.replace(/^http/, 'ws') ?? ''}/sync`;

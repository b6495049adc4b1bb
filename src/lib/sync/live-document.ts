import * as Y from 'yjs';
import type { DocumentKind } from '../shared/board/schema.ts';
import type { DocumentId } from '../shared/ids.ts';
import type { CloseReason } from '../shared/protocol/close-reasons.ts';
import type { SyncRole } from '../shared/protocol/messages.ts';
import { readPresence, type Focus, type OwnPresence, type Presence } from '../shared/protocol/presence.ts';
import { sameValue } from '../shared/board/record.ts';
import type { Problem } from '../shared/result.ts';
import { BoardProvider } from './board-provider.ts';
import { Value, type Observable } from './observable.ts';
import { plainRecords, type RefusedCopy } from './refused-copy.ts';
import { statusOf, type SyncStatus } from './sync-status.ts';

export interface LiveDocumentOptions {
	/** Where the documents are: `wss://tavlan.example.se/sync`. The page's own origin when left out. */
	url?: string;
	now?: () => number;
	/** In [0, 1). */
	random?: () => number;
	WebSocketPolyfill?: typeof WebSocket;
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
	readonly #options: Required<Omit<LiveDocumentOptions, 'WebSocketPolyfill'>> & LiveDocumentOptions;
	readonly #status = new Value<SyncStatus>({ state: 'connecting' });
	readonly #presences = new Value<Presences>(new Map());
	readonly #role = new Value<SyncRole | null>(null);
	#provider: BoardProvider;
	#doc: Y.Doc;
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
		this.#doc = new Y.Doc();
		this.#provider = this.#connect(this.#doc);
		globalThis.addEventListener?.('online', this.#online);
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
		this.#refused = null;
		this.#tell();
	}

	/** Goes on after a close that was final, as after logging in again. */
	reconnect() {
		this.#closed = null;
		this.#provider.connect();
		this.#tell();
	}

	close() {
		this.#isClosed = true;
		globalThis.removeEventListener?.('online', this.#online);
		this.#provider.destroy();
		this.#doc.destroy();
	}

	readonly #online = () => this.#provider.reconnectNow();

	#connect(doc: Y.Doc): BoardProvider {
		const { url, now, random, WebSocketPolyfill } = this.#options;
		const provider: BoardProvider = new BoardProvider({
			url,
			document: this.id,
			doc,
			epoch: null,
			now,
			random,
			WebSocketPolyfill,
			events: {
				changed: () => this.#tell(),
				synced: () => this.#wasSynced(),
				forked: (problem) => this.#startAfresh(provider, problem),
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
		const { connected, acknowledged, storeFailing, waiting, waitingSince, lostAt, hello } = this.#provider;
		const facts = { connected, acknowledged, storeFailing, waiting, waitingSince, lostAt };
		const own = { refused: this.#refused, closed: this.#closed, everSynced: this.#everSynced };
		const next = statusOf({ ...facts, ...own, refused: own.refused && refusalOf(own.refused) });
		if (!sameValue(next, this.#status.current)) this.#status.set(next);
		if (hello && hello.role !== this.#role.current) this.#role.set(hello.role);
	}

	/**
	 * This copy has forked from everybody's. Sending it again would be refused again, so it goes, and what the user had
	 * is kept as plain values.
	 */
	#startAfresh(from: BoardProvider, problem: Problem) {
		if (this.#isClosed || from !== this.#provider) return;
		const { waiting } = from;
		// Nothing of the user's was lost when only history was replaced: no need to bother them.
		if (waiting > 0 || problem.code !== 'history-replaced') this.#keepAside(problem, waiting);
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

	/** The first copy has what the user wrote; one that follows before it was read has only what came after. */
	#keepAside(problem: Problem, waiting: number) {
		const at = this.#options.now();
		this.#refused ??= { problem, at, waiting, records: plainRecords(this.#doc, this.kind) };
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

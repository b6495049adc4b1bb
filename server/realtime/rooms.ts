import type { Logger } from 'pino';
import type * as Y from 'yjs';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { readDocument, type DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { upgradeDocument, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { encodeBye, type StoreState } from '../../src/lib/shared/protocol/messages.ts';
import type { RestoreMark } from '../storage/restores.ts';
import type { DocumentInfo, Store, Via } from '../storage/store.ts';
import type { StoreBrokenError } from '../storage/errors.ts';
import { JournalQueue } from './journal-queue.ts';
import { Metrics } from './metrics.ts';
import { OpenDocument } from './open-document.ts';
import { Room } from './room.ts';
import type { Session, Visitor, Wire } from './session.ts';

export interface RoomPolicy {
	/** Rows after the newest snapshot at which a new one is made. */
	snapshotAfter: number;
	/** Milliseconds that a room stays after its last client, for the one who reloads the page. */
	unloadAfter: number;
	/** Milliseconds between tries while the store fails. */
	retryAfter: number;
}

export const ROOM_POLICY: RoomPolicy = { snapshotAfter: 500, unloadAfter: 10_000, retryAfter: 1_000 };

/** What a room tells of: records that changed and are stored. */
export interface StoredChanges {
	info: DocumentInfo;
	changes: readonly RecordChange[];
	person: PersonId | null;
	/** The journal row that they are in, or a later one that is stored with it. */
	sequence: number;
}

export interface RoomsParts {
	store: Pick<Store, 'documents' | 'journal'>;
	log: Logger;
	now: () => number;
	policy?: Partial<RoomPolicy>;
	/** It is not known what the disk has: end the process, so that it starts again from what the disk gives back. */
	broken?(error: StoreBrokenError): void;
}

/** Seconds over which clients come back after a restart, so that they do not all come at once. */
const COME_BACK_WITHIN = 3;
const GOING_AWAY = 1012;

/** The documents that are open, and their life: one room per document, from its first client until after its last. */
export class Rooms {
	readonly metrics = new Metrics();
	readonly #parts: RoomsParts;
	readonly #policy: RoomPolicy;
	readonly #queue: JournalQueue;
	readonly #rooms = new Map<DocumentId, Room>();
	readonly #unloading = new Map<DocumentId, NodeJS.Timeout>();
	readonly #unloads = new Set<Promise<void>>();
	/** Commands at work in a room that may have no client. */
	readonly #held = new Map<Room, number>();
	readonly #listeners = new Set<(changes: StoredChanges) => void>();
	#decisions = 0;
	#closed = false;

	constructor(parts: RoomsParts) {
		this.#parts = parts;
		this.#policy = { ...ROOM_POLICY, ...parts.policy };
		this.#queue = new JournalQueue({
			journal: parts.store.journal,
			log: parts.log,
			metrics: this.metrics,
			retryAfter: this.#policy.retryAfter,
			failing: (state) => this.#storeIs(state),
			broken: (error) => this.#broken(error)
		});
		this.#measure();
	}

	/** Tells of records that changed and are stored, whoever changed them. Answers what stops the telling. */
	onChanged(listener: (changes: StoredChanges) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Somebody has it open. */
	isLive(id: DocumentId): boolean {
		return (this.#rooms.get(id)?.sessions.size ?? 0) > 0;
	}

	/** Documents in memory. */
	get size(): number {
		return this.#rooms.size;
	}

	/** The store does not take edits; they wait in memory and are not acknowledged. */
	get cannotStore(): boolean {
		return this.#queue.state !== 'ok';
	}

	/** What is in memory and not known to be on disk, in all documents. */
	get unsaved(): { rows: number; bytes: number } {
		const sum = { rows: 0, bytes: 0 };
		for (const { unsaved } of this.#rooms.values()) {
			sum.rows += unsaved.rows;
			sum.bytes += unsaved.bytes;
		}
		return sum;
	}

	/** Rises whenever rights, sessions or states change: a decision made before that must be made again. */
	get decisions(): number {
		return this.#decisions;
	}

	/** A connection that has been let in. The room is there at once; what is sent before it has loaded waits. */
	join(info: DocumentInfo, visitor: Visitor, wire: Wire): { receive(bytes: Uint8Array): void; leave(): void } {
		const room = this.#room(info);
		const session = room.join(visitor, wire);
		return { receive: (bytes) => room.receive(session, bytes), leave: () => room.leave(session) };
	}

	/**
	 * A write of the server's own, one transaction, through the same journal; resolves when it is on stable storage. With
	 * `restored` the journal says of its row that it brought back what stood earlier.
	 */
	async edit(
		id: DocumentId,
		via: Via,
		person: PersonId | null,
		write: (doc: Y.Doc) => void,
		restored?: RestoreMark
	): Promise<void> {
		await this.#work(id, (room) => room.edit({ person, via, ...(restored && { restored }) }, write));
	}

	/** As `edit`, by nobody, and in a sealed week too: for what must leave the document whatever its state. */
	async amend(id: DocumentId, write: (doc: Y.Doc) => void): Promise<void> {
		await this.#work(id, (room) => room.amend(write));
	}

	/**
	 * Runs `work`, which rewrites what is stored of these documents, while none of them takes an edit; then reads them anew.
	 * In an order that everybody who freezes several keeps: weeks, then åtgärder, then drafts.
	 */
	async rewrite<T>(ids: readonly DocumentId[], work: () => Promise<T>): Promise<T> {
		const infos = await Promise.all(ids.map((id) => this.#find(id)));
		const order = infos.toSorted((a, b) => placeOf(a).localeCompare(placeOf(b)));
		const freezing = order.reduceRight<() => Promise<T>>(
			(inner, info) => () =>
				this.freeze(info.id, info.kind, async () => {
					const done = await inner();
					await this.#rooms.get(info.id)?.readAnew(await this.#find(info.id));
					return done;
				}),
			work
		);
		return freezing();
	}

	/** Tells of records that were rewritten in what is stored, as of any change. */
	tellOf(info: DocumentInfo, changes: readonly RecordChange[]): void {
		const sequence = this.#rooms.get(info.id)?.sequence ?? 0;
		this.#tell({ info, changes, person: null, sequence });
	}

	/**
	 * Runs `work` with the document as it is stored at exactly that journal sequence. Edits wait meanwhile, and are decided
	 * on anew after it: what was acknowledged is in what `work` saw, and nothing else is acknowledged into a week it sealed.
	 */
	async freeze<D extends DocumentKind, T>(
		id: DocumentId,
		kind: D,
		work: (at: { record: DocumentRecord<D>; sequence: number }) => Promise<T>
	): Promise<T> {
		return this.#work(id, (room) =>
			room.freeze(async ({ document, sequence }) => {
				try {
					return await work({ record: recordOf(document, kind), sequence });
				} finally {
					await this.#decideAnew(room);
				}
			})
		);
	}

	/** The document's room, which stays in memory while `use` works in it. */
	async #work<T>(id: DocumentId, use: (room: Room) => Promise<T>): Promise<T> {
		const room = this.#room(await this.#find(id));
		this.#held.set(room, (this.#held.get(room) ?? 0) + 1);
		try {
			return await use(room);
		} finally {
			this.#release(room);
		}
	}

	/** What can not be read may have been sealed. */
	async #decideAnew(room: Room): Promise<void> {
		this.#decisions += 1;
		const info = await this.#find(room.id).catch((error: unknown) => {
			this.#parts.log.error({ err: error, document: room.id }, 'it could not be read how the week stands');
			return room.info.kind === 'week' ? { ...room.info, state: 'sealed' as const } : room.info;
		});
		room.setInfo(info);
	}

	/** The document as plain values, as far as it is stored: from memory when it is open, else without keeping it. */
	async read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>> {
		const open = this.#rooms.get(id)?.document;
		if (open) return recordOf(open, kind);
		const document = new OpenDocument(await this.#find(id), await this.#parts.store.journal.load(id));
		upgradeDocument(document.doc, document.info.kind); // in this copy only
		try {
			return recordOf(document, kind);
		} finally {
			document.destroy();
		}
	}

	/** Roles, membership or staffing changed: whose, or everybody's with null. Their sockets are decided anew. */
	rightsChanged(samverkan: SamverkanId, person: PersonId | null) {
		this.#decisions += 1;
		const affected = ({ actor }: Session) =>
			actor.samverkan === samverkan && (person === null || actor.person === person);
		this.#closeWhere(affected, 'access-changed');
	}

	/** The week's state is another in the database: it is read again, and who may write with it. */
	async weekStateChanged(id: DocumentId): Promise<void> {
		this.#decisions += 1;
		const room = this.#rooms.get(id);
		if (room) room.setInfo(await this.#find(id));
	}

	sessionEnded(person: PersonId, hash: string | null) {
		this.#decisions += 1;
		const ended = (session: Session) =>
			session.actor.person === person && (hash === null || session.sessionHash === hash);
		this.#closeWhere(ended, 'session-ended');
	}

	/** Why a room would have to go, or must stay: nobody here, nothing under way, and nothing a load would replay. */
	shouldUnload(room: Room): boolean {
		return room.isIdle && room.tail === 0 && !this.#held.has(room) && this.#rooms.get(room.id) === room;
	}

	/** Tells everybody to come back, stores what there is, and lets go of it all. */
	async close(): Promise<void> {
		this.#closed = true;
		const bye = encodeBye({ code: GOING_AWAY, seconds: COME_BACK_WITHIN });
		for (const room of this.#rooms.values()) room.announce(bye);
		await Promise.all([...this.#rooms.values()].map((room) => room.loaded));
		await this.#queue.flush();
		this.#closeWhere(() => true, 'going-away');
		for (const timer of this.#unloading.values()) clearTimeout(timer);
		this.#unloading.clear();
		await Promise.all([...this.#unloads, ...[...this.#rooms.values()].map((room) => room.snapshot())]);
		await this.#queue.close();
		for (const room of this.#rooms.values()) room.destroy();
		this.#rooms.clear();
	}

	#room(info: DocumentInfo): Room {
		if (this.#closed) throw new Error('The server is closing');
		this.#stopUnloading(info.id);
		const known = this.#rooms.get(info.id);
		if (known) return known;
		const { log, now, store } = this.#parts;
		const room = new Room(info, {
			journal: store.journal,
			queue: this.#queue,
			metrics: this.metrics,
			log,
			now,
			snapshotAfter: this.#policy.snapshotAfter,
			changed: (info, changes, by) => this.#tell({ info, changes, ...by }),
			startedAnew: () => void (this.#decisions += 1),
			settled: (room) => this.#considerUnloading(room),
			failed: (room) => this.#drop(room)
		});
		this.#rooms.set(info.id, room);
		return room;
	}

	#measure() {
		const { metrics } = this;
		metrics.gauge('rooms', 'Documents in memory.', () => this.size);
		metrics.gauge('sessions', 'Connections to documents.', () =>
			this.#rooms.values().reduce((sum, { sessions }) => sum + sessions.size, 0)
		);
		metrics.gauge('journal_queue_rows', 'Rows that wait for the store.', () => this.#queue.length);
		metrics.gauge('unsaved_bytes', 'Bytes of edits in memory that are not on disk.', () => this.unsaved.bytes);
		metrics.gauge('cannot_store', '1 while the store takes no edits.', () => Number(this.cannotStore));
	}

	#storeIs(state: StoreState) {
		for (const room of this.#rooms.values()) room.storeIs(state);
	}

	#broken(error: StoreBrokenError) {
		this.#parts.log.fatal({ err: error }, 'the disk could not confirm a write; nothing more is acknowledged');
		this.#parts.broken?.(error);
	}

	async #find(id: DocumentId): Promise<DocumentInfo> {
		const info = await this.#parts.store.documents.find(id);
		if (!info) throw new Error(`There is no document ${id}`);
		return info;
	}

	/** What listens must not keep an edit from being acknowledged. */
	#tell(changes: StoredChanges) {
		for (const listener of this.#listeners)
			try {
				listener(changes);
			} catch (error) {
				this.#parts.log.error({ err: error }, 'telling of a change failed');
			}
	}

	#release(room: Room) {
		const left = (this.#held.get(room) ?? 1) - 1;
		if (left > 0) this.#held.set(room, left);
		else this.#held.delete(room);
		this.#considerUnloading(room);
	}

	#closeWhere(matches: (session: Session) => boolean, reason: Parameters<Wire['close']>[0]) {
		for (const room of this.#rooms.values()) room.closeWhere(matches, reason);
	}

	#considerUnloading(room: Room) {
		if (this.#closed || this.#rooms.get(room.id) !== room || this.#unloading.has(room.id)) return;
		if (!room.isIdle || this.#held.has(room)) return;
		const timer = setTimeout(() => this.#unload(room), this.#policy.unloadAfter);
		this.#unloading.set(room.id, timer);
	}

	#stopUnloading(id: DocumentId) {
		clearTimeout(this.#unloading.get(id));
		this.#unloading.delete(id);
	}

	/** A room whose snapshot fails stays in memory, and is tried again. */
	#unload(room: Room) {
		this.#unloading.delete(room.id);
		if (!room.isIdle) return;
		const unload = this.#keep(room).then(() => {
			this.#unloads.delete(unload);
			if (this.shouldUnload(room)) this.#drop(room);
			else this.#considerUnloading(room);
		});
		this.#unloads.add(unload);
	}

	async #keep(room: Room): Promise<void> {
		if (await room.snapshot()) await room.compact();
	}

	#drop(room: Room) {
		this.#stopUnloading(room.id);
		if (this.#rooms.get(room.id) === room) this.#rooms.delete(room.id);
		room.destroy();
	}
}

const placeOf = (info: DocumentInfo): string =>
	`${['week', 'actions', 'draft'].indexOf(info.kind)} ${info.kind === 'week' ? info.week : ''} ${info.id}`;

function recordOf<D extends DocumentKind>({ doc, info }: OpenDocument, kind: D): DocumentRecord<D> {
	if (info.kind !== kind) throw new Error(`Document ${info.id} is no ${kind} document`);
	const read = readDocument(doc, kind);
	if (read.ok) return read.value;
	throw new Error(
		`Document ${info.id} has a record that breaks the schema: ${read.problem.code} at ${read.problem.path}`
	);
}

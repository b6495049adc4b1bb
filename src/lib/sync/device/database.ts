import type { DocumentKind } from '../../shared/board/schema.ts';
import type { DocumentId, PersonId, RecordId, SamverkanId } from '../../shared/ids.ts';
import type { WeekKey } from '../../shared/week/iso-week.ts';
import type { Sealed } from './seal.ts';

/**
 * What lies on the device: keys, and what they seal. In the clear are opaque ids, numbers and times; nothing that
 * anybody has written. The logout's `Clear-Site-Data` removes all of it.
 */
const NAME = 'lagestavlan';
const VERSION = 3;

export interface KeyRow {
	person: PersonId;
	/** Non-extractable: the browser uses it for us and shows it to nobody. */
	key: CryptoKey;
}

export interface UnsentRow {
	person: PersonId;
	document: DocumentId;
	kind: DocumentKind;
	/** The opening of the document that made the edit; it holds a lock of this name for as long as it lives. */
	owner: string;
	/** Counted from 1 in that opening. */
	edit: number;
	epoch: string;
	/** Milliseconds. */
	at: number;
	sealed: Sealed;
}

export interface RefusedRow {
	person: PersonId;
	document: DocumentId;
	kind: DocumentKind;
	at: number;
	sealed: Sealed;
}

export interface CopyRow {
	person: PersonId;
	samverkan: SamverkanId;
	week: WeekKey;
	at: number;
	sealed: Sealed;
}

/** What is being written in a capture line, and is not on the board yet. */
export interface DraftRow {
	person: PersonId;
	document: DocumentId;
	at: number;
	sealed: Sealed;
}

/** A report that is being written, waits, or was received. */
export interface ReportRow {
	person: PersonId;
	id: RecordId;
	at: number;
	sealed: Sealed;
}

/** What reporting without a network needs, and what its reporter often uses. */
export interface KitRow {
	person: PersonId;
	samverkan: SamverkanId;
	what: 'kit' | 'habits';
	at: number;
	sealed: Sealed;
}

interface Rows {
	keys: KeyRow;
	unsent: UnsentRow;
	refused: RefusedRow;
	copies: CopyRow;
	drafts: DraftRow;
	reports: ReportRow;
	kits: KitRow;
}
export type StoreName = keyof Rows;

const KEY_PATHS: Record<StoreName, string | string[]> = {
	keys: 'person',
	unsent: ['person', 'document', 'owner', 'edit'],
	refused: ['person', 'document', 'at'],
	copies: ['person', 'samverkan', 'week'],
	drafts: ['person', 'document'],
	reports: ['person', 'id'],
	kits: ['person', 'samverkan', 'what']
};

export function openDatabase(): Promise<IDBDatabase> {
	const request = indexedDB.open(NAME, VERSION);
	request.onupgradeneeded = () => {
		const { result: database } = request;
		for (const [name, keyPath] of Object.entries(KEY_PATHS))
			if (!database.objectStoreNames.contains(name)) database.createObjectStore(name, { keyPath });
	};
	return answer(request);
}

/** Everybody's, keys first of all: a logout leaves nothing. Another tab that has it open lets go of it by itself. */
export async function deleteDatabase(): Promise<void> {
	if (globalThis.indexedDB) await answer(indexedDB.deleteDatabase(NAME)).catch(() => undefined);
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('The device did not answer'));
	});
}

/** Everything that `write` asks for, or nothing; resolves when it is on the device's disk. */
export function change(
	database: IDBDatabase,
	stores: StoreName[],
	write: (store: <S extends StoreName>(name: S) => IDBObjectStore) => void,
	durability: IDBTransactionDurability = 'strict'
): Promise<void> {
	const transaction = database.transaction(stores, 'readwrite', { durability });
	const done = new Promise<void>((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new Error('The device did not keep it'));
	});
	write((name) => transaction.objectStore(name));
	transaction.commit(); // at once: a tab that dies now has not to be asked again
	return done;
}

/** Every row whose key begins so. */
export const startingWith = (...key: string[]): IDBKeyRange => IDBKeyRange.bound(key, [...key, []]);

export const readAll = <S extends StoreName>(database: IDBDatabase, name: S, range?: IDBKeyRange): Promise<Rows[S][]> =>
	answer(database.transaction(name).objectStore(name).getAll(range) as IDBRequest<Rows[S][]>);

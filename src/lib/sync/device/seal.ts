import type { PersonId } from '../../shared/ids.ts';
import { answer, type KeyRow } from './database.ts';

/** Bytes that only the person's key on this device opens. */
export interface Sealed {
	iv: Uint8Array<ArrayBuffer>;
	bytes: ArrayBuffer;
}

const IV_BYTES = 12;

/** The person's key on this device, made at the first need. Two tabs that make one at once end with the same. */
export async function keyOf(database: IDBDatabase, person: PersonId): Promise<CryptoKey> {
	const known = await readKey(database, person);
	if (known) return known;
	const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
	const keys = database.transaction('keys', 'readwrite', { durability: 'strict' }).objectStore('keys');
	const first = (await answer(keys.get(person))) as KeyRow | undefined;
	if (first) return first.key;
	await answer(keys.put({ person, key } satisfies KeyRow));
	return key;
}

const readKey = async (database: IDBDatabase, person: PersonId): Promise<CryptoKey | undefined> =>
	((await answer(database.transaction('keys').objectStore('keys').get(person))) as KeyRow | undefined)?.key;

/** `about` is bound in: what is moved to another document's row, or another person's, does not open. */
export async function seal(key: CryptoKey, about: string, bytes: Uint8Array): Promise<Sealed> {
	const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
	const options = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(about) };
	return { iv, bytes: await crypto.subtle.encrypt(options, key, bytes as Uint8Array<ArrayBuffer>) };
}

/** Null when it is not this key's, or not about this. */
export async function unseal(key: CryptoKey, about: string, { iv, bytes }: Sealed): Promise<Uint8Array | null> {
	const options = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(about) };
	try {
		return new Uint8Array(await crypto.subtle.decrypt(options, key, bytes));
	} catch {
		return null;
	}
}

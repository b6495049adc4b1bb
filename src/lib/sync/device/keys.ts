import type { PersonId } from '../../shared/ids.ts';
import { answer, type KeyRow } from './database.ts';

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

/** Undefined where the person has left nothing here. */
export const readKey = async (database: IDBDatabase, person: PersonId): Promise<CryptoKey | undefined> =>
	((await answer(database.transaction('keys').objectStore('keys').get(person))) as KeyRow | undefined)?.key;

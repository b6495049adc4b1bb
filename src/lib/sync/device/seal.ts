/** Bytes that only the person's key on this device opens. */
export interface Sealed {
	iv: Uint8Array<ArrayBuffer>;
	bytes: ArrayBuffer;
}

const IV_BYTES = 12;

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

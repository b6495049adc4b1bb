/** Branded ids: a function's id can not be passed where a person's is wanted. All are URL-safe and opaque. */
declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type SamverkanId = Id<'samverkan'>;
export type PartyId = Id<'party'>;
export type FunktionId = Id<'funktion'>;
export type AreaId = Id<'area'>;
export type PlaceId = Id<'place'>;
export type CategoryId = Id<'category'>;
export type PersonId = Id<'person'>;
/** A Yjs document. 128 random bits, so that knowing one says nothing of another. */
export type DocumentId = Id<'document'>;
/** A record inside a document (lägesrad, åtgärd …). Unique within its samverkan. */
export type RecordId = Id<'record'>;

/** Fills a new array with random bytes; passed in, because the shared layer has no randomness of its own. */
export type RandomBytes = (length: number) => Uint8Array;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function randomId(length: number, random: RandomBytes): string {
	return Array.from(random(length), (byte) => ALPHABET[byte & 63]).join('');
}

export const DOCUMENT_ID_PATTERN = /^[A-Za-z0-9_-]{22}$/;
export const RECORD_ID_PATTERN = /^[A-Za-z0-9_-]{12}$/;

export const newDocumentId = (random: RandomBytes) => randomId(22, random) as DocumentId;
export const newRecordId = (random: RandomBytes) => randomId(12, random) as RecordId;
/** An id of a row in the organisation: party, function, area, place, category, person, samverkan. */
export const newRowId = <Name extends string>(random: RandomBytes) => randomId(12, random) as Id<Name>;

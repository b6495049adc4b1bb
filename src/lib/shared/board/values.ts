import * as v from 'valibot';
import type { AreaId, CategoryId, FunktionId, PartyId, PersonId, PlaceId, RecordId } from '../ids.ts';
import { parseDay, parseWeekKey, type Day, type WeekKey } from '../week/iso-week.ts';

/** Values that several kinds of record share, as schemas. */

const id = <Name extends string>() =>
	v.custom<Name>((raw) => typeof raw === 'string' && /^[A-Za-z0-9_-]{1,32}$/.test(raw), 'Expected an id');

export const partyId = id<PartyId>();
export const funktionId = id<FunktionId>();
export const areaId = id<AreaId>();
export const placeId = id<PlaceId>();
export const categoryId = id<CategoryId>();
export const personId = id<PersonId>();
export const recordId = id<RecordId>();

export const day = v.custom<Day>((raw) => typeof raw === 'string' && parseDay(raw) !== null, 'Expected a calendar day');
export const week = v.custom<WeekKey>(
	(raw) => typeof raw === 'string' && parseWeekKey(raw) !== null,
	'Expected an ISO week'
);
/** 24 h clock, `20:30`. */
export const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
/** Milliseconds since 1970. */
export const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A sentence that belongs to a value and is replaced with it: a motive, a reason, an effect. */
export const sentence = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(600));
/** Place of a record among its siblings; see order.ts. Nothing fits before a key that ends in 0. */
export const orderKey = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{0,63}[1-9A-Za-z]$/));

/** Where in the samverkan: an area, and a public place in it when one is meant. Null is the whole municipality. */
export const where = v.nullable(v.strictObject({ area: areaId, place: v.nullable(placeId) }));
export type Where = v.InferOutput<typeof where>;

/** Who made a record, as the server has checked it. */
export const author = v.strictObject({ person: personId, party: partyId, at: moment });
export type Author = v.InferOutput<typeof author>;

/** A record that was taken away: hidden from the board, restorable, never lost. */
export const removal = v.nullable(v.strictObject({ person: personId, at: moment }));
export type Removal = v.InferOutput<typeof removal>;

/** Somebody says that it names a person: its words are out of the document until that has been judged. The server's alone. */
export const flagging = v.nullable(v.strictObject({ person: personId, at: moment }));
export type Flagging = v.InferOutput<typeof flagging>;

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { PartyId, PersonId } from '../ids.ts';
import { hasBlockedNumber } from '../privacy/blocked-numbers.ts';
import { MAX_FOCUS_LENGTH } from './limits.ts';

/** The field somebody has the caret in: `entries` / record id / `text`. */
export interface Focus {
	root: string;
	id: string;
	field: string;
}

/** What a client may say of itself in awareness. Everything else is put there by the server. */
export interface OwnPresence {
	focus: Focus | null;
}

/** What others see: the client's own words, stamped by the server with who it is. */
export interface Presence extends OwnPresence {
	person: PersonId;
	name: string;
	party: PartyId;
	funktion: string;
}

/** One client in an awareness message; null says that it has left. */
export interface PresenceRow<State = unknown> {
	client: number;
	clock: number;
	state: State | null;
}

/** The rows as y-protocols writes them. */
export function encodePresence(rows: readonly PresenceRow[]): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, rows.length);
	for (const { client, clock, state } of rows) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
		encoding.writeVarString(encoder, JSON.stringify(state));
	}
	return encoding.toUint8Array(encoder);
}

/** Throws on bytes that are no awareness message. */
export function decodePresence(bytes: Uint8Array): PresenceRow[] {
	const decoder = decoding.createDecoder(bytes);
	const rows: PresenceRow[] = [];
	for (let left = decoding.readVarUint(decoder); left > 0; left--) {
		const client = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		rows.push({ client, clock, state: JSON.parse(decoding.readVarString(decoder)) as unknown });
	}
	return rows;
}

/** Takes of what a client said only what it may say of itself. */
export function readOwnPresence(raw: unknown): OwnPresence {
	return { focus: readFocus((raw as { focus?: unknown } | null)?.focus) };
}

function readFocus(raw: unknown): Focus | null {
	if (typeof raw !== 'object' || raw === null) return null;
	const { root, id, field } = raw as Record<string, unknown>;
	return isName(root) && isName(id) && isName(field) ? { root, id, field } : null;
}

const isName = (raw: unknown): raw is string =>
	typeof raw === 'string' && raw.length > 0 && raw.length <= MAX_FOCUS_LENGTH && !hasBlockedNumber(raw);

/** A received state, where it is a stamped one; null otherwise (a plain client of another server). */
export function readPresence(raw: unknown): Presence | null {
	const { person, name, party, funktion } = (raw ?? {}) as Partial<Record<keyof Presence, unknown>>;
	if (typeof person !== 'string' || typeof name !== 'string') return null;
	return {
		...readOwnPresence(raw),
		person: person as PersonId,
		name,
		party: (typeof party === 'string' ? party : '') as PartyId,
		funktion: typeof funktion === 'string' ? funktion : ''
	};
}

export const focusKey = ({ root, id, field }: Focus): string => `${root}/${id}/${field}`;

/** Who is in which field, by its key. */
export function byField(presences: Iterable<Presence>): Map<string, Presence[]> {
	const fields = new Map<string, Presence[]>();
	for (const presence of presences) {
		if (!presence.focus) continue;
		const key = focusKey(presence.focus);
		fields.set(key, [...(fields.get(key) ?? []), presence]);
	}
	return fields;
}

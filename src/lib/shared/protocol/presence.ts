import type { PartyId, PersonId } from '../ids.ts';

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

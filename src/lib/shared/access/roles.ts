import type { FunktionId, PartyId, PersonId, SamverkanId } from '../ids.ts';

/** Roles of domain.md §6.4. A person has one or more in each samverkan they belong to. */
export const ROLES = [
	'reporter', // Rapportör
	'coordinator', // Partssamordnare
	'convener', // Sammankallande (samordnare or kommunpolis) and deputy
	'performer', // Utförare/ansvarig
	'leader', // Ledning, styrgrupp, BRÅ-ledamot
	'external', // Extern part
	'registrar', // Registrator/arkiv
	'admin' // Administratör: configuration, not content
] as const;
export type Role = (typeof ROLES)[number];

/** Somebody acting in one samverkan: made from session and membership on each request or connect. */
export interface Actor {
	person: PersonId;
	samverkan: SamverkanId;
	party: PartyId;
	roles: readonly Role[];
	/** Functions the person staffs, as ordinary or deputy. */
	funktioner: readonly FunktionId[];
}

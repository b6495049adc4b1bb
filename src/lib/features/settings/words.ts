import type { Role } from '../../shared/access/roles.ts';
import { ROLE_WORDS } from '../../shared/board/words.ts';
import type { PartyKind, Staffing } from '../../shared/organisation.ts';

export const WEEKDAYS = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'] as const;

export const PARTY_KINDS = ['police', 'municipality', 'company', 'external'] as const satisfies readonly PartyKind[];

export const STAFFINGS = ['ordinary', 'deputy', 'vacant'] as const satisfies readonly Staffing[];

/** In the order they are offered. */
export const ROLE_ORDER: readonly Role[] = [
	'convener',
	'coordinator',
	'reporter',
	'performer',
	'leader',
	'external',
	'registrar',
	'admin'
];

export const roleNames = (roles: readonly Role[]): string =>
	ROLE_ORDER.filter((role) => roles.includes(role))
		.map((role) => ROLE_WORDS[role].word)
		.join(', ');

export const AGREEMENT_KIND_WORDS = {
	agreement: 'Samverkansöverenskommelse',
	'citizen-pledge': 'Medborgarlöfte'
} as const;

export const optionsOf = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
	values.map((value) => ({ value, text: words[value] }));

/** "1 part", "9 parter" */
export const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

import type { Role } from '../../shared/access/roles.ts';
import type { CategoryGroup, PartyKind, Staffing } from '../../shared/organisation.ts';

export const WEEKDAYS = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'] as const;

export const PARTY_KINDS = ['police', 'municipality', 'company', 'external'] as const satisfies readonly PartyKind[];
export const PARTY_KIND_WORDS: Record<PartyKind, string> = {
	police: 'Polisen',
	municipality: 'Kommun',
	company: 'Kommunalt bolag',
	external: 'Extern part'
};

export const STAFFINGS = ['ordinary', 'deputy', 'vacant'] as const satisfies readonly Staffing[];
export const STAFFING_WORDS: Record<Staffing, string> = {
	ordinary: 'Ordinarie',
	deputy: 'Ersättare',
	vacant: 'Vakant'
};

export const CATEGORY_GROUPS = [
	'crime',
	'traffic',
	'unsafety',
	'environment',
	'supervision',
	'ahead',
	'positive'
] as const satisfies readonly CategoryGroup[];
export const CATEGORY_GROUP_WORDS: Record<CategoryGroup, string> = {
	crime: 'Brott',
	traffic: 'Trafik',
	unsafety: 'Otrygghet',
	environment: 'Miljö',
	supervision: 'Tillsyn',
	ahead: 'Framåtblick',
	positive: 'Positivt'
};

export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
	convener: { name: 'Sammankallande', may: 'Leder mötet, sätter lägesnivå, beslutar åtgärder.' },
	coordinator: { name: 'Partssamordnare', may: 'Skriver i veckan, prioriterar och ändrar åtgärder.' },
	reporter: { name: 'Rapportör', may: 'Rapporterar och läser tavlan.' },
	performer: { name: 'Utförare', may: 'Uppdaterar sina egna åtgärder och läser tavlan.' },
	leader: { name: 'Ledning', may: 'Läser fastställda veckor.' },
	external: { name: 'Extern part', may: 'Läser fastställda veckor.' },
	registrar: { name: 'Registrator', may: 'Läser fastställda veckor och tar ut handlingar.' },
	admin: { name: 'Administratör', may: 'Ändrar inställningar. Ger ingen tillgång till innehållet.' }
};

/** In the order they are offered. */
export const ROLE_ORDER = Object.keys(ROLE_WORDS) as Role[];

export const roleNames = (roles: readonly Role[]): string =>
	ROLE_ORDER.filter((role) => roles.includes(role))
		.map((role) => ROLE_WORDS[role].name)
		.join(', ');

export const AGREEMENT_KIND_WORDS = {
	agreement: 'Samverkansöverenskommelse',
	'citizen-pledge': 'Medborgarlöfte'
} as const;

export const optionsOf = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
	values.map((value) => ({ value, text: words[value] }));

/** "1 part", "9 parter" */
export const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

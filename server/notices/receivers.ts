import type { FunktionId, PersonId } from '../../src/lib/shared/ids.ts';
import type { Funktion, Organisation } from '../../src/lib/shared/organisation.ts';

/** Whom something is told to. */
export interface Addressees {
	people?: readonly PersonId[];
	funktioner?: readonly FunktionId[];
}

/** Members only, each once: those named, and those who staff the functions. */
export function receiversOf(organisation: Organisation, { people = [], funktioner = [] }: Addressees): PersonId[] {
	const staff = organisation.funktioner.filter(({ id }) => funktioner.includes(id));
	const all = new Set([...people, ...staff.flatMap((funktion) => staffOf(organisation, funktion))]);
	return organisation.people.map(({ person }) => person).filter((person) => all.has(person));
}

/** Each of several; a vacant one's åtgärder are for its part's samordnare, or the sammankallande where there is none. */
export function staffOf({ people }: Organisation, { party, staffing, people: staff }: Funktion): PersonId[] {
	const present = staff.filter((person) => people.some((member) => member.person === person));
	if (staffing !== 'vacant' && present.length > 0) return present;
	const coordinators = people.filter((member) => member.party === party && member.roles.includes('coordinator'));
	const conveners = people.filter(({ roles }) => roles.includes('convener'));
	return (coordinators.length > 0 ? coordinators : conveners).map(({ person }) => person);
}

/** The functions whose åtgärder somebody is told of. */
export const funktionerOf = (organisation: Organisation, person: PersonId): FunktionId[] =>
	organisation.funktioner.filter((funktion) => staffOf(organisation, funktion).includes(person)).map(({ id }) => id);

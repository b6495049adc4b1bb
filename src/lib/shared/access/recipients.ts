import { reachesReporters, type Circle } from '../board/circle.ts';
import type { FunktionId, PartyId } from '../ids.ts';
import type { Member, Organisation, PartyKind } from '../organisation.ts';
import { permissionsOf } from './policies.ts';

/** A party that will be able to read a row, and who in it. */
export interface Recipient {
	party: PartyId;
	name: string;
	kind: PartyKind;
	/** Functions that are staffed by somebody who may read it, in the samverkan's order. */
	funktioner: { id: FunktionId; name: string }[];
	/** People who may read it and staff none of these. */
	others: number;
	/** EST-gruppen reads at once; the others when the week is sealed. */
	atOnce: boolean;
}

/** Whom a row of that circle reaches, party by party, as roles and staffing are now. Parties that nobody reads for are left out. */
export function recipientsOf(organisation: Organisation, circle: Circle): Recipient[] {
	return organisation.parties.flatMap((party) => {
		const members = organisation.people.filter((member) => member.party === party.id && reads(member, circle));
		if (members.length === 0) return [];
		const people = new Set(members.map(({ person }) => person));
		const staffed = organisation.funktioner.filter((one) => !one.archived && one.people.some((id) => people.has(id)));
		const inFunktion = new Set(staffed.flatMap((funktion) => funktion.people));
		return [
			{
				party: party.id,
				name: party.name,
				kind: party.kind,
				funktioner: staffed.map(({ id, name }) => ({ id, name })),
				others: members.filter(({ person }) => !inFunktion.has(person)).length,
				atOnce: members.some(({ roles }) => can(roles, 'reporting').readBoard)
			}
		];
	});
}

const reads = ({ roles }: Member, circle: Circle): boolean =>
	can(roles, 'reporting').readBoard ||
	can(roles, 'sealed').readBoard ||
	(reachesReporters(circle) && can(roles, 'sealed').readExtract);

const can = (roles: Member['roles'], state: 'reporting' | 'sealed') => permissionsOf({ roles }, state);

/** Whether the party itself, as an authority, receives a document when it reads: an inkommen handling there. */
export const receivesDocument = (kind: PartyKind): boolean => kind !== 'external';

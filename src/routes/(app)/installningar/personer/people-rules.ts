import { may } from '#lib/shared/access/policies.ts';
import type { Actor, Role } from '#lib/shared/access/roles.ts';
import type { PersonId } from '#lib/shared/ids.ts';
import type { Member } from '#lib/shared/organisation.ts';
import { ROLE_WORDS } from '#lib/shared/board/words.ts';

/** Without these nobody could lead a meeting, or let anybody in. */
const LAST_STANDING: readonly Role[] = ['convener', 'admin'];

/** The roles that one list has and the other has not. */
export const changedRoles = (before: readonly Role[], after: readonly Role[]): Role[] =>
	[...before, ...after].filter((role) => !(before.includes(role) && after.includes(role)));

/** What is wrong with giving the person these roles instead of those they have, or null. An empty list is leaving. */
export function rolesProblem(
	actor: Actor,
	people: readonly Member[],
	member: Pick<Member, 'person' | 'roles'>,
	after: readonly Role[]
): string | null {
	const changed = changedRoles(member.roles, after);
	if (!may(actor, 'people:set-roles', { roles: changed }))
		return `Du kan inte ge eller ta bort rollen ${wordsOf(changed.filter((role) => !may(actor, 'people:set-roles', { roles: [role] })))}.`;
	const last = LAST_STANDING.find((role) => isLast(people, member.person, role) && !after.includes(role));
	return last ? `${ROLE_WORDS[last].word} måste finnas. Ge rollen till någon annan först.` : null;
}

const wordsOf = (roles: readonly Role[]): string => roles.map((role) => ROLE_WORDS[role].word.toLowerCase()).join(', ');

function isLast(people: readonly Member[], person: PersonId, role: Role): boolean {
	const holders = people.filter((member) => member.roles.includes(role));
	return holders.length === 1 && holders[0]?.person === person;
}

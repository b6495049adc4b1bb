import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { dayWords } from '#lib/features/account/moment-words.ts';
import { problemText } from '#lib/features/account/problem-text.ts';
import { choices, optionalRowId, required, rowId } from '#lib/server/forms.ts';
import { requirePermission } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { grantableRoles, may } from '#lib/shared/access/policies.ts';
import { ROLES } from '#lib/shared/access/roles.ts';
import type { FunktionId, PartyId, PersonId } from '#lib/shared/ids.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { gone, settingsAction, type Outcome, type SettingsChange } from '../settings-action.ts';
import { rolesProblem } from './people-rules.ts';

const roles = v.pipe(choices(ROLES), v.minLength(1, problemText({ code: 'roles-missing' })));
const person = rowId<PersonId>();
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Inbjudan finns inte längre. Ladda om sidan.'));
const invitation = v.object({
	name: required('namnet', 80),
	email: required('en e-postadress', 254),
	party: rowId<PartyId>(),
	funktion: optionalRowId<FunktionId>(),
	roles
});

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requirePermission(event, 'settings');
	const { accounts, store } = services();
	const [invites, ...people] = await Promise.all([
		accounts.invites.open(actor.samverkan),
		...organisation.people.map(({ person }) => store.accounts.person(person))
	]);
	return {
		me: actor.person,
		grantable: grantableRoles(actor),
		mayRemove: may(actor, 'people:remove'),
		emails: Object.fromEntries(people.flatMap((row) => (row ? [[row.id, row.email]] : []))) as Record<PersonId, string>,
		invites: invites.map(({ hash, name, email, party, roles, expiresAt }) => ({
			hash,
			name,
			email,
			party,
			roles,
			expiresAt
		}))
	};
};

const memberOf = ({ people }: Organisation, id: PersonId) => people.find((member) => member.person === id);

export const actions: Actions = {
	andra: settingsAction(
		v.object({ person, party: rowId<PartyId>(), roles }),
		async ({ actor, organisation, store, rightsChanged }, { person, party, roles }) => {
			const member = memberOf(organisation, person);
			if (!member || !organisation.parties.some(({ id }) => id === party)) return gone;
			const problem = rolesProblem(actor, organisation.people, member, roles);
			if (problem) return { errors: { roles: problem } };
			await store.setMember(actor.samverkan, person, party, roles);
			rightsChanged(person);
			return { saved: `${member.name} är sparad.` };
		},
		'people:set-roles'
	),

	tabort: settingsAction(
		v.object({ person }),
		async (change, { person }) => {
			const { actor, organisation, store, rightsChanged } = change;
			const member = memberOf(organisation, person);
			if (!member) return gone;
			const problem = rolesProblem(actor, organisation.people, member, []);
			if (problem) return { problem };
			await store.removeMember(actor.samverkan, person);
			await vacate(change, person);
			rightsChanged(person);
			return { saved: `${member.name} är borttagen från samverkan.` };
		},
		'people:remove'
	),

	aterkallalankar: settingsAction(
		v.object({ person }),
		async ({ actor, organisation }, { person }) => {
			const member = memberOf(organisation, person);
			if (!member) return gone;
			const ended = await services().actionLinks.revokeAll(person, actor.samverkan);
			return { saved: `${ended === 0 ? 'Inga länkar gällde' : 'Länkarna i mejl är återkallade'} för ${member.name}.` };
		},
		'people:invite'
	),

	bjudin: settingsAction(invitation, invite, 'people:invite'),

	fornya: settingsAction(
		v.object({ hash }),
		async ({ actor, origin }, { hash }) => {
			const { invites } = services().accounts;
			const invite = (await invites.open(actor.samverkan)).find((other) => other.hash === hash);
			if (!invite) return gone;
			if (!may(actor, 'people:invite', { roles: invite.roles }))
				return { problem: problemText({ code: 'not-allowed' }) };
			const renewed = await invites.renew(actor.samverkan, hash);
			return renewed ? linkTo(invite.name, renewed, origin) : gone;
		},
		'people:invite'
	),

	aterkalla: settingsAction(
		v.object({ hash }),
		async ({ actor }, { hash }) => {
			await services().accounts.invites.withdraw(actor.samverkan, hash);
			return { saved: 'Inbjudan är återkallad. Länken fungerar inte längre.' };
		},
		'people:invite'
	)
};

async function invite(
	{ actor, organisation, origin }: SettingsChange,
	invitation: {
		name: string;
		email: string;
		party: PartyId;
		funktion: FunktionId | null;
		roles: (typeof ROLES)[number][];
	}
): Promise<Outcome> {
	const { party, funktion, roles } = invitation;
	if (!organisation.parties.some(({ id }) => id === party)) return { errors: { party: 'Välj part.' } };
	const staffed = organisation.funktioner.find(({ id, archived }) => id === funktion && !archived);
	if (funktion && staffed?.party !== party) return { errors: { funktion: 'Välj en funktion som hör till parten.' } };
	if (!may(actor, 'people:invite', { roles })) return { errors: { roles: 'Du kan inte ge alla de rollerna.' } };
	const created = await services().accounts.invites.create({ ...invitation, samverkan: actor.samverkan });
	if (!created.ok) return { errors: { [created.problem.path ?? 'email']: problemText(created.problem) } };
	return linkTo(invitation.name, created.value, origin);
}

const linkTo = (name: string, { token, expiresAt }: { token: string; expiresAt: number }, origin: string): Outcome => ({
	saved: `Länken till ${name} är skapad.`,
	link: { address: `${origin}/inbjudan/${token}`, name, until: dayWords(expiresAt) }
});

/** A function whose last person has left says so. */
async function vacate({ actor, organisation, store }: SettingsChange, person: PersonId): Promise<void> {
	const alone = organisation.funktioner.filter(({ people }) => people.length === 1 && people[0] === person);
	for (const { id } of alone) await store.updateFunktion(actor.samverkan, id, { staffing: 'vacant' });
}

import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { requireActor } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { may } from '#lib/shared/access/policies.ts';
import type { PersonId } from '#lib/shared/ids.ts';

/** What the own party has disclosed of its drafts, and to whom. No row's words are in it. */
export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireActor(event);
	if (!may(actor, 'disclosures:read'))
		error(403, 'Delningsloggen läses av partens samordnare, sammankallande och registrator.');
	const nameOf = (id: PersonId) => organisation.people.find(({ person }) => person === id)?.name ?? 'Tidigare medlem';
	const disclosures = await services().store.disclosures.ofParty(actor.samverkan, actor.party);
	return {
		samverkan: organisation.samverkan.name,
		party: organisation.parties.find(({ id }) => id === actor.party)?.name ?? '',
		lines: disclosures.map(({ sequence, week, observation, circle, sha256, recipients, person, at, ended }) => ({
			...{ sequence, week, row: observation, circle, sha256, at },
			recipients: recipients.filter(({ party }) => party !== actor.party),
			by: nameOf(person),
			ended: ended && { what: ended.what, at: ended.at, reason: ended.reason, by: nameOf(ended.person) }
		}))
	};
};

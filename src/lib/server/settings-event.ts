import type { RequestEvent } from '@sveltejs/kit';
import type { PersonId } from '#lib/shared/ids.ts';
import type { EventAbout, EventKind } from '#lib/shared/log/event.ts';

/** Pages of the settings that give and take rights. */
const RIGHTS: readonly string[] = ['personer', 'funktioner'];
const INVITES: readonly string[] = ['bjudin', 'fornya', 'aterkalla'];

type Values = Readonly<Record<string, unknown>>;

/** Which page was saved and what kind of change it was, whom it is about and the roles they got: ids, and no words. */
export function settingsEvent(
	{ route, url }: Pick<RequestEvent, 'route' | 'url'>,
	values: Values
): [kind: EventKind, about: EventAbout] {
	const page = route.id?.split('/').at(-1) ?? '';
	const did = /^\?\/([a-z-]+)/.exec(url.search)?.[1];
	const kind = !RIGHTS.includes(page) ? 'settings' : did && INVITES.includes(did) ? 'invite' : 'rights';
	return [kind, { page, ...(did && { did }), ...idsIn(values) }];
}

function idsIn({ person, ordinary, party, id, roles, deputies }: Values): EventAbout {
	const subject = person ?? ordinary; // of a function: who staffs it
	return {
		...(typeof subject === 'string' && { subject: subject as PersonId }),
		...(typeof party === 'string' && { ofParty: party }),
		...(typeof id === 'string' && { record: id }),
		...(Array.isArray(roles) && { roles: roles as string[] }),
		...(Array.isArray(deputies) && { rows: deputies.length })
	};
}

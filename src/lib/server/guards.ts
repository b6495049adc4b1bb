import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { historyPagesOf, type HistoryPage } from '#lib/shared/access/history-pages.ts';
import { permissionsOf, type Permissions } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { services } from './services.ts';
import type { Organisation } from '#lib/shared/organisation.ts';

type Guarded = Pick<RequestEvent, 'locals' | 'url'>;

/** Somebody logged in; others are sent to log in and come back to where they were going. */
export function requirePerson({ locals, url }: Guarded): NonNullable<App.Locals['person']> {
	if (!locals.person) redirect(303, `/logga-in?till=${encodeURIComponent(url.pathname + url.search)}`);
	return locals.person;
}

/** For those who build, not for those who use: in production there is no such page. */
export function requireDevelopment(): void {
	if (services().config.mode !== 'development') error(404, 'Sidan finns inte.');
}

/** Somebody who belongs to the samverkan in use. */
export function requireActor(event: Guarded): { actor: Actor; organisation: Organisation } {
	requirePerson(event);
	const { actor, organisation } = event.locals;
	if (!actor || !organisation) error(403, 'Du är inte med i någon samverkan ännu. Be din samordnare om en inbjudan.');
	return { actor, organisation };
}

/** An actor who may do that, whatever the week's state. */
export function requirePermission(
	event: Guarded,
	permission: keyof Permissions
): { actor: Actor; organisation: Organisation } {
	const found = requireActor(event);
	if (!permissionsOf(found.actor, null)[permission])
		error(403, 'Du har inte behörighet till den här sidan. Be din samordnare om du behöver den.');
	return found;
}

/** An actor who has that page of the review. */
export function requireHistoryPage(
	event: Guarded,
	page: HistoryPage['key']
): { actor: Actor; organisation: Organisation } {
	const found = requireActor(event);
	if (!historyPagesOf(found.actor).some(({ key }) => key === page))
		error(403, 'Du har inte behörighet till den här delen av historiken. Be din samordnare om du behöver den.');
	return found;
}

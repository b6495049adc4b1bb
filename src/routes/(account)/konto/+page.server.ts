import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { deskAccountActions, readDeskAccount } from './desk-account.ts';
import { parseForm, required, rowId } from '#lib/server/forms.ts';
import { requirePerson } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { clearSite, deviceOf, dropSessionCookie, setSessionCookie } from '#lib/server/session-cookie.ts';
import { readTopBar } from '#lib/server/top-bar.ts';
import type { FormState } from '#lib/shared/form-state.ts';

const nameForm = v.object({ name: required('ditt namn', 80) });
const passwordForm = v.object({
	currentPassword: v.pipe(v.string(), v.minLength(1, 'Skriv ditt nuvarande lösenord.')),
	newPassword: v.pipe(v.string(), v.minLength(1, 'Skriv ett nytt lösenord.'))
});
const sessionForm = v.object({ session: rowId<string>() });

export const load: PageServerLoad = async (event) => {
	const person = requirePerson(event);
	const { locals } = event;
	const sessions = await services().accounts.sessions.list(person.id);
	return {
		person,
		...(await readTopBar(locals)),
		desk: await readDeskAccount(event),
		sessions: sessions.toReversed().map(({ hash, device, createdAt, expiresAt }) => ({
			hash,
			device,
			createdAt,
			expiresAt,
			isThis: hash === locals.session?.hash
		}))
	};
};

const saved = (state: FormState, words: string): FormState => ({ ...state, saved: words });

export const actions: Actions = {
	...deskAccountActions,

	namn: async (event) => {
		const person = requirePerson(event);
		const parsed = parseForm(nameForm, await event.request.formData(), 'namn');
		if (!parsed.ok) return fail(400, parsed.state);
		await services().store.accounts.updatePerson(person.id, { name: parsed.values.name });
		event.locals.person = { ...person, name: parsed.values.name }; // what the page then shows, without JavaScript
		for (const { id } of event.locals.samverkan) services().live.organisationChanged(id);
		return saved(parsed.state, 'Namnet är sparat.');
	},

	losenord: async (event) => {
		const person = requirePerson(event);
		const parsed = parseForm(passwordForm, await event.request.formData(), 'losenord');
		if (!parsed.ok) return fail(400, parsed.state);
		const { currentPassword: current, newPassword: next } = parsed.values;
		const address = event.getClientAddress();
		const changed = await services().accounts.changePassword(person.id, { current, next, address });
		if (!changed.ok) {
			const field = { current: 'currentPassword', next: 'newPassword' }[changed.problem.path ?? ''];
			const text = problemText(changed.problem);
			return fail(400, { ...parsed.state, ...(field ? { errors: { [field]: text } } : { problem: text }) });
		}
		await beginAnew(event, person.id);
		return saved(parsed.state, 'Lösenordet är bytt, och du är utloggad på alla andra enheter.');
	},

	avsluta: async (event) => {
		const person = requirePerson(event);
		const parsed = parseForm(sessionForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		await services().accounts.sessions.end(parsed.values.session, person.id);
		if (parsed.values.session === event.locals.session?.hash) leave(event);
		return saved(parsed.state, 'Enheten är utloggad.');
	},

	overallt: async (event) => {
		await services().accounts.sessions.endAll(requirePerson(event).id);
		leave(event);
	}
};

/** A changed password ends every session; this device gets a new one, so that only others have to log in again. */
async function beginAnew(event: RequestEvent, person: NonNullable<App.Locals['person']>['id']): Promise<void> {
	const session = await services().accounts.sessions.create(person, deviceOf(event));
	setSessionCookie(event, session.cookieValue);
	const read = await services().accounts.sessions.read(session.cookieValue);
	event.locals.session = read.session && { hash: read.session.hash };
}

function leave(event: RequestEvent): never {
	dropSessionCookie(event);
	clearSite(event);
	redirect(303, '/logga-in');
}

import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { readDemoLogins } from '#lib/server/demo-logins.ts';
import { optional, parseForm, required } from '#lib/server/forms.ts';
import { ownPath } from '#lib/server/own-path.ts';
import { services } from '#lib/server/services.ts';
import { deviceOf, sessionCookie, setSessionCookie } from '#lib/server/session-cookie.ts';

const credentials = v.object({
	email: required('din e-postadress', 254),
	password: v.pipe(v.string(), v.minLength(1, 'Skriv ditt lösenord.')),
	till: optional(2000)
});

export const load: PageServerLoad = async ({ locals, url }) => {
	const till = ownPath(url.searchParams.get('till'), url.origin);
	if (locals.person) redirect(303, till);
	return { till, logins: await readDemoLogins() };
};

export const actions: Actions = {
	default: async (event) => {
		const parsed = parseForm(credentials, await event.request.formData(), 'logga-in');
		if (!parsed.ok) return fail(400, parsed.state);
		const { email, password, till } = parsed.values;
		const answer = await services().accounts.signIn({
			email,
			password,
			address: event.getClientAddress(),
			device: deviceOf(event),
			replaces: sessionCookie(event) ?? null
		});
		if (!answer.ok) {
			const status = answer.problem.code === 'too-many-attempts' ? 429 : 400;
			return fail(status, { ...parsed.state, problem: problemText(answer.problem) });
		}
		setSessionCookie(event, answer.value.cookieValue);
		redirect(303, ownPath(till, event.url.origin));
	}
};

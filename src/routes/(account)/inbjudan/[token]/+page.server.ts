import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { optional, parseForm } from '#lib/server/forms.ts';
import { services } from '#lib/server/services.ts';
import { deviceOf, sessionCookie, setSessionCookie } from '#lib/server/session-cookie.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import type { Problem } from '#lib/shared/result.ts';

const acceptance = v.object({
	name: optional(80),
	password: v.pipe(v.string(), v.minLength(1, 'Skriv ett lösenord.'))
});

async function readInvite(token: string) {
	const { accounts, store } = services();
	const invite = await accounts.invites.read(token);
	if (!invite) error(404, problemText({ code: 'invite-invalid' }));
	const { samverkan, parties, funktioner } = await store.organisation.read(invite.samverkan);
	return { invite, samverkan, parties, funktioner };
}

export const load: PageServerLoad = async ({ params }) => {
	const { invite, samverkan, parties, funktioner } = await readInvite(params.token);
	return {
		email: invite.email,
		name: invite.name,
		hasAccount: invite.hasAccount,
		samverkan: samverkan.name,
		party: parties.find(({ id }) => id === invite.party)?.name ?? '',
		funktion: funktioner.find(({ id }) => id === invite.funktion)?.name ?? ''
	};
};

/** By the field that the problem is about; what is about none stands on top. */
function refusal(state: FormState, problem: Problem): FormState {
	const text = problemText(problem);
	if (problem.path === 'password' || problem.path === 'name') return { ...state, errors: { [problem.path]: text } };
	return { ...state, problem: text };
}

export const actions: Actions = {
	default: async (event) => {
		const { token } = event.params;
		const { invite, samverkan } = await readInvite(token);
		const parsed = parseForm(acceptance, await event.request.formData(), 'ga-med');
		if (!parsed.ok) return fail(400, parsed.state);
		const address = event.getClientAddress();
		const accepted = await services().accounts.invites.accept(token, { ...parsed.values, address });
		if (!accepted.ok) {
			const status = accepted.problem.code === 'too-many-attempts' ? 429 : 400;
			return fail(status, refusal(parsed.state, accepted.problem));
		}
		services().rooms.rightsChanged(samverkan.id, accepted.value);
		services().live.rightsChanged(samverkan.id, accepted.value);
		services().live.organisationChanged(samverkan.id);
		await enter(event, invite.email, parsed.values.password);
		redirect(303, `/?samverkan=${samverkan.slug}`);
	}
};

/** They have just shown the password, so they need not type it again. */
async function enter(event: RequestEvent, email: string, password: string): Promise<void> {
	const answer = await services().accounts.signIn({
		email,
		password,
		address: event.getClientAddress(),
		device: deviceOf(event),
		replaces: sessionCookie(event) ?? null
	});
	if (!answer.ok) redirect(303, '/logga-in');
	setSessionCookie(event, answer.value.cookieValue);
}

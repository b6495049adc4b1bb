import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import type { ShownMail } from '#lib/features/notices/shown-mail.ts';
import { MAIL_CHOICES } from '#lib/features/notices/setting-words.ts';
import { problemText } from '#lib/features/account/problem-text.ts';
import { parseForm, rowId } from '#lib/server/forms.ts';
import { requirePermission } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import type { Organisation } from '#lib/shared/organisation.ts';

const MOST = 100;
type Mail = Awaited<ReturnType<ReturnType<typeof services>['store']['mails']['list']>>[number];

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requirePermission(event, 'settings');
	const { store, outbox } = services();
	const mails = await store.mails.list(actor.samverkan, MOST);
	return {
		canSend: outbox.canSend,
		mails: await Promise.all(
			mails.map(async (mail) => ({ ...factsOf(mail, organisation), text: await outbox.preview(mail, actor) }))
		)
	};
};

function factsOf(mail: Mail, { people }: Organisation): Omit<ShownMail, 'text'> {
	const { id, kind, state, reason, attempts, sentAt, nextTry, madeAt } = mail;
	return {
		...{ id, state, reason, attempts, what: MAIL_CHOICES[kind].label },
		to: people.find(({ person }) => person === mail.person)?.name ?? 'någon som inte är kvar',
		at: sentAt ?? (state === 'queued' ? nextTry : madeAt)
	};
}

const againForm = v.object({ mail: rowId<string>() });

export const actions: Actions = {
	igen: async (event) => {
		const { actor } = requirePermission(event, 'settings');
		const parsed = parseForm(againForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const isQueued = await services().outbox.sendAgain(actor.samverkan, parsed.values.mail);
		if (!isQueued) return fail(400, { ...parsed.state, problem: problemText({ code: 'not-found' }) });
		return { ...parsed.state, saved: 'Mejlet skickas igen.' } satisfies FormState;
	}
};

import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { parseForm } from '#lib/server/forms.ts';
import { readKit, requireReporter } from '#lib/server/report-page.ts';
import { services } from '#lib/server/services.ts';
import { RECORD_ID_PATTERN, type RecordId } from '#lib/shared/ids.ts';

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireReporter(event);
	const [{ choices }, own] = await Promise.all([readKit(organisation, actor), services().ownReports(actor)]);
	return { choices, own, now: services().now(), fresh: event.url.searchParams.get('ny') };
};

const ownForm = v.object({ id: v.pipe(v.string(), v.regex(RECORD_ID_PATTERN, 'Rapporten finns inte längre.')) });

export const actions: Actions = {
	async tabort(event) {
		const { actor } = requireReporter(event);
		const parsed = parseForm(ownForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const taken = await services().reporting.takeBack(actor, parsed.values.id as RecordId);
		if (!taken.ok) return fail(409, { ...parsed.state, problem: problemText(taken.problem) });
		return { ...parsed.state, saved: 'Rapporten är borttagen.' };
	},

	async angra(event) {
		const { actor } = requireReporter(event);
		const parsed = parseForm(ownForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const id = parsed.values.id as RecordId;
		const taken = await services().reporting.take(actor, { kind: 'nil-undone', id });
		if (!taken.ok) return fail(409, { ...parsed.state, problem: problemText(taken.problem) });
		redirect(303, '/rapportera/mina');
	}
};

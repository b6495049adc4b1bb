import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { readDraftPage, requireCompiler } from '#lib/server/draft-page.ts';
import { parseForm, required, rowId } from '#lib/server/forms.ts';
import { services } from '#lib/server/services.ts';
import { CIRCLES } from '#lib/shared/board/circle.ts';
import type { RecordId } from '#lib/shared/ids.ts';
import { weekKey } from '#lib/shared/week/iso-week.ts';

export const load: PageServerLoad = async (event) => {
	event.depends('app:week');
	return {
		page: await readDraftPage(event),
		chosen: event.url.searchParams.getAll('rad'),
		now: services().now()
	};
};

/** A row and its circle stand at the same place in the two lists. */
const shareForm = v.object({
	rad: v.array(rowId<RecordId>()),
	krets: v.array(v.picklist(CIRCLES, 'Välj delningskrets.'))
});
const withdrawForm = v.object({ id: rowId<RecordId>(), reason: required('varför raden dras tillbaka', 600) });

export const actions: Actions = {
	async dela(event) {
		const { actor, week } = requireCompiler(event);
		const parsed = parseForm(shareForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const { rad, krets } = parsed.values;
		const rows = rad.map((id, index) => ({ id, circle: krets[index] ?? 'group' }) as const);
		const shared = await services().sharing.share(actor, weekKey(week), rows);
		if (!shared.ok) return fail(409, { ...parsed.state, problem: problemText(shared.problem) });
		return { ...parsed.state, saved: shared.value === 1 ? '1 rad är delad.' : `${shared.value} rader är delade.` };
	},
	async tillbaka(event) {
		const { actor, week } = requireCompiler(event);
		const parsed = parseForm(withdrawForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const { id, reason } = parsed.values;
		const withdrawn = await services().sharing.withdraw(actor, weekKey(week), id, reason);
		if (!withdrawn.ok) return fail(409, { ...parsed.state, problem: problemText(withdrawn.problem) });
		return { ...parsed.state, saved: 'Raden är tillbakadragen. Vem, när och varför står i delningsloggen.' };
	}
};

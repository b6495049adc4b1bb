import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { optionalRowId, parseForm } from '#lib/server/forms.ts';
import { requireActor } from '#lib/server/guards.ts';
import { newFields, readKit, reportForm, requireReporter } from '#lib/server/report-page.ts';
import { services } from '#lib/server/services.ts';
import { permissionsOf } from '#lib/shared/access/policies.ts';
import { newRecordId, RECORD_ID_PATTERN, type FunktionId, type RecordId } from '#lib/shared/ids.ts';
import { fieldsOf, readFields } from '#lib/shared/report/report-fields.ts';

export const load: PageServerLoad = async (event) => {
	if (event.url.searchParams.has('start') && !permissionsOf(requireActor(event).actor, null).report) redirect(307, '/');
	const { actor, organisation } = requireReporter(event);
	const kit = await readKit(organisation, actor);
	const changing = event.url.searchParams.get('andra');
	const own = changing === null ? null : await services().reporting.own(actor, changing as RecordId);
	if (changing !== null && !own)
		error(404, 'Rapporten går inte att ändra här: den är delad, tillbakatagen eller någon annans.');
	return { kit, fields: own ? fieldsOf(own) : newFields(kit), isChange: own !== null, now: services().now() };
};

const nilForm = v.object({ id: optionalRowId<RecordId>(), funktion: optionalRowId<FunktionId>() });
const undoForm = v.object({ id: v.pipe(v.string(), v.regex(RECORD_ID_PATTERN)) });

export const actions: Actions = {
	/** Where there are no scripts; with them the device's outbox posts to `/rapportera/skicka`. */
	async skicka(event) {
		const { actor, organisation } = requireReporter(event);
		const parsed = parseForm(reportForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const { changes, ...fields } = parsed.values;
		const { choices } = await readKit(organisation, actor);
		const read = readFields(fields, choices, services().now());
		if (!read.ok) return fail(400, { ...parsed.state, errors: read.errors as Record<string, string> });
		const kind = changes === 'on' ? 'change' : 'report';
		const taken = await services().reporting.take(actor, { kind, report: read.report });
		if (!taken.ok) return fail(409, { ...parsed.state, problem: problemText(taken.problem) });
		redirect(303, `/rapportera/mina?ny=${read.report.id}#${read.report.id}`);
	},

	async nollrapport(event) {
		const { actor } = requireReporter(event);
		const parsed = parseForm(nilForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const id = parsed.values.id ?? newRecordId((length) => services().random(length));
		const taken = await services().reporting.take(actor, { kind: 'nil', id, funktion: parsed.values.funktion });
		if (!taken.ok) return fail(409, { ...parsed.state, problem: problemText(taken.problem) });
		redirect(303, `/rapportera/mina?ny=${id}#${id}`);
	},

	async angra(event) {
		const { actor } = requireReporter(event);
		const parsed = parseForm(undoForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const taken = await services().reporting.take(actor, { kind: 'nil-undone', id: parsed.values.id as RecordId });
		if (!taken.ok) return fail(409, { ...parsed.state, problem: problemText(taken.problem) });
		redirect(303, '/rapportera/mina');
	}
};

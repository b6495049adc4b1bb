import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { choice, optionalRowId, parseForm, required } from '#lib/server/forms.ts';
import { requireActor } from '#lib/server/guards.ts';
import { privacyLog } from '#lib/server/privacy-log.ts';
import { services } from '#lib/server/services.ts';
import { may, mayReadDocument } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import type { DocumentId } from '#lib/shared/ids.ts';
import { WARNED_KINDS } from '#lib/shared/privacy/findings.ts';

/** What is looked for, for everybody; what was answered, for those who look after it. */
export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireActor(event);
	return { overrides: may(actor, 'audit:read') ? await privacyLog(organisation) : null };
};

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const form = v.object({
	kind: choice(WARNED_KINDS, 'vad det gäller'),
	document: optionalRowId<DocumentId>(),
	text: required('texten', 10_000),
	record: v.pipe(v.string(), v.regex(ID, 'Texten finns inte längre. Ladda om sidan.')),
	field: v.pipe(v.string(), v.regex(ID, 'Texten finns inte längre. Ladda om sidan.')),
	reason: required('varför uppgiften behöver stå kvar', 200)
});

export const actions: Actions = {
	'lat-sta': async (event) => {
		const { actor } = requireActor(event);
		const parsed = parseForm(form, await event.request.formData(), 'lat-sta');
		if (!parsed.ok) return fail(400, withoutText(parsed.state));
		const document = await readable(actor, parsed.values.document);
		const answered = await services().privacy.answer(actor, { ...parsed.values, document });
		if (!answered.ok) return fail(400, { ...withoutText(parsed.state), problem: problemText(answered.problem) });
		return { ...withoutText(parsed.state), saved: 'Uppgiften får stå kvar. Skälet är sparat.' };
	}
};

/** Nobody answers in a document that they may not open; of one that is not there nothing is told. */
async function readable(actor: Actor, id: DocumentId | null): Promise<DocumentId | null> {
	const info = id && (await services().store.documents.find(id));
	if (!info) return null;
	if (info.samverkan !== actor.samverkan || !mayReadDocument(actor, info)) error(404, 'Texten finns inte längre.');
	return info.id;
}

/** The text was only looked at: it goes nowhere, not even back. */
const withoutText = (state: FormState): FormState => ({ ...state, values: { reason: state.values.reason ?? '' } });

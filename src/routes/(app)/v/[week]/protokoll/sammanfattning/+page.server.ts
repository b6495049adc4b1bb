import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { parseForm } from '#lib/server/forms.ts';
import { requireRecord } from '#lib/server/seal-page.ts';
import { services } from '#lib/server/services.ts';
import { may } from '#lib/shared/access/policies.ts';
import { weekKey, weekPath } from '#lib/shared/week/iso-week.ts';

export const load: PageServerLoad = async (event) => {
	const { actor, organisation, week } = await requireRecord(event);
	if (!may(actor, 'summary:edit')) error(403, problemText({ code: 'not-allowed' }));
	const { seals } = services();
	const summary = await seals.summaries.view(actor.samverkan, weekKey(week), actor);
	if (!summary) error(404, 'Veckan är inte fastställd. Sammanfattningen görs av den fastställda lägesbilden.');
	const { slug, name } = organisation.samverkan;
	const isPublic = (await seals.summaries.published(slug, weekKey(week))) !== null;
	return { week, samverkan: name, summary, address: isPublic ? `/publik/${slug}/${weekPath(week)}` : null };
};

const version = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));
const MOST_CHARACTERS = 4000;
const edited = v.object({
	version,
	key: v.array(v.pipe(v.string(), v.maxLength(80))),
	text: v.array(v.pipe(v.string(), v.maxLength(MOST_CHARACTERS, `Skriv kortare: högst ${MOST_CHARACTERS} tecken.`)))
});
const approved = v.object({ version });

export const actions: Actions = {
	spara: async (event) => {
		const { actor, week } = await requireRecord(event);
		const parsed = parseForm(edited, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const { summaries } = services().seals;
		const { version, key, text } = parsed.values;
		const current = await summaries.view(actor.samverkan, weekKey(week), actor);
		const sections = (current?.sections ?? []).map((section) => ({
			...section,
			text: text[key.indexOf(section.key)] ?? ''
		}));
		const kept = await summaries.edit(actor.samverkan, weekKey(week), actor, { version, sections });
		if (!kept.ok) return fail(409, { ...parsed.state, problem: problemText(kept.problem) });
		return { ...parsed.state, saved: 'Sammanfattningen är sparad. Nu kan polisen och kommunen godkänna den.' };
	},
	godkann: async (event) => {
		const { actor, week } = await requireRecord(event);
		const parsed = parseForm(approved, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const { summaries } = services().seals;
		const kept = await summaries.approve(actor.samverkan, weekKey(week), actor, parsed.values.version);
		if (!kept.ok) return fail(409, { ...parsed.state, problem: problemText(kept.problem) });
		return { ...parsed.state, saved: 'Du har godkänt sammanfattningen för din part.' };
	}
};

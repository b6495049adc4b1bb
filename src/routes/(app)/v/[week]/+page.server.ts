import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { parseForm } from '#lib/server/forms.ts';
import { requireActor } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { readWeekPage } from '#lib/server/week-page.ts';
import { readsExtractsOnly } from '#lib/server/extract-page.ts';
import { may } from '#lib/shared/access/policies.ts';
import { parseWeekPath, weekKey, weekPath } from '#lib/shared/week/iso-week.ts';
import { WEEK_STATES, WEEK_STATE_WORDS } from '#lib/shared/week/lifecycle.ts';

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireActor(event);
	const week =
		parseWeekPath(event.params.week) ?? parseWeekPath(event.params.week.replace(/^(\d{4})-?[vVwW]?(\d)$/, '$1-0$2'));
	if (!week) error(404, `"${event.params.week}" är ingen vecka. Skriv år och vecka, som i /v/2026-48.`);
	if (weekPath(week) !== event.params.week) redirect(308, `/v/${weekPath(week)}`);
	if (readsExtractsOnly(actor)) redirect(303, `/v/${weekPath(week)}/utdrag`);
	event.depends('app:week');
	return {
		page: await readWeekPage({ services: services(), actor, organisation, name: event.locals.person?.name ?? '', week })
	};
};

const state = v.picklist(WEEK_STATES, 'Steget finns inte. Ladda om sidan.');
const moveForm = v.object({ from: state, to: state });

export const actions: Actions = {
	/** `from` is what the person saw: somebody else may have pressed meanwhile. */
	async flytta(event) {
		const { actor } = requireActor(event);
		if (!may(actor, 'week:move')) error(403, 'Bara sammankallande eller ersättaren flyttar veckan.');
		const parsed = parseForm(moveForm, await event.request.formData());
		const week = parseWeekPath(event.params.week);
		if (!parsed.ok) return fail(400, parsed.state);
		if (!week) error(404, 'Veckan finns inte.');
		const moved = await services().weekLife.move(actor, weekKey(week), parsed.values);
		if (!moved.ok) return fail(409, { ...parsed.state, problem: problemText(moved.problem) });
		return { ...parsed.state, saved: `Veckan är nu: ${WEEK_STATE_WORDS[moved.value.state].toLowerCase()}.` };
	}
};

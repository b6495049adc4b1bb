import { error, fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { choice, parseForm } from '#lib/server/forms.ts';
import { requireActor } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { may } from '#lib/shared/access/policies.ts';
import { timeLeftWords } from '#lib/shared/meeting/time-left.ts';
import { formatTime } from '#lib/shared/week/format.ts';
import { parseWeekPath, weekKey, weekPath } from '#lib/shared/week/iso-week.ts';

const HOURS = ['1', '2', '4', '8', '24'] as const;

/** The week's document, for somebody who may make links to its screen. */
async function askedFor(event: RequestEvent<{ week: string }>) {
	const { actor } = requireActor(event);
	if (!may(actor, 'meeting:screen')) error(403, 'Sammankallande och samordnare gör länkar till storskärmen.');
	const week = parseWeekPath(event.params.week);
	const document = week && (await services().store.documents.findWeek(actor.samverkan, weekKey(week)));
	if (!week || !document) error(404, 'Veckan har ingen tavla ännu.');
	return { actor, week, document };
}

export const load: PageServerLoad = async (event) => {
	const { week, document } = await askedFor(event);
	const { screenLinks, now } = services();
	const links = await screenLinks.open(document);
	return {
		week,
		hours: HOURS,
		links: links.map(({ hash, madeAt, expiresAt }) => ({
			...{ hash, made: formatTime(madeAt), until: formatTime(expiresAt), left: timeLeftWords(expiresAt - now()) }
		}))
	};
};

const makeForm = v.object({ hours: choice(HOURS, 'hur länge länken ska gälla') });
const revokeForm = v.object({ hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Länken finns inte längre.')) });

export const actions: Actions = {
	async skapa(event) {
		const { actor, week, document } = await askedFor(event);
		const parsed = parseForm(makeForm, await event.request.formData());
		if (!parsed.ok) return fail(400, { ...parsed.state });
		const { screenLinks, config } = services();
		const made = await screenLinks.make(document, actor, Number(parsed.values.hours));
		if (!made.ok) error(403, 'Du har inte behörighet att göra en länk.');
		const { key, expiresAt } = made.value;
		const address = `${config.origin}/v/${weekPath(week)}/skarm?nyckel=${key}`;
		return {
			...parsed.state,
			saved: 'Länken är klar.',
			link: { address, name: 'storskärmen', until: formatTime(expiresAt) }
		};
	},

	async aterkalla(event) {
		const { actor } = await askedFor(event);
		const parsed = parseForm(revokeForm, await event.request.formData());
		if (!parsed.ok) return fail(400, { ...parsed.state });
		const revoked = await services().screenLinks.revoke(parsed.values.hash, actor);
		if (!revoked.ok) return fail(400, { ...parsed.state, problem: 'Länken finns inte längre.' });
		return { ...parsed.state, saved: 'Länken är återkallad. Skärmen slutar visa mötet.' };
	}
};

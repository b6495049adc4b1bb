import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { problemText } from '#lib/features/account/problem-text.ts';
import { optionalRowId, parseForm } from '#lib/server/forms.ts';
import { requireActor, requirePerson } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import type { FunktionId } from '#lib/shared/ids.ts';
import { actionLabel } from '#lib/shared/board/action.ts';

/** What a person has of addresses that work without a login: calendars, and links in mails. */
export async function readDeskAccount({ locals }: RequestEvent) {
	const { actor, organisation, person } = locals;
	if (!person) return { calendars: [], links: [], funktioner: [], hasCalendars: false };
	const { calendars, actionLinks, store, rooms } = services();
	const [feeds, links] = await Promise.all([calendars.of(person.id), actionLinks.running(person.id)]);
	const names = new Map<string, string>();
	for (const samverkan of new Set(links.map((link) => link.samverkan))) {
		const { id } = await store.documents.actionsDocument(samverkan);
		for (const action of (await rooms.read(id, 'actions')).actions) names.set(action.id, actionLabel(action));
	}
	const own = organisation?.funktioner.filter(({ id }) => actor?.funktioner.includes(id)) ?? [];
	return {
		hasCalendars: actor !== null,
		funktioner: own.map(({ id, name }) => ({ id, name })),
		calendars: feeds.map(({ hash, funktion, samverkan, madeAt }) => ({
			hash,
			madeAt,
			name:
				funktion === null
					? `Alla mina åtgärder, ${locals.samverkan.find(({ id }) => id === samverkan)?.name ?? 'en annan samverkan'}`
					: (organisation?.funktioner.find(({ id }) => id === funktion)?.name ?? 'En funktion i en annan samverkan')
		})),
		links: links.map(({ hash, action, madeAt, expiresAt, used }) => ({
			...{ hash, madeAt, expiresAt, used, label: names.get(action) ?? 'En åtgärd' }
		}))
	};
}

const calendarForm = v.object({ funktion: optionalRowId<FunktionId>() });
const hashForm = v.object({ hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Den finns inte längre.')) });

export const deskAccountActions = {
	kalender: async (event: RequestEvent) => {
		const { actor, organisation } = requireActor(event);
		const parsed = parseForm(calendarForm, await event.request.formData(), 'kalender');
		if (!parsed.ok) return fail(400, parsed.state);
		const { funktion } = parsed.values;
		const made = await services().calendars.make(actor, funktion);
		if (!made.ok) return fail(400, { ...parsed.state, problem: problemText(made.problem) });
		const name = organisation.funktioner.find(({ id }) => id === funktion)?.name ?? 'alla dina åtgärder';
		return { ...parsed.state, saved: 'Kalendern är klar.', calendar: { address: made.value, name } };
	},

	aterkallakalender: async (event: RequestEvent) => {
		const person = requirePerson(event);
		const parsed = parseForm(hashForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		await services().calendars.revoke(parsed.values.hash, person.id);
		return { ...parsed.state, saved: 'Kalenderadressen är återkallad.' };
	},

	aterkallalankar: async (event: RequestEvent) => {
		const person = requirePerson(event);
		const parsed = parseForm(v.object({}), await event.request.formData(), 'lankar');
		await services().actionLinks.revokeAll(person.id);
		return { ...parsed.state, saved: 'Länkarna i dina mejl är återkallade.' };
	}
};

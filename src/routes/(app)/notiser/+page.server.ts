import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { parseForm } from '#lib/server/forms.ts';
import { requireActor } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { permissionsOf } from '#lib/shared/access/policies.ts';
import type { Notice } from '#lib/shared/notices/notice.ts';
import { noticePath, noticeWords, type FunktionName } from '#lib/shared/notices/words.ts';
import { localDay, weekOf } from '#lib/shared/week/iso-week.ts';

/** Older ones are there no more for long, and nobody scrolls to them. */
const MOST = 200;

export const load: PageServerLoad = async (event) => {
	event.depends('app:notices');
	const { actor, organisation } = requireActor(event);
	const { notices, now } = services();
	const today = localDay(now());
	const nameOf: FunktionName = (id) => organisation.funktioner.find((funktion) => funktion.id === id)?.name ?? null;
	const place = {
		slug: organisation.samverkan.slug,
		week: permissionsOf(actor, null).readBoard ? weekOf(today) : null
	};
	const shown = (notice: Notice) => ({
		...{ id: notice.id, at: notice.at, isSeen: notice.seenAt !== null, title: notice.action?.title ?? null },
		words: noticeWords(notice, nameOf),
		path: noticePath(notice, place)
	});
	return { today, notices: (await notices.of(actor, MOST)).map(shown) };
};

const seenForm = v.object({ id: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)) });

export const actions: Actions = {
	async sedd(event) {
		const { actor } = requireActor(event);
		const parsed = parseForm(seenForm, await event.request.formData());
		if (parsed.ok) await services().notices.markSeen(actor, [parsed.values.id]);
		return { isSeen: parsed.ok };
	},

	async alla(event) {
		const { actor } = requireActor(event);
		await services().notices.markSeen(actor);
		redirect(303, '/notiser');
	}
};

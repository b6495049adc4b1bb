import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { parseForm } from '#lib/server/forms.ts';
import { requireActor } from '#lib/server/guards.ts';
import { ownPath } from '#lib/server/own-path.ts';
import { readRestorePage, whoChanged, type RestorePage } from '#lib/server/restore-page.ts';
import { services } from '#lib/server/services.ts';
import { parseRestore, undoRestoreHref, type ParsedRestore } from '#lib/shared/history/restore-address.ts';
import { parseWeekPath } from '#lib/shared/week/iso-week.ts';

type Event = RequestEvent<{ week: string }>;

function askedFor({ params, url }: Event): ParsedRestore {
	if (!parseWeekPath(params.week)) error(404, 'Veckan finns inte.');
	return parseRestore(params.week, url.searchParams) ?? error(404, 'Det är ingen tid att återställa till.');
}

/** Where the person came from; the week's board where nobody has said. */
const backOf = ({ params, url }: Event, back = url.searchParams.get('till')): string =>
	back ? ownPath(back, url.origin) : `/v/${params.week}`;

const STATUS: Record<string, number> = { 'not-found': 404, 'not-allowed': 403, 'week-sealed': 409 };

/** Fails as a page does where there is nothing to see. */
async function readPage(asking: Parameters<typeof readRestorePage>[0], asked: ParsedRestore): Promise<RestorePage> {
	const read = await readRestorePage(asking, asked);
	if (read.ok) return read.value;
	const status = STATUS[read.problem.code] ?? 400;
	error(status, status === 404 ? 'Det finns inget att återställa här.' : problemText(read.problem));
}

export const load: PageServerLoad = async (event) => ({
	restore: await readPage(requireActor(event), askedFor(event)),
	back: backOf(event)
});

const restoreForm = v.object({
	seen: v.pipe(v.string(), v.regex(/^\d{1,15}$/)),
	fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Ladda om sidan och försök igen.'))
});
const undoForm = v.object({ id: v.pipe(v.string(), v.regex(/^[\w-]{12}$/)), back: v.string() });

/** Back where the person was, which says what was restored and how to take it back. */
function leave(event: Event, back: string, id: string | null): never {
	const url = new URL(back, event.url.origin);
	url.searchParams.delete('aterstallt');
	if (id !== null) url.searchParams.set('aterstallt', id);
	redirect(303, url.pathname + url.search);
}

export const actions: Actions = {
	/** Exactly what the page showed: where it would be something else by now, it shows that first. */
	async aterstall(event) {
		const asking = requireActor(event);
		const asked = askedFor(event);
		const parsed = parseForm(restoreForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const { restoring } = services();
		const { fingerprint } = parsed.values;
		const restored =
			asked.is === 'undo'
				? await restoring.undo(asking.actor, asked.id, fingerprint)
				: await restoring.restore(asking.actor, asked.target, asked.moment, fingerprint);
		if (restored.ok) leave(event, backOf(event), restored.value.id);
		const restore = await readPage(asking, asked);
		const isChanged = restored.problem.code === 'changed-meanwhile';
		const who = isChanged ? await whoChanged(asking.actor, restore.document, Number(parsed.values.seen)) : 'Någon';
		const problem = problemText(restored.problem).replace('Någon', who);
		return fail(409, { ...parsed.state, problem, restore });
	},

	/** Ångra, right after. Where somebody has changed something since, the page says so before anything is done. */
	async angra(event) {
		const { actor } = requireActor(event);
		const parsed = parseForm(undoForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const back = backOf(event, parsed.values.back || null);
		const { restoring } = services();
		const { id } = parsed.values;
		const preview = await restoring.previewUndo(actor, id);
		const undone = preview.ok && preview.value.leftOut.length === 0 && (await restoring.undo(actor, id));
		if (undone && undone.ok) leave(event, back, undone.value.id);
		const week = parseWeekPath(event.params.week) ?? error(404, 'Veckan finns inte.');
		redirect(303, undoRestoreHref(week, id, back));
	}
};

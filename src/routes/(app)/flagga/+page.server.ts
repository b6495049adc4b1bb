import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { optional, parseForm, rowId } from '#lib/server/forms.ts';
import { requireActor } from '#lib/server/guards.ts';
import { ownPath } from '#lib/server/own-path.ts';
import { services } from '#lib/server/services.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { DOCUMENT_KINDS } from '#lib/shared/board/schema.ts';
import type { DocumentId } from '#lib/shared/ids.ts';
import { parseWeekPath, weekKey } from '#lib/shared/week/iso-week.ts';

const flagForm = v.object({
	week: v.string(),
	root: v.string(),
	record: rowId(),
	party: v.string(),
	reason: optional(300),
	/** Where to go afterwards; empty where the page stays. */
	next: v.string()
});
type Asked = v.InferOutput<typeof flagForm>;

/** The same question without JavaScript: the address says which row. */
export const load: PageServerLoad = (event) => {
	requireActor(event);
	const { searchParams } = event.url;
	const of = (name: string) => searchParams.get(name) ?? '';
	return {
		week: of('vecka'),
		root: of('rot'),
		record: of('rad'),
		party: of('part'),
		name: of('namn'),
		next: of('till')
	};
};

/** Which document the row is in; null where there is none. Whether it may be read is asked where it is flagged. */
async function documentOf({ samverkan }: Actor, { week: path, root, party }: Asked): Promise<DocumentId | null> {
	const { documents } = services().store;
	if (Object.hasOwn(DOCUMENT_KINDS.actions, root)) return (await documents.actionsDocument(samverkan)).id;
	const week = parseWeekPath(path);
	if (!week) return null;
	if (Object.hasOwn(DOCUMENT_KINDS.week, root)) return (await documents.findWeek(samverkan, weekKey(week)))?.id ?? null;
	const parties = (await services().store.organisation.read(samverkan)).parties;
	const own = parties.find(({ id }) => id === party);
	const drafts = own ? await documents.drafts(samverkan, own.id) : [];
	return drafts.find((draft) => draft.week === weekKey(week))?.id ?? null;
}

export const actions: Actions = {
	async default(event) {
		const { actor } = requireActor(event);
		const parsed = parseForm(flagForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const document = await documentOf(actor, parsed.values);
		if (!document) error(404, 'Raden finns inte.');
		const { root, record, reason, next } = parsed.values;
		const flagged = await services().flagging.flag(actor, { document, root, record }, reason);
		if (!flagged.ok) return fail(409, { ...parsed.state, problem: problemText(flagged.problem) });
		if (next !== '') redirect(303, ownPath(next, event.url.origin));
		return { ...parsed.state, saved: 'Texten är dold för alla. Samordnaren granskar den.' };
	}
};

import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { services } from '#lib/server/services.ts';
import { actionLabel, isOverdue } from '#lib/shared/board/action.ts';
import { STATE_WORDS } from '#lib/shared/board/words.ts';
import { cardStates, readCardForm } from '#lib/server/card-form.ts';
import { newRecordId } from '#lib/shared/ids.ts';
import { localDay } from '#lib/shared/week/iso-week.ts';

/** It works where no script runs, and loads nothing. */
export const csr = false;

/** Changes nothing, however often and by whomever it is opened: a mail scanner follows every link. */
export const load: PageServerLoad = async (event) => {
	const { actionLinks, now, random } = services();
	const opened = await actionLinks.open(event.params.token, event.getClientAddress());
	if (!opened.ok) error(opened.problem.code === 'too-many-attempts' ? 429 : 404, problemText(opened.problem));
	const { link, action, name } = opened.value;
	const today = localDay(now());
	return {
		label: actionLabel(action),
		title: action.title,
		due: action.due,
		today,
		isLate: isOverdue(action, today),
		state: action.status.state,
		states: cardStates(action.status.state),
		chosen: link.state ?? action.status.state,
		name,
		commentId: newRecordId(random),
		saved: event.url.searchParams.has('sparat') ? STATE_WORDS[action.status.state].toLowerCase() : null
	};
};

export const actions: Actions = {
	async default(event) {
		const { actionLinks } = services();
		const read = readCardForm(await event.request.formData());
		if (!read.ok) return fail(400, read.answer);
		const moved = await actionLinks.move(event.params.token, event.getClientAddress(), read.moves);
		if (moved.ok) redirect(303, '?sparat'); // so that reloading the page sends nothing again
		const { code } = moved.problem;
		if (code === 'action-link-over') error(404, problemText(moved.problem));
		return fail(code === 'too-many-attempts' ? 429 : 400, { ...read.answer, problem: problemText(moved.problem) });
	}
};

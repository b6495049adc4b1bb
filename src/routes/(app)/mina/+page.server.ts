import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { readDeskForm } from '#lib/server/desk-forms.ts';
import { requireActor } from '#lib/server/guards.ts';
import { readMinaPage } from '#lib/server/mina-page.ts';
import { services } from '#lib/server/services.ts';
import type { DeskAnswer } from '#lib/shared/desk/desk-answer.ts';
import { moveWords } from '#lib/shared/desk/move-words.ts';
import { localDay } from '#lib/shared/week/iso-week.ts';

export const load: PageServerLoad = async (event) => {
	event.depends('app:mina');
	const { actor, organisation } = requireActor(event);
	return readMinaPage(services(), actor, organisation);
};

export const actions: Actions = {
	async flytta(event) {
		const { actor, organisation } = requireActor(event);
		const { meetingWeekday, cadenceDays } = organisation.samverkan;
		const { now, actionUpdates } = services();
		const read = await readForm(event, { today: localDay(now()), meetingWeekday, cadenceDays });
		if (!read.ok) return fail(400, { ...read, ok: false } satisfies DeskAnswer);
		const { action, move } = read;
		const moved = await actionUpdates.move(actor, action, move, 'desk');
		if (!moved.ok) return fail(400, { ok: false, action, problem: problemText(moved.problem) } satisfies DeskAnswer);
		await markVisit(event);
		const undo = moved.value.undo && JSON.stringify(moved.value.undo);
		return { ok: true, action, words: moveWords(move, moved.value.action), undo } satisfies DeskAnswer;
	},

	/** The page has been shown to somebody: posted by the page itself, so that no GET changes anything. */
	async sedd(event) {
		await markVisit(event);
		return { ok: true } as const;
	}
};

async function readForm(event: RequestEvent, dates: Parameters<typeof readDeskForm>[1]) {
	try {
		return readDeskForm(await event.request.formData(), dates);
	} catch {
		error(400, 'Formuläret gick inte att läsa. Ladda om sidan och försök igen.');
	}
}

async function markVisit(event: RequestEvent): Promise<void> {
	const { actor } = requireActor(event);
	const { store, now } = services();
	await store.desk.setVisit(actor.samverkan, actor.person, now());
}

import * as v from 'valibot';
import type { ActionState } from '#lib/shared/board/action-status.ts';
import { recordId } from '#lib/shared/board/values.ts';
import { WORK_STATES, type DeskMove, type WorkState } from '#lib/shared/desk/desk-move.ts';
import { privacyProblem } from '#lib/shared/privacy/words.ts';

/** What goes back to the page with what is wrong. */
export interface CardAnswer {
	problem: string;
	state: string;
	comment: string;
}

/** The states to choose between on the page of a mail's link; none where the åtgärd is out of its performers' hands. */
export const cardStates = (state: ActionState): WorkState[] => {
	if (!(WORK_STATES as readonly ActionState[]).includes(state)) return [];
	return (['ongoing', 'done', 'blocked'] as const satisfies readonly WorkState[]).slice();
};

const LONGEST = 600;

type ReadCard = { ok: true; moves: DeskMove[]; answer: CardAnswer } | { ok: false; answer: CardAnswer };

/** One status, and one line for the log; with hinder the line is its reason. */
export function readCardForm(data: FormData): ReadCard {
	const text = (name: string) => {
		const given = data.get(name);
		return typeof given === 'string' ? given.replaceAll('\r\n', '\n').trim() : '';
	};
	const [state, comment] = [text('state'), text('comment')];
	const wrong = (problem: string): ReadCard => ({ ok: false, answer: { problem, state, comment } });
	if (comment.length > LONGEST) return wrong(`Skriv kortare: högst ${LONGEST} tecken.`);
	const personal = privacyProblem(comment);
	if (personal) return wrong(personal);
	if (state !== 'ongoing' && state !== 'done' && state !== 'blocked') return wrong('Välj hur det går.');
	if (state === 'blocked' && comment === '') return wrong('Skriv vad som hindrar.');
	const id = v.safeParse(recordId, text('record'));
	const moves: DeskMove[] =
		state === 'blocked'
			? [{ move: 'status', status: { state, reason: comment } }]
			: [{ move: 'status', status: { state } }];
	if (state !== 'blocked' && comment !== '' && id.success)
		moves.push({ move: 'comment', id: id.output, text: comment });
	return { ok: true, moves, answer: { problem: '', state, comment } };
}

import * as v from 'valibot';
import { deskMove, type DeskMove } from '#lib/shared/desk/desk-move.ts';
import type { RecordId } from '#lib/shared/ids.ts';
import { privacyProblem } from '#lib/shared/privacy/words.ts';
import { readDueDate, type DueContext } from '#lib/shared/week/due-date.ts';

/** A form of the desk, read; or what to say beside the field. */
export type ReadMove =
	| { ok: true; action: RecordId; move: DeskMove }
	| { ok: false; action: string; field: 'reason' | 'text' | 'due'; problem: string };

const textOf = (data: FormData, name: string): string => {
	const given = data.get(name);
	return typeof given === 'string' ? given.replaceAll('\r\n', '\n').trim() : '';
};

const LONGEST = 600;

const MISSING: Record<string, string> = {
	blocked: 'Skriv vad som hindrar.',
	'hand-back': 'Skriv varför ni inte kan göra åtgärden.',
	'ask-due': 'Skriv varför det behövs mer tid.',
	'refuse-due': 'Skriv varför det inte går.',
	comment: 'Skriv en kommentar.'
};

/**
 * Reads what a row's form posted: `do` is what its button says (a state, or a move), beside the fields of that. What no
 * form of ours posts throws.
 */
export function readDeskForm(data: FormData, dates: DueContext): ReadMove {
	const action = textOf(data, 'action');
	const asked = textOf(data, 'do');
	const problem = (field: 'reason' | 'text' | 'due', words: string): ReadMove => ({
		...{ ok: false, action, field, problem: words }
	});
	const words = asked === 'comment' ? 'text' : 'reason';
	const said = textOf(data, words);
	if (MISSING[asked] !== undefined && said === '') return problem(words, MISSING[asked]);
	if (said.length > LONGEST) return problem(words, `Skriv kortare: högst ${LONGEST} tecken.`);
	const personal = privacyProblem(said, dates.today);
	if (personal) return problem(words, personal);
	const due = asked === 'ask-due' ? readDueDate(textOf(data, 'due'), dates) : null;
	if (asked === 'ask-due' && !due) return problem('due', 'Skriv ett datum, till exempel fre, v49 eller 27/11.');
	const move = v.parse(deskMove, rawMove(asked, said, data, due?.day));
	return { ok: true, action: v.parse(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/)), action) as RecordId, move };
}

function rawMove(asked: string, said: string, data: FormData, due: string | undefined): unknown {
	switch (asked) {
		case 'decided':
		case 'ongoing':
		case 'done':
			return { move: 'status', status: { state: asked } };
		case 'blocked':
			return { move: 'status', status: { state: 'blocked', reason: said } };
		case 'accept':
			return { move: 'accept', funktion: textOf(data, 'funktion') };
		case 'hand-back':
			return { move: 'hand-back', funktion: textOf(data, 'funktion'), reason: said };
		case 'ask-due':
			return { move: 'ask-due', due, reason: said };
		case 'grant-due':
			return { move: 'grant-due' };
		case 'refuse-due':
			return { move: 'refuse-due', reason: said };
		case 'give-on':
			return { move: 'give-on', from: textOf(data, 'from'), to: textOf(data, 'to') };
		case 'comment':
			return { move: 'comment', id: textOf(data, 'record'), text: said };
		default:
			return JSON.parse(asked) as unknown; // undo: a move as the server gave it
	}
}

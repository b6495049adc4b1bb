import type { ActionState } from '../../shared/board/action-status.ts';
import type { Band } from '../../shared/desk/desk-rows.ts';
import { formatDay, formatWeek } from '../../shared/week/format.ts';
import { weekOf, type Day } from '../../shared/week/iso-week.ts';
import type { Question } from './desk-list.svelte.ts';

export const BAND_WORDS: Record<Band, string> = {
	answer: 'Väntar på ditt besked',
	late: 'Försenat',
	'this-week': 'Denna vecka',
	later: 'Senare',
	waiting: 'Väntar på kvittens',
	done: 'Klara nyligen'
};

/** "fre 27 nov, v. 48" */
export const dueWithWeek = (day: Day, today: Day): string => `${formatDay(day, today)}, ${formatWeek(weekOf(day))}`;

/** The steps that a row offers as buttons, by where it stands. */
export const STEPS: Partial<Record<ActionState, readonly { to: 'ongoing' | 'done' | 'decided'; words: string }[]>> = {
	decided: [
		{ to: 'ongoing', words: 'Pågår' },
		{ to: 'done', words: 'Klar' }
	],
	ongoing: [{ to: 'done', words: 'Klar' }],
	blocked: [
		{ to: 'ongoing', words: 'Hindret är borta' },
		{ to: 'done', words: 'Klar' }
	],
	done: [{ to: 'ongoing', words: 'Inte klar' }]
};

interface QuestionWords {
	/** On what opens it. */
	open: string;
	label: string;
	hint?: string;
	send: string;
	field: 'reason' | 'text';
}

export const QUESTION_WORDS: Record<Exclude<Question, 'give-on'>, QuestionWords> = {
	blocked: { open: 'Hinder', label: 'Vad hindrar?', send: 'Meddela hinder', field: 'reason' },
	comment: {
		open: 'Kommentera',
		label: 'Kommentar',
		hint: 'Om läget i arbetet, inte om personer. Skriv @ och en funktions namn för att säga till den.',
		send: 'Spara kommentaren',
		field: 'text'
	},
	'ask-due': { open: 'Begär ny tid', label: 'Varför behövs mer tid?', send: 'Skicka begäran', field: 'reason' },
	'hand-back': {
		open: 'Lämna tillbaka',
		label: 'Varför kan ni inte göra åtgärden?',
		hint: 'Ansvarig och samordnare ser skälet och frågar någon annan.',
		send: 'Lämna tillbaka',
		field: 'reason'
	},
	'refuse-due': { open: 'Säg nej', label: 'Varför går det inte?', send: 'Säg nej till ny tid', field: 'reason' }
};

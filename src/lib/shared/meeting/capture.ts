import type { CategoryId, FunktionId } from '../ids.ts';
import type { Organisation } from '../organisation.ts';
import type { DueContext } from '../week/due-date.ts';
import type { Day } from '../week/iso-week.ts';
import { dateTokens } from './capture-dates.ts';
import { categoryToken, funktionToken } from './capture-names.ts';
import { settle, textWithout, TO_TEXT, wordsOf, type Answer, type Meaning, type Token } from './capture-token.ts';

/**
 * The capture line (product.md §2): what is said in the meeting, in one line. What a token means is shown as a chip;
 * what can mean several things is asked, and nothing is guessed silently. Text that is no token is kept exactly.
 */
export const CAPTURE_KINDS = ['action', 'decision', 'entry', 'note', 'parked'] as const;
export type CaptureKind = (typeof CAPTURE_KINDS)[number];

/** First word of a line, or the single key that opens the line. */
export const KIND_LETTERS: Record<CaptureKind, string> = {
	action: 'a',
	decision: 'b',
	entry: 'l',
	note: 'n',
	parked: 'p'
};

export const KIND_WORDS: Record<CaptureKind, string> = {
	action: 'Åtgärd',
	decision: 'Beslut',
	entry: 'Läge',
	note: 'Notering',
	parked: 'Parkerat'
};

export const kindOfLetter = (letter: string): CaptureKind | null =>
	CAPTURE_KINDS.find((kind) => KIND_LETTERS[kind] === letter.toLowerCase()) ?? null;

export interface CaptureContext {
	organisation: Pick<Organisation, 'funktioner' | 'parties' | 'categories'>;
	dates: DueContext;
	/** Set by a key; a letter first in the line says another. */
	kind: CaptureKind | null;
	/** What the writer has chosen for tokens that can mean several things, by the token's key. */
	answers?: ReadonlyMap<string, Answer>;
}

export interface Capture {
	/** Null: it must be said which. */
	kind: CaptureKind | null;
	/** Without the tokens that mean something. */
	text: string;
	tokens: readonly Token[];
	/** The first function named is ansvarig, and all of them are utförare. */
	funktioner: readonly FunktionId[];
	due: Day | null;
	category: CategoryId | null;
	priority: boolean;
	/** Something must be chosen first. */
	asks: boolean;
}

/** What each kind has tokens for; a beslut and a notering are words only. */
const READ_IN: Record<CaptureKind, readonly Meaning['is'][]> = {
	action: ['funktion', 'due', 'category', 'priority'],
	decision: [],
	entry: ['funktion', 'category', 'priority'],
	note: [],
	parked: []
};

const NO_ANSWERS: ReadonlyMap<string, Answer> = new Map();

export function readCapture(line: string, context: CaptureContext): Capture {
	const letter = /^\s*([ablnp])(?=\s|$)/iu.exec(line);
	const kind = letter ? kindOfLetter(letter[1]!) : context.kind;
	const start = letter?.[0].length ?? 0;
	const tokens = kind === null ? [] : readTokens(line, start, READ_IN[kind], context);
	const meant = tokens.flatMap(({ meaning }) => meaning ?? []);
	return {
		kind,
		text: textWithout(line, start, tokens),
		tokens,
		funktioner: [...new Set(meant.flatMap((one) => (one.is === 'funktion' ? [one.funktion] : [])))],
		due: meant.find((one) => one.is === 'due')?.day ?? null,
		category: meant.find((one) => one.is === 'category')?.category ?? null,
		priority: meant.some((one) => one.is === 'priority'),
		asks: kind === null || tokens.some(({ state }) => state === 'ambiguous')
	};
}

function readTokens(line: string, start: number, kinds: readonly Meaning['is'][], context: CaptureContext): Token[] {
	const words = wordsOf(line, start);
	const signed = words.flatMap(
		(word) => funktionToken(word, context) ?? categoryToken(word, context) ?? priorityToken(word) ?? []
	);
	const found = [...signed, ...dateTokens(line, words, signed, context.dates)];
	const read = found.filter(({ what }) => kinds.includes(what)).sort((a, b) => a.start - b.start);
	return settle(read, words, context.answers ?? NO_ANSWERS);
}

/** A lone exclamation mark. */
function priorityToken({ text, start, end }: ReturnType<typeof wordsOf>[number]): Token | null {
	if (text !== '!') return null;
	const meaning: Meaning = { is: 'priority', text: 'Prioritera' };
	return {
		...{ key: '', start, end, said: text, what: 'priority', why: null },
		choices: [meaning],
		meaning,
		state: 'sure'
	};
}

/** Several pasted lines are several items. */
export const captureLines = (pasted: string): string[] =>
	pasted.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== '');

export { TO_TEXT, type Answer, type Meaning, type Token };

import type { CategoryId, FunktionId } from '../ids.ts';
import type { Day } from '../week/iso-week.ts';

/** What a token may mean; `text` says it on its chip. */
export type Meaning = { text: string } & (
	| { is: 'funktion'; funktion: FunktionId }
	| { is: 'category'; category: CategoryId }
	| { is: 'due'; day: Day }
	| { is: 'priority' }
);

/** The writer's answer: which of the choices, or that it is no token. */
export type Answer = number | 'text';
export const TO_TEXT = 'text';

export interface Token {
	/** The same while the line is written on: what it says, and which of those that say it. */
	key: string;
	start: number;
	end: number;
	/** As written. */
	said: string;
	what: Meaning['is'];
	choices: readonly Meaning[];
	/** Null while it is text. */
	meaning: Meaning | null;
	/**
	 * `doubtful` took something for granted and says what; `ambiguous` must be answered; `unknown` means nothing here and
	 * stays in the text, as what was answered to be text does.
	 */
	state: 'sure' | 'doubtful' | 'ambiguous' | 'unknown' | 'text';
	/** What is doubtful, or asked. */
	why: string | null;
}

export interface Word {
	text: string;
	start: number;
	end: number;
}

/** What stands between white space, from a place in the line. */
export function wordsOf(line: string, from: number): Word[] {
	return [...line.slice(from).matchAll(/\S+/gu)].map(({ 0: text, index }) => ({
		...{ text, start: from + index },
		end: from + index + text.length
	}));
}

const ONLY_ONE: readonly Meaning['is'][] = ['due', 'category'];
const SEVERAL = { due: 'Flera datum: vilket gäller?', category: 'Flera kategorier: vilken gäller?' } as const;
const IN_THE_MIDDLE = 'Klart senast, eller en del av texten?';

/** Gives tokens their keys, asks what has to be asked, and does as was answered. */
export function settle(
	tokens: readonly Token[],
	words: readonly Word[],
	answers: ReadonlyMap<string, Answer>
): Token[] {
	const keyed = withKeys(tokens);
	const asked = keyed.map((token) => askMiddle(token, keyed, words));
	const answered = asked.map((token) => answer(token, answers.get(token.key)));
	return ONLY_ONE.reduce((settled, what) => chooseOne(settled, what, answers), answered);
}

function withKeys(tokens: readonly Token[]): Token[] {
	const seen = new Map<string, number>();
	return tokens.map((token) => {
		const said = `${token.what}:${token.said.toLowerCase()}`;
		const count = seen.get(said) ?? 0;
		seen.set(said, count + 1);
		return { ...token, key: `${said}:${count}` };
	});
}

const overlaps = (word: Word, { start, end }: Pick<Token, 'start' | 'end'>): boolean =>
	word.start < end && start < word.end;

/** A day first or last in the line is when it is to be done; within the text it may be what the text is about. */
function askMiddle(token: Token, tokens: readonly Token[], words: readonly Word[]): Token {
	if (token.what !== 'due') return token;
	const plain = words.filter((word) => !tokens.some((one) => one.state !== 'unknown' && overlaps(word, one)));
	const isWithin = plain.some(({ end }) => end <= token.start) && plain.some(({ start }) => start >= token.end);
	return isWithin ? { ...token, meaning: null, state: 'ambiguous', why: IN_THE_MIDDLE } : token;
}

function answer(token: Token, said: Answer | undefined): Token {
	if (said === undefined) return token;
	if (said === TO_TEXT) return { ...token, meaning: null, state: 'text', why: null };
	const chosen = token.choices[said];
	return chosen ? { ...token, meaning: chosen, state: 'sure', why: null } : token;
}

/** Of days and categories there is one. When several say the same they agree; otherwise the writer chooses. */
function chooseOne(tokens: readonly Token[], what: Meaning['is'], answers: ReadonlyMap<string, Answer>): Token[] {
	const rivals = tokens.filter((token) => token.what === what && token.meaning !== null);
	const meanings = new Set(rivals.map(({ meaning }) => meaning?.text));
	const chosen = rivals.find(({ key }) => typeof answers.get(key) === 'number');
	if (meanings.size < 2 && !chosen) return [...tokens];
	return tokens.map((token) => {
		if (token.what !== what || token === chosen || (token.meaning === null && token.state !== 'ambiguous'))
			return token;
		if (chosen)
			return token.meaning?.text === chosen.meaning?.text
				? token
				: { ...token, meaning: null, state: 'text', why: null };
		return { ...token, meaning: null, state: 'ambiguous', why: SEVERAL[what as keyof typeof SEVERAL] };
	});
}

/** The line without its tokens and the white space before each; all else as it was written. */
export function textWithout(line: string, from: number, tokens: readonly Token[]): string {
	const cut = tokens.filter(({ meaning }) => meaning !== null);
	let text = '';
	let at = from;
	for (const { start, end } of cut) {
		text += line.slice(at, start).replace(/\s+$/u, '');
		at = end;
	}
	return (text + line.slice(at)).trim();
}

import { readDueDate, type DueContext, type DueReading } from '../week/due-date.ts';
import { formatDay, formatWeek } from '../week/format.ts';
import { weekOf, type Day } from '../week/iso-week.ts';
import type { Token, Word } from './capture-token.ts';

/** "om två veckor", "27 nov 2026", "tis vecka 50" */
const MOST_WORDS = 4;

const DOUBTS: Record<NonNullable<DueReading['unsure']>, string> = {
	'next-year': 'Nästa år, stämmer det?',
	past: 'Har redan varit, stämmer det?',
	'meeting-week': 'Mötet är varannan vecka, stämmer det?'
};

/** "fre 27 nov, v. 48" */
export const dueText = (day: Day, today: Day): string => `${formatDay(day, today)}, ${formatWeek(weekOf(day))}`;

/** Days in the words people use, the longest reading at each place. */
export function dateTokens(
	line: string,
	words: readonly Word[],
	others: readonly Token[],
	context: DueContext
): Token[] {
	const found: Token[] = [];
	for (let index = 0; index < words.length; index++) {
		const token = dateAt(line, words, index, context);
		const isTaken = token && others.some(({ start, end }) => start < token.end && token.start < end);
		if (!token || isTaken) continue;
		found.push(token);
		while (words[index + 1] && words[index + 1]!.start < token.end) index++;
	}
	return found;
}

function dateAt(line: string, words: readonly Word[], index: number, context: DueContext): Token | null {
	for (let count = Math.min(MOST_WORDS, words.length - index); count > 0; count--) {
		const { start } = words[index]!;
		const said = line.slice(start, words[index + count - 1]!.end).replace(/[.,;:]+$/u, '');
		const read = readDueDate(said, context);
		if (read) return dateToken(said, start, read, context.today);
	}
	return null;
}

function dateToken(said: string, start: number, { day, unsure }: DueReading, today: Day): Token {
	const meaning = { is: 'due', day, text: dueText(day, today) } as const;
	return {
		...{ key: '', start, end: start + said.length, said, what: 'due', choices: [meaning], meaning },
		...(unsure === null ? { state: 'sure', why: null } : { state: 'doubtful', why: DOUBTS[unsure] })
	};
}

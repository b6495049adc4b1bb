import type { PersonId } from '../ids.ts';
import type { Day } from '../week/iso-week.ts';
import { VIA_WORDS } from './change-words.ts';
import type { Change } from './change.ts';
import { formatMoment } from './moment.ts';
import { sittingsOf } from './sittings.ts';
import { authoredDiff, wordDiff, type TextPart } from './word-diff.ts';

/** Who wrote something, when and where. */
export interface Author {
	name: string;
	/** "tor 8 okt 10.42 · i mötet" */
	when: string;
}

export type PersonName = (person: PersonId) => string;

export interface AuthorWords {
	nameOf: PersonName;
	today: Day;
}

export const authorOf = (change: Pick<Change, 'person' | 'at' | 'via'>, { nameOf, today }: AuthorWords): Author => ({
	name: change.person === null ? 'Lägestavlan' : nameOf(change.person),
	when: `${formatMoment(change.at, today)} · ${VIA_WORDS[change.via].toLowerCase()}`
});

/** A text at two moments with all who wrote in it between them, in the order they did. */
export interface AuthoredText {
	parts: TextPart[];
	authors: Author[];
}

/**
 * `changes` are those of the text's field between the moments, newest first. Where they do not lead from the one text to
 * the other (some of it is hidden, or too old), what differs is told without saying which of the authors wrote what.
 */
export function authoredText(
	before: string,
	after: string,
	changes: readonly Change[],
	words: AuthorWords
): AuthoredText {
	const sittings = sittingsOf(changes).reverse();
	const authors = sittings.map(({ last }) => authorOf(last, words));
	const versions = [before, ...sittings.map((sitting) => sitting.after)];
	const leads = versions.every((text) => typeof text === 'string') && versions.at(-1) === after;
	if (!leads || sittings[0]?.before !== before) return { parts: wordDiff(before, after), authors };
	return { parts: authoredDiff(versions), authors };
}

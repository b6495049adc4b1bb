/** Most words of one question, and the longest of them: more narrows nothing and costs time. */
const MOST_TERMS = 8;
const LONGEST_TERM = 40;

/** In Unicode's composed form, as everything in the index is: an å typed on a Mac may be two characters. */
export const composed = (text: string): string => text.normalize('NFC');

/** The words of a text: letters and digits alone, in lower case. Å, ä and ö stay what they are. */
export const wordsIn = (text: string): string[] =>
	composed(text)
		.toLowerCase()
		.match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of a question, each once. */
export const searchTerms = (text: string): string[] =>
	[...new Set(wordsIn(text).map((word) => word.slice(0, LONGEST_TERM)))].slice(0, MOST_TERMS);

/** "Å-17", "å17", "§ 3" as the label they mean; null for other questions. "17" alone may mean an åtgärd. */
export function labelAsked(text: string): string | null {
	const [, mark, number] = /^\s*(å|§)?\s*-?\s*(\d{1,6})\s*$/iu.exec(composed(text)) ?? [];
	if (!number) return null;
	return mark === '§' ? `§\u00a0${Number(number)}` : `Å-${Number(number)}`;
}

/** "7", "1 200" */
export const formatCount = (count: number): string => (count < 1_000 ? String(count) : count.toLocaleString('sv-SE'));

/** "1 ny lägesrad", "7 nya lägesrader" */
export const counted = (count: number, one: string, many: string): string =>
	`${formatCount(count)} ${count === 1 ? one : many}`;

/** "A", "A och B", "A, B och C" */
export const listed = (words: readonly string[]): string =>
	words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} och ${words.at(-1)}`;

/** "1 skyddad punkt" */
export const hiddenWords = (count: number): string => counted(count, 'skyddad punkt', 'skyddade punkter');

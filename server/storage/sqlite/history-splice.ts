/**
 * The text before, told by the one after it: where they begin to differ, what stood there, and how long what stands there
 * now is. Of a text that grows letter by letter this is a few bytes a letter.
 */
export type Splice = readonly [start: number, words: string, length: number];

export function spliceOf(before: string, after: string): Splice {
	const most = Math.min(before.length, after.length);
	let start = 0;
	while (start < most && before[start] === after[start]) start++;
	let end = 0;
	while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	return [start, before.slice(start, before.length - end), after.length - end - start];
}

export const textBefore = (after: string, [start, words, length]: Splice): string =>
	after.slice(0, start) + words + after.slice(start + length);

import { diffArrays } from 'diff';

/** A run of a text at two moments: still there, written or taken away. */
export interface TextPart {
	is: 'same' | 'added' | 'removed';
	text: string;
	/** Which version wrote or took it away, counted from 1; 0 where nobody is known. */
	by: number;
}

/**
 * A word with what is written together with it is one: Swedish makes compounds ("skolgårdsvärd", "EST-mötet", "Å-17"),
 * and half a word in another colour is read by nobody. Spaces and signs stand for themselves.
 */
const TOKENS = /[\p{L}\p{N}\p{M}]+(?:[-–:'’./][\p{L}\p{N}\p{M}]+)*|\s+|[^\s\p{L}\p{N}\p{M}]/gu;

export const tokensOf = (text: string): string[] => text.match(TOKENS) ?? [];

/** What became of a text, word by word. */
export const wordDiff = (before: string, after: string): TextPart[] => authoredDiff([before, after]);

/**
 * What became of a text through its versions, oldest first, and which of them wrote or took away each word. A word that
 * came and went between the first and the last is in neither, and is not told.
 */
export function authoredDiff(versions: readonly string[]): TextPart[] {
	let told = tokensOf(versions[0] ?? '').map((text): Told => ({ text, by: 0, first: true, gone: 0 }));
	versions.slice(1).forEach((text, at) => (told = retold(told, tokensOf(text), at + 1)));
	return joined(regions(told.map(partOf).filter((part) => part !== null)).flatMap(inOrder));
}

/** A word of any version: which wrote it, whether it was there at first, and which took it away. */
interface Told {
	text: string;
	by: number;
	first: boolean;
	gone: number;
}

/** The words told so far, and those that a version writes among them. */
function retold(told: readonly Told[], tokens: readonly string[], version: number): Told[] {
	const standing = told.filter(({ gone }) => gone === 0);
	const edits = diffArrays(
		standing.map(({ text }) => text),
		[...tokens]
	);
	const next: Told[] = [];
	let at = 0;
	/** What is gone already stays where it was taken away. */
	const passGone = () => {
		for (let word = told[at]; word && word.gone !== 0; word = told[++at]) next.push(word);
	};
	for (const { value, added, removed } of edits)
		for (const text of value) {
			passGone();
			if (added) next.push({ text, by: version, first: false, gone: 0 });
			else next.push({ ...(told[at++] as Told), ...(removed && { gone: version }) });
		}
	return [...next, ...told.slice(at)];
}

function partOf({ text, by, first, gone }: Told): TextPart | null {
	if (first) return gone === 0 ? { is: 'same', text, by: 0 } : { is: 'removed', text, by: gone };
	return gone === 0 ? { is: 'added', text, by } : null;
}

/** Parts that are read as one change: what is between two changes and is no word is part of both. */
function regions(parts: readonly TextPart[]): TextPart[][] {
	const found: TextPart[][] = [];
	for (const part of parts) {
		const last = found.at(-1);
		if (last && (part.is === 'same') === isSame(last)) last.push(part);
		else found.push([part]);
	}
	for (let at = 1; at < found.length - 1; at++) {
		const [before, between, after] = found.slice(at - 1, at + 2) as [TextPart[], TextPart[], TextPart[]];
		if (!isSame(between) || !between.every(({ text }) => text.trim() === '')) continue;
		found.splice(at - 1, 3, [...before, ...between, ...after]);
		at--;
	}
	return found;
}

const isSame = (region: readonly TextPart[]): boolean => region.every(({ is }) => is === 'same');

/** What was taken away before what was written; what was taken away and written again is as it was. */
function inOrder(region: readonly TextPart[]): readonly TextPart[] {
	if (isSame(region)) return region;
	const [removed, added] = [sideOf(region, 'removed'), sideOf(region, 'added')];
	const text = textOf(region, 'added');
	if (text === textOf(region, 'removed')) return [{ is: 'same', text, by: 0 }];
	return [...removed, ...added];
}

const sideOf = (region: readonly TextPart[], side: 'removed' | 'added'): TextPart[] =>
	region.flatMap((part, at) => {
		if (part.is === side) return [part];
		return part.is === 'same' ? [{ ...part, is: side, by: nearest(region, at, side) }] : [];
	});

/** The space between goes with the change before it, or the one after. */
const nearest = (region: readonly TextPart[], at: number, side: TextPart['is']): number =>
	(region.slice(0, at).findLast(({ is }) => is === side) ?? region.slice(at).find(({ is }) => is === side))?.by ?? 0;

function joined(parts: readonly TextPart[]): TextPart[] {
	const runs: TextPart[] = [];
	for (const part of parts) {
		const last = runs.at(-1);
		if (last && last.is === part.is && last.by === part.by) last.text += part.text;
		else runs.push({ ...part });
	}
	return runs;
}

/** The text before, put together again. */
export const beforeOf = (parts: readonly TextPart[]): string => textOf(parts, 'added');
/** The text after. */
export const afterOf = (parts: readonly TextPart[]): string => textOf(parts, 'removed');
const textOf = (parts: readonly TextPart[], without: TextPart['is']): string =>
	parts.flatMap(({ is, text }) => (is === without ? [] : [text])).join('');

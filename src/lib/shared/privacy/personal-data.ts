import { findContacts } from './contacts.ts';
import { inOriginal, isBlocked, withoutOverlaps, type Finding, type FindingKind } from './findings.ts';
import { fold } from './fold.ts';
import { findNames } from './names.ts';
import { findPersonalNumbers } from './personal-numbers.ts';
import type { Span } from './span.ts';
import { findTelling } from './telling.ts';

export interface ScanOptions {
	/** Words and phrases that are no personal data here: the samverkan's places and areas and its own list. */
	allow?: Iterable<string>;
	/** ISO date; tells a time of these days from a number. Without it what could be both counts as a number. */
	today?: string;
}

/**
 * Fritextskydd: what in a text looks like personal data, in order, without overlaps; what is blocked goes before what
 * is warned of. The same in the browser and on the server, with no clock of its own, in time linear in the text.
 */
export function scan(text: string, { allow = [], today }: ScanOptions = {}): Finding[] {
	const folded = fold(text);
	const numbers = findPersonalNumbers(folded.text, today);
	const rest = [...findContacts(folded.text), ...findNames(folded.text), ...findTelling(folded.text)];
	const spans = withoutOverlaps([...numbers, ...rest]);
	return allowed(spans, folded.text, allow).map((span) => inOriginal(span, folded));
}

/** A warning inside an allowed phrase is none; a number stays blocked whatever is allowed. */
function allowed(spans: Span<FindingKind>[], text: string, allow: Iterable<string>): Span<FindingKind>[] {
	if (spans.every(({ kind }) => isBlocked(kind))) return spans;
	const lower = text.toLowerCase();
	const phrases = [...allow].map((phrase) => fold(phrase).text.trim().toLowerCase()).filter(Boolean);
	return spans.filter((span) => isBlocked(span.kind) || !phrases.some((phrase) => covers(phrase, lower, span)));
}

function covers(phrase: string, lower: string, { start, end }: Span): boolean {
	if (phrase.length < end - start - 1) return false; // one more letter is the genitive's
	const from = Math.max(0, end - phrase.length - 1);
	const around = lower.slice(from, start + phrase.length);
	const owner = lower[end - 1] === 's';
	for (let at = around.indexOf(phrase); at !== -1; at = around.indexOf(phrase, at + 1)) {
		const last = from + at + phrase.length;
		if (last >= end || (owner && last === end - 1)) return true;
	}
	return false;
}

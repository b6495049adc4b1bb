import { findContacts } from './contacts.ts';
import { fold, type Folded } from './fold.ts';
import { findNames } from './names.ts';
import { findPersonalNumbers, isBecomingNumber } from './personal-numbers.ts';
import type { Span } from './span.ts';
import { findTelling } from './telling.ts';

/** Never stored, never overridden. */
export const BLOCKED_KINDS = ['personal-number', 'coordination-number', 'reserve-number'] as const;
/** Asked about; whoever writes may say why it has to stand there. */
export const WARNED_KINDS = ['likely-number', 'phone', 'email', 'plate', 'flat', 'address', 'name', 'telling'] as const;
export type BlockedKind = (typeof BLOCKED_KINDS)[number];
export type WarnedKind = (typeof WARNED_KINDS)[number];
export type FindingKind = BlockedKind | WarnedKind;

/** What looks like a personal datum: where it stands in the text that was given, in UTF-16 code units. */
export interface Finding {
	kind: FindingKind;
	start: number;
	end: number;
	level: 'block' | 'warn';
}

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

/** Does the text hold a number that is never stored? */
export const hasBlockedNumber = (text: string, today?: string): boolean =>
	text.length >= 8 && findPersonalNumbers(fold(text).text, today).some(({ kind }) => isBlocked(kind));

/** What stands before the caret may be on its way to become such a number: it is not sent before that is known. */
export const isUnfinishedNumber = (before: string): boolean => isBecomingNumber(fold(before.slice(-40)).text);

/** The text with the signs of such numbers covered, for what has to be kept or logged all the same. */
export function maskNumbers(text: string): string {
	if (text.length < 8 || !/\p{N}/u.test(text)) return text;
	const blocked = scanNumbers(text);
	return blocked.reduceRight((masked, { start, end }) => masked.slice(0, start) + COVER + masked.slice(end), text);
}

const COVER = '••••••••';

function scanNumbers(text: string): { start: number; end: number }[] {
	const folded = fold(text);
	const found = findPersonalNumbers(folded.text).filter(({ kind }) => isBlocked(kind));
	return withoutOverlaps(found).map((span) => inOriginal(span, folded));
}

/** Does any text inside the value hold a number that is never stored? Names of keys count as texts. */
export function holdsBlockedNumber(value: unknown, today?: string): boolean {
	if (typeof value === 'string') return hasBlockedNumber(value, today);
	if (typeof value === 'number') return Number.isInteger(value) && hasBlockedNumber(String(value), today);
	if (Array.isArray(value)) return value.some((each) => holdsBlockedNumber(each, today));
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some((pair) => pair.some((each) => holdsBlockedNumber(each, today)));
}

export const isBlocked = (kind: FindingKind): kind is BlockedKind =>
	(BLOCKED_KINDS as readonly FindingKind[]).includes(kind);

/** Of two that overlap the one that matters more stays: a number, then the longer. */
function withoutOverlaps(spans: Span<FindingKind>[]): Span<FindingKind>[] {
	const byWeight = spans.toSorted((a, b) => weight(a) - weight(b) || b.end - b.start - (a.end - a.start));
	const covered = new Set<number>();
	const kept = byWeight.filter(({ start, end }) => {
		for (let at = start; at < end; at++) if (covered.has(at)) return false;
		for (let at = start; at < end; at++) covered.add(at);
		return true;
	});
	return kept.sort((a, b) => a.start - b.start);
}

const weight = ({ kind }: Span<FindingKind>): number => (isBlocked(kind) ? 0 : kind === 'likely-number' ? 2 : 1);

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

const inOriginal = ({ kind, start, end }: Span<FindingKind>, folded: Folded): Finding => ({
	kind,
	start: folded.start(start),
	end: folded.end(end - 1),
	level: isBlocked(kind) ? 'block' : 'warn'
});

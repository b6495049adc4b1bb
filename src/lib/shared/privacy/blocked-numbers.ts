import { inOriginal, isBlocked, withoutOverlaps } from './findings.ts';
import { fold } from './fold.ts';
import { findPersonalNumbers, isBecomingNumber } from './personal-numbers.ts';

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

/**
 * Order keys: strings between which there is always another one, so that a move writes one record and no neighbours.
 * Digits in base 62; a key never ends in the lowest digit, or nothing would fit before it.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;

const digit = (key: string, index: number): number => (index < key.length ? DIGITS.indexOf(key.charAt(index)) : 0);

/** A key after `before` and before `after`; null is the end of the list on that side. */
export function orderBetween(before: string | null, after: string | null): string {
	if (before !== null && after !== null && before >= after) return orderBetween(before, null);
	let key = '';
	for (let index = 0; ; index++) {
		const low = before === null ? 0 : digit(before, index);
		const high = after === null || key !== after.slice(0, index) ? BASE : digit(after, index);
		if (high - low > 1) return key + DIGITS.charAt(after === null ? low + 1 : (low + high) >> 1);
		key += DIGITS.charAt(low);
	}
}

/** Siblings in their order; equal keys (two people added at the same place) fall back to the id, alike for everybody. */
export function inOrder<R extends { order: string; id: string }>(records: Iterable<R>): R[] {
	return [...records].sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

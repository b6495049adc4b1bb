/**
 * Order keys: strings between which there is always another one, so that a move writes one record and no neighbours.
 * Digits in base 62; a key never ends in the lowest digit, or nothing would fit before it.
 *
 * Keys stay short where people really add: at the end, at the beginning, and again and again at one place. There a key
 * is counted up or down in a block that is one digit wider for every step out (c … z, z08 … zyz, zz008 …), instead of
 * being halved.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
const FIRST = DIGITS.charAt(0);
const LAST = DIGITS.charAt(BASE - 1);
/** How far a key is counted, so that some keys fit in between before it must grow. */
const STRIDE = 8;
/** The first key of an empty list: as much room before it as after. */
const MIDDLE = 'U';

const digit = (key: string, index: number): number => (index < key.length ? DIGITS.indexOf(key.charAt(index)) : 0);

/** A key after `before` and before `after`; null is the end of the list on that side. */
export function orderBetween(before: string | null, after: string | null): string {
	if (before === null) return after === null ? MIDDLE : keyBefore(after);
	if (after === null) return keyAfter(before);
	if (before >= after) return before + MIDDLE; // two who added at the same place: right after them both
	return keyWithin(before, after);
}

function keyWithin(before: string, after: string): string {
	let shared = 0;
	while (shared < after.length && digit(before, shared) === digit(after, shared)) shared++;
	if (shared >= before.length) return before + keyBefore(after.slice(before.length));
	const prefix = after.slice(0, shared);
	const low = digit(before, shared);
	const high = digit(after, shared);
	if (high - low > 1) return prefix + DIGITS.charAt((low + high) >> 1);
	return prefix + DIGITS.charAt(low) + keyAfter(before.slice(shared + 1));
}

function keyAfter(key: string): string {
	if (key === '') return MIDDLE;
	const next = counted(key, LAST, 1);
	return next.endsWith(FIRST) ? `${next}1` : next;
}

function keyBefore(key: string): string {
	const next = counted(key, FIRST, -1);
	return next.endsWith(FIRST) ? next + LAST : next;
}

/** The key's edge digits and the block after them, as wide as they are and one more, counted a stride. */
function counted(key: string, edge: string, direction: 1 | -1): string {
	let run = 0;
	while (key.charAt(run) === edge) run++;
	const digits = Array.from({ length: 2 * run + 1 }, (_, index) => digit(key, index));
	let carry = direction * STRIDE;
	for (let index = digits.length - 1; index >= 0 && carry !== 0; index--) {
		const next = (digits[index] ?? 0) + carry;
		digits[index] = (next + BASE) % BASE;
		carry = Math.floor(next / BASE);
	}
	return carry === 0 ? digits.map((value) => DIGITS.charAt(value)).join('') : edge.repeat(digits.length);
}

/** Siblings in their order; equal keys (two people added at the same place) fall back to the id, alike for everybody. */
export function inOrder<R extends { order: string; id: string }>(records: Iterable<R>): R[] {
	return [...records].sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import type { Span } from './span.ts';

/** Digits that stand together, and what is between them and the next. */
interface Group {
	start: number;
	digits: string;
	/** What is between this group and the next; null where that joins nothing. */
	gap: string | null;
}

type NumberKind = 'personal-number' | 'coordination-number' | 'reserve-number' | 'likely-number';

/** What may stand inside a number that is written as date and four: one or a few signs, never a letter. */
const GAP = /^[ \n\t+\-–—./_,:;*·•|~=()'"’”\\]{1,4}$/;
const LOOSE_GAP = /^[ +-]{1,3}$/;
/** Date and four as people write them; what is cut otherwise counts only when it stands alone. */
const DATE_AND_FOUR = new Set(['10', '12', '6,4', '8,4']);
const SPLIT_DATE = new Set(['2,2,2,4', '4,2,2,4', '4,4,4', '2,4,4']);
const CENTURIES = /^(18[7-9]\d|19\d\d|20\d\d)/;

/**
 * Personnummer and samordningsnummer (folkbokföringslagen 18 §, lagen (2022:1697)): ten or twelve digits, a date that
 * is a date (day + 60 for samordningsnummer) and a check digit. `today` (ISO) is only there to know a time of this or
 * last year, "20261120 1430", from a number; without it such a pair counts as a number.
 */
export function findPersonalNumbers(text: string, today?: string): Span<NumberKind>[] {
	const groups = digitGroups(text);
	const found: Span<NumberKind>[] = [];
	for (let first = 0; first < groups.length;) {
		const last = longestFrom(text, groups, first, found, today);
		first = last + 1;
	}
	return [...found, ...findReserveNumbers(text)];
}

function digitGroups(text: string): Group[] {
	const runs = [...text.matchAll(/\d+/g)];
	return runs.map(({ 0: digits, index }, i) => {
		const between = runs[i + 1] && text.slice(index + digits.length, runs[i + 1]!.index);
		return { start: index, digits, gap: between !== undefined && GAP.test(between) ? between : null };
	});
}

/** Tries what begins with this group; the index of the last group that is used up. */
function longestFrom(text: string, groups: Group[], first: number, found: Span<NumberKind>[], today?: string): number {
	let digits = '';
	let best: { last: number; kind: NumberKind } | null = null;
	for (let last = first; last < groups.length && last < first + 12; last++) {
		digits += groups[last]!.digits;
		if (digits.length > 12) break;
		const kind = digits.length >= 10 ? judge(text, groups, first, last, digits, today) : null;
		if (kind && (!best || kind !== 'likely-number')) best = { last, kind };
		if (groups[last]!.gap === null) break;
	}
	if (!best) return first;
	const end = groups[best.last]!;
	found.push({ kind: best.kind, start: groups[first]!.start, end: end.start + end.digits.length });
	return best.last;
}

function judge(
	text: string,
	groups: Group[],
	first: number,
	last: number,
	digits: string,
	today?: string
): NumberKind | null {
	const kind = digits.length === 11 ? null : dated(digits);
	if (!kind) return null;
	const parts = groups.slice(first, last + 1);
	const shape = parts.map((part) => part.digits.length).join(',');
	const gaps = parts.slice(0, -1).map((part) => part.gap!);
	if (isMoment(digits, shape, gaps, today)) return null;
	const right = hasCheckDigit(digits);
	if (DATE_AND_FOUR.has(shape)) return right ? kind : isUsual(shape, gaps) ? 'likely-number' : null;
	if (!right || !gaps.every((gap) => LOOSE_GAP.test(gap) || (SPLIT_DATE.has(shape) && /^[./]$/.test(gap)))) return null;
	if (SPLIT_DATE.has(shape)) return standsFree(text, groups, first, last) ? kind : null;
	if (isPhoneLike(parts) || isAmount(parts) || !standsAlone(groups, first, last)) return null;
	return /^(2|4),2,2,2,2$/.test(shape) ? 'likely-number' : kind;
}

/** The kind by its date, whatever its check digit. */
function dated(digits: string): NumberKind | null {
	if (digits.length === 12 && !CENTURIES.test(digits)) return null;
	const [, year, month, day] = /^(\d\d|\d{4})(\d\d)(\d\d)\d{4}$/.exec(digits)!.map(Number);
	const years = digits.length === 12 ? [year!] : [1900 + year!, 2000 + year!];
	if (years.some((each) => isDate(each, month!, day!))) return 'personal-number';
	return isCoordinationDate(years, month!, day!) ? 'coordination-number' : null;
}

/** Day + 60; where the date of birth is not known wholly, the month is 00 or the day 60 (Skatteverket's test numbers). */
function isCoordinationDate(years: number[], month: number, day: number): boolean {
	if (month === 0 || day === 60) return month <= 12 && day >= 60 && day <= 91;
	return years.some((each) => isDate(each, month, day - 60));
}

function isDate(year: number, month: number, day: number): boolean {
	if (month < 1 || month > 12 || day < 1) return false;
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** The check digit of the last ten (modulus 10). */
export function hasCheckDigit(digits: string): boolean {
	let sum = 0;
	for (const [i, digit] of [...digits.slice(-10)].entries()) {
		const weighed = Number(digit) * (i % 2 === 0 ? 2 : 1);
		sum += weighed > 9 ? weighed - 9 : weighed;
	}
	return sum % 10 === 0;
}

/** "20261120 1430", "2026-11-20 14.30": a day about now and a time. A child's number with a space is taken for one. */
function isMoment(digits: string, shape: string, gaps: string[], today?: string): boolean {
	if (!/([01]\d|2[0-3])[0-5]\d$/.test(digits)) return false;
	if (/,2,2$/.test(shape) && /^[.:]$/.test(gaps.at(-1)!)) return true;
	if (today === undefined || !/,4$/.test(shape) || !/^[ \n,]+$/.test(gaps.at(-1)!)) return false;
	const thisYear = Number(today.slice(0, 4));
	const year = digits.length === 12 ? Number(digits.slice(0, 4)) : 2000 + Number(digits.slice(0, 2));
	return Math.abs(year - thisYear) <= 1;
}

/** Without a right check digit only what looks like nothing else is worth a warning. */
const isUsual = (shape: string, gaps: string[]): boolean =>
	gaps.length === 0 ? shape === '12' : /^ ?[-+] ?$/.test(gaps[0]!);

/** No further digits are tied to it, as to a range of days. */
function standsFree(text: string, groups: Group[], first: number, last: number): boolean {
	const before = groups[first - 1]?.gap;
	const after = groups[last]!.gap;
	const tied = (gap: string | null | undefined) => gap !== null && gap !== undefined && /^[-./:]$/.test(gap);
	return !tied(before) && !tied(after) && text[groups[first]!.start - 1] !== '/';
}

const standsAlone = (groups: Group[], first: number, last: number): boolean =>
	(groups[first - 1]?.gap ?? null) === null && groups[last]!.gap === null;

const isPhoneLike = (parts: Group[]): boolean => {
	const area = parts[0]!.digits;
	return area[0] === '0' && area.length >= 2 && area.length <= 4;
};
const isAmount = (parts: Group[]): boolean =>
	parts[0]!.digits.length <= 3 && parts.slice(1).every((part) => part.digits.length === 3 && part.digits !== '');

/**
 * Reservnummer of care, police and Transportstyrelsen: a date and four signs of which the first is a letter
 * (19850101-A12B, 850101-TF12). There is no check digit.
 */
function findReserveNumbers(text: string): Span<NumberKind>[] {
	const found: Span<NumberKind>[] = [];
	for (const match of text.matchAll(/(?<!\d)(\d{8}|\d{6})( ?[-+] ?|)([A-Za-z][0-9A-Za-z]{3})(?![\p{L}\d])/gu)) {
		const [all, date, gap, tail] = match as unknown as [string, string, string, string];
		if ((tail.match(/\d/g) ?? []).length < 2 || (gap === '' && tail !== tail.toUpperCase())) continue;
		if (dated(`${date}0000`)) found.push({ kind: 'reserve-number', start: match.index, end: match.index + all.length });
	}
	return found;
}

/**
 * Digits at the caret that may be on their way to become a number: a date and one to three of the four. Somebody who
 * types it has not finished, and nine of ten digits tell the tenth.
 */
export function isBecomingNumber(before: string): boolean {
	const match = /(?<!\d)(\d{8}|\d{6}) ?[-+]? ?\d{1,3}$/.exec(before);
	return match !== null && dated(`${match[1]!}0000`) !== null;
}

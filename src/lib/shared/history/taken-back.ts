import type { Entry } from '../board/entry.ts';

/** In place of the words of a row that its party shared and took back, for everybody else. */
export const TAKEN_BACK = 'Raden drogs tillbaka av den som delade den.';

/** What a row that was taken back does not tell others: as `takeBack` leaves it. */
const NOT_TOLD: ReadonlySet<string> = new Set<keyof Entry>([
	...(['text', 'category', 'where', 'when', 'count'] as const),
	...(['basis', 'reliability', 'severity', 'assessment'] as const)
]);

/** One field of such a row, as others see it. */
export function fieldTakenBack(field: string, value: unknown): unknown {
	if (!NOT_TOLD.has(field)) return value;
	if (field === 'text') return value === '' || value === null ? value : TAKEN_BACK;
	return null;
}

/** The whole row, as others see it: that it was there, whose it was and when. */
export const rowTakenBack = <R extends Readonly<Record<string, unknown>>>(row: R): R =>
	Object.fromEntries(Object.entries(row).map(([field, value]) => [field, fieldTakenBack(field, value)])) as R;

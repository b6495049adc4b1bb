import { addWeeks, localDay, weekOf, weekPath } from '../../../src/lib/shared/week/iso-week.ts';

/** The address of a week, so many from this one. */
export const weekAddress = (fromNow: number): string =>
	`/v/${weekPath(addWeeks(weekOf(localDay(Date.now())), fromNow))}`;

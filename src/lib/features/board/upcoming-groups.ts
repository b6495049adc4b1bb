import type { Upcoming } from '../../shared/board/upcoming.ts';
import { sundayOf, type Week } from '../../shared/week/iso-week.ts';

/** What lies in this week or before it ends, and what the group prepares for further on. Undated ones come last. */
export function upcomingGroups(upcoming: readonly Upcoming[], week: Week): { heading: string; list: Upcoming[] }[] {
	const end = sundayOf(week);
	const isNear = ({ dates }: Upcoming): boolean => dates !== null && dates.from <= end;
	return [
		{ heading: 'Den här veckan', list: upcoming.filter(isNear) },
		{ heading: 'Längre fram', list: upcoming.filter((one) => !isNear(one)) }
	].filter(({ list }) => list.length > 0);
}

import type { Slot } from '../../shared/board/slot.ts';
import { addDays, mondayOf, type Day, type Week } from '../../shared/week/iso-week.ts';

export const daysOf = (week: Week): Day[] => Array.from({ length: 7 }, (_, index) => addDays(mondayOf(week), index));

/** The week's seven days with their pass, and after them those that lie on no day of it. */
export function slotsByDay(slots: readonly Slot[], week: Week): { day: Day | null; slots: Slot[] }[] {
	const days = daysOf(week);
	const groups = days.map((day) => ({ day: day as Day | null, slots: slots.filter((slot) => slot.day === day) }));
	const others = slots.filter(({ day }) => day === null || !days.includes(day));
	return others.length > 0 ? [...groups, { day: null, slots: others }] : groups;
}

import type { When } from '../board/entry.ts';
import { formatTime } from '../week/format.ts';
import { addDays, localDay, weekdayOf, type Day } from '../week/iso-week.ts';

/** How a reporter says when it was. All but `exact` are about the moment in which they are said. */
export const TIME_CHOICES = ['now', 'tonight', 'last-evening', 'weekend', 'exact'] as const;
export type TimeChoice = (typeof TIME_CHOICES)[number];

export const TIME_CHOICE_WORDS: Record<TimeChoice, string> = {
	now: 'Nyss',
	tonight: 'I natt',
	'last-evening': 'I går kväll',
	weekend: 'I helgen',
	exact: 'Annan tid'
};

/** Hour of the Swedish day from which "i natt" is the night that begins, and no longer the one that was. */
const NIGHT_AHEAD_FROM = 18;
const SATURDAY = 6;

/**
 * What "i natt" means when it is said at a moment (milliseconds). It is worked out where and when it is said: a report that
 * waits on a device for a day is still about the night that its writer meant.
 */
export function whenSaid(choice: Exclude<TimeChoice, 'exact'>, at: number, recurring = false): NonNullable<When> {
	const today = localDay(at);
	const said = (from: Day, rest: Partial<NonNullable<When>> = {}): NonNullable<When> => ({
		...{ from, to: null, block: null, time: null, recurring },
		...rest
	});
	switch (choice) {
		case 'now':
			return said(today, { time: formatTime(at).replace('.', ':') });
		case 'tonight':
			return isEvening(at) ? said(today, { block: 'night' }) : said(addDays(today, -1), { to: today, block: 'night' });
		case 'last-evening':
			return said(addDays(today, -1), { block: 'evening' });
		case 'weekend':
			return weekend(today, said);
	}
}

const isEvening = (at: number): boolean => Number(formatTime(at).slice(0, 2)) >= NIGHT_AHEAD_FROM;

/** The one that is, as far as it has come, or the one that was. */
function weekend(today: Day, said: (from: Day, rest?: { to: Day }) => NonNullable<When>): NonNullable<When> {
	const since = (weekdayOf(today) - SATURDAY + 7) % 7;
	const saturday = addDays(today, -since);
	return since === 0 ? said(saturday) : said(saturday, { to: addDays(saturday, 1) });
}

import { readDueDate, type DueContext } from '../../shared/week/due-date.ts';
import { formatDay } from '../../shared/week/format.ts';
import { addDays, type Day } from '../../shared/week/iso-week.ts';

const AGO: Record<string, number> = { idag: 0, 'i dag': 0, igår: 1, 'i går': 1, 'i förrgår': 2, iförrgår: 2 };
const BARE_WEEKDAY = /^(m[åa]n|tis|ons|tors?|fre|l[öo]r|s[öo]n)(s?dag)?(en|s)?$/;

/** When something was seen. The words of due dates look ahead; a bare weekday here is the latest one that has been. */
export function readObservedDay(
	words: string,
	context: DueContext
): { value: Day; text: string; doubtful?: string } | null {
	const said = words.trim().toLocaleLowerCase('sv');
	const ago = AGO[said];
	if (ago !== undefined) return shown(addDays(context.today, -ago), context.today);
	const isWeekday = BARE_WEEKDAY.test(said);
	const read = readDueDate(isWeekday ? said.replace(/(en|s)$/, '') : said, context);
	if (!read) return null;
	return shown(isWeekday ? addDays(read.day, -7) : read.day, context.today);
}

const shown = (value: Day, today: Day) => ({
	value,
	text: formatDay(value, today),
	...(value > today && { doubtful: 'en dag som inte har varit' })
});

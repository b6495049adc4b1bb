import { formatTime } from '../week/format.ts';
import { addDays, localDay } from '../week/iso-week.ts';
import { momentOf } from '../week/local-time.ts';
import { isWorkingDay } from '../week/working-days.ts';
import type { QuietHours } from './notice-settings.ts';

const MINUTE = 60_000;

/** The first moment from then on that is not quiet, in milliseconds: the moment itself, or when its quiet hours end. */
export function afterQuiet(at: number, quiet: QuietHours): number {
	let moment = at;
	for (let end = endOfQuiet(moment, quiet); end !== null; end = endOfQuiet(moment, quiet))
		// In the hour that clocks run through twice the end may lie in the first of them.
		moment = Math.max(end, moment + MINUTE);
	return moment;
}

/** When the quiet that reigns then ends: one night, or one day off. Null where it is not quiet. */
function endOfQuiet(at: number, { isOn, from, to, daysOff }: QuietHours): number | null {
	if (!isOn) return null;
	const day = localDay(at);
	if (daysOff && !isWorkingDay(day)) return momentOf(addDays(day, 1));
	const clock = formatTime(at).replace('.', ':');
	const isNight = from > to;
	if (isNight && clock >= from) return momentOf(addDays(day, 1), to);
	const isQuiet = clock < to && (isNight || clock >= from);
	return isQuiet ? momentOf(day, to) : null;
}

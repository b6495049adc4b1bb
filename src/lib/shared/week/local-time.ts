import { addDays, sundayOf, type Day, type Week } from './iso-week.ts';

/** The one time zone of the product: weeks, days and clock times are Swedish wherever the server stands. */
export const TIME_ZONE = 'Europe/Stockholm';

/** Made once: making one takes fifty times as long as asking it. */
const SWEDISH_OFFSET = new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' });

/** Milliseconds that Swedish clocks are ahead of UTC at that moment: one hour, or two in summer. */
function offsetAt(ms: number): number {
	const parts = SWEDISH_OFFSET.formatToParts(ms);
	const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
	const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? ['', '+', '0', '0'];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The moment a calendar day and clock time is in Sweden, in milliseconds. In the hour that the clocks skip, the later one. */
export function momentOf(day: Day, clock = '00:00'): number {
	const asIfUtc = Date.parse(`${day}T${clock}:00Z`);
	return asIfUtc - offsetAt(asIfUtc - offsetAt(asIfUtc));
}

/** The moment a week is over, in milliseconds: the midnight after its Sunday. */
export const endOfWeek = (week: Week): number => momentOf(addDays(sundayOf(week), 1));

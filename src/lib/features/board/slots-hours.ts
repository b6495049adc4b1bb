import type { Slot } from '../../shared/board/slot.ts';

export type Hours = NonNullable<Slot['hours']>;

const CLOCK = '(\\d{1,2})(?:[.:](\\d{2}))?';
const HOURS = new RegExp(`^(?:kl\\.?\\s*)?${CLOCK}\\s*(?:[-–—]|till)\\s*${CLOCK}$`, 'u');

function clockOf(hour = '', minute = '00'): string | null {
	const is24 = hour === '24' && minute === '00'; // people write 18–24; the clock says 00
	if (Number(hour) > 23 && !is24) return null;
	return Number(minute) > 59 ? null : `${is24 ? '00' : hour.padStart(2, '0')}:${minute}`;
}

/** "20–02", "15.30-17", "kl 8 till 12": hours as people write them. An end before the start is past midnight. */
export function readHours(text: string): Hours | null {
	const [, fromHour, fromMinute, toHour, toMinute] = HOURS.exec(text.trim().toLowerCase()) ?? [];
	const from = clockOf(fromHour, fromMinute);
	const to = clockOf(toHour, toMinute);
	return fromHour && toHour && from && to && from !== to ? { from, to } : null;
}

const short = (clock: string): string => (clock.endsWith(':00') ? clock.slice(0, 2) : clock.replace(':', '.'));

/** "20–02", "15.30–17". */
export const hoursWords = ({ from, to }: Hours): string => `${short(from)}–${short(to)}`;

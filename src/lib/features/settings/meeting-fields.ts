import { AGENDA_STEPS, type AgendaMinutes, type AgendaStep } from '../../shared/meeting/agenda.ts';

/** The form field of a step's minutes. */
export const minutesField = (step: AgendaStep): string => `minutes-${step}`;

/** The sum of what is typed, so far as it is numbers. */
export const typedLength = (texts: readonly string[]): number =>
	texts.reduce((sum, text) => sum + (/^\d{1,3}$/.test(text.trim()) ? Number(text) : 0), 0);

/** Each step's minutes from the form's values. */
export const readMinutes = (values: Readonly<Record<string, unknown>>): AgendaMinutes =>
	Object.fromEntries(AGENDA_STEPS.map((step) => [step, Number(values[minutesField(step)])])) as AgendaMinutes;

/** "9.30", "09:30" and "0930" are all half past nine; null for what is no time. Stored as `09:30`. */
export function readClock(text: string): string | null {
	const [, hour = '', minute = ''] = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(text.trim()) ?? [];
	if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null;
	return `${hour.padStart(2, '0')}:${minute.padEnd(2, '0')}`;
}

import * as v from 'valibot';
import { AGENDA_STEPS, type AgendaMinutes, type AgendaStep, type MeetingSettings } from './agenda.ts';

/** Minutes a step can have; no meeting of this kind has one that is longer. */
export const MOST_STEP_MINUTES = 120;
/** Days before the meeting by which reports are in. */
export const MOST_DAYS_BEFORE = 6;

/** A clock time as stored: `09:00`. */
export const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

const wholeFrom0 = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const clock = v.pipe(v.string(), v.regex(CLOCK));
const minutes = wholeFrom0(MOST_STEP_MINUTES);

const agenda = v.strictObject(
	Object.fromEntries(AGENDA_STEPS.map((step) => [step, minutes])) as Record<AgendaStep, typeof minutes>
) satisfies v.GenericSchema<AgendaMinutes>;

/** Exactly these fields: what is stored is what the pages can change. */
export const meetingSettings = v.strictObject({
	agenda,
	startsAt: clock,
	reportBy: v.strictObject({ daysBefore: wholeFrom0(MOST_DAYS_BEFORE), at: clock }),
	secondApprover: v.boolean(),
	publicPage: v.boolean()
}) satisfies v.GenericSchema<MeetingSettings>;

/** From the database. Throws at what no page of ours wrote. */
export const readMeetingSettings = (json: string): MeetingSettings => v.parse(meetingSettings, JSON.parse(json));

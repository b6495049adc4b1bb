import { describe, expect, test } from 'vitest';
import { suggestionWords } from '../../src/lib/features/board/week-move-words.ts';
import { DEFAULT_MEETING, type MeetingSettings } from '../../src/lib/shared/meeting/agenda.ts';
import type { Day, Week } from '../../src/lib/shared/week/iso-week.ts';
import type { WeekState } from '../../src/lib/shared/week/lifecycle.ts';
import { momentOf } from '../../src/lib/shared/week/local-time.ts';
import {
	forgottenAt,
	meetingSince,
	nextLook,
	suggestedMove,
	timesOf,
	type WeekProgress,
	type WeekRhythm
} from '../../src/lib/shared/week/suggested-move.ts';

const at = (text: string): number => momentOf(text.slice(0, 10) as Day, text.slice(11));
const utc = (text: string): number => Date.parse(`${text}:00Z`);
const week = (number: number, year = 2026): Week => ({ year, number });

function rhythm(changes: Partial<WeekRhythm> = {}, meeting: Partial<MeetingSettings> = {}): WeekRhythm {
	return { cadenceDays: 7, meetingWeekday: 4, meeting: { ...DEFAULT_MEETING, ...meeting }, ...changes };
}

function progress(state: WeekState, changes: Partial<WeekProgress> = {}): WeekProgress {
	return { week: week(48), state, lastMet: week(47), meetingSince: null, ...changes };
}

/** Week 48 of 2026, meeting on Thursday the 26th at nine; reports in by Wednesday at noon. */
const WEEK_48: [now: string, state: WeekState, suggested: string | null][] = [
	['2026-11-19 09:29', 'upcoming', null],
	['2026-11-19 09:30', 'upcoming', 'Veckan är inte öppen för rapportering ännu. Öppna den?'],
	['2026-11-26 09:00', 'upcoming', 'Veckan är inte öppen för rapportering ännu. Öppna den?'],
	['2026-11-25 11:59', 'reporting', null],
	['2026-11-25 12:00', 'reporting', 'Rapporteringen stängde i dag 12.00. Gå till Sammanställs?'],
	['2026-11-25 23:59', 'compiling', null],
	['2026-11-26 08:00', 'reporting', 'Rapporteringen stängde i går 12.00. Gå till Sammanställs?'],
	['2026-11-26 08:50', 'reporting', 'Mötet börjar 09.00. Starta det?'],
	['2026-11-26 08:50', 'compiling', 'Mötet börjar 09.00. Starta det?'],
	['2026-11-26 09:04', 'compiling', 'Mötet skulle börja i dag 09.00. Starta det?'],
	['2026-11-27 08:00', 'compiling', 'Mötet skulle börja i går 09.00. Starta det?'],
	['2026-11-29 23:59', 'reporting', 'Mötet skulle börja tor 26 nov 09.00. Starta det?'],
	['2026-11-30 00:00', 'reporting', null],
	['2026-11-30 00:00', 'upcoming', null],
	['2026-11-27 08:00', 'ended', null],
	['2026-11-27 08:00', 'sealed', null]
];

describe('the suggestion', () => {
	test.each(['upcoming', 'reporting', 'compiling', 'meeting'] as const)(
		'[WL6] is looked at again by an open page when it may be another, and stands until then (%s)',
		(state) => {
			const its = progress(state, { meetingSince: state === 'meeting' ? at('2026-11-26 09:00') : null });
			const to = (now: number) => suggestedMove(its, rhythm(), now)?.to ?? null;
			const end = at('2026-12-07 00:00');
			let changes = 0;
			for (let now = at('2026-11-16 00:00'); now < end;) {
				const next = nextLook(its, rhythm(), now) ?? end;
				for (const between of [now, (now + next) / 2, next - 1]) expect(to(between)).toBe(to(now));
				if (to(next) !== to(now)) changes += 1;
				now = next;
			}
			expect(changes).toBeGreaterThan(0);
		}
	);

	test.each(WEEK_48)('[WL6] at %s a week that is %s: %s', (now, state, words) => {
		const suggestion = suggestedMove(progress(state), rhythm(), at(now));
		expect(suggestion && suggestionWords(suggestion, at(now))).toBe(words);
	});

	test.each([
		['winter', week(48), '2026-11-25T11:00', '2026-11-26T08:00'],
		['summer', week(26), '2026-06-24T10:00', '2026-06-25T07:00'],
		['the week the clocks go forward', week(13), '2026-03-25T11:00', '2026-03-26T08:00'],
		['the week after', week(14), '2026-04-01T10:00', '2026-04-02T07:00'],
		['the week the clocks go back', week(43), '2026-10-21T10:00', '2026-10-22T07:00'],
		['week 53, in two years', week(53), '2026-12-30T11:00', '2026-12-31T08:00'],
		['week 1, which begins in the same year as it is', week(1, 2027), '2027-01-06T11:00', '2027-01-07T08:00']
	])('[WL6] the times are Swedish ones in %s', (_, of, reportBy, meets) => {
		const { opens, ...times } = timesOf(of, rhythm());
		expect(times).toEqual({ reportBy: utc(reportBy), meets: utc(meets) });
		expect(opens).toBeLessThan(times.reportBy);
	});

	test('[WL6] over the night the clocks change, closing on Sunday for a meeting on Monday is at the same clock', () => {
		const monday = rhythm({ meetingWeekday: 1 }, { startsAt: '08:30', reportBy: { daysBefore: 1, at: '18:00' } });
		expect(timesOf(week(14), monday)).toMatchObject({
			reportBy: utc('2026-03-29T16:00'),
			meets: utc('2026-03-30T06:30')
		});
		expect(timesOf(week(44), monday)).toMatchObject({
			reportBy: utc('2026-10-25T17:00'),
			meets: utc('2026-10-26T07:30')
		});
	});

	test.each([
		['the week after a meeting', week(47), null],
		['two weeks after', week(46), 'compiling'],
		['three weeks after: one was skipped', week(45), 'compiling'],
		['the first of all', null, 'compiling']
	])('[WL7] with a meeting every other week, %s', (_, lastMet, to) => {
		const every14 = rhythm({ cadenceDays: 14 });
		const suggestion = suggestedMove(progress('reporting', { lastMet }), every14, at('2026-11-25 13:00'));
		expect(suggestion?.to ?? null).toBe(to);
	});

	test('[WL7] every other week over a year with 53 weeks', () => {
		const every14 = rhythm({ cadenceDays: 14 });
		const now = at('2027-01-06 13:00');
		const of = (lastMet: Week) =>
			suggestedMove(progress('reporting', { week: week(1, 2027), lastMet }), every14, now)?.to ?? null;
		expect([of(week(53)), of(week(52))]).toEqual([null, 'compiling']);
	});

	test.each([
		['09:59', 30, null],
		['10:00', 30, 'ended'],
		['10:14', 45, null],
		['10:15', 45, 'ended']
	])('[WL8] at %s a meeting of %s… that began at nine is suggested: %s', (clock, length, to) => {
		const agenda = { ...DEFAULT_MEETING.agenda, situation: DEFAULT_MEETING.agenda.situation + length - 30 };
		const since = at('2026-11-26 09:00');
		const now = at(`2026-11-26 ${clock}`);
		const suggestion = suggestedMove(progress('meeting', { meetingSince: since }), rhythm({}, { agenda }), now);
		expect(suggestion?.to ?? null).toBe(to);
	});

	test('[WL8] counts real minutes over the hour that comes twice', () => {
		const since = utc('2026-10-25T00:30'); // 02.30, before the clocks go back at three
		const during = suggestedMove(progress('meeting', { meetingSince: since }), rhythm(), since + 59 * 60_000);
		const after = suggestedMove(progress('meeting', { meetingSince: since }), rhythm(), since + 60 * 60_000);
		expect([during, after?.because]).toEqual([null, 'over-time']);
	});
});

describe('a forgotten meeting', () => {
	test.each([
		['winter', '2026-11-26T08:00', '2026-11-26T23:00'],
		['summer', '2026-06-25T07:00', '2026-06-25T22:00'],
		['the day the clocks go forward', '2026-03-29T08:00', '2026-03-29T22:00'],
		['the day the clocks go back', '2026-10-25T08:00', '2026-10-25T23:00'],
		['a minute before midnight', '2026-11-26T22:59', '2026-11-26T23:00'],
		['midnight itself', '2026-11-26T23:00', '2026-11-27T23:00'],
		['New Year’s Eve', '2026-12-31T08:00', '2026-12-31T23:00']
	])('[WL9] is over at the midnight after its day, in Sweden: %s', (_, since, until) => {
		expect(forgottenAt(utc(since))).toBe(utc(until));
	});

	test('[WL9] goes on since it was last begun; where that is not the last that happened, nobody knows', () => {
		const log = [
			{ state: 'meeting', at: 1 },
			{ state: 'ended', at: 2 },
			{ state: 'meeting', at: 3 }
		] as const;
		expect(meetingSince(log)).toBe(3);
		expect(meetingSince(log.slice(0, 2))).toBeNull();
		expect(meetingSince([])).toBeNull();
	});
});

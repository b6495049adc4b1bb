import { describe, expect, test } from 'vitest';
import { whenWords } from '../../src/lib/shared/board/entry-words.ts';
import type { AreaId, CategoryId, PartyId, PlaceId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { DEFAULT_MEETING } from '../../src/lib/shared/meeting/agenda.ts';
import type { Place } from '../../src/lib/shared/organisation.ts';
import { whenSaid } from '../../src/lib/shared/report/observed-time.ts';
import {
	nextItem,
	nextState,
	outcomeOf,
	stateWords,
	type OutboxEvent,
	type OutboxItem,
	type OutboxState
} from '../../src/lib/shared/report/outbox.ts';
import { EMPTY_FIELDS, fieldsOf, readFields, type ReportFields } from '../../src/lib/shared/report/report-fields.ts';
import {
	distanceWords,
	habitsAfter,
	nearestPlaces,
	NO_HABITS,
	usualCategories
} from '../../src/lib/shared/report/report-kit.ts';
import { reportWeek, type KnownWeek } from '../../src/lib/shared/report/report-week.ts';
import { localDay, parseWeekKey, weekKey, type Day, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../src/lib/shared/week/local-time.ts';
import type { WeekState } from '../../src/lib/shared/week/lifecycle.ts';

const at = (text: string): number => momentOf(text.slice(0, 10) as Day, text.slice(11));

describe('when it was', () => {
	test.each([
		['now', '2026-11-26 14:07', 'tor 26 nov, kl. 14.07'],
		['tonight', '2026-11-26 06:30', 'ons 25 – tor 26 nov, natt'],
		['tonight', '2026-11-26 01:10', 'ons 25 – tor 26 nov, natt'],
		['tonight', '2026-11-26 22:15', 'tor 26 nov, natt'],
		['last-evening', '2026-11-26 08:00', 'ons 25 nov, kväll'],
		['weekend', '2026-11-23 08:00', 'lör 21 – sön 22 nov'],
		['weekend', '2026-11-28 12:00', 'lör 28 nov'],
		['weekend', '2026-11-29 12:00', 'lör 28 – sön 29 nov'],
		['tonight', '2026-10-25 02:30', 'lör 24 – sön 25 okt, natt'],
		['last-evening', '2027-01-01 09:00', 'tor 31 dec 2026, kväll']
	] as const)('[RP4] "%s" said at %s is %s', (choice, said, words) => {
		expect(whenWords(whenSaid(choice, at(said)), localDay(at(said)))).toBe(words);
	});

	test('[RP4] what was said on a device that waited a day is still about the night it was said of', () => {
		const fields = { ...whole(), when: 'tonight', saidAt: String(at('2026-11-26 06:30')) };
		const read = readFields(fields, CHOICES, at('2026-11-28 17:00'));
		expect(read).toMatchObject({
			ok: true,
			report: { when: { from: '2026-11-25', to: '2026-11-26', block: 'night' } }
		});
	});

	test('[RP4] a clock that goes ahead has not seen the future', () => {
		const now = at('2026-11-26 14:00');
		const read = readFields({ ...whole(), when: 'now', saidAt: String(now + 3_600_000_000) }, CHOICES, now);
		expect(read).toMatchObject({ ok: true, report: { when: { from: '2026-11-26', time: '14:00' } } });
		const exact = readFields({ ...whole(), when: 'exact', day: '2026-11-27' }, CHOICES, now);
		expect(exact).toEqual({ ok: false, errors: { day: 'Dagen ligger framåt i tiden. Välj en dag som har varit.' } });
	});
});

const AREA = 'area1' as AreaId;
const SQUARE = 'plats1' as PlaceId;
const DAMAGE = 'kat1' as CategoryId;
const place = (id: string, lat: number | null, lon = 14.9): Place => ({
	...{ id: id as PlaceId, area: AREA, name: id, kind: 'torg', archived: false, order: 0 },
	...(lat !== null && { position: { lat, lon } })
});
const category = (id: string, order = 0) =>
	({ id: id as CategoryId, code: id, name: id, group: 'crime', archived: false, order }) as const;
const CHOICES = {
	areas: [{ id: AREA, name: 'Centrum', archived: false, order: 0 }],
	places: [place('plats1', 59.2)],
	categories: [category('kat1')],
	allow: []
};
const whole = (): ReportFields => ({
	...EMPTY_FIELDS,
	id: 'abcdefghijkl',
	where: `plats:${SQUARE}`,
	category: DAMAGE,
	when: 'now',
	severity: '2',
	text: ' En ruta är krossad. '
});

describe('the form', () => {
	test('[RP1] says what is missing, each where it is', () => {
		const read = readFields({ ...EMPTY_FIELDS, id: 'abcdefghijkl' }, CHOICES, at('2026-11-26 14:00'));
		expect(read).toEqual({
			ok: false,
			errors: {
				where: 'Välj plats.',
				category: 'Välj kategori.',
				when: 'Välj när det var.',
				severity: 'Välj allvar.',
				text: 'Skriv vad som har hänt.'
			}
		});
	});

	test.each([
		['kommun', null],
		[`omrade:${AREA}`, { area: AREA, place: null }],
		[`plats:${SQUARE}`, { area: AREA, place: SQUARE }]
	])('[RP1] reads the place %s', (where, expected) => {
		const read = readFields({ ...whole(), where }, CHOICES, at('2026-11-26 14:00'));
		expect(read).toMatchObject({ ok: true, report: { where: expected, text: 'En ruta är krossad.' } });
	});

	test('[RP10] a report that is changed comes back as it was, its nights with both their days', () => {
		const now = at('2026-11-26 06:30');
		const first = readFields({ ...whole(), when: 'tonight', basis: 'staff' }, CHOICES, now);
		if (!first.ok) throw new Error('It is whole');
		const again = readFields(fieldsOf(first.report), CHOICES, now);
		expect(again).toEqual(first);
	});
});

describe('the week', () => {
	const RHYTHM = { cadenceDays: 7 as const, meetingWeekday: 4, meeting: DEFAULT_MEETING };
	const known = (...weeks: [string, WeekState][]): KnownWeek[] =>
		weeks.map(([key, state]) => ({ week: parseWeekKey(key)!, state }));
	test.each([
		['the one that is open', [['2026-W48', 'reporting']], '2026-11-23 10:00', '2026-W48', true],
		['this week, which nobody has opened a page of', [], '2026-11-23 10:00', '2026-W48', true],
		['the coming one while this one is compiled', [['2026-W48', 'compiling']], '2026-11-25 13:00', '2026-W49', false],
		[
			'the next that is open when this one is over',
			[
				['2026-W48', 'sealed'],
				['2026-W49', 'reporting']
			],
			'2026-11-26 15:00',
			'2026-W49',
			true
		],
		[
			'the one with its meeting ahead, of two',
			[
				['2026-W48', 'reporting'],
				['2026-W49', 'reporting']
			],
			'2026-11-27 09:00',
			'2026-W49',
			true
		],
		[
			'one that is open still, though its meeting was to be',
			[['2026-W48', 'reporting']],
			'2026-11-27 09:00',
			'2026-W48',
			true
		],
		['over the year', [['2026-W53', 'ended']], '2027-01-01 12:00', '2027-W01', false]
	] as [string, [string, WeekState][], string, string, boolean][])('[RP3] is %s', (_, weeks, now, key, isOpen) => {
		const found = reportWeek(known(...weeks), RHYTHM, at(now));
		expect([weekKey(found.week), found.isOpen]).toEqual([key, isOpen]);
	});

	test('[RP3] says by when its reports are to be in', () => {
		expect(reportWeek([], RHYTHM, at('2026-11-23 10:00')).reportBy).toBe(at('2026-11-25 12:00'));
	});
});

describe('the outbox', () => {
	const receipt = { at: at('2026-11-26 14:07'), week: '2026-W48' as WeekKey, party: 'p' as PartyId };
	const STATES: Record<string, OutboxState> = {
		writing: { kind: 'writing' },
		waiting: { kind: 'waiting', since: 1, needsLogin: false },
		sent: { kind: 'sent', receipt },
		refused: { kind: 'refused', problem: { code: 'choice-gone' } }
	};
	const EVENTS: Record<string, OutboxEvent> = {
		send: { kind: 'send', at: 2 },
		edit: { kind: 'edit' },
		accepted: { kind: 'accepted', receipt },
		refused: { kind: 'refused', problem: { code: 'choice-gone' } },
		'logged-out': { kind: 'logged-out' },
		unreachable: { kind: 'unreachable' }
	};
	test.each([
		['writing', { send: 'waiting', edit: 'writing', accepted: 'writing', refused: 'writing' }],
		['waiting', { send: 'waiting', edit: 'writing', accepted: 'sent', refused: 'refused', 'logged-out': 'waiting' }],
		['sent', { send: 'sent', edit: 'sent', accepted: 'sent', refused: 'sent', 'logged-out': 'sent' }],
		['refused', { send: 'waiting', edit: 'writing', accepted: 'refused', refused: 'refused' }]
	] as [string, Record<string, string>][])('[RP5] goes from %s only where it may', (from, expected) => {
		const went = Object.entries(EVENTS).map(([name, event]) => [name, nextState(STATES[from]!, event).kind]);
		expect(Object.fromEntries(went)).toEqual({ 'logged-out': from, unreachable: from, ...expected });
	});

	const item = (state: OutboxState): OutboxItem => ({
		id: 'abcdefghijkl' as RecordId,
		samverkan: 's' as SamverkanId,
		...{ state, changes: false, fields: whole(), label: 'Torget' },
		message: { kind: 'nil', id: 'abcdefghijkl' as RecordId, funktion: null }
	});

	test('[RP5] keeps nothing of what the server has, and all of what it has not', () => {
		expect(nextItem(item(STATES.waiting!), EVENTS.accepted!)).toMatchObject({ fields: null, message: null });
		for (const event of ['refused', 'logged-out', 'unreachable'])
			expect(nextItem(item(STATES.waiting!), EVENTS[event]!).fields).toEqual(whole());
	});

	test('[RP5] one that was taken up while it was on its way is from then on a change of what was received', () => {
		expect(nextItem(item(STATES.writing!), EVENTS.accepted!)).toMatchObject({
			...{ state: { kind: 'writing' }, changes: true, fields: whole() }
		});
	});

	test.each([
		[200, { ok: true, value: receipt }, { kind: 'accepted', receipt }],
		[401, { problem: { code: 'not-logged-in' } }, { kind: 'logged-out' }],
		[401, { problem: { code: 'other-person' } }, { kind: 'logged-out' }],
		[409, { ok: false, problem: { code: 'choice-gone' } }, { kind: 'refused', problem: { code: 'choice-gone' } }],
		[400, null, { kind: 'unreachable' }],
		[429, { ok: false, problem: { code: 'x' } }, { kind: 'unreachable' }],
		[200, 'Logga in på gästnätet', { kind: 'unreachable' }],
		[502, null, { kind: 'unreachable' }]
	])('[RP5] takes %i %j for what it is', (status, body, outcome) => {
		expect(outcomeOf(status, body)).toEqual(outcome);
	});

	test('[RP5] says how it truly stands', () => {
		const words = (name: string, isOnline = false) =>
			stateWords(STATES[name]!, { isOnline, why: 'Välj en annan plats.' });
		expect(words('waiting')).toBe('Sparad på enheten – skickas när du har nät');
		expect(words('waiting', true)).toBe('Sparad på enheten – skickas så snart servern svarar');
		expect(words('sent')).toBe('Skickad 14.07 – v. 48');
		expect(words('refused')).toBe('Kunde inte skickas: Välj en annan plats.');
		const waiting = nextState(STATES.waiting!, { kind: 'logged-out' });
		expect(stateWords(waiting, { isOnline: true, why: '' })).toContain('logga in igen');
	});
});

describe('what is at hand', () => {
	test('[RP13] the nearest places come first, and those that have not said where they are never', () => {
		const places = [place('far', 59.3), place('unknown', null), place('near', 59.201), place('here', 59.2)];
		const near = nearestPlaces(places, { lat: 59.2, lon: 14.9 });
		expect(near.map((one) => one.place.name)).toEqual(['here', 'near', 'far']);
		expect(near[1]!.metres).toBeCloseTo(111, 0);
		expect(near.map(({ metres }) => distanceWords(metres))).toEqual(['10 m', '110 m', '11,1 km']);
	});

	test('[RP1] places used last and categories used most are first', () => {
		let habits = NO_HABITS;
		for (const [where, used] of [
			['a', 'k1'],
			['b', 'k2'],
			['a', 'k2']
		] as const)
			habits = habitsAfter(habits, { ...EMPTY_FIELDS, id: '', where, category: used });
		expect(habits.places).toEqual(['a', 'b']);
		const categories = [category('k0', 0), category('k1', 1), category('k2', 2)];
		expect(usualCategories(habits, categories).map(({ id }) => id)).toEqual(['k2', 'k1']);
	});
});

describe('what looks like a personal datum', () => {
	const now = at('2026-11-26 14:00');
	const errorsOf = (fields: Partial<ReportFields>) => {
		const read = readFields({ ...whole(), ...fields }, CHOICES, now);
		return read.ok ? {} : read.errors;
	};

	test('[RP18] a number is refused while the device still has the report, and nothing else is', () => {
		expect(Object.keys(errorsOf({ text: 'Han har 811228-9874.', reason: 'Behövs.' }))).toEqual(['text']);
	});

	test('[RP18] what may be one is asked about, and goes with a reason', () => {
		const text = 'Ring 070-174 06 05 om bänken.';
		expect(Object.keys(errorsOf({ text }))).toEqual(['reason']);
		expect(errorsOf({ text, reason: 'Jourens eget nummer.' })).toEqual({});
	});
});

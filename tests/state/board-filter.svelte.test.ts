import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { Entry } from '../../src/lib/shared/board/entry.ts';
import type { Priority } from '../../src/lib/shared/board/priority.ts';
import type { AreaId, CategoryId, FunktionId, PartyId, PlaceId, RecordId } from '../../src/lib/shared/ids.ts';
import type { Day, WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Area, Category, Funktion, Place } from '../../src/lib/shared/organisation.ts';
import {
	BoardFilter,
	STATUS_CHOICES,
	type FilterSource,
	type StatusChoice
} from '../../src/lib/state/board-filter.svelte.ts';

const POLICE = 'polis' as PartyId;
const MUNICIPALITY = 'kommun' as PartyId;
const WARDEN = 'omradespolis' as FunktionId;
const STREETS = 'gata' as FunktionId;
const CENTRE = 'centrum' as AreaId;
const NORTH = 'norr' as AreaId;
const DAMAGE = 'skadegorelse' as CategoryId;
const ENTRY = 'rad' as RecordId;
const PRIORITY = 'prio' as RecordId;

const entry = (over: Partial<Entry> = {}): Entry => ({
	id: ENTRY,
	text: 'Krossade lampor vid tunneln',
	category: DAMAGE,
	where: { area: CENTRE, place: 'tunneln' as PlaceId },
	when: null,
	count: null,
	source: { party: POLICE, funktion: WARDEN },
	basis: null,
	reliability: null,
	severity: null,
	assessment: null,
	hiddenOnScreen: false,
	circle: 'group',
	withdrawn: null,
	order: 'U',
	created: null,
	removed: null,
	flagged: null,
	...over
});

const action = (over: Partial<Action> = {}): Action => ({
	id: 'atg' as RecordId,
	number: 17,
	title: 'Byt belysning',
	description: '',
	goal: '',
	where: { area: CENTRE, place: null },
	category: null,
	type: null,
	prevention: null,
	horizon: null,
	performers: [WARDEN],
	owner: STREETS,
	due: '2026-11-27' as Day,
	followUp: null,
	status: { state: 'decided' },
	proposedIn: null,
	decidedIn: null,
	closedOn: null,
	answers: null,
	accepted: null,
	handedBack: null,
	newDue: null,
	agreed: null,
	order: 'U',
	created: null,
	removed: null,
	flagged: null,
	...over
});

const priority: Priority = {
	id: PRIORITY,
	title: 'Trygg tunnel',
	where: null,
	entry: ENTRY,
	order: 'U',
	created: null,
	removed: null,
	flagged: null
};

function source(over: Partial<FilterSource> = {}): FilterSource {
	const functions: Record<string, Partial<Funktion>> = {
		[WARDEN]: { name: 'Områdespolis', party: POLICE },
		[STREETS]: { name: 'Gata och park', party: MUNICIPALITY }
	};
	return {
		statusDay: '2026-11-26' as Day,
		carriedEntries: [],
		entries: [entry()],
		priorities: [priority],
		funktion: (id) => functions[id] as Funktion | undefined,
		area: (id) => ({ id, name: id === CENTRE ? 'Centrum' : 'Norr' }) as Area,
		place: () => ({ name: 'Gångtunneln' }) as Place,
		category: () => ({ code: 'B06', name: 'Skadegörelse' }) as Category,
		...over
	};
}

const filterOf = (search: string) => new BoardFilter(source(), new URLSearchParams(search));

describe('the filter in the address', () => {
	it('[AB6] comes back from its own address as it was', () => {
		const filter = new BoardFilter(source());
		filter.set('party', POLICE);
		filter.set('area', CENTRE);
		filter.set('category', DAMAGE);
		filter.set('funktion', WARDEN);
		filter.set('text', 'lampor å ä ö & mer');
		for (const status of STATUS_CHOICES) {
			filter.set('status', status);
			expect(filterOf(filter.search).values).toEqual(filter.values);
		}
	});

	it('[AB6] leaves other parameters of the address alone', () => {
		const params = new URLSearchParams('vy=lista&part=polis&q=lampa');
		const filter = new BoardFilter(source(), params);
		filter.clear();
		filter.write(params);
		expect(params.toString()).toBe('vy=lista');
	});

	it('[AB6] one click clears everything, and nothing is left in a link', () => {
		const filter = filterOf('part=polis&q=x&status=oppna');
		expect(filter.activeCount).toBe(3);
		filter.clear();
		expect([filter.isActive, filter.search]).toEqual([false, '']);
	});

	it('[AB6] an unknown status is no filter; an unknown område matches nothing', () => {
		expect(filterOf('status=konstig').isActive).toBe(false);
		expect(filterOf('omrade=finns-inte').matchesEntry(entry())).toBe(false);
	});

	it('blanks alone are no filter', () => {
		expect(filterOf('q=+++').isActive).toBe(false);
	});
});

describe('åtgärder', () => {
	it('[AB7] belong to the part of any utförare and of the ansvarig', () => {
		expect(filterOf('part=polis').matchesAction(action())).toBe(true);
		expect(filterOf('part=kommun').matchesAction(action())).toBe(true);
		expect(filterOf('part=kommun').matchesAction(action({ owner: null }))).toBe(false);
	});

	it('[AB7] have the category of the lägesrad they answer, directly or through a prioritering', () => {
		const week = '2026-W48' as WeekKey;
		const direct = action({ answers: { week, kind: 'entry', id: ENTRY } });
		const through = action({ answers: { week, kind: 'priority', id: PRIORITY } });
		const filter = filterOf('kategori=skadegorelse');
		expect([direct, through, action()].map((one) => filter.matchesAction(one))).toEqual([true, true, false]);
	});

	it.each<[string, Partial<Action>, boolean]>([
		['oppna', { status: { state: 'done' } }, true],
		['oppna', { status: { state: 'cancelled', reason: 'x' } }, false],
		['forsenade', { due: '2026-11-25' as Day }, true],
		['forsenade', { due: '2026-11-26' as Day }, false],
		['forsenade', { due: '2026-11-25' as Day, status: { state: 'done' } }, false],
		['hinder', { status: { state: 'blocked', reason: 'x' } }, true],
		['hinder', {}, false]
	])('[AB7] status=%s on %j: %s', (slug, over, expected) => {
		expect(filterOf(`status=${slug}`).matchesAction(action(over))).toBe(expected);
	});

	it('[AB7] are found by number, by function and by place, every word somewhere', () => {
		expect(filterOf('q=å-17').matchesAction(action())).toBe(true);
		expect(filterOf('q=BELYSNING+park').matchesAction(action())).toBe(true);
		expect(filterOf('q=belysning+badplats').matchesAction(action())).toBe(false);
	});
});

describe('lägesrader', () => {
	it('[AB7] are of the part and function whose picture they are', () => {
		expect(filterOf('part=polis').matchesEntry(entry())).toBe(true);
		expect(filterOf('part=kommun').matchesEntry(entry())).toBe(false);
		expect(filterOf('funktion=gata').matchesEntry(entry())).toBe(false);
	});

	it('[AB7] are found by code, category, place and text', () => {
		for (const words of ['b06', 'skadegörelse', 'gångtunneln', 'centrum', 'krossade+lampor'])
			expect(filterOf(`q=${words}`).matchesEntry(entry()), words).toBe(true);
		expect(filterOf('omrade=norr').matchesEntry(entry({ where: { area: NORTH, place: null } }))).toBe(true);
	});

	it('[AB7] a status takes none of them away', () => {
		for (const status of ['hinder', 'oppna'] satisfies string[])
			expect(filterOf(`status=${status}`).matchesEntry(entry())).toBe(true);
	});
});

it('follows what is chosen, and keeps the same values when the address says the same', () => {
	const filter = filterOf('part=polis');
	const before = filter.values;
	filter.read(new URLSearchParams('part=polis&vy=lista'));
	expect(filter.values).toBe(before);
	filter.set('status', 'blocked' satisfies StatusChoice);
	expect(filter.matchesAction(action())).toBe(false);
	filter.set('text', 'lampor');
	expect(filter.matchesEntry(entry({ text: 'Buller' }))).toBe(false);
});

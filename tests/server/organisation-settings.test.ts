import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { isActionFailure, isHttpError } from '@sveltejs/kit';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { ownPath } from '#lib/server/own-path.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import type { SamverkanId } from '#lib/shared/ids.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { createAccounts } from '../../server/accounts/accounts.ts';
import { SERVICES } from '../../server/handoff.ts';
import type { Store } from '../../server/storage/store.ts';
import { actions as agreementActions } from '../../src/routes/(app)/installningar/overenskommelser/+page.server.ts';
import { actions as funktionActions } from '../../src/routes/(app)/installningar/funktioner/+page.server.ts';
import { actions as areaActions } from '../../src/routes/(app)/installningar/omraden/+page.server.ts';
import { actions as categoryActions } from '../../src/routes/(app)/installningar/kategorier/+page.server.ts';
import { actions as levelActions } from '../../src/routes/(app)/installningar/nivaer/+page.server.ts';
import { actions as meetingActions } from '../../src/routes/(app)/installningar/moten/+page.server.ts';
import { actions as partyActions } from '../../src/routes/(app)/installningar/parter/+page.server.ts';
import { actions as peopleActions } from '../../src/routes/(app)/installningar/personer/+page.server.ts';
import { actions as samverkanActions } from '../../src/routes/(app)/installningar/samverkan/+page.server.ts';
import { startEventLog } from '../support/event-log.ts';
import { openExample, tellExample } from '../support/example-store.ts';

type Fields = Record<string, string | string[]>;
type Act = (event: never) => unknown;

const random = (length: number) => new Uint8Array(randomBytes(length));

let told: string;
beforeAll(async () => {
	told = await tellExample();
});
afterAll(() => rmSync(told, { recursive: true }));
afterEach(() => {
	delete (globalThis as Record<symbol, unknown>)[SERVICES];
});

/** The example with the settings' actions in front of it, as somebody of its cast. */
class Desk {
	readonly store: Store;
	readonly live = { organisationChanged: vi.fn(), rightsChanged: vi.fn() };
	readonly rooms = { rightsChanged: vi.fn() };
	readonly #samverkan: SamverkanId;

	constructor(store: Store, samverkan: SamverkanId) {
		this.store = store;
		this.#samverkan = samverkan;
		const accounts = createAccounts({ store, now: Date.now, random });
		onTestFinished(() => accounts.close());
		const eventLog = startEventLog(store);
		const services = { store, accounts, eventLog, live: this.live, rooms: this.rooms, now: Date.now, random };
		(globalThis as Record<symbol, unknown>)[SERVICES] = services;
	}

	static async open(slug = 'ekeby'): Promise<Desk> {
		const store = await openExample(told);
		return new Desk(store, (await store.organisation.bySlug(slug))!.id);
	}

	read(): Promise<Organisation> {
		return this.store.organisation.read(this.#samverkan);
	}

	async agreements() {
		return this.store.organisation.agreements(this.#samverkan);
	}

	async actor(email: string): Promise<Actor> {
		const person = await this.store.accounts.personByEmail(email);
		return (await this.store.organisation.actor(this.#samverkan, person!.id))!;
	}

	/** Posts a form as the person with that address, and answers what comes back to the page. */
	async post(action: Act | undefined, fields: Fields, email = 'samordnare@ekeby.example'): Promise<FormState> {
		const body = new URLSearchParams({ form: 'provet' });
		for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
		const actor = await this.actor(email);
		const event = {
			route: { id: '/(app)/installningar/provet' },
			url: new URL('https://tavlan.example/installningar'),
			locals: { person: { id: actor.person }, actor, organisation: await this.read(), samverkan: [] },
			request: new Request('https://tavlan.example/', { method: 'POST', body })
		};
		const result = await action!(event as never);
		return (isActionFailure(result) ? result.data : result) as FormState;
	}
}

const row = <Row extends { name: string }>(rows: readonly Row[], name: string): Row => {
	const found = rows.find((other) => other.name === name);
	if (!found) throw new Error(`There is no ${name}`);
	return found;
};

describe('the settings', () => {
	it('[SE1] are for those who may: others are refused before anything is read', async () => {
		const desk = await Desk.open();
		const asPerformer = desk.post(partyActions.laggtill, { name: 'X' }, 'gatapark@ekeby.example');
		const refused = await asPerformer.catch((error: unknown) => error);
		expect(isHttpError(refused, 403)).toBe(true);
		expect((await desk.read()).parties).toHaveLength(9);
	});

	it('[SE2] tell open boards of every change, and of nothing that was refused', async () => {
		const desk = await Desk.open();
		await desk.post(partyActions.laggtill, { name: '', kind: 'company', registryNumber: '' });
		expect(desk.live.organisationChanged).not.toHaveBeenCalled();
		await desk.post(partyActions.laggtill, { name: 'Bussbolaget', kind: 'company', registryNumber: '' });
		expect(desk.live.organisationChanged).toHaveBeenCalledExactlyOnceWith((await desk.read()).samverkan.id);
	});

	it('say where a name or code is taken', async () => {
		const desk = await Desk.open();
		const taken = await desk.post(partyActions.laggtill, { name: 'ekebytrafiken', kind: 'company' });
		expect(taken.errors.name).toMatch(/finns redan/);
		expect(taken.values.name).toBe('ekebytrafiken');
		const code = await desk.post(categoryActions.laggtill, { code: 'b06', name: 'Något nytt', group: 'crime' });
		expect(code.errors.code).toMatch(/Koden finns redan/);
	});

	it('keep a party that something refers to, and let go of one that nothing does', async () => {
		const desk = await Desk.open();
		const used = row((await desk.read()).parties, 'Ekebybostäder');
		expect((await desk.post(partyActions.tabort, { id: used.id })).problem).toMatch(/används/);
		await desk.post(partyActions.laggtill, { name: 'Bussbolaget', kind: 'company', registryNumber: '' });
		const unused = row((await desk.read()).parties, 'Bussbolaget');
		expect((await desk.post(partyActions.tabort, { id: unused.id })).saved).toMatch(/borttagen/);
	});

	it('move a row one step, and stop at the ends', async () => {
		const desk = await Desk.open();
		const names = async () => (await desk.read()).areas.toSorted((a, b) => a.order - b.order).map(({ name }) => name);
		const [first, second, third] = await names();
		const id = row((await desk.read()).areas, third!).id;
		expect((await desk.post(areaActions.flytta, { id, direction: 'upp' })).saved).toBe(`${third} är nu nummer 2 av 5.`);
		expect((await names()).slice(0, 3)).toEqual([first, third, second]);
		await desk.post(areaActions.flytta, { id, direction: 'upp' });
		await desk.post(areaActions.flytta, { id, direction: 'upp' });
		expect((await names()).slice(0, 3)).toEqual([third, first, second]);
	});

	it('archive what the board refers to, and take it back', async () => {
		const desk = await Desk.open();
		const { id } = row((await desk.read()).places, 'Strandparken');
		await desk.post(areaActions.arkiveraplats, { id, archived: 'on' });
		expect(row((await desk.read()).places, 'Strandparken').archived).toBe(true);
		await desk.post(areaActions.arkiveraplats, { id });
		expect(row((await desk.read()).places, 'Strandparken').archived).toBe(false);
	});

	it('touch no row of another samverkan', async () => {
		const desk = await Desk.open();
		const vreta = await desk.store.organisation.bySlug('vreta');
		const foreign = (await desk.store.organisation.read(vreta!.id)).areas[0]!;
		await desk.post(areaActions.andra, { id: foreign.id, name: 'Vårt nu' });
		expect((await desk.store.organisation.read(vreta!.id)).areas[0]?.name).toBe(foreign.name);
	});

	it('set rhythm and names of the samverkan', async () => {
		const desk = await Desk.open();
		const names = { name: 'Ekeby ny', municipality: 'K', policeDistrict: 'P' };
		await desk.post(samverkanActions.spara, { ...names, cadenceDays: '14', meetingWeekday: '2' });
		expect((await desk.read()).samverkan).toMatchObject({
			...names,
			cadenceDays: 14,
			meetingWeekday: 2,
			slug: 'ekeby'
		});
	});
});

describe('reading without a network', () => {
	it('[OF11] is off until the samverkan says so, and told to open boards when it changes', async () => {
		const desk = await Desk.open();
		const isAllowed = async () => (await desk.read()).samverkan.offlineCopies;
		const fields = { name: 'Ekeby', municipality: 'K', policeDistrict: 'P', cadenceDays: '7', meetingWeekday: '4' };
		expect(await isAllowed()).toBe(false);
		await desk.post(samverkanActions.spara, { ...fields, offlineCopies: 'on' });
		expect(await isAllowed()).toBe(true);
		expect(desk.live.organisationChanged).toHaveBeenCalledOnce();
		await desk.post(samverkanActions.spara, fields); // an unticked box does not come
		expect(await isAllowed()).toBe(false);
	});
});

describe('the meeting settings', () => {
	const fields = {
		...{ 'minutes-opening': '2', 'minutes-follow-up': '5', 'minutes-situation': '20', 'minutes-priorities': '4' },
		...{ 'minutes-decisions': '9', 'minutes-sealing': '5', startsAt: '8.30', reportDaysBefore: '2', reportAt: '16:00' }
	};

	it('[WL10] [WL11] are kept, and told to open boards', async () => {
		const desk = await Desk.open();
		const answer = await desk.post(meetingActions.spara, { ...fields, secondApprover: 'on' });
		expect(answer.saved).toBe('Mötet är sparat: 45 minuter från 08.30.');
		expect((await desk.read()).samverkan.meeting).toEqual({
			agenda: { opening: 2, 'follow-up': 5, situation: 20, priorities: 4, decisions: 9, sealing: 5 },
			startsAt: '08:30',
			reportBy: { daysBefore: 2, at: '16:00' },
			secondApprover: true,
			publicPage: false
		});
		expect(desk.live.organisationChanged).toHaveBeenCalledOnce();
	});

	it.each([
		['minutes-situation', '-3', /hela minuter för Lägesbild/],
		['minutes-situation', '121', /hela minuter för Lägesbild, från 0 till 120/],
		['minutes-decisions', 'sju', /hela minuter för Beslut/],
		['startsAt', '25.00', /klockslag för när mötet börjar, till exempel 09.00/],
		['reportAt', 'lunch', /klockslag för när rapporteringen stänger/],
		['reportDaysBefore', '9', /Välj dag/]
	])('[WL11] %s as "%s" is refused in Swedish, and keeps what was typed', async (field, typed, words) => {
		const desk = await Desk.open();
		const before = (await desk.read()).samverkan.meeting;
		const answer = await desk.post(meetingActions.spara, { ...fields, [field]: typed });
		expect(answer.errors[field]).toMatch(words);
		expect(answer.values).toMatchObject({ ...fields, [field]: typed });
		expect((await desk.read()).samverkan.meeting).toEqual(before);
		expect(desk.live.organisationChanged).not.toHaveBeenCalled();
	});

	it('[WL11] needs a meeting that takes time, and reports that are in before it', async () => {
		const desk = await Desk.open();
		const none = Object.fromEntries(Object.keys(fields).map((field) => [field, '0']));
		const times = { startsAt: '9', reportDaysBefore: '0', reportAt: '8' };
		expect((await desk.post(meetingActions.spara, { ...none, ...times })).errors).toEqual({
			'minutes-opening': 'Dagordningen behöver minst en minut.'
		});
		const late = await desk.post(meetingActions.spara, { ...fields, ...times, reportAt: '9.01' });
		expect(late.errors.reportAt).toMatch(/senast när mötet börjar/);
	});

	it('[WL11] are for those who may', async () => {
		const desk = await Desk.open();
		const refused = await desk.post(meetingActions.spara, fields, 'gatapark@ekeby.example').catch((e: unknown) => e);
		expect(isHttpError(refused, 403)).toBe(true);
	});
});

describe('functions', () => {
	it('[SE3] tell those who begin or cease to staff one, and nobody else', async () => {
		const desk = await Desk.open();
		const { funktioner } = await desk.read();
		const streets = await desk.actor('gatapark@ekeby.example');
		const coordinator = await desk.actor('samordnare@ekeby.example');
		const { id, name } = row(funktioner, 'Gata och park');
		const fields = { id, name, staffing: 'deputy', ordinary: '', deputies: [coordinator.person] };
		await desk.post(funktionActions.andra, fields);
		expect(row((await desk.read()).funktioner, name)).toMatchObject({
			staffing: 'deputy',
			people: [coordinator.person]
		});
		const told = desk.rooms.rightsChanged.mock.calls.map(([, person]) => person as string);
		expect(told.toSorted()).toEqual([streets.person, coordinator.person].toSorted());
		expect(desk.live.rightsChanged.mock.calls).toEqual(desk.rooms.rightsChanged.mock.calls);
	});

	it('are vacant with nobody, and never staffed by nobody', async () => {
		const desk = await Desk.open();
		const { id, name } = row((await desk.read()).funktioner, 'Väktare');
		const nobody = await desk.post(funktionActions.andra, { id, name, staffing: 'ordinary', ordinary: '' });
		expect(nobody.errors.staffing).toMatch(/vakant/);
		await desk.post(funktionActions.andra, { id, name, staffing: 'vacant' });
		expect(row((await desk.read()).funktioner, name)).toMatchObject({ staffing: 'vacant', people: [] });
	});
});

describe('people', () => {
	const rolesOf = async (desk: Desk, name: string) => row((await desk.read()).people, name).roles;

	it('[SE4] get and lose only roles that the giver may give', async () => {
		const desk = await Desk.open();
		const { person, party } = row((await desk.read()).people, 'Gata och park (exempel)');
		const asCoordinator = await desk.post(
			peopleActions.andra,
			{ person, party, roles: ['performer', 'convener'] },
			'bovard@bostader.example'
		);
		expect(asCoordinator.errors.roles).toMatch(/sammankallande/);
		const asConvener = await desk.post(peopleActions.andra, { person, party, roles: ['admin'] });
		expect(asConvener.errors.roles).toMatch(/administratör/);
		expect(await rolesOf(desk, 'Gata och park (exempel)')).toEqual(['performer', 'reporter']);
		await desk.post(peopleActions.andra, { person, party, roles: ['performer', 'coordinator'] });
		expect(await rolesOf(desk, 'Gata och park (exempel)')).toEqual(['performer', 'coordinator']);
		expect(desk.rooms.rightsChanged).toHaveBeenCalledExactlyOnceWith(expect.anything(), person);
	});

	it('[SE5] keep a last administrator and a last sammankallande', async () => {
		const desk = await Desk.open();
		const { people } = await desk.read();
		const admin = row(people, 'Administratör (exempel)');
		const asAdmin = (action: Act | undefined, fields: Fields) => desk.post(action, fields, 'admin@ekeby.example');
		const { person, party } = admin;
		expect((await asAdmin(peopleActions.andra, { person, party, roles: ['reporter'] })).errors.roles).toMatch(
			/måste finnas/
		);
		expect((await asAdmin(peopleActions.tabort, { person })).problem).toMatch(/måste finnas/);
		await asAdmin(peopleActions.tabort, { person: row(people, 'Kommunpolis (exempel)').person });
		const last = row(people, 'Samordnare (exempel)').person;
		expect((await asAdmin(peopleActions.tabort, { person: last })).problem).toMatch(/Sammankallande måste finnas/);
	});

	it('[SE3] who leave staff nothing any more: a function that was theirs alone is vacant', async () => {
		const desk = await Desk.open();
		const { person } = row((await desk.read()).people, 'Räddningstjänst (exempel)');
		expect((await desk.post(peopleActions.tabort, { person })).saved).toMatch(/borttagen/);
		const after = await desk.read();
		expect(row(after.funktioner, 'Räddningstjänst')).toMatchObject({ staffing: 'vacant', people: [] });
		expect(after.people.some((member) => member.person === person)).toBe(false);
		expect(desk.live.rightsChanged).toHaveBeenCalledWith(after.samverkan.id, person);
	});

	it('[SE6] are invited by a link that the page shows once, with roles that the inviter may give', async () => {
		const desk = await Desk.open();
		const { parties, funktioner } = await desk.read();
		const { id: party } = row(parties, 'Ekebybostäder');
		const invite = { name: 'Ny', email: 'ny@bostader.example', party, funktion: row(funktioner, 'Bovärd').id };
		const { link } = await desk.post(peopleActions.bjudin, { ...invite, roles: ['reporter'] });
		expect(link?.address).toMatch(/^https:\/\/tavlan\.example\/inbjudan\/[\w-]{43}$/);
		const tooMuch = await desk.post(peopleActions.bjudin, { ...invite, roles: ['admin'] });
		expect([tooMuch.errors.roles, tooMuch.link]).toEqual([expect.any(String), undefined]);
		const elsewhere = { ...invite, funktion: row(funktioner, 'Väktare').id, roles: ['reporter'] };
		expect((await desk.post(peopleActions.bjudin, elsewhere)).errors.funktion).toMatch(/hör till parten/);
		const noRole = await desk.post(peopleActions.bjudin, invite);
		expect(noRole.errors).toEqual({ roles: 'Välj minst en roll.' });
		const noAddress = await desk.post(peopleActions.bjudin, { ...invite, roles: ['reporter'], email: 'ingen adress' });
		expect(Object.keys(noAddress.errors)).toEqual(['email']);
	});
});

describe('levels', () => {
	it('are two to five, without gaps, each with its own name', async () => {
		const desk = await Desk.open();
		const tooFew = await desk.post(levelActions.spara, { name1: 'Lugnt' });
		expect(tooFew.errors.name2).toBe('Skriv vad nivå 2 heter.');
		const gap = await desk.post(levelActions.spara, { name1: 'Ett', name2: 'Två', name4: 'Fyra' });
		expect(Object.keys(gap.errors)).toEqual(['name3']);
		const twice = await desk.post(levelActions.spara, { name1: 'Lugnt', name2: 'lugnt' });
		expect(twice.errors.name2).toMatch(/likadant/);
		await desk.post(levelActions.spara, { name1: 'Lugnt', name2: 'Oroligt', meaning2: 'Extra möte' });
		expect((await desk.read()).levels).toEqual([
			{ number: 1, name: 'Lugnt', meaning: '' },
			{ number: 2, name: 'Oroligt', meaning: 'Extra möte' }
		]);
	});
});

describe('agreements', () => {
	it('[SE7] have one diarienummer per party, and follow-ups line by line', async () => {
		const desk = await Desk.open();
		const { parties } = await desk.read();
		const fields = {
			kind: 'citizen-pledge',
			title: 'Medborgarlöfte',
			from: '2026',
			to: '2027-12',
			party: parties.map(({ id }) => id as string),
			number: parties.map((_, index) => (index < 2 ? `dnr ${index}` : '')),
			followUpWhen: ['varje månad', '', ''],
			followUpWhat: ['Uppföljning', '', ''],
			followUpResponsible: ['Parterna', '', '']
		};
		await desk.post(agreementActions.laggtill, fields);
		const pledge = (await desk.agreements()).find(({ title }) => title === 'Medborgarlöfte');
		expect(pledge?.registryNumbers).toEqual([
			{ party: parties[0]!.id, number: 'dnr 0' },
			{ party: parties[1]!.id, number: 'dnr 1' }
		]);
		expect(pledge?.followUps).toEqual([{ when: 'varje månad', what: 'Uppföljning', responsible: 'Parterna' }]);
		const wrong = await desk.post(agreementActions.laggtill, { ...fields, from: '2028', to: '2027' });
		expect(wrong.errors.to).toMatch(/före/);
		const loose = await desk.post(agreementActions.laggtill, { ...fields, followUpWhat: ['', '', ''] });
		expect(loose.errors.followUpWhat).toMatch(/töm hela raden/);
	});
});

it.each([
	['/v/2026-48?del=atgarder', '/v/2026-48?del=atgarder'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['https://evil.example/', '/'],
	['javascript:alert(1)', '/'],
	['/\t/evil.example', '/'],
	['', '/'],
	[null, '/']
])('[SE8] after logging in, %j leads to %s', (asked, to) => {
	expect(ownPath(asked, 'https://tavlan.example')).toBe(to);
});

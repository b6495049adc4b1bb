import { describe, expect, test } from 'vitest';
import { ownReports } from '../../../server/boards/report-feedback.ts';
import { PrivacyDesk } from '../../../server/boards/privacy-desk.ts';
import { Reporting } from '../../../server/boards/reporting.ts';
import type { Role } from '../../../src/lib/shared/access/roles.ts';
import { addAction } from '../../../src/lib/shared/board/action.ts';
import { observationKind, type Shared, type Withdrawn } from '../../../src/lib/shared/board/observation.ts';
import { setValue } from '../../../src/lib/shared/board/record.ts';
import type { CategoryId, FunktionId, RecordId } from '../../../src/lib/shared/ids.ts';
import type { Report } from '../../../src/lib/shared/report/report-fields.ts';
import type { Day, WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../../src/lib/shared/week/local-time.ts';
import { makeWorld, startRooms, type Login } from '../../support/start-rooms.ts';

const at = (text: string): number => momentOf(text.slice(0, 10) as Day, text.slice(11));
/** Meetings are on Tuesdays at nine here, and reports are in at noon the day before. */
const MONDAY = at('2026-11-23 09:00');
const ID = 'rapport00001' as RecordId;

async function open() {
	const world = await makeWorld();
	const { store, rooms } = await startRooms(world);
	const clock = { now: MONDAY };
	const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
	const privacy = new PrivacyDesk({ store, now: () => clock.now, random });
	const reporting = new Reporting({ store, rooms, privacy, now: () => clock.now });
	const area = await store.organisation.addArea(world.samverkan, { name: 'Centrum' });
	const place = await store.organisation.addPlace(world.samverkan, { area, name: 'Torget', kind: 'torg' });
	const category = await store.organisation.addCategory(world.samverkan, {
		code: 'B06',
		name: 'Skada',
		group: 'crime'
	});
	const actor = async ({ person }: Login) => (await store.organisation.actor(world.samverkan, person))!;
	const report = (changes: Partial<Report> = {}): Report => ({
		...{ id: ID, text: 'En ruta är krossad.', category, where: { area, place }, severity: 2 },
		when: { from: '2026-11-23' as Day, to: null, block: null, time: '08:30', recurring: false },
		...{ reliability: 'confirmed', basis: 'own-observation', funktion: null, reason: '' },
		...changes
	});
	const takeAs = async (who: Login, changes: Partial<Report> = {}, kind: 'report' | 'change' = 'report') =>
		reporting.take(await actor(who), { kind, report: report(changes) });
	const draftOf = async ({ party }: Login, week = '2026-W48') => {
		const { id } = await store.documents.draftDocument(world.samverkan, party, week as WeekKey);
		return { id, ...(await rooms.read(id, 'draft')) };
	};
	const own = async (who: Login) => ownReports({ store, rooms, now: () => clock.now }, await actor(who));
	const mark = async (who: Login, changes: { shared?: Shared; withdrawn?: Withdrawn; mergedInto?: RecordId }) => {
		const { id } = await draftOf(who);
		await rooms.edit(id, 'desk', who.person, (doc) => {
			for (const [name, value] of Object.entries(changes))
				setValue(doc, observationKind, ID, name as 'shared', value as never);
		});
	};
	return { world, store, rooms, clock, reporting, category, actor, report, takeAs, draftOf, own, mark };
}

const sharedAt = (when: number, { person, party }: Login): Shared => ({
	...{ entry: ID, circle: 'group', at: when, by: { person, party } }
});

describe('a report', () => {
	test('[RP2] that is sent twice is one, whoever of the device sends it, also at once', async () => {
		const { world, takeAs, draftOf } = await open();
		const answers = await Promise.all([takeAs(world.reader), takeAs(world.reader), takeAs(world.reader)]);
		answers.push(await takeAs(world.reader));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]).toEqual({ ok: true, value: { at: MONDAY, week: '2026-W48', party: world.reader.party } });
		const { observations } = await draftOf(world.reader);
		expect(observations).toHaveLength(1);
		expect(observations[0]).toMatchObject({
			...{ id: ID, text: 'En ruta är krossad.', severity: 2, shared: null },
			created: { person: world.reader.person, party: world.reader.party, at: MONDAY }
		});
	});

	test('[RP2] that comes again after the week has turned is still the one it was', async () => {
		const { world, clock, store, takeAs, draftOf } = await open();
		await takeAs(world.reader);
		await store.documents.setWeekState(world.week.id, 'compiling', null, MONDAY);
		clock.now = at('2026-11-23 13:00');
		expect(await takeAs(world.reader)).toMatchObject({ ok: true, value: { week: '2026-W48', at: MONDAY } });
		expect((await draftOf(world.reader, '2026-W49')).observations).toEqual([]);
		expect(await takeAs(world.reader, { id: 'rapport00002' as RecordId })).toMatchObject({
			value: { week: '2026-W49' }
		});
	});

	test('[RP2] does not come back when its writer has taken it away', async () => {
		const { world, reporting, actor, takeAs, draftOf } = await open();
		await takeAs(world.reader);
		expect(await reporting.takeBack(await actor(world.reader), ID)).toMatchObject({ ok: true });
		await takeAs(world.reader);
		expect((await draftOf(world.reader)).observations[0]?.removed).toMatchObject({ person: world.reader.person });
	});

	test('[RP6] under an id that is another’s is refused, and says nothing of it', async () => {
		const { world, takeAs, draftOf, reporting, actor } = await open();
		await takeAs(world.reader);
		expect(await takeAs(world.carol, { text: 'Skrivet över.' })).toEqual({
			ok: false,
			problem: { code: 'report-id-taken' }
		});
		expect(await takeAs(world.carol, { text: 'Skrivet över.' }, 'change')).toEqual({
			...{ ok: false, problem: { code: 'report-not-found' } }
		});
		expect(await reporting.own(await actor(world.carol), ID)).toBeNull();
		expect((await draftOf(world.reader)).observations[0]?.text).toBe('En ruta är krossad.');
		expect((await draftOf(world.carol)).observations).toEqual([]);
	});

	test.each([
		['reporter', true],
		['coordinator', true],
		['convener', true],
		['external', true],
		['performer', false],
		['leader', false],
		['registrar', false],
		['admin', false]
	] as [Role, boolean][])('[RP8] is taken from a %s: %s', async (role, isTaken) => {
		const { world, store, takeAs } = await open();
		await store.organisation.setMember(world.samverkan, world.reader.person, world.reader.party, [role]);
		const answer = await takeAs(world.reader);
		expect(answer).toMatchObject(isTaken ? { ok: true } : { ok: false, problem: { code: 'may-not-report' } });
	});

	test('[RP8] is told as by a function of the reporter’s own, of a place and category that are there', async () => {
		const { world, takeAs, draftOf } = await open();
		const codeOf = async (changes: Partial<Report>) => {
			const answer = await takeAs(world.reader, changes);
			return answer.ok ? 'ok' : answer.problem.code;
		};
		expect(await codeOf({ funktion: world.carol.funktion })).toBe('source-not-own');
		expect(await codeOf({ category: 'borta' as CategoryId })).toBe('choice-gone');
		expect(await codeOf({ where: { area: 'borta' as never, place: null } })).toBe('choice-gone');
		expect((await draftOf(world.reader)).observations).toEqual([]);
		expect(await codeOf({ funktion: world.reader.funktion })).toBe('ok');
	});
});

describe('what looks like a personal datum', () => {
	const codeOf = (answer: Awaited<ReturnType<Reporting['take']>>) => (answer.ok ? 'ok' : answer.problem.code);

	test('[RP18] is refused where it is a number, and asked about where it may be one; the reason is kept, not the words', async () => {
		const { world, store, takeAs, draftOf } = await open();
		expect(codeOf(await takeAs(world.reader, { text: 'Han har 811228-9874.', reason: 'Behövs.' }))).toBe(
			'personal-number'
		);
		const text = 'Ring 070-174 06 05 om bänken.';
		expect(codeOf(await takeAs(world.reader, { text }))).toBe('report-needs-reason');
		expect(codeOf(await takeAs(world.reader, { text, reason: 'Ring 070-174 06 06.' }))).toBe('reason-names-somebody');
		expect((await draftOf(world.reader)).observations).toEqual([]);
		expect(codeOf(await takeAs(world.reader, { text, reason: 'Jourens eget nummer.' }))).toBe('ok');
		expect(codeOf(await takeAs(world.reader, { text, reason: 'Jourens eget nummer.' }))).toBe('ok');
		const kept = await store.privacy.overrides(world.samverkan);
		expect(kept).toHaveLength(1);
		expect(kept[0]).toMatchObject({
			record: ID,
			kind: 'phone',
			reason: 'Jourens eget nummer.',
			person: world.reader.person
		});
		expect(JSON.stringify(kept)).not.toContain('174');
	});
});

describe('an own report', () => {
	test('[RP10] is changed and taken back until it is shared, and again when that was taken back', async () => {
		const { world, mark, takeAs, draftOf, reporting, actor } = await open();
		await takeAs(world.reader);
		expect(await takeAs(world.reader, { text: 'Två rutor är krossade.', severity: 3 }, 'change')).toMatchObject({
			ok: true
		});
		expect((await draftOf(world.reader)).observations[0]).toMatchObject({
			text: 'Två rutor är krossade.',
			severity: 3
		});
		await mark(world.reader, { shared: sharedAt(MONDAY, world.carol) });
		expect(await takeAs(world.reader, { text: 'Nej.' }, 'change')).toEqual({
			...{ ok: false, problem: { code: 'observation-shared' } }
		});
		expect(await reporting.takeBack(await actor(world.reader), ID)).toMatchObject({ ok: false });
		expect(await reporting.own(await actor(world.reader), ID)).toBeNull();
		await mark(world.reader, { withdrawn: { at: MONDAY, by: world.carol.person, reason: 'Fel plats.' } });
		expect(await takeAs(world.reader, { text: 'En ruta, rätt plats.' }, 'change')).toMatchObject({ ok: true });
		expect((await draftOf(world.reader)).observations[0]?.text).toBe('En ruta, rätt plats.');
	});

	test('[RP11] tells its writer, and nobody else, what became of it', async () => {
		const { world, takeAs, own, mark } = await open();
		await takeAs(world.reader);
		await mark(world.reader, { shared: sharedAt(MONDAY + 60_000, world.carol) });
		const [report] = await own(world.reader);
		expect(report).toMatchObject({
			...{ kind: 'report', id: ID, week: '2026-W48', isOwnStill: false },
			steps: [
				{ kind: 'received', at: MONDAY },
				{ kind: 'shared', at: MONDAY + 60_000, circle: 'group' }
			]
		});
		expect(await own(world.carol)).toEqual([]);
	});

	test('[RP11] tells an external that there is an åtgärd and how it stands, and neither its number nor its name', async () => {
		const { world, store, rooms, takeAs, own, mark } = await open();
		await takeAs(world.reader);
		await mark(world.reader, { shared: sharedAt(MONDAY, world.carol) });
		const by = { person: world.alice.person, party: world.alice.party, at: MONDAY };
		const decided = {
			...{
				title: 'Sätt in en ny ruta',
				owner: world.alice.funktion,
				performers: [world.alice.funktion] as FunktionId[]
			},
			...{
				due: '2026-12-01' as Day,
				answers: { kind: 'entry' as const, id: ID, week: '2026-W48' as WeekKey },
				status: { state: 'decided' as const }
			}
		};
		await rooms.edit(world.actions.id, 'desk', by.person, (doc) => {
			addAction(doc, 'atgard000001' as RecordId, { ...decided } as never, by, '2026-W48' as WeekKey);
		});
		const stepOf = async () => {
			const [report] = await own(world.reader);
			return report?.kind === 'report' ? report.steps.at(-1) : null;
		};
		expect(await stepOf()).toMatchObject({ kind: 'action', action: { title: 'Sätt in en ny ruta', state: 'decided' } });
		await store.organisation.setMember(world.samverkan, world.reader.person, world.reader.party, ['external']);
		expect(await stepOf()).toEqual({
			...{ kind: 'action', action: { number: null, title: null, state: 'decided', effect: null } }
		});
	});
});

describe('a nollrapport', () => {
	const NIL = 'nollrapport1' as RecordId;
	test('[RP9] is one press, once, and can be undone; the week says it of the party when all have said it', async () => {
		const { world, store, rooms, reporting, actor, draftOf } = await open();
		const said = async () =>
			(await rooms.read(world.week.id, 'week')).reports.find(({ id }) => (id as string) === world.reader.party)
				?.state ?? null;
		const colleague = await store.organisation.addFunktion(world.samverkan, {
			...{ party: world.reader.party, name: 'Fältgrupp', staffing: 'ordinary', guaranteed: false }
		});
		await store.organisation.staffFunktion(world.samverkan, colleague, [world.reader.person]);
		const nil = async (id: RecordId, funktion: FunktionId) =>
			reporting.take(await actor(world.reader), { kind: 'nil', id, funktion });
		await nil(NIL, world.reader.funktion);
		await nil(NIL, world.reader.funktion);
		expect((await draftOf(world.reader)).nilReports).toHaveLength(1);
		expect(await said()).toBeNull(); // the other function has said nothing
		await nil('nollrapport2' as RecordId, colleague);
		expect(await said()).toBe('nil');
		await reporting.take(await actor(world.reader), { kind: 'nil-undone', id: NIL });
		expect(await said()).toBeNull();
		expect((await draftOf(world.reader)).nilReports.filter(({ removed }) => removed === null)).toHaveLength(1);
	});

	test('[RP9] is never said of a party that has something to report', async () => {
		const { world, rooms, reporting, actor, takeAs } = await open();
		await takeAs(world.reader);
		await reporting.take(await actor(world.reader), { kind: 'nil', id: NIL, funktion: world.reader.funktion });
		const { reports } = await rooms.read(world.week.id, 'week');
		expect(reports.filter(({ state }) => state === 'nil')).toEqual([]);
	});
});

import { describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { ACTION_STATES, isUnderWay } from '#lib/shared/board/action-status.ts';
import { isOverdue, isShownIn, weekInRow } from '#lib/shared/board/action.ts';
import { coverageOf } from '#lib/shared/board/coverage.ts';
import { readDocument, type ActionsRecord, type WeekRecord } from '#lib/shared/board/document-record.ts';
import type { DocumentKind } from '#lib/shared/board/schema.ts';
import type { DocumentId, SamverkanId } from '#lib/shared/ids.ts';
import {
	addDays,
	localDay,
	parseWeekKey,
	sundayOf,
	weekKey,
	weekOf,
	weekdayOf,
	type Day
} from '#lib/shared/week/iso-week.ts';
import { momentOf } from '#lib/shared/week/local-time.ts';
import { createAccounts } from '../../server/accounts/accounts.ts';
import { passwordProblem } from '../../server/accounts/password-rules.ts';
import { verify } from '../../server/boards/verification.ts';
import { demoCalendar } from '../../server/demo/calendar.ts';
import { createDemo } from '../../server/demo/create-demo.ts';
import { ekebyActions } from '../../server/demo/ekeby-actions.ts';
import { ekebyWeeks } from '../../server/demo/ekeby-weeks.ts';
import { createDemoWhereEmpty, DemoAddressError, refuseDemoBeyondLoopback } from '../../server/demo/installation.ts';
import { demoLogins } from '../../server/demo/logins.ts';
import type { Store } from '../../server/storage/store.ts';
import { openStore } from '../support/open-store.ts';

const random = (length: number) => new Uint8Array(randomBytes(length));
const LOOPBACK = { host: '127.0.0.1', origin: 'http://127.0.0.1:3000', dataDir: 'data' };

async function demoAt(now: number): Promise<{ store: Store; ekeby: SamverkanId }> {
	const store = await openStore();
	await createDemo({ store, now: () => now, random });
	const ekeby = await store.organisation.bySlug('ekeby');
	return { store, ekeby: ekeby!.id };
}

async function readAsOf<D extends DocumentKind>(store: Store, document: DocumentId, kind: D, until?: number) {
	const doc = new Y.Doc();
	for (const row of await store.journal.history(document, until)) Y.applyUpdate(doc, row.update);
	const read = readDocument(doc, kind);
	if (!read.ok) throw new Error(`${read.problem.code} at ${read.problem.path}`);
	return read.value;
}

async function actionsOf(store: Store, samverkan: SamverkanId, until?: number): Promise<ActionsRecord['actions']> {
	const document = await store.documents.actionsDocument(samverkan);
	return (await readAsOf(store, document.id, 'actions', until)).actions;
}

async function thisWeek(store: Store, samverkan: SamverkanId, today: Day): Promise<WeekRecord> {
	const document = await store.documents.findWeek(samverkan, weekKey(weekOf(today)));
	return readAsOf(store, document!.id, 'week');
}

/** Weekdays, the turns of the year and of the clocks, at odd hours. */
const MOMENTS = [
	momentOf('2026-11-16' as Day, '00:03'), // just into Monday
	momentOf('2026-11-18' as Day, '23:59'),
	momentOf('2026-11-19' as Day, '09:20'), // in the meeting
	momentOf('2026-11-22' as Day, '12:00'), // Sunday
	momentOf('2027-01-01' as Day, '08:00'), // 2026-V53
	momentOf('2027-03-28' as Day, '03:30') // the clocks have just gone forward
];

it.each(MOMENTS.map((now) => ({ now, name: new Date(now).toISOString() })))(
	'[DM1] [DM2] [DM3] [DM4] looks alive at $name',
	async ({ now }) => {
		const today = localDay(now);
		const { store, ekeby } = await demoAt(now);
		await endsItsWeeksAt(store, ekeby, today);
		await hasEveryStatus(store, ekeby, today);
		await hasSomethingOfEverything(store, ekeby, today);
		await hasNothingInTheFuture(store, ekeby, now);
	}
);

/** Six weeks, the last is this one; earlier ones sealed and this one open. */
async function endsItsWeeksAt(store: Store, ekeby: SamverkanId, today: Day) {
	const weeks = await store.documents.weeks(ekeby);
	expect(weeks).toHaveLength(6);
	expect(weeks.at(-1)?.week).toBe(weekKey(weekOf(today)));
	expect(weeks.slice(0, -1).every(({ state }) => state === 'sealed')).toBe(true);
	expect(weeks.at(-1)?.state).toBe(['reporting', 'meeting', 'ended'][1 + Math.sign(weekdayOf(today) - 4)]);
}

async function hasEveryStatus(store: Store, ekeby: SamverkanId, today: Day) {
	const actions = await actionsOf(store, ekeby);
	expect(new Set(actions.map(({ status }) => status.state))).toEqual(new Set(ACTION_STATES));
	expect(actions.some((action) => isOverdue(action, today))).toBe(true);
	expect(actions.some((action) => isUnderWay(action.status.state) && weekInRow(action, weekOf(today)) === 4)).toBe(
		true
	);
	expect(actions.map(({ number }) => number!).sort((a, b) => a - b)).toEqual(actions.map((_, index) => index + 1));
}

async function hasSomethingOfEverything(store: Store, ekeby: SamverkanId, today: Day) {
	const record = await thisWeek(store, ekeby, today);
	const { parties } = await store.organisation.read(ekeby);
	for (const root of ['entries', 'levels', 'priorities', 'slots', 'upcoming'] as const)
		expect(record[root].length, root).toBeGreaterThan(0);
	expect(coverageOf(parties, record.reports, record.entries)).toMatchObject({ reported: 7, parties: 9 });
	expect(record.entries.some(({ assessment }) => assessment === null)).toBe(true);
	expect(record.entries.some(({ assessment }) => assessment?.kind === 'confirmed')).toBe(true);
}

async function hasNothingInTheFuture(store: Store, ekeby: SamverkanId, now: number) {
	const documents = [...(await store.documents.weeks(ekeby)), await store.documents.actionsDocument(ekeby)];
	for (const { id } of documents)
		for (const row of await store.journal.history(id)) expect(row.at).toBeLessThanOrEqual(now);
}

describe('the example', () => {
	it('[DM5] lets a past week show its åtgärder as they stood', async () => {
		const now = momentOf('2026-11-20' as Day, '10:00');
		const { store, ekeby } = await demoAt(now);
		const week = weekOf(addDays(localDay(now), -28));
		const end = momentOf(addDays(sundayOf(week), 1)) - 1;
		const then = await actionsOf(store, ekeby, end);
		const bins = (list: ActionsRecord['actions']) => list.find(({ number }) => number === 1)?.status.state;
		expect(bins(then)).toBe('done');
		expect(bins(await actionsOf(store, ekeby))).toBe('followed-up');
		expect(then.every((action) => isShownIn(action, week))).toBe(true);
		expect(then.length).toBeLessThan(ekebyActions.length);
	});

	it('names every author, and uses desk and meeting as they were', async () => {
		const { store, ekeby } = await demoAt(MOMENTS[3]!);
		const document = await store.documents.actionsDocument(ekeby);
		const [schema, ...rows] = await store.journal.history(document.id);
		expect(schema).toMatchObject({ person: null, via: 'rule' });
		expect(rows.every(({ person }) => person !== null)).toBe(true);
		expect(new Set(rows.map(({ via }) => via))).toEqual(new Set(['desk', 'meeting']));
		expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted((a, b) => a - b));
	});

	it('has a vacant function, a deputy, and a kommunpolis who serves both samverkan', async () => {
		const { store, ekeby } = await demoAt(MOMENTS[0]!);
		const { funktioner } = await store.organisation.read(ekeby);
		expect(new Set(funktioner.map(({ staffing }) => staffing))).toEqual(new Set(['ordinary', 'deputy', 'vacant']));
		const police = await store.accounts.personByEmail('kommunpolis@polis.example');
		const both = await store.organisation.samverkanOf(police!.id);
		expect(both.map(({ slug, example }) => [slug, example])).toEqual([
			['ekeby', true],
			['vreta', true]
		]);
	});

	it('[DM6] logs in with each printed password, which keeps the password rules', async () => {
		const { store } = await demoAt(MOMENTS[0]!);
		const accounts = createAccounts({ store, now: Date.now, random });
		for (const { email, password } of demoLogins) {
			expect(passwordProblem(password)).toBeNull();
			const answer = await accounts.signIn({ email, password, device: 'test', address: '127.0.0.1' });
			expect(answer.ok, email).toBe(true);
		}
		await accounts.close();
	});

	it('points each åtgärd at a lägesrad that is there', () => {
		const keys = new Set(ekebyWeeks.flatMap(({ offset, entries }) => entries.map(({ key }) => `${offset}/${key}`)));
		const pointed = ekebyActions.flatMap(({ answers, answersNow }) => [
			...(answers ? [`${answers.week}/${answers.entry}`] : []),
			...(answersNow ? [`0/${answersNow}`] : [])
		]);
		expect(pointed.filter((key) => !keys.has(key))).toEqual([]);
	});
});

it('[DM1] lays its weeks out right on every day of a year', () => {
	for (let day = '2026-06-01' as Day; day < '2027-07-01'; day = addDays(day, 1)) {
		const now = momentOf(day, '11:30');
		const calendar = demoCalendar(now);
		expect(calendar.week(0)).toBe(weekKey(weekOf(day)));
		expect(parseWeekKey(calendar.week(-5))).toEqual(weekOf(addDays(day, -35)));
		expect(calendar.day([-1, 5]) < day).toBe(true); // what was due then is overdue
		expect(calendar.moment([0, 7, '23:59'])).toBeLessThanOrEqual(now);
		expect(calendar.hasMet(0)).toBe(weekdayOf(day) >= 4);
	}
});

describe('an installation', () => {
	it('[DM7] gets the example when it is empty and private, once', async () => {
		const store = await openStore();
		await createDemoWhereEmpty({ store, now: Date.now, random, config: LOOPBACK });
		await createDemoWhereEmpty({ store, now: Date.now, random, config: LOOPBACK });
		expect(await store.organisation.all()).toHaveLength(2);
		await expect(refuseDemoBeyondLoopback({ store, config: LOOPBACK })).resolves.toBeUndefined();
	});

	it.each([
		{ ...LOOPBACK, host: '0.0.0.0', origin: 'https://tavlan.example.se' },
		{ ...LOOPBACK, origin: 'https://tavlan.example.se' }
	])('[DM7] stays empty, and refuses the example, on $host as $origin', async (config) => {
		const store = await openStore();
		await createDemoWhereEmpty({ store, now: Date.now, random, config });
		expect(await store.organisation.all()).toEqual([]);
		await expect(refuseDemoBeyondLoopback({ store, config })).resolves.toBeUndefined();
		await createDemo({ store, now: Date.now, random });
		await expect(refuseDemoBeyondLoopback({ store, config })).rejects.toThrow(DemoAddressError);
	});

	it('[FS15] seals the weeks that are over into a chain that is found whole', async () => {
		const { store, ekeby } = await demoAt(Date.parse('2026-11-26T14:00:00Z'));
		const { seals, findings, without } = await verify(store, ekeby);
		expect([seals, findings, without]).toEqual([5, [], []]);
	});
});

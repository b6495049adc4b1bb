import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../../src/lib/shared/access/roles.ts';
import { FilmPlayer, type FilmBoard } from '../../../src/lib/shared/history/film.ts';
import type { WeekRecord } from '../../../src/lib/shared/board/document-record.ts';
import { isShownIn } from '../../../src/lib/shared/board/action.ts';
import { momentText } from '../../../src/lib/shared/history/moment.ts';
import type { Organisation } from '../../../src/lib/shared/organisation.ts';
import type { SamverkanId } from '../../../src/lib/shared/ids.ts';
import { addWeeks, localDay, weekKey, weekOf, type Week } from '../../../src/lib/shared/week/iso-week.ts';
import type { PastMomentSent } from '../../../src/lib/shared/history/past-page.ts';
import {
	readPastFilm,
	readPastMoment,
	readPastPage,
	readPastSent,
	type PastAsked
} from '../../../src/lib/server/past-page.ts';
import { earlierWeeksThen } from '../../../server/boards/earlier-then.ts';
import { DetailGoneError } from '../../../server/storage/history.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import { createApp, type App } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { seeded } from '../../support/seeded.ts';

/** On the example, told over six weeks by several people, through the real store. */
const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-'));
let app: App;
let organisation: Organisation;
let thisWeek: Week;

beforeAll(async () => {
	app = await createApp(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
	const { store, now } = app.services;
	organisation = await store.organisation.read((await store.organisation.bySlug('ekeby'))?.id as SamverkanId);
	thisWeek = weekOf(localDay(now()));
});
afterAll(async () => {
	await app.close();
	rmSync(folder, { recursive: true, force: true });
});

async function actorWith(role: Role): Promise<Actor> {
	const member = organisation.people.find(({ roles }) => roles.includes(role));
	return (await app.services.store.organisation.actor(organisation.samverkan.id, member!.person))!;
}

async function asked(fromNow: number, role: Role = 'convener'): Promise<PastAsked> {
	const week = addWeeks(thisWeek, fromNow);
	const actor = await actorWith(role);
	const document = await app.services.store.documents.findWeek(actor.samverkan, weekKey(week));
	return { services: app.services, actor, organisation, name: 'Någon', week, document };
}

/** In one order, and of the åtgärder what the week's board shows: the film leaves the rest of them at home. */
function comparable({ week, actions }: FilmBoard, of: Week) {
	const shown = actions.actions.filter((action) => isShownIn(action, of));
	const ids = new Set(shown.map(({ id }) => id));
	const comments = actions.comments.filter(({ action }) => action !== null && ids.has(action));
	const roots = Object.entries({ ...week, actions: shown, comments }) as [string, { id: string }[]][];
	return Object.fromEntries(roots.map(([root, list]) => [root, list.toSorted((a, b) => (a.id < b.id ? -1 : 1))]));
}

/** A record has what stands on the board: nothing that was taken away, and no place that nobody filled. */
const onTheBoard = (roots: Record<string, { id: string }[]>) =>
	Object.fromEntries(
		Object.entries(roots).map(([root, list]) => [
			root,
			list.filter((one) => {
				const said = Object.entries(one).filter(([field]) => field !== 'id' && field !== 'flagged');
				const isRemoved = said.some(([field, value]) => field === 'removed' && value !== null);
				return !isRemoved && said.some(([, value]) => value !== null);
			})
		])
	);

describe('a week’s film', () => {
	it.for([-1, -2, 0])(
		'[HM3] shows at random moments, back and forth, what the history has (week %i)',
		{ timeout: 20_000 },
		async (fromNow) => {
			const past = await asked(fromNow);
			const { film } = (await readPastFilm(past))!;
			const player = new FilmPlayer(film);
			const random = seeded(41 + fromNow);
			const moments = film.frames.map(({ at }) => at);
			expect(moments.length).toBeGreaterThan(10);
			const visited = [
				...Array.from({ length: 12 }, () => moments[Math.floor(random() * moments.length)]!),
				moments.at(-1)!
			];
			for (const at of visited) {
				const moment = (await readPastMoment(past, at))!;
				player.seek(at);
				const then = comparable({ week: moment.weekRecord, actions: moment.actionsRecord }, past.week);
				const shown = comparable(player.board, past.week);
				const of = moment.state === 'sealed' ? onTheBoard : (all: typeof then) => all;
				expect(of(shown), momentText(at)).toEqual(of(then));
				expect(player.state, momentText(at)).toBe(moment.state);
			}
		}
	);
});

describe('a moment that is sent', () => {
	it.for([-1, 0])('[HM13] says the same as the page of it, once (week %i)', async (fromNow) => {
		const past = await asked(fromNow);
		const { moments } = await readPastPage(past, null);
		const send = async (at: number, known: readonly string[] = []) => {
			const bytes = await readPastSent(past, at, { known, signal: new AbortController().signal });
			return JSON.parse(new TextDecoder().decode(bytes!)) as PastMomentSent;
		};
		for (const at of [moments[0]!, moments[7]!, moments.at(-1)!]) {
			const { names, ...sent } = await send(at);
			expect(sent).toEqual(JSON.parse(JSON.stringify(await readPastMoment(past, at))));
			const { weekRecord, actionsRecord, ...around } = sent;
			const again = { ...around, names, weekRecord: null, actionsRecord: null };
			expect(await send(at, Object.values(names))).toEqual(again);
			expect(await send(at, [names.actions])).toEqual({ ...again, weekRecord });
			expect(actionsRecord).not.toBeNull();
		}
	});

	it('[HI12] is not read for somebody who has gone', async () => {
		const past = await asked(0);
		const signal = AbortSignal.abort(new Error('Gone'));
		await expect(readPastSent(past, app.services.now(), { known: [], signal })).rejects.toThrow('Gone');
	});
});

describe('the page of a moment', () => {
	it('[HM6] has the board as it stood, with nothing to write and nothing to attach to', async () => {
		const past = await asked(-1);
		const last = await readPastPage(past, null);
		const early = await readPastPage(past, momentText(last.moments[3]!));
		expect(early.at).toBe(last.moments[3]);
		expect(early.page!.past).toBe(early.at);
		expect(early.page!.documents).toEqual({ week: null, actions: null });
		expect(Object.entries(early.page!.may).filter(([, may]) => may)).toEqual([['readBoard', true]]);
		expect(early.page!.weekRecord).not.toEqual(last.page!.weekRecord);
		expect(last.steps.map(({ name }) => name)).toContain('Fastställd');
	});

	it('[HM6] says who changed what in that second, and how it went on', async () => {
		const past = await asked(-1);
		const { moments } = await readPastPage(past, null);
		const pages = await Promise.all(moments.slice(2, 6).map((at) => readPastPage(past, momentText(at))));
		const told = pages.find(({ here }) => here !== '')!;
		expect(told.here).toMatch(/^.+: .+/);
		expect(told.since).toMatch(/^Sedan .+: .+\.$/);
		const { here } = await readPastPage(past, momentText(moments[2]! + 1_000));
		expect(here).toBe('');
	});

	it('[HM6] shows the nearest moment where there was no board yet, where it is ahead, and where it is none', async () => {
		const past = await asked(-1);
		const { moments } = await readPastPage(past, null);
		const before = await readPastPage(past, '2020-01-01T10.00.00');
		expect([before.at, before.problem?.message]).toEqual([moments[0], expect.stringContaining('började fyllas')]);
		const ahead = await readPastPage(past, '2999-01-01T10.00.00');
		expect(ahead.problem?.message).toContain('inte varit än');
		const none = await readPastPage(past, '2026-03-29T02.30.00');
		expect([none.at, none.problem?.message]).toEqual([moments.at(-1), expect.stringContaining('är ingen tid')]);
		expect(none.page).not.toBeNull();
	});

	it('[HM6] says of a week that never had a board that there is none', async () => {
		const none = await readPastPage(await asked(-60), null);
		expect([none.page, none.problem?.message]).toEqual([null, expect.stringContaining('har ingen tavla')]);
	});

	it('[HM7] has not a byte of a week’s past for who may not read the week now', async () => {
		for (const [role, fromNow] of [
			['leader', 0],
			['external', -1],
			['admin', -1]
		] as const) {
			const past = await asked(fromNow, role);
			const page = await readPastPage(past, null);
			expect([page.page, await readPastFilm(past), page.here, page.since], role).toEqual([null, null, '', '']);
			expect(
				page.moments.filter((at) => !page.steps.some((step) => step.at === at)),
				role
			).toEqual([]);
		}
		expect((await readPastPage(await asked(-1, 'leader'), null)).page).not.toBeNull();
	});
});

describe('a sealed week', () => {
	it('[HM14] is from the seal on the board that its record has, and nothing of its edit history is read', async () => {
		const past = await asked(-2);
		const { store, sealedBoard, history } = app.services;
		const log = await store.documents.weekStateLog(past.document!.id);
		const sealedAt = log.findLast(({ state }) => state === 'sealed')!.at;
		const board = (await sealedBoard(past.document!))!;
		expect(board.week.entries.length).toBeGreaterThan(0);
		const unread = () => Promise.reject(new Error('the edit history is gone'));
		const left = { actionsAt: history.actionsAt.bind(history), weekAt: unread, piecesAt: unread };
		const without = { ...past, services: { ...app.services, history: left as unknown as typeof history } };
		const moment = (await readPastMoment(without, sealedAt + 1_000))!;
		expect(moment.weekRecord).toEqual(board.week);
		expect(moment.earlierEntries).toEqual(board.carried.map(({ entry }) => entry));
		expect(Object.fromEntries(Object.entries(moment.previousLevels).map(([area, { level }]) => [area, level]))).toEqual(
			board.previousLevels
		);
		const sent = await readPastSent(without, sealedAt + 1_000, { known: [], signal: AbortSignal.timeout(60_000) });
		const { names, ...rest } = JSON.parse(new TextDecoder().decode(sent!)) as PastMomentSent;
		expect(rest).toEqual(JSON.parse(JSON.stringify(moment)));
		const known = { known: Object.values(names), signal: AbortSignal.timeout(60_000) };
		const again = await readPastSent(without, sealedAt + 1_000, known);
		expect(JSON.parse(new TextDecoder().decode(again!))).toMatchObject({ weekRecord: null, actionsRecord: null });
		await expect(readPastMoment(without, sealedAt - 1)).rejects.toThrow('gone');
	});

	it('[HM14] has, at any moment before the seal and after, what the weeks before it said at that moment', async () => {
		const week = { id: 'w47', week: '2026-W47', state: 'sealed' } as WeekDocument;
		const entry = (text: string) =>
			({ entries: [{ id: 'row', text }], notes: [], levels: [] }) as unknown as WeekRecord;
		const carries = { carried: [{ id: 'row', from: '2026-W47' }] } as unknown as WeekRecord;
		const wordsAt = async (at: number, weekThen: (at: number) => Promise<WeekRecord>) => {
			const documents = {
				weeks: () => Promise.resolve([week]),
				weekStateLog: () => Promise.resolve([{ state: 'sealed' as const, at: 100, by: null }])
			};
			const parts = { store: { documents }, readWeek: () => Promise.resolve(entry('som den fastställdes')) };
			const history = { weekThen: (_: unknown, _week: unknown, at: number) => weekThen(at) };
			const earlier = await earlierWeeksThen({ ...parts, history } as never, await actorWith('convener'), at);
			return (await earlier.carried(carries)).map(({ entry }) => entry.text);
		};
		const then = (at: number) => Promise.resolve(entry(`som den var ${at}`));
		expect(await wordsAt(50, then)).toEqual(['som den var 50']);
		expect(await wordsAt(100, then)).toEqual(['som den fastställdes']);
		const gone = () => Promise.reject(new DetailGoneError(90));
		expect(await wordsAt(50, gone), 'what is left of it').toEqual(['som den fastställdes']);
	});
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyRecord } from '../../src/lib/shared/board/document-record.ts';
import { makeFrames } from '../../src/lib/shared/history/film.ts';
import { parseMoment } from '../../src/lib/shared/history/moment.ts';
import type { PastPage } from '../../src/lib/shared/history/past-page.ts';
import type { PersonId, RecordId } from '../../src/lib/shared/ids.ts';
import { PastWeek } from '../../src/lib/state/past-week.svelte.ts';
import { Playback } from '../../src/lib/state/playback.svelte.ts';
import { buildWeekPage } from '../support/week-page.ts';

const START = parseMoment('2026-11-26T09.00.00')!;
const moments = [0, 1, 2, 3].map((minute) => START + minute * 60_000);
const note = (text: string) => ({
	id: 'n' as RecordId,
	text,
	order: 'a',
	parked: false,
	created: null,
	removed: null,
	flagged: null
});

/** "0", then "1" … a minute each. */
const frames = makeFrames(
	moments.map((at, index) => ({
		...{ at, person: 'alice' as PersonId, root: 'notes', record: 'n' as RecordId },
		...(index === 0
			? { field: null, before: null, after: note('0') }
			: { field: 'text', before: `${index - 1}`, after: `${index}` })
	})),
	[]
);
const film = { base: { week: emptyRecord('week'), actions: emptyRecord('actions') }, state: 'reporting', frames };

function buildPast(overrides: Partial<PastPage> = {}): PastPage {
	const page = buildWeekPage({ documents: { week: null, actions: null }, past: moments[0]! });
	return {
		...{ page, at: moments[0]!, now: moments[3]!, moments, hasFilm: true, steps: [], volumes: [], weeks: [] },
		...{ here: '', since: '', people: {}, problem: null, typed: '' },
		...overrides
	};
}

const answer = (body: unknown) => Promise.resolve(Response.json(body));
const shown = (week: PastWeek) => week.board.records('notes').map(({ text }) => text);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a week that is wound', () => {
	it('[HM4] draws once a picture however often it is dragged, and fetches its film once and nothing more', async () => {
		const fetched = vi.fn(() => answer({ film, earlierEntries: [], earlierNotes: [] }));
		const draws: (() => void)[] = [];
		const nextPicture = (draw: () => void) => (draws.push(draw), () => undefined);
		const week = new PastWeek(buildPast(), { fetch: fetched, nextPicture });
		await week.load();
		for (const at of [...moments, ...moments]) week.seek(at);
		expect([draws.length, week.at, shown(week)]).toEqual([1, moments[3], ['0']]);
		draws[0]!();
		expect(shown(week)).toEqual(['3']);
		await vi.runAllTimersAsync();
		expect([fetched.mock.calls.length, week.settled]).toEqual([1, moments[3]]);
		week.close();
	});

	it('[HM4] goes from change to change, and stops at both ends', async () => {
		const week = new PastWeek(buildPast(), {
			fetch: () => answer({ film, earlierEntries: [], earlierNotes: [] }),
			nextPicture: (draw) => (draw(), () => undefined)
		});
		await week.load();
		expect([week.step(-1), week.step(1), week.at]).toEqual([false, true, moments[1]]);
		week.seek(moments[3]!);
		expect([week.step(1), week.frame?.edits.map(({ id }) => id)]).toEqual([false, ['n']]);
		week.close();
	});

	it('[HM4] without a film asks for where the hand came to rest, and shows the latest wish alone', async () => {
		const waiting = new Map<string, (response: Response) => void>();
		const fetched = vi.fn((asked: string | URL | Request) => {
			return new Promise<Response>((resolve) => void waiting.set(String(asked), resolve));
		});
		const week = new PastWeek(buildPast({ hasFilm: false }), {
			fetch: fetched as typeof fetch,
			nextPicture: (draw) => (draw(), () => undefined)
		});
		const board = (text: string, at: number) => ({
			...{
				at,
				names: { week: text, actions: 'same' },
				state: 'reporting',
				earlierEntries: [],
				earlierNotes: [],
				previousLevels: {}
			},
			...{ weekRecord: { ...emptyRecord('week'), notes: [note(text)] }, actionsRecord: emptyRecord('actions') }
		});
		for (const at of moments.slice(0, 3)) week.seek(at);
		await vi.advanceTimersByTimeAsync(200);
		week.seek(moments[3]!);
		await vi.advanceTimersByTimeAsync(200);
		expect([...waiting.keys()]).toEqual([
			'/v/2026-48/historik/tavla?t=2026-11-26T09.02.00',
			'/v/2026-48/historik/tavla?t=2026-11-26T09.03.00'
		]);
		const [early, late] = [...waiting.values()];
		late!(Response.json(board('late', moments[3]!)));
		early!(Response.json(board('early', moments[2]!)));
		await vi.runAllTimersAsync();
		expect([shown(week), week.settled, week.hasFailed]).toEqual([['late'], moments[3], false]);
		week.close();
	});

	it('[HM13] says what it has, and shows that where it is not sent again', async () => {
		const asked: string[] = [];
		const around = { state: 'reporting', earlierEntries: [], earlierNotes: [], previousLevels: {} };
		const board = {
			weekRecord: { ...emptyRecord('week'), notes: [note('ett')] },
			actionsRecord: emptyRecord('actions')
		};
		const answers = [
			{ ...around, ...board, at: moments[1], names: { week: 'w1', actions: 'a1' } },
			{
				...around,
				...board,
				at: moments[2],
				weekRecord: null,
				actionsRecord: null,
				names: { week: 'w1', actions: 'a1' }
			},
			{
				...around,
				at: moments[3],
				weekRecord: emptyRecord('week'),
				actionsRecord: null,
				names: { week: 'w2', actions: 'a1' }
			}
		];
		const week = new PastWeek(buildPast({ hasFilm: false }), {
			fetch: ((address: string) => (asked.push(address), answer(answers[asked.length - 1]))) as typeof fetch,
			nextPicture: (draw) => (draw(), () => undefined)
		});
		const boards: string[][] = [];
		for (const at of moments.slice(1)) {
			week.seek(at);
			await vi.runAllTimersAsync();
			expect(week.settled).toBe(at);
			boards.push(shown(week));
		}
		expect(boards).toEqual([['ett'], ['ett'], []]);
		expect(asked.map((address) => address.split('&').slice(1))).toEqual([
			[],
			['har=w1', 'har=a1'],
			['har=w1', 'har=a1']
		]);
		week.close();
	});

	it('[HM4] says that a moment could not be fetched, and leaves what stood', async () => {
		const week = new PastWeek(buildPast({ hasFilm: false }), {
			fetch: () => Promise.reject(new Error('no network')),
			nextPicture: (draw) => (draw(), () => undefined)
		});
		week.seek(moments[1]!);
		await vi.runAllTimersAsync();
		expect([week.hasFailed, week.settled]).toEqual([true, moments[0]]);
		week.close();
	});
});

describe('the meeting, played', () => {
	function start() {
		let at = moments[3]! + 60_000;
		const sought: number[] = [];
		const ondone = vi.fn();
		const seek = (to: number) => void (sought.push((at = to)) > 0);
		const span = { from: moments[0]!, to: moments[2]! };
		return { playback: new Playback({ moments, span, at: () => at, seek, ondone }), sought, ondone };
	}

	it('[HM5] goes from its beginning change by change to its end, and stops there', async () => {
		const { playback, sought, ondone } = start();
		playback.play();
		await vi.runAllTimersAsync();
		expect(sought).toEqual(moments.slice(0, 3));
		expect([playback.isPlaying, ondone.mock.calls.length, vi.getTimerCount()]).toEqual([false, 1, 0]);
	});

	it('[HM5] is paused and goes on from there, faster at a higher speed', async () => {
		const { playback, sought } = start();
		playback.play();
		await vi.advanceTimersByTimeAsync(300);
		playback.toggle();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(sought).toEqual([moments[0]]);
		playback.speed = 15;
		playback.toggle();
		await vi.advanceTimersByTimeAsync(400);
		expect(sought).toEqual(moments.slice(0, 2));
		playback.pause();
	});

	it('[HM5] is stepped without anything moving by itself', async () => {
		const { playback, sought, ondone } = start();
		playback.start();
		playback.step();
		await vi.advanceTimersByTimeAsync(60_000);
		expect([sought, playback.isPlaying]).toEqual([moments.slice(0, 2), false]);
		playback.step();
		playback.step();
		expect(ondone).toHaveBeenCalledOnce();
	});
});

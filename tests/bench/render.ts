/**
 * Somebody else changes one card's title on a board of 500 åtgärder and 60 lägesrader, open in Chromium: how many cards'
 * DOM is touched (MutationObserver), and how much main-thread time the change takes from the socket to the frame
 * (DevTools' task time, less what an idle stretch of the same length takes). The floor writes the same words into the
 * same card by hand: what the browser itself needs to lay out a board of that size. Not measured: painting off the main
 * thread, and a board that somebody scrolls or types in meanwhile.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import { journalWriter } from '../../server/boards/journal-writer.ts';
import { actionKind } from '../../src/lib/shared/board/action.ts';
import { LOCAL } from '../../src/lib/shared/board/origin.ts';
import { textOf } from '../../src/lib/shared/board/record.ts';
import { applyTextEdit } from '../../src/lib/shared/board/text-edit.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { launch, logIn, mainThread, untilSaved, weekUrl, type MainThread } from './support/browser.ts';
import { startBoard } from './support/child-server.ts';
import { openBoard, type Client } from './support/client.ts';
import type { Report } from './support/figure.ts';
import { median } from './support/stats.ts';
import { fillActions, fillWeek } from './support/typing.ts';
import { makeWorld, openWeek, type World } from './support/world.ts';

const ACTIONS = 500;
const ENTRIES = 60;
const ROUNDS = 7;
/** Milliseconds of main thread that are looked at around a change. */
const STRETCH = 400;

export async function render(stack: AsyncDisposableStack): Promise<Report> {
	const world = await makeWorld(stack, { people: 2 });
	const cards = await makeBoard(world);
	const server = await startBoard(stack, world.folder);
	const browser = await launch(stack);
	const context = await logIn(browser, server, world.people[0]!);
	const page = await context.newPage();
	await page.goto(weekUrl(world));
	await untilSaved(page);
	const shown = await page.locator('[data-card-link]').count();
	if (shown < ACTIONS) throw new Error(`Only ${shown} of ${ACTIONS} cards are on the board`);
	const other = await openBoard(server, world.actions.id, world.people[1]!);
	const touched = await countTouched(page, other, cards);
	const session = await context.newCDPSession(page);
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	const { idle, ours, floor } = await timeChanges(page, session, other, cards);
	await other.close();
	const net = (times: readonly MainThread[], of: keyof MainThread) =>
		Math.max(0, median(times.map((time) => time[of])) - median(idle.map((time) => time[of])));
	const own = (['script', 'style', 'layout'] as const).map((of): [string, number] => [of, net(ours, of)]);
	const rest = net(ours, 'task') - own.reduce((sum, [, took]) => sum + took, 0);
	const parts = [...own, ['paint and the rest', rest] as const].map(([of, took]) => `${of} ${took.toFixed(1)} ms`);
	return {
		figures: [
			{ name: 'cards touched by one title', unit: '', ours: touched.cards, target: { most: 1, of: 'ours' } },
			{
				name: 'main thread for one title',
				unit: 'ms',
				ours: net(ours, 'task'),
				floor: net(floor, 'task'),
				target: { most: 16, of: 'ours' }
			}
		],
		notes: [
			`${shown} cards and ${ENTRIES} rows; one title takes ${parts.join(', ')}; mutations outside cards: ${touched.outside}`
		]
	};
}

async function makeBoard(world: World): Promise<RecordId[]> {
	return world.withStore(async (store) => {
		const week = await openWeek(store, world);
		const writer = { person: null, via: 'import', now: Date.now } as const;
		await journalWriter(store.journal, 'week', writer)(week.id, (doc) => void fillWeek(doc, world, ENTRIES));
		let cards: RecordId[] = [];
		const write = journalWriter(store.journal, 'actions', writer);
		await write(world.actions.id, (doc) => (cards = fillActions(doc, world, ACTIONS)));
		return cards;
	});
}

const cardAt = (cards: readonly RecordId[], index: number): RecordId => cards[(index * 37) % cards.length]!;
const link = (card: RecordId) => `[data-card-link="${card}"]`;

/** A title as somebody else types it. */
function retitle(other: Client, card: RecordId, title: string) {
	const text = textOf(other.doc, actionKind, card, 'title');
	if (!text) throw new Error(`There is no card ${card}`);
	applyTextEdit(text, title, title.length, LOCAL);
}

const untilShown = (page: Page, card: RecordId, title: string): Promise<void> =>
	page.locator(link(card), { hasText: title }).waitFor();

interface Touched {
	cards: number;
	outside: number;
}

/** The most cards that one of the changes touched. */
async function countTouched(page: Page, other: Client, cards: readonly RecordId[]): Promise<Touched> {
	const counts: Touched[] = [];
	for (let round = 0; round < 3; round++) {
		const watch = await page.evaluateHandle(watchCards);
		const [card, title] = [cardAt(cards, round), `Ny rubrik ${round}`];
		retitle(other, card, title);
		await untilShown(page, card, title);
		await pause(STRETCH); // what would come late, must have time to come
		counts.push(await watch.evaluate((count) => count()));
	}
	return {
		cards: Math.max(...counts.map((count) => count.cards)),
		outside: Math.max(...counts.map((count) => count.outside))
	};
}

/** Runs in the page. */
function watchCards(): () => Touched {
	const found: MutationRecord[] = [];
	const observer = new MutationObserver((records) => found.push(...records));
	observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
	return () => {
		observer.disconnect();
		const cardOf = ({ target }: MutationRecord) =>
			(target instanceof Element ? target : target.parentElement)?.closest('[data-card], [data-entry], article') ??
			null;
		const cards = new Set(found.map(cardOf));
		cards.delete(null);
		return { cards: cards.size, outside: found.filter((record) => cardOf(record) === null).length };
	};
}

async function timeChanges(page: Page, session: CDPSession, other: Client, cards: readonly RecordId[]) {
	const times: Record<'idle' | 'ours' | 'floor', MainThread[]> = { idle: [], ours: [], floor: [] };
	// Nothing asks the page anything meanwhile: looking for a card among 500 would cost more than showing it.
	const stretch = async (act: () => void = () => undefined): Promise<MainThread> => {
		const before = await mainThread(session);
		act();
		await pause(STRETCH);
		return less(await mainThread(session), before);
	};
	for (let round = 0; round <= ROUNDS; round++) {
		const title = `Rubrik nummer ${round}`;
		const [card, byHand] = [cardAt(cards, 10 + round), cardAt(cards, 30 + round)];
		const idle = await stretch();
		const ours = await stretch(() => retitle(other, card, title));
		await untilShown(page, card, title);
		await writeByHand(page, byHand, title);
		const floor = await stretch();
		await untilShown(page, byHand, title);
		await pause(STRETCH);
		if (round === 0) continue; // the page compiles what it runs
		times.idle.push(idle);
		times.ours.push(ours);
		times.floor.push(floor);
	}
	return times;
}

/** In the middle of the stretch that follows. */
async function writeByHand(page: Page, card: RecordId, title: string): Promise<void> {
	const write = (element: Element, { title, after }: { title: string; after: number }) =>
		void setTimeout(() => (element.firstChild!.nodeValue = title), after);
	await page.locator(link(card)).evaluate(write, { title, after: STRETCH / 2 });
}

const less = (after: MainThread, before: MainThread): MainThread => ({
	task: 1000 * (after.task - before.task),
	script: 1000 * (after.script - before.script),
	style: 1000 * (after.style - before.style),
	layout: 1000 * (after.layout - before.layout)
});

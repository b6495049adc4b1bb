/**
 * The board page for somebody who has never been here: what JavaScript comes over the network in Chromium with an empty
 * cache, in how many requests, and when the largest text is painted (LCP) on loopback with the CPU throttled to a
 * quarter. The floor is the same page with every script refused: HTML, CSS and fonts alone. Not measured: a network's
 * latency, and when the board can be worked with.
 */
import { gzipSync } from 'node:zlib';
import type { Browser, Page, Response } from 'playwright';
import { journalWriter } from '../../server/boards/journal-writer.ts';
import { launch, logIn, untilSaved, weekUrl } from './support/browser.ts';
import { startBoard, type ChildServer } from './support/child-server.ts';
import type { Report } from './support/figure.ts';
import { median } from './support/stats.ts';
import { fillActions, fillWeek } from './support/typing.ts';
import { makeWorld, openWeek, type World } from './support/world.ts';

const ROUNDS = 3;
const THROTTLE = 4;
/** An ordinary week. */
const ENTRIES = 30;
const ACTIONS = 20;

export async function firstLoad(stack: AsyncDisposableStack): Promise<Report> {
	const world = await makeWorld(stack, { people: 1 });
	await makeBoard(world);
	const server = await startBoard(stack, world.folder);
	const browser = await launch(stack);
	await visit(browser, server, world); // the server compiles what it runs
	const scripts = await weigh(browser, server, world);
	const painted: Record<'ours' | 'floor', number[]> = { ours: [], floor: [] };
	for (let round = 0; round < ROUNDS; round++) {
		painted.ours.push(await timePaint(browser, server, world, { scripts: true }));
		painted.floor.push(await timePaint(browser, server, world, { scripts: false }));
	}
	return {
		figures: [
			{ name: 'JavaScript, gzip', unit: 'kB', ours: scripts.gzip, target: { most: 150, of: 'ours' } },
			{ name: 'JavaScript, as sent', unit: 'kB', ours: scripts.sent },
			{ name: 'requests', unit: '', ours: scripts.requests },
			{
				name: `LCP, CPU ÷ ${THROTTLE}`,
				unit: 'ms',
				ours: median(painted.ours),
				floor: median(painted.floor),
				target: { most: 1000, of: 'ours' }
			}
		],
		notes: [
			`${scripts.files} scripts of ${scripts.plain.toFixed(0)} kB unpacked; the largest: ${scripts.largest}; ` +
				`a week of ${ENTRIES} lägesrader and ${ACTIONS} åtgärder, LCP is the median of ${ROUNDS}`
		]
	};
}

export async function makeBoard(world: World): Promise<void> {
	await world.withStore(async (store) => {
		const week = await openWeek(store, world);
		const writer = { person: null, via: 'import', now: Date.now } as const;
		await journalWriter(store.journal, 'week', writer)(week.id, (doc) => void fillWeek(doc, world, ENTRIES));
		const writeActions = journalWriter(store.journal, 'actions', writer);
		await writeActions(world.actions.id, (doc) => void fillActions(doc, world, ACTIONS));
	});
}

async function visit(browser: Browser, server: ChildServer, world: World): Promise<void> {
	const context = await logIn(browser, server, world.people[0]!);
	const page = await context.newPage();
	await page.goto(weekUrl(world));
	await untilSaved(page);
	await context.close();
}

async function weigh(browser: Browser, server: ChildServer, world: World) {
	const context = await logIn(browser, server, world.people[0]!);
	const page = await context.newPage();
	const responses: Response[] = [];
	page.on('response', (response) => responses.push(response));
	await page.goto(weekUrl(world), { waitUntil: 'load' });
	await untilSaved(page);
	const scripts = responses.filter((response) => response.request().resourceType() === 'script');
	const weights = await Promise.all(scripts.map(weighOne));
	await context.close();
	const sum = (of: 'sent' | 'gzip' | 'plain') => weights.reduce((total, weight) => total + weight[of], 0) / 1000;
	const largest = weights.sort((a, b) => b.gzip - a.gzip).slice(0, 3);
	return {
		sent: sum('sent'),
		gzip: sum('gzip'),
		plain: sum('plain'),
		files: weights.length,
		requests: responses.length,
		largest: largest.map(({ name, gzip }) => `${name} ${(gzip / 1000).toFixed(1)} kB`).join(', ')
	};
}

async function weighOne(response: Response) {
	const body = await response.body();
	const { responseBodySize } = await response.request().sizes();
	const name = new URL(response.url()).pathname.split('/').slice(-2).join('/');
	return { name, sent: responseBodySize, gzip: gzipSync(body, { level: 9 }).byteLength, plain: body.byteLength };
}

async function timePaint(
	browser: Browser,
	server: ChildServer,
	world: World,
	{ scripts }: { scripts: boolean }
): Promise<number> {
	const context = await logIn(browser, server, world.people[0]!);
	if (!scripts) await context.route(/\.js$/, (route) => route.abort());
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
	await page.goto(weekUrl(world), { waitUntil: 'load' });
	if (scripts) await untilSaved(page);
	const time = await largestPaint(page);
	await context.close();
	return time;
}

const largestPaint = (page: Page): Promise<number> =>
	page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
					type: 'largest-contentful-paint',
					buffered: true
				});
			})
	);

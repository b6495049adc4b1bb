import { expect, type Page } from '@playwright/test';
import { DEFAULT_CALIBRATION, fitOf, type Fit } from '../../src/lib/shared/meeting/fit.ts';
import { pagesOf } from '../../src/lib/shared/meeting/pages.ts';
import type { Scene } from '../../src/lib/shared/meeting/scene.ts';
import { scenesOf } from '../../src/lib/shared/meeting/scenes.ts';
import { fromWire, toWire } from '../../src/lib/shared/meeting/screen-wire.ts';
import type { ScreenFacts } from '../../src/lib/shared/protocol/events.ts';
import { localDay, weekOf, weekPath } from '../../src/lib/shared/week/iso-week.ts';
import { buildFacts } from '../shared/meeting-facts.ts';
import { axeFindings } from './support/axe.ts';
import { COORDINATOR } from './support/example-people.ts';
import { FakeLive } from './support/fake-live.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { worstFacts } from './support/worst-facts.ts';

let server: TestServer;
test.beforeAll(async () => {
	test.setTimeout(300_000);
	server = await demoServer();
});
test.afterAll(() => server?.dispose());

const WEEK = weekOf(localDay(Date.now()));
const SIZES = [
	{ width: 1366, height: 768 },
	{ width: 1920, height: 1080 },
	{ width: 3840, height: 2160 }
];
const ROOMS = [
	{ diagonalInches: 75, seatMetres: 5 },
	{ diagonalInches: 65, seatMetres: 6 }
];

const WORST: ScreenFacts = worstFacts(toWire(buildFacts({ week: WEEK, today: localDay(Date.now()) })));

/** Text that is cut or too small, and whatever leaves the window or reaches into the rail. */
function findProblems(page: Page, leastPx: number): Promise<string[]> {
	return page.evaluate((least) => {
		const main = document.querySelector('main')!;
		const rail = main.querySelector('footer')!.getBoundingClientRect().top;
		return [...main.querySelectorAll<HTMLElement>('*')]
			.filter((element) => !element.closest('.visually-hidden, svg') && element.getClientRects().length > 0)
			.flatMap((element) => {
				const box = element.getBoundingClientRect();
				const style = getComputedStyle(element);
				const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim());
				const isInScene = element.closest('.page') && !element.classList.contains('page');
				const bottom = isInScene ? rail : innerHeight;
				const slack = 3; // shapes of levels stand out of their boxes by two
				return [
					hasText && parseFloat(style.fontSize) < least - 0.01 && 'small',
					(box.right > innerWidth + 1 || box.bottom > bottom + 1) && 'outside',
					style.display !== 'inline' && element.scrollWidth > element.clientWidth + slack && 'wide',
					style.textOverflow === 'ellipsis' && 'ellipsis'
				]
					.filter((problem) => problem !== false)
					.map((problem) => `${problem}: ${element.textContent!.slice(0, 40)}`);
			});
	}, leastPx);
}

async function show(page: Page, live: FakeLive, facts: ScreenFacts, scene: Scene, index: number, focus: string | null) {
	live.meeting(facts, { step: scene.step, scene: scene.key, page: index, focus, startedAt: 1, stepStartedAt: 1 });
	await expect(page.locator(`[data-scene="${scene.key}:${index}"]`)).toBeVisible();
}

/** Opens the screen of somebody logged in, with its live line in the test's hands. */
async function openScreen(page: Page, live: FakeLive) {
	await live.attach(page);
	await page.goto(`/v/${weekPath(WEEK)}/skarm`);
	await live.connected();
}

const fitIn = (room: (typeof ROOMS)[number], size: (typeof SIZES)[number]): Fit =>
	fitOf({ ...DEFAULT_CALIBRATION, ...room, ...size });

test('[SK1] nothing is cut, too small or outside, on any scene, at three sizes in two rooms', async ({ browser }) => {
	test.setTimeout(300_000);
	const { page } = await openAs(browser, server, COORDINATOR);
	const live = new FakeLive();
	await openScreen(page, live);
	live.facts(WORST);
	const scenes = scenesOf(fromWire(WORST));
	for (const room of ROOMS) {
		await page.evaluate((room) => localStorage.setItem('lagestavlan:rum', JSON.stringify(room)), room);
		await page.evaluate((room) => {
			const newValue = JSON.stringify(room);
			dispatchEvent(new StorageEvent('storage', { key: 'lagestavlan:rum', newValue }));
		}, room);
		for (const size of SIZES) {
			await page.setViewportSize(size);
			const fit = fitIn(room, size);
			for (const scene of scenes)
				for (const { index } of pagesOf(scene, fit).slice(0, 1)) {
					await show(page, live, WORST, scene, index, null);
					const where = `${scene.key} ${index + 1}, ${size.width} px, ${room.seatMetres} m`;
					await expect.poll(() => findProblems(page, fit.metaPx), where).toEqual([]); // sizes follow the window
				}
		}
	}
	await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`[SK5] no controls and no findings, the row in focus named, ${colorScheme}`, async ({ browser }) => {
		test.setTimeout(200_000);
		const { page } = await openAs(browser, server, COORDINATOR, { colorScheme });
		const live = new FakeLive();
		await openScreen(page, live);
		live.facts(WORST);
		for (const key of ['opening', 'follow-up', 'overview', 'area:omr00', 'priorities', 'decide:pri00', 'seal']) {
			const scene = scenesOf(fromWire(WORST)).find((one) => one.key === key)!;
			await show(page, live, WORST, scene, 0, null);
			expect(await page.getByRole('main').locator('button, a, input, select').count(), key).toBe(0);
			expect(await axeFindings(page, { part: 'main' }), key).toEqual([]);
		}
		const followUp = scenesOf(fromWire(WORST)).find(({ key }) => key === 'follow-up')!;
		const first = followUp.blocks[0]!.rows[0]!;
		await show(page, live, WORST, followUp, 0, first.id);
		await expect(page.locator('[aria-current="true"]')).toHaveCount(1);
		await page.context().close();
	});

test('[SK2] k asks for the room, shows what follows, and the device keeps it', async ({ browser }) => {
	const { page } = await openAs(browser, server, COORDINATOR, { viewport: { width: 1920, height: 1080 } });
	await openScreen(page, new FakeLive());
	await page.keyboard.press('k');
	const dialog = page.getByRole('dialog', { name: 'Kalibrera rummet' });
	await expect(dialog.getByText('Kan du läsa detta längst bak?')).toHaveCSS('font-size', '48px');
	await dialog.getByLabel('Meter till platsen längst bak').fill('7,5');
	await expect(dialog.getByRole('status')).toContainText('per sida');
	await dialog.getByRole('button', { name: 'Spara' }).click();
	await expect(dialog).toHaveCount(0);
	expect(await page.evaluate(() => localStorage.getItem('lagestavlan:rum'))).toBe(
		'{"diagonalInches":75,"seatMetres":7.5}'
	);
	await page.context().close();
});

import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { axeInBothThemes } from './support/axe.ts';
import { ADMIN, COORDINATOR, LEADER } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

let server: TestServer;
let page: Page;

test.beforeAll(async ({ browser }) => {
	server = await demoServer();
	({ page } = await openAs(browser, server, COORDINATOR));
});
test.afterAll(async () => {
	await page.close();
	await server.dispose();
});

/** In a browser of its own, with the log-in that the file has already. */
async function sameInAnother(browser: Browser, options: BrowserContextOptions): Promise<Page> {
	const storageState = await page.context().storageState();
	return (await browser.newContext({ baseURL: server.url, storageState, ...options })).newPage();
}

const LAST_WEEK = weekAddress(-1);
const weekNumber = (address: string): number => Number(address.slice(-2));

const frame = (on = page) => on.locator('[data-past]');
const slider = (on = page) => on.getByRole('slider', { name: 'Ögonblick i veckan' });
const when = (on = page) => frame(on).getByText(/^HISTORIK – v\d+, /);

/** The page, with its film: from then on nothing is fetched. */
async function openPast(address: string, on = page): Promise<void> {
	const film = on.waitForResponse((response) => response.url().endsWith('/historik/film'));
	await on.goto(address);
	await film;
	await expect(slider(on)).toBeVisible();
	await expect(when(on)).toBeVisible();
}

const toStep = (name: string, on = page) => on.getByRole('list', { name: 'Veckans steg' }).getByRole('link', { name });

test('[HM8] from the week’s header one comes to the board as it was, framed, with nothing to change anything with', async () => {
	const sent: string[] = [];
	page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))));
	await page.goto(LAST_WEEK);
	const film = page.waitForResponse((response) => response.url().endsWith('/historik/film'));
	await page
		.getByRole('banner')
		.or(page.getByRole('main'))
		.getByRole('link', { name: 'Historik', exact: true })
		.last()
		.click();
	await film;
	await expect(when()).toHaveText(
		new RegExp(`^HISTORIK – v${weekNumber(LAST_WEEK)}, \\p{L}{3} \\d+ \\p{L}{3} \\d\\d\\.\\d\\d$`, 'u')
	);
	await expect(frame().getByRole('heading', { name: 'Veckans lägesbild' })).toBeVisible();
	await expect(frame().getByRole('article').first()).toBeVisible();
	await expect(
		frame().locator(
			'button, input, select, textarea, [role=menu], [contenteditable], [draggable=true], [data-card], form'
		)
	).toHaveCount(0);
	await page.getByRole('main').getByRole('link', { name: 'Till tavlan nu' }).click();
	await expect(page).toHaveURL(new RegExp(`${LAST_WEEK}$`));
});

test('[HM8] the server takes no post on a board of the past, and nothing of it is live', async () => {
	const joined: string[] = [];
	const heard = (socket: { on(event: 'framesent', told: (frame: { payload: string | Buffer }) => void): unknown }) =>
		void socket.on('framesent', ({ payload }) => {
			if (/document|join|sync/.test(String(payload))) joined.push(String(payload).slice(0, 80));
		});
	page.on('websocket', heard);
	await openPast(`${LAST_WEEK}/historik`);
	const paths = ['', '/film', '/tavla?t=2026-10-08T10.42.07'].map((path) => `${LAST_WEEK}/historik${path}`);
	const taken = await page.evaluate(async (paths) => {
		const attempts = paths.flatMap((path) =>
			['POST', 'PUT', 'DELETE', 'PATCH'].map((method) => [path, method] as const)
		);
		const answers = attempts.map(async ([path, method]) => {
			const body = method === 'DELETE' ? null : new URLSearchParams({ x: 'y' });
			return [method, path, (await fetch(path, { method, body })).status] as const;
		});
		return (await Promise.all(answers)).filter(([, , status]) => status !== 403 && status !== 405);
	}, paths);
	expect(taken).toEqual([]);
	expect(joined).toEqual([]);
	page.off('websocket', heard);
});

test('[HM9] keys go from change to change and to both ends without asking the network, and the address follows', async () => {
	await openPast(`${LAST_WEEK}/historik`);
	const asked: string[] = [];
	const isOurs = (url: string) => /historik|__data/.test(url); // the browser looks for its icon at every address
	page.on('request', (request) => isOurs(request.url()) && asked.push(request.url()));
	const last = (await when().textContent())!;
	await slider().focus();
	await slider().press('ArrowLeft');
	await expect(page.getByText(/^.+: .+\(.+\)$/).first()).toBeVisible();
	await slider().press('Home');
	await expect(when()).not.toHaveText(last);
	await expect(page.getByRole('link', { name: 'Ändringen före' })).toBeDisabled();
	await expect(page.getByText(/^Sedan /)).toBeVisible();
	const first = (await when().textContent())!;
	const address = page.url();
	await slider().press('.');
	await expect(page).not.toHaveURL(address);
	await slider().press(',');
	await expect(page).toHaveURL(address);
	await expect(when()).toHaveText(first);
	await slider().press('End');
	await expect(when()).toHaveText(last);
	expect(asked).toEqual([]);
});

test('[HM9] a copied address shows somebody else the same moment; `[` and `]` and typed words go to other weeks', async ({
	browser
}) => {
	await openPast(`${LAST_WEEK}/historik`);
	await toStep('Möte pågår').click();
	await expect(page).toHaveURL(/t=\d{4}-\d\d-\d\dT09\.00\.00$/);
	await expect(frame().getByText('Möte pågår', { exact: true })).toBeVisible();
	const [address, told] = [page.url(), (await when().textContent())!];

	const other = (await openAs(browser, server, LEADER)).page;
	await openPast(address, other);
	await expect(when(other)).toHaveText(told);
	await expect(other).toHaveURL(address);
	await other.close();

	await page.keyboard.press('[');
	await expect(when()).toHaveText(new RegExp(`^HISTORIK – v${weekNumber(weekAddress(-2))},`));
	await page.keyboard.press(']');
	await expect(when()).toHaveText(new RegExp(`^HISTORIK – v${weekNumber(LAST_WEEK)},`));

	const field = page.getByRole('textbox', { name: 'Gå till vecka eller tid' });
	await field.fill(`v${weekNumber(weekAddress(-3))}`);
	await field.press('Enter');
	await expect(when()).toHaveText(new RegExp(`^HISTORIK – v${weekNumber(weekAddress(-3))},`));
	await expect(field).toHaveValue('');
	await field.fill('tor 25.70');
	await field.press('Enter');
	await expect(page.getByRole('alert').getByText('Klockan blir aldrig 25.70.')).toBeVisible();
	await expect(page.getByRole('alert').getByRole('link', { name: 'Visa närmaste' })).toBeVisible();
});

test('[HM9] where the device has single keys off, `[` and `]` go nowhere and are not offered', async ({ browser }) => {
	const quiet = await sameInAnother(browser, {});
	await quiet.addInitScript(() => localStorage.setItem('lagestavlan:single-keys', 'off'));
	await openPast(`${LAST_WEEK}/historik`, quiet);
	await expect(quiet.getByText('I reglaget: pil vänster')).not.toContainText('byter vecka');
	const asked: string[] = [];
	quiet.on('request', (request) => asked.push(request.url()));
	const address = quiet.url();
	await slider(quiet).focus();
	await quiet.keyboard.press('[');
	await quiet.keyboard.press(']');
	await slider(quiet).press('ArrowLeft'); // the slider's own keys are left
	await expect(quiet).not.toHaveURL(address);
	expect(asked.filter((url) => url.includes('__data'))).toEqual([]);
	expect(new URL(quiet.url()).pathname).toBe(`${LAST_WEEK}/historik`);
	await quiet.context().close();
});

test('[HM5] the meeting is played: what changes is marked, Space pauses, and it ends where the week was sealed', async () => {
	await openPast(`${LAST_WEEK}/historik`);
	await page.getByRole('radio', { name: 'Snabbt' }).check({ force: true });
	await page.getByRole('button', { name: 'Spela upp mötet' }).click();
	await expect(frame().getByText('Möte pågår', { exact: true })).toBeVisible();
	await expect(frame().locator('[data-changed]').first()).toBeVisible();
	await page.getByRole('heading', { level: 1 }).click();
	await page.keyboard.press('Space');
	await expect(page.getByRole('button', { name: 'Spela upp mötet' })).toBeVisible();
	await page.getByRole('button', { name: 'Spela upp mötet' }).click();
	await expect(page.getByRole('button', { name: 'Pausa' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Spela upp mötet' })).toBeVisible({ timeout: 60_000 });
	await expect(frame().getByText('Fastställd', { exact: true })).toBeVisible();
});

test('[HM5] for those who want nothing to move the meeting is stepped, a press at a time', async ({ browser }) => {
	const calm = await sameInAnother(browser, { reducedMotion: 'reduce' });
	await openPast(`${LAST_WEEK}/historik`, calm);
	const step = calm.getByRole('button', { name: 'Stega genom mötet' });
	await expect(calm.getByRole('button', { name: 'Spela upp mötet' })).toHaveCount(0);
	await step.click();
	await expect(frame(calm).getByText('Möte pågår', { exact: true })).toBeVisible();
	const began = calm.url();
	await step.click();
	await expect(calm).not.toHaveURL(began);
	await calm.context().close();
});

test('[HM7] who may not read the board gets nothing of its past, and a sentence that says so', async ({ browser }) => {
	for (const [login, address] of [
		[ADMIN, LAST_WEEK],
		[LEADER, weekAddress(0)]
	] as const) {
		const { page: other } = await openAs(browser, server, login);
		for (const path of ['', '/film', '/tavla?t=2026-10-08T10.42.07']) {
			const answer = await other.request.get(`${address}/historik${path}`, { maxRedirects: 0 });
			expect(answer.status(), path).toBe(403);
			expect(await answer.text(), path).not.toMatch(/Klockarparken|Sjöbacka|lägesrad/i);
		}
		await other.goto(`${address}/historik`);
		await expect(other.getByText(/behörighet till historiken|inte fastställd än/)).toBeVisible();
		await other.close();
	}
});

test('[HM9] on a phone at 320 px everything is there to touch, and nothing goes out to the side', async ({
	browser
}) => {
	const small = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
	const phone = await sameInAnother(browser, small);
	await openPast(`${LAST_WEEK}/historik`, phone);
	const told = (await when(phone).textContent())!;
	await phone.getByRole('link', { name: 'Första ändringen' }).tap();
	await expect(when(phone)).not.toHaveText(told);
	await phone.getByRole('link', { name: 'Ändringen efter' }).tap();
	await expect(phone.getByRole('link', { name: 'Ändringen före' })).toBeEnabled();
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await phone.context().close();
});

test('[HM9] axe finds nothing, light or dark', async () => {
	await openPast(`${LAST_WEEK}/historik`);
	await slider().press('ArrowLeft');
	await expect(page.getByRole('link', { name: 'Ändringen efter' })).toBeEnabled();
	expect(await axeInBothThemes(page)).toEqual([]);
	await page.emulateMedia({ colorScheme: null, reducedMotion: null });
});

test('[HM9] without JavaScript links and a form do the same', async ({ browser }) => {
	const plain = await sameInAnother(browser, { javaScriptEnabled: false });
	await plain.goto(`${LAST_WEEK}/historik`);
	await expect(when(plain)).toBeVisible();
	const last = (await when(plain).textContent())!;
	await plain.getByRole('link', { name: 'Första ändringen' }).click();
	await expect(when(plain)).not.toHaveText(last);
	await plain.getByRole('link', { name: 'Sista ändringen' }).click();
	await expect(when(plain)).toHaveText(last);
	await plain.getByRole('textbox', { name: 'Gå till vecka eller tid' }).fill(`v${weekNumber(weekAddress(-2))}`);
	await plain.getByRole('button', { name: 'Visa' }).click();
	await expect(when(plain)).toHaveText(new RegExp(`^HISTORIK – v${weekNumber(weekAddress(-2))},`));
	await plain.getByRole('textbox', { name: 'Gå till vecka eller tid' }).fill('tor 25.70');
	await plain.getByRole('button', { name: 'Visa' }).click();
	await expect(plain.getByText('Klockan blir aldrig 25.70.')).toBeVisible();
	await plain.context().close();
});

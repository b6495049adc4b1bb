import { expect, type Browser, type Page } from '@playwright/test';
import type { Place } from '../../src/lib/shared/meeting/moves.ts';
import { localDay, weekKey, weekOf, weekPath } from '../../src/lib/shared/week/iso-week.ts';
import { LiveSocket } from '../../src/lib/sync/live-socket.ts';
import { watchLog } from './support/event-log.ts';
import { COORDINATOR, LEADER, STREETS } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const THIS_WEEK = weekOf(localDay(Date.now()));
const WEEK = weekPath(THIS_WEEK);

/** As the one who leads does it: makes a link, and reads it off the page. */
async function makeLink(page: Page): Promise<string> {
	await page.goto(`/v/${WEEK}/skarmlank`);
	await page.getByRole('button', { name: 'Skapa länk' }).click();
	return page.getByLabel('Länk till skärmen').inputValue();
}

/** Somebody's browser that has never been here. */
async function freshScreen(browser: Browser, link: string): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
	const page = await context.newPage();
	await page.goto(link);
	return page;
}

/** As a leading surface does it, with the login of that page. */
async function lead(page: Page, place: Pick<Place, 'step' | 'scene'>): Promise<void> {
	const cookies = await page.context().cookies();
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const socket = new LiveSocket({
		...{ samverkan: 'ekeby', url: server.url, headers: { origin: server.url, cookie } },
		handlers: { 'meeting:state': () => heard.resolve() }
	});
	const heard = Promise.withResolvers<void>();
	socket.joinMeeting(weekKey(THIS_WEEK));
	await heard.promise;
	expect(await socket.moveMeeting({ do: 'show', ...place, page: 0, focus: null })).toBe(true);
	socket.close();
}

test('[MT17] [MT20] [LG3] the link shows the meeting without a login, live, and through a lost line', async ({
	browser
}) => {
	const leader = await openAs(browser, server, COORDINATOR);
	const noted = await watchLog(leader.page);
	const link = await makeLink(leader.page);
	const screen = await freshScreen(browser, link);
	await expect(screen).toHaveURL(`${server.url}/v/${WEEK}/skarm`);
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Inför mötet');
	await expect(screen.getByRole('navigation')).toHaveCount(0);
	expect(await screen.evaluate(() => document.cookie)).toBe('');

	await lead(leader.page, { step: 'decisions', scene: 'decide' });
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Övriga åtgärder');
	await screen.reload();
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Övriga åtgärder');

	await leader.page.goto(`/v/${WEEK}`);
	await leader.saved();
	await leader.page.getByRole('button', { name: 'Ny åtgärd' }).click();
	await leader.page.getByLabel('Ny åtgärd').fill('Töm kärlen varje dag');
	await leader.page.keyboard.press('Enter');
	await expect(screen.getByText('Töm kärlen varje dag')).toBeVisible();
	await leader.saved();

	await server.kill();
	await expect(screen.getByRole('status')).toHaveText(/^Frånkopplad \d\d\.\d\d/);
	await expect(screen.getByText('Töm kärlen varje dag')).toBeVisible();
	await server.start();
	await expect(screen.getByRole('status')).toHaveCount(0);

	await leader.page.goto(`/v/${WEEK}/skarmlank`);
	await leader.page.getByRole('button', { name: 'Återkalla' }).click();
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Länken gäller inte längre');
	await expect(screen.getByText('Töm kärlen varje dag')).toHaveCount(0);
	await screen.goto(link);
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Länken gäller inte längre');
	expect((await noted('screen-link')).map(({ said }) => said)).toEqual([
		expect.stringMatching(/^Skapade en skärmlänk v\. \d+ \d{4}$/),
		expect.stringMatching(/^Skärmlänk återkallades v\. \d+ \d{4}$/)
	]);
	await screen.context().close();
	await leader.page.context().close();
});

test('[MT17] a made-up key, and no key, are answered in plain Swedish; a member needs none', async ({ browser }) => {
	const screen = await freshScreen(browser, `${server.url}/v/${WEEK}/skarm?nyckel=${'A'.repeat(43)}`);
	await expect(screen.getByText('Be mötesledaren om en ny')).toBeVisible();
	await screen.goto(`${server.url}/v/${WEEK}/skarm`);
	await expect(screen.getByText('Be mötesledaren om en ny')).toBeVisible();
	await screen.context().close();
	const member = await openAs(browser, server, STREETS);
	await member.page.goto(`/v/${WEEK}/skarm`);
	await expect(member.page.locator('[data-scene]')).toBeVisible(); // where the meeting stands
	await expect(member.page.getByText('Be mötesledaren om en ny')).toHaveCount(0);
	await member.page.context().close();
});

test('[MT16] who only reads sealed weeks is offered no screen and makes no link', async ({ browser }) => {
	const outsider = await openAs(browser, server, LEADER);
	await outsider.page.goto(`/v/${WEEK}/skarm`);
	await expect(outsider.page.getByText('Be mötesledaren om en ny')).toBeVisible();
	await outsider.page.goto(`/v/${WEEK}/skarmlank`);
	await expect(outsider.page.getByText('Sammankallande och samordnare gör länkar')).toBeVisible();
	await outsider.page.context().close();
});

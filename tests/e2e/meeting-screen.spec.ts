import { expect, test, type Browser, type Page } from '@playwright/test';
import { addWeeks, localDay, weekOf, weekPath } from '../../src/lib/shared/week/iso-week.ts';
import { COORDINATOR, LEADER, STREETS } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const WEEK = weekPath(addWeeks(weekOf(localDay(Date.now())), 0));

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

test('[MT17] [MT20] the link shows the meeting without a login, live, and through a lost line', async ({ browser }) => {
	const leader = await openAs(browser, server, COORDINATOR);
	const link = await makeLink(leader.page);
	const screen = await freshScreen(browser, link);
	await expect(screen).toHaveURL(`${server.url}/v/${WEEK}/skarm`);
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Inför mötet');
	await expect(screen.getByRole('navigation')).toHaveCount(0);
	expect(await screen.evaluate(() => document.cookie)).toBe('');

	await screen.reload();
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Inför mötet');

	await server.kill();
	await expect(screen.getByRole('status')).toHaveText(/^Frånkopplad \d\d\.\d\d/);
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Inför mötet');
	await server.start();
	await expect(screen.getByRole('status')).toHaveCount(0);

	await leader.page.goto(`/v/${WEEK}/skarmlank`);
	await leader.page.getByRole('button', { name: 'Återkalla' }).click();
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Länken gäller inte längre');
	await expect(screen.getByText('Närvaro')).toHaveCount(0);
	await screen.goto(link);
	await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Länken gäller inte längre');
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
	await expect(member.page.getByRole('heading', { level: 1 })).toHaveText('Inför mötet');
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

import { once } from 'node:events';
import { expect, type Browser, type Page } from '@playwright/test';
import WebSocket from 'ws';
import type { BoardPage } from './support/board-page.ts';
import { ADMIN, COORDINATOR, LEADER, POLICE, STREETS } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { setRoles } from './support/set-roles.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { signIn } from './support/sign-in.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const close = (...boards: BoardPage[]) => Promise.all(boards.map(({ page }) => page.context().close()));

/** A mark that a reload would take away. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { sameAsBefore: true }) && undefined);
const isSamePage = (page: Page) => page.evaluate(() => 'sameAsBefore' in window);

const OWN = 'Röj buskar och se över ljuset vid kurvan på gångvägen';

test('[EE10] [PO15] [PO16] a utförare works on their own åtgärder and on nothing else, and is heard at once', async ({
	browser
}) => {
	const coordinator = await openAs(browser, server, COORDINATOR);
	await coordinator.page.getByRole('link', { name: OWN }).click();
	await expect(coordinator.panel.getByText('Logg', { exact: true })).toBeVisible();

	const streets = await openAs(browser, server, STREETS);
	await streets.saved();
	const main = streets.page.getByRole('main');
	await expect(main.getByRole('textbox')).toHaveCount(0);
	await expect(main.getByRole('button', { name: /^(Ny |Lägg till|Bedöm|Sätt nivå|Ändra)/ })).toHaveCount(0);
	// Å-9, Å-10, Å-13, Å-14 and Å-17 are done by Gata och park; of the others there is nothing to choose.
	await expect(main.getByRole('button', { name: /^Flytta till…/ })).toHaveCount(5);

	await streets.page.getByRole('button', { name: 'Flytta till… (Å-13)' }).click();
	const offered = streets.page.getByRole('menuitem').filter({ visible: true });
	await expect(offered).toHaveText([/Flytta till Pågår/, /Flytta till Hinder/, /Flytta till Genomförd/]);
	await streets.page.keyboard.press('Escape');

	await streets.page.getByRole('link', { name: OWN }).click();
	await expect(streets.panel.getByRole('textbox')).toHaveCount(1); // the log, and no field of the åtgärd
	await streets.panel.getByLabel('Lägg till i loggen').fill('Röjningen börjar i morgon bitti.');
	await streets.panel.getByRole('button', { name: 'Lägg till', exact: true }).click();
	await streets.panel.getByRole('button', { name: 'Sätt som pågår' }).click();
	await streets.saved();
	await expect(coordinator.panel.getByText('Röjningen börjar i morgon bitti.')).toBeVisible();
	await expect(coordinator.panel.getByText('Pågår', { exact: true })).toBeVisible();
	await close(coordinator, streets);
});

test('[EE10] [PO4] ledning reads sealed weeks, and is told why not the one that is open', async ({ browser }) => {
	const { page } = await openAs(browser, server, LEADER);
	await expect(page.getByText(/^Den här veckan är inte fastställd än\./)).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Veckans lägesbild' })).toHaveCount(0);
	expect(await page.content()).not.toContain(OWN);
	await page.getByRole('link', { name: /^Föregående vecka/ }).click();
	await expect(page.getByText('Fastställd', { exact: true })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Veckans lägesbild' })).toBeVisible();
	await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
	expect((await page.goto('/installningar'))?.status()).toBe(403);
	await page.context().close();
});

test('[EE10] [PO2] an administratör sees the settings and no content', async ({ browser }) => {
	const { page } = await openAs(browser, server, ADMIN);
	for (const week of [weekAddress(0), weekAddress(-1)]) {
		await page.goto(week);
		await expect(page.getByText(/^Du administrerar samverkan men läser inte veckan\./)).toBeVisible();
		expect(await page.content()).not.toContain(OWN);
	}
	await page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Inställningar' }).click();
	await expect(page.getByRole('link', { name: 'Personer' }).first()).toBeVisible();
	await page.context().close();
});

test('[EE10] [SE8] nobody is sent to log in, and comes back to where they were going', async ({ browser }) => {
	const page = await (await browser.newContext({ baseURL: server.url })).newPage();
	const wanted = `${weekAddress(-1)}?q=brygga`;
	await page.goto(wanted);
	await expect(page).toHaveURL(/\/logga-in\?till=/);
	await page.getByLabel('E-postadress').fill(COORDINATOR.email);
	await page.getByLabel('Lösenord', { exact: true }).fill(COORDINATOR.password);
	await page.getByRole('button', { name: 'Logga in' }).first().click();
	await expect(page).toHaveURL(server.url + wanted);
	await page.context().close();
});

test('[EE11] [SY10] [SE3] who loses a role has a board to read, at once and without a reload, and gets it back', async ({
	browser
}) => {
	const coordinator = await openAs(browser, server, COORDINATOR);
	await coordinator.saved();
	const boxes = coordinator.page.getByRole('main').getByRole('textbox', { name: /^Beskrivning/ });
	await expect(boxes.first()).toBeEditable();
	await mark(coordinator.page);
	const police = await openAs(browser, server, POLICE);

	await setRoles(police.page, COORDINATOR.name, { Sammankallande: false, Partssamordnare: false, Rapportör: true });
	await expect(boxes).toHaveCount(0);
	await expect(coordinator.page.getByRole('button', { name: 'Ny åtgärd' })).toHaveCount(0);
	await expect(coordinator.page.getByText('Färre klagomål efter dialogkväll')).toBeVisible();
	await coordinator.saved();

	await setRoles(police.page, COORDINATOR.name, { Sammankallande: true, Partssamordnare: true, Rapportör: false });
	await expect(boxes.first()).toBeEditable();
	await coordinator.addEntry('Norrhaga', 'Skrivet när rollen var tillbaka.');
	await coordinator.saved();
	expect(await isSamePage(coordinator.page)).toBe(true);
	await close(coordinator, police);
});

test('[EE11] [AN7] logging out everywhere closes the board in another browser, which says so', async ({ browser }) => {
	const [here, there] = [await openAs(browser, server, POLICE), await openAs(browser, server, POLICE)];
	await there.saved();
	await mark(there.page);
	await here.page.goto('/konto');
	await here.page.getByRole('button', { name: 'Logga ut överallt' }).click();
	await expect(here.page).toHaveURL(/\/logga-in/);
	await expect(there.page.getByText('Stängd', { exact: true })).toBeVisible();
	await expect(there.page.getByText(/Du är utloggad\. Logga in igen/).first()).toBeVisible();
	expect(await isSamePage(there.page)).toBe(true);
	await there.page.reload();
	await expect(there.page).toHaveURL(/\/logga-in\?till=/);
	await close(here, there);
});

/** What the server answers somebody who asks for a socket in another site's name, or in its own. */
async function askForSocket(url: string, headers: Record<string, string>): Promise<number> {
	const socket = new WebSocket(url, { headers });
	const [answer] = (await Promise.race([once(socket, 'open').then(() => [{ statusCode: 101 }]), refusal(socket)])) as [
		{ statusCode: number }
	];
	socket.terminate();
	return answer.statusCode;
}

const refusal = (socket: WebSocket): Promise<unknown[]> =>
	new Promise((resolve) => {
		socket.on('unexpected-response', (_request, response) => resolve([response]));
		socket.on('error', () => {}); // follows a refusal
	});

async function boardWithSocket(browser: Browser) {
	const page = await (await browser.newContext({ baseURL: server.url })).newPage();
	const opened = page.waitForEvent('websocket', (socket) => socket.url().includes('/sync/'));
	await signIn(page, server, COORDINATOR);
	return { page, url: (await opened).url() };
}

test('[EE11] [SY9] [AN6] another site can neither post nor listen in our name, and pages say what a browser must not do', async ({
	browser
}) => {
	const { page, url } = await boardWithSocket(browser);
	const context = page.context();
	const [session] = (await context.cookies()).filter(({ httpOnly }) => httpOnly);
	expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', domain: '127.0.0.1' });
	const cookie = `${session?.name}=${session?.value}`;

	const evil = 'https://elak.example';
	expect(await askForSocket(url, { cookie, origin: evil })).toBe(403);
	expect(await askForSocket(url, { cookie, origin: server.url })).toBe(101);
	const live = `${server.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`;
	expect(await askForSocket(live, { cookie, origin: evil })).toBe(400); // engine.io's word for no
	expect(await askForSocket(live, { cookie, origin: server.url })).toBe(101);

	const forged = await context.request.post('/logga-ut', { headers: { origin: evil }, form: {} });
	expect(forged.status()).toBe(403);
	const answer = await page.goto(weekAddress(0)); // still logged in
	expect(answer?.status()).toBe(200);

	const headers = answer?.headers() ?? {};
	expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
	expect(headers['content-security-policy']).toMatch(/default-src 'none'/);
	expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[\w+/=]+'/);
	expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
	expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|unsafe-eval/);
	await context.close();
});

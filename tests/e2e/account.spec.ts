import { expect } from '@playwright/test';
import { acceptInvite, BoardPage } from './support/board-page.ts';
import { COORDINATOR, POLICE } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

test('[EE9] what a samordnare changes in the settings is on an open board without a reload', async ({ browser }) => {
	const police = await openAs(browser, server, POLICE);
	await police.saved();
	await police.page.evaluate(() => Object.assign(window, { sameAsBefore: true }));
	const { page } = await openAs(browser, server, COORDINATOR);

	await page.getByRole('link', { name: 'Inställningar' }).click();
	await page.getByRole('link', { name: 'Områden' }).first().click();
	const add = page.getByRole('button', { name: 'Lägg till område' });
	const form = page.locator('form').filter({ has: add });
	await form.getByLabel('Namn').fill('Sjöbacka');
	await add.click();
	await expect(form.getByText('Namnet finns redan. Välj ett annat.').first()).toBeVisible();
	await form.getByLabel('Namn').fill('Hamnområdet');
	await add.click();
	await expect(
		page.getByRole('listitem').getByText('Hamnområdet', { exact: true }).filter({ visible: true }).first()
	).toBeVisible();

	await expect(police.area('Hamnområdet')).toBeVisible();
	await police.addEntry('Hamnområdet', 'Lugnt vid bryggan hela helgen.');
	await police.saved();
	expect(await police.page.evaluate(() => 'sameAsBefore' in window)).toBe(true);
	await Promise.all([page.context().close(), police.page.context().close()]);
});

test('[EE9] [AN11] somebody joins by a link that works once', async ({ browser }) => {
	const { page } = await openAs(browser, server, COORDINATOR);
	await page.goto('/installningar/personer');
	const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Skapa länk' }) });
	await form.getByLabel('Namn', { exact: true }).fill('Ny fältassistent');
	await form.getByLabel('E-postadress').fill('ny@ekeby.example');
	await form.getByLabel('Part', { exact: true }).selectOption({ label: 'Exempelkommunen Ekeby' });
	await form.getByRole('checkbox', { name: /^Partssamordnare/ }).check();
	await form.getByRole('button', { name: 'Skapa länk' }).click();
	const link = await page.getByLabel('Engångslänk till Ny fältassistent').inputValue();
	expect(link).toContain(`${server.url}/inbjudan/`);

	const context = await browser.newContext({ baseURL: server.url });
	const invited = await context.newPage();
	await acceptInvite(invited, link, 'en mening som bara jag kan');
	const board = new BoardPage(invited);
	await board.saved();
	await expect(invited.getByText('Ny fältassistent').first()).toBeVisible();
	await expect(invited.getByRole('button', { name: 'Ny åtgärd' })).toBeVisible();

	const again = await page.goto(link);
	expect(again?.status()).toBe(404);
	await expect(page.getByText(/Länken (gäller inte|är redan använd)/)).toBeVisible();
	await Promise.all([page.context().close(), context.close()]);
});

test('[EE9] [FM2] [FM3] a wrong password keeps the address, says what to do, and never comes back itself', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: server.url });
	const page = await context.newPage();
	await page.goto('/logga-in');
	const [email, password] = [page.getByLabel('E-postadress'), page.getByLabel('Lösenord', { exact: true })];
	await email.fill(COORDINATOR.email);
	await password.fill('inte det rätta lösenordet');
	const refused = page.waitForResponse((answer) => answer.request().method() === 'POST');
	await page.getByRole('button', { name: 'Logga in' }).first().click();
	expect(await (await refused).text()).not.toContain('inte det rätta');
	await expect(page.getByRole('alert')).toHaveText(/E-postadressen eller lösenordet stämmer inte/);
	await expect(page.getByRole('alert')).toBeFocused();
	await expect(email).toHaveValue(COORDINATOR.email);
	await password.fill(COORDINATOR.password);
	await password.press('Enter');
	await page.waitForURL(/\/v\//);
	await context.close();
});

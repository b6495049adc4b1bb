import { expect, type Page } from '@playwright/test';
import { onDevice } from './support/device.ts';
import { COORDINATOR, POLICE } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { AREA, arrivedOnce, writeUnsent } from './support/unsent.ts';

test.use({ serviceWorkers: 'allow' });

/** What opens without a network: the program, an empty page, and a copy of the week where the samverkan allows one. */
let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

/** The samverkan's setting, as an administrator sets it. */
async function allowCopies(page: Page, isAllowed: boolean): Promise<void> {
	await page.goto('/installningar/samverkan');
	await page.getByRole('checkbox', { name: /^Läsning utan nät/ }).setChecked(isAllowed);
	await page.getByRole('button', { name: 'Spara', exact: true }).click();
	await expect(page.getByText('Samverkan är sparad.')).toBeVisible();
}

/** Pages are asked of the service worker from here on. */
const workerRuns = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);

const copies = (page: Page) => onDevice(page).then((found) => found.copies);

test('[OF11] [OF12] where the samverkan allows it, the week can be read without a network, and only then', async ({
	browser
}) => {
	const alice = await openAs(browser, server, COORDINATOR);
	await alice.saved();
	await workerRuns(alice.page);
	const { page } = alice;
	const week = page.url();
	expect(await copies(page)).toBe(0);
	await page.context().setOffline(true);
	await page.goto(week);
	await expect(page.getByText(/Du är utan nät\. Tavlan visas när nätet är tillbaka\./)).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Veckans lägesbild' })).toHaveCount(0);
	await page.context().setOffline(false);
	await expect(page).toHaveURL(week); // by itself

	await allowCopies(page, true);
	await page.goto(week);
	await alice.saved();
	await expect.poll(() => copies(page)).toBe(1);
	expect((await onDevice(page)).bytes).not.toMatch(/Färre klagomål/);
	await page.context().setOffline(true);
	await page.goto(week);
	await expect(page.getByText(/Utan nät – så såg tavlan ut \p{L}{3} \d\d\.\d\d\./u)).toBeVisible();
	await expect(page.getByText('Du kan läsa men inte ändra.')).toBeVisible();
	await expect(page.getByText('Färre klagomål efter dialogkväll')).toBeVisible();
	const main = page.getByRole('main');
	await expect(main.getByRole('textbox', { name: /^Beskrivning/ })).toHaveCount(0);
	await expect(main.getByRole('button', { name: /^(Ny |Lägg till|Mer om|Bedöm|Sätt nivå|Ändra)/ })).toHaveCount(0);
	await page.context().setOffline(false);
	await expect(page).toHaveURL(week);
	await alice.saved();

	await allowCopies(page, false);
	await expect.poll(() => copies(page)).toBe(0);
	await allowCopies(page, true);
	await page.goto(week);
	await expect.poll(() => copies(page)).toBe(1);
	await page.context().clearCookies(); // the session is over
	await page.reload();
	await expect(page).toHaveURL(/logga-in/);
	await expect.poll(() => copies(page)).toBe(0);
	const police = await openAs(browser, server, POLICE);
	await allowCopies(police.page, false);
});

test('[OF12] unsent edits are said to wait on the device when the page is opened without a network', async ({
	browser
}) => {
	const alice = await openAs(browser, server, COORDINATOR);
	await workerRuns(alice.page);
	await writeUnsent(alice, 'Skrivet på tåget.');
	await alice.page.goto(alice.page.url());
	await expect(alice.page.getByText('Dina osparade ändringar ligger kvar på den här enheten')).toBeVisible();
	await alice.page.context().setOffline(false);
	await alice.saved();
	await arrivedOnce(alice, 'Skrivet på tåget.');
});

test('[OF13] the service worker keeps the program and an empty page, and never stands before the network', async ({
	browser
}) => {
	const alice = await openAs(browser, server, COORDINATOR);
	await allowCopies(alice.page, true);
	await alice.page.goto('/');
	await alice.saved();
	await workerRuns(alice.page);
	const cached = await alice.page.evaluate(async () => {
		const found: Record<string, string> = {};
		for (const name of await caches.keys())
			for (const { url } of await (await caches.open(name)).keys())
				found[new URL(url).pathname] = (await (await caches.match(url))?.text()) ?? '';
		return found;
	});
	const isProgram = (path: string) => /^\/(_app\/immutable|fonts)\/|^\/[\w.-]+\.(svg|png|txt|webmanifest)$/.test(path);
	expect(Object.keys(cached).filter((path) => !isProgram(path))).toEqual(['/utan-nat']);
	expect(cached['/utan-nat']).not.toMatch(new RegExp(`${COORDINATOR.name}|${COORDINATOR.email}|Färre klagomål`));
	const bob = await openAs(browser, server, POLICE);
	await bob.saved();
	await bob.addEntry(AREA, 'Nytt sedan sist.');
	await bob.saved();
	const [response] = await Promise.all([
		alice.page.waitForResponse((r) => r.url() === alice.page.url()),
		alice.page.reload()
	]);
	expect(await response.text()).toContain('Nytt sedan sist.');
});

test('[OF15] the pages for those who build are not there for those who use', async ({ browser }) => {
	const alice = await openAs(browser, server, COORDINATOR);
	for (const path of ['/sync', '/gallery']) expect((await alice.page.request.get(path)).status(), path).toBe(404);
	const data = await (await alice.page.request.get('/sync/__data.json')).text();
	expect(data).toContain('404');
	expect(data).not.toMatch(/sequence|snapshot/);
});

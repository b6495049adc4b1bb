import { expect, test, type Page } from '@playwright/test';
import { logIn, BoardPage } from './support/board-page.ts';
import { crash, onDevice, SyncLine } from './support/device.ts';
import { COORDINATOR, POLICE } from './support/example-people.ts';
import { setRoles } from './support/set-roles.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';

/** Without a line, with a dead tab, with a stranger at the machine: nothing is lost, and nothing lies about (R11). */
let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterEach(async ({ browser }) => {
	for (const context of browser.contexts()) await context.close();
});
test.afterAll(() => server.dispose());

const AREA = 'Norrhaga';
const kept = (page: Page) => page.getByText(/sparas på den här enheten/).first();
const rows = (page: Page) => onDevice(page).then(({ unsent }) => unsent);

const boxValues = (page: Page): Promise<string[]> =>
	page.getByRole('textbox').evaluateAll((boxes) => boxes.map((box) => (box as HTMLTextAreaElement).value));

/** Everything a person wrote has come to the server once: as somebody sees it who comes anew. */
async function arrivedOnce(board: BoardPage, ...texts: string[]): Promise<void> {
	for (const text of texts)
		await expect.poll(async () => (await boxValues(board.page)).filter((value) => value === text).length).toBe(1);
}

test('[OF1] what is written without a line survives a reload, and arrives', async ({ browser }) => {
	const alice = await openAs(browser, server, COORDINATOR);
	const line = await SyncLine.of(alice.page);
	await alice.saved();
	await server.kill();
	await expect(alice.page.getByText(/^Frånkopplad/).first()).toBeVisible();
	await alice.addEntry(AREA, 'Skrivet när servern var borta.');
	await expect(kept(alice.page)).toBeVisible();
	const { bytes } = await onDevice(alice.page);
	expect(bytes.length).toBeGreaterThan(100);
	expect(bytes).not.toMatch(/Skrivet|servern var borta|EXTRACTABLE/);

	line.isStopped = true;
	await server.start();
	await alice.page.reload(); // the page is there; its edits are on the device only
	await expect.poll(() => rows(alice.page)).toBeGreaterThan(0);
	line.isStopped = false;
	await alice.saved();
	await arrivedOnce(alice, 'Skrivet när servern var borta.');
	await expect.poll(() => rows(alice.page)).toBe(0);

	const bob = await openAs(browser, server, POLICE);
	await bob.saved();
	await arrivedOnce(bob, 'Skrivet när servern var borta.');
});

test('[OF1] a tab that crashes after a night without a line leaves its edits to the next login', async ({
	browser
}) => {
	const alice = await openAs(browser, server, COORDINATOR);
	await alice.saved();
	await alice.page.clock.install();
	await alice.page.context().setOffline(true);
	await alice.addEntry(AREA, 'Före natten.');
	await alice.page.clock.fastForward('09:00:00');
	await alice.addEntry(AREA, 'Efter natten.');
	await expect(kept(alice.page)).toBeVisible();
	const context = alice.page.context();
	const next = new BoardPage(await context.newPage());
	await crash(alice.page);
	await alice.page.close();

	await context.setOffline(false);
	await context.clearCookies(); // the session is over too
	await logIn(next.page, COORDINATOR.email, COORDINATOR.password);
	await next.saved();
	await arrivedOnce(next, 'Före natten.', 'Efter natten.');
	await expect.poll(() => rows(next.page)).toBe(0);
});

test('[OF2] two tabs of one person send each its own, and nothing twice', async ({ browser }) => {
	const left = await openAs(browser, server, COORDINATOR);
	const right = new BoardPage(await left.page.context().newPage());
	await right.page.goto(left.page.url());
	await Promise.all([left.saved(), right.saved()]);
	await left.page.context().setOffline(true);
	await left.addEntry(AREA, 'Från vänster.');
	await right.addEntry(AREA, 'Från höger.');
	for (const { page } of [left, right]) await expect(kept(page)).toBeVisible();
	await right.page.context().setOffline(false);
	await Promise.all([left.saved(), right.saved()]);
	for (const board of [left, right]) await arrivedOnce(board, 'Från vänster.', 'Från höger.');
	await expect.poll(() => rows(left.page)).toBe(0);
});

/** One edit that only the device has. */
async function writeUnsent(board: BoardPage, text: string): Promise<void> {
	await board.saved();
	await board.page.context().setOffline(true);
	await board.addEntry(AREA, text);
	await expect(kept(board.page)).toBeVisible();
	await expect.poll(() => rows(board.page)).toBeGreaterThan(0);
}

test('[OF3] [OF6] logging out asks when something is unsaved, and leaves nothing on the device', async ({
	browser
}) => {
	const alice = await openAs(browser, server, COORDINATOR);
	const line = await SyncLine.of(alice.page);
	await writeUnsent(alice, 'Kvar på enheten.');
	line.isStopped = true;
	await alice.page.context().setOffline(false);
	await alice.page.goto('/logga-ut');
	await expect(alice.page.getByRole('alert')).toContainText(/Du har \d+\sändring(ar)? som inte är sparade? på servern/);
	await alice.page.getByRole('button', { name: 'Logga ut utan att spara' }).click();
	await expect(alice.page).toHaveURL(/logga-in/);
	expect(await onDevice(alice.page)).toMatchObject({ unsent: 0, keys: 0, bytes: '' });
	await logIn(alice.page, COORDINATOR.email, COORDINATOR.password);
	await alice.page.goto('/logga-ut');
	await expect(alice.page.getByRole('link', { name: 'Tillbaka till tavlan' })).toBeVisible();
	await expect(alice.page.getByRole('alert')).toHaveCount(0);
});

test('[OF4] who logs in next on the device sees and sends nothing of the one before', async ({ browser }) => {
	const alice = await openAs(browser, server, COORDINATOR);
	await writeUnsent(alice, 'Bara Alices.');
	const context = alice.page.context();
	const next = new BoardPage(await context.newPage());
	await alice.page.close();
	await context.setOffline(false);
	await context.clearCookies(); // her session ended by itself, so nothing has cleared the device
	await logIn(next.page, POLICE.email, POLICE.password);
	await next.saved();
	await expect.poll(() => rows(next.page)).toBeGreaterThan(0);
	await expect(next.texts(AREA).filter({ hasText: 'Bara Alices.' })).toHaveCount(0);
	expect(await boxValues(next.page)).not.toContain('Bara Alices.');

	await context.clearCookies();
	await logIn(next.page, COORDINATOR.email, COORDINATOR.password);
	await next.saved();
	await arrivedOnce(next, 'Bara Alices.');
});

test('[OF7] [SY5] what was refused is offered to copy, also after a reload (R8)', async ({ browser }) => {
	const alice = await openAs(browser, server, COORDINATOR);
	await alice.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await writeUnsent(alice, 'Skrivet utan behörighet.');
	const police = await openAs(browser, server, POLICE);
	await setRoles(police.page, COORDINATOR.name, { Sammankallande: false, Partssamordnare: false, Rapportör: true });
	await alice.page.context().setOffline(false);
	await expect(alice.page.getByText('Ändringen togs inte emot.').first()).toBeVisible();
	await expect.poll(() => onDevice(alice.page)).toMatchObject({ unsent: 0, refused: 1 });
	expect((await onDevice(alice.page)).bytes).not.toContain('utan behörighet');

	await alice.page.reload();
	await alice.page.getByRole('button', { name: 'Kopiera mina ändringar' }).click();
	await expect(alice.page.getByText('Dina ändringar är kopierade.')).toBeVisible();
	expect(await alice.page.evaluate(() => navigator.clipboard.readText())).toContain('Skrivet utan behörighet.');
	await alice.page.getByRole('button', { name: 'Jag har läst' }).click();
	await expect.poll(() => onDevice(alice.page)).toMatchObject({ refused: 0 });
	await setRoles(police.page, COORDINATOR.name, { Sammankallande: true, Partssamordnare: true, Rapportör: false });
});

test('[OF8] [SY15] unsent edits of a history that was replaced are offered as words (R9)', async ({ browser }) => {
	const alice = await openAs(browser, server, COORDINATOR);
	const line = await SyncLine.of(alice.page);
	await writeUnsent(alice, 'Skrivet före återställningen.');
	line.isStopped = true;

	await alice.page.context().setOffline(false);
	await alice.page.reload();
	line.greeting = (hello) => ({ ...hello, epoch: 'another' });
	line.isStopped = false;
	await alice.page.getByRole('button', { name: 'Kopiera mina ändringar' }).click();
	await expect(alice.page.getByLabel('Ändring som inte togs emot')).toContainText('Skrivet före återställningen.');
	await expect.poll(() => rows(alice.page)).toBe(0);
	expect(await boxValues(alice.page)).not.toContain('Skrivet före återställningen.');
});

test('[OF9] a shared screen keeps nothing on the device', async ({ browser }) => {
	const alice = await openAs(browser, server, COORDINATOR);
	await alice.page.goto(`${alice.page.url()}?skarm=delad`);
	await alice.saved();
	await alice.page.context().setOffline(true);
	await alice.addEntry(AREA, 'På väggen.');
	await expect(alice.page.getByText(/Inte sparat – \d+\sändring.*stäng inte fliken/).first()).toBeVisible();
	expect(await onDevice(alice.page)).toMatchObject({ unsent: 0, copies: 0, refused: 0 });
	let asked = false;
	alice.page.on('dialog', (dialog) => {
		asked = dialog.type() === 'beforeunload';
		void dialog.accept();
	});
	await alice.page.close({ runBeforeUnload: true });
	await expect.poll(() => asked).toBe(true);
});

test('[OF5] what is on the device is not asked about when the tab is closed (R11)', async ({ browser }) => {
	const alice = await openAs(browser, server, COORDINATOR);
	await writeUnsent(alice, 'Redan på disken.');
	let asked = false;
	alice.page.on('dialog', (dialog) => {
		asked = true;
		void dialog.accept();
	});
	const closed = alice.page.waitForEvent('close');
	await alice.page.close({ runBeforeUnload: true });
	await closed;
	expect(asked).toBe(false);
});

test('[OF10] a page that is too old says so, and its unsent edits survive the reload (R13)', async ({ browser }) => {
	const alice = await openAs(browser, server, COORDINATOR);
	const line = await SyncLine.of(alice.page);
	const said: string[] = [];
	alice.page.on('websocket', (socket) => said.push(socket.url()));
	await writeUnsent(alice, 'Skrivet i den gamla sidan.');
	line.greeting = (hello) => ({ ...hello, schemaMin: 98, schemaMax: 99 });
	await alice.page.context().setOffline(false);
	const banner = alice.page.getByRole('region', { name: 'Nyheter' });
	await expect(banner.getByText(/Det finns en ny version/)).toBeVisible();
	await expect(alice.page.getByText(/Inte sparat.*sparas på den här enheten/).first()).toBeVisible();
	expect(await rows(alice.page)).toBeGreaterThan(0);
	expect(said.join()).toMatch(/\/sync\/[^,]*schema=\d/); // by which the server knows how old a page is
	line.greeting = (hello) => hello;
	await banner.getByRole('link', { name: 'Ladda om sidan' }).click();
	await alice.saved();
	await arrivedOnce(alice, 'Skrivet i den gamla sidan.');
});

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

import { expect } from '@playwright/test';
import { logIn, BoardPage } from './support/board-page.ts';
import { crash, onDevice, SyncLine } from './support/device.ts';
import { COORDINATOR, POLICE } from './support/example-people.ts';
import { setRoles } from './support/set-roles.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { AREA, arrivedOnce, boxValues, kept, rows, writeUnsent } from './support/unsent.ts';

/** Without a line, with a dead tab, with a stranger at the machine: nothing is lost, and nothing lies about (R11). */
let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

test.describe('with the service worker, which stands between a page that is loaded again and the network', () => {
	test.use({ serviceWorkers: 'allow' });

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

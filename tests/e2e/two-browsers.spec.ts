import { expect, type Browser, type Page } from '@playwright/test';
import { acceptInvite, BoardPage } from './support/board-page.ts';
import { newServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

/**
 * The job of the product, whole: police and municipality in two browsers build the week's lägesbild in a samverkan made
 * from the Lekeberg agreements, the server is killed under them, and everything is there afterwards.
 */
test.use({ serviceWorkers: 'allow' });

let server: TestServer;

test.beforeEach(async () => {
	server = await newServer();
});
test.afterEach(() => server.dispose());

const linkIn = (output: string): string => /http\S+\/inbjudan\/\S+/.exec(output)?.[0] ?? '';

async function openAs(browser: Browser, link: string, password: string): Promise<{ page: Page; board: BoardPage }> {
	const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 900 } });
	const page = await context.newPage();
	await acceptInvite(page, link, password);
	await page.goto('/');
	return { page, board: new BoardPage(page) };
}

/** What both must see within a second; the machine under the test may be slow, so the wait is longer than the claim. */
const SOON = { timeout: 10_000 };

test('[EE1] police and municipality build the week together, and a killed server loses nothing of it', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const admin = server.command('skapa', '--mall', 'lekeberg', '--administrator', 'Kim Ek <kim.ek@kommun.example>');
	const invite = (name: string, part: string, funktion: string) =>
		linkIn(
			server.command(
				'inbjudan',
				'--samverkan',
				'lekeberg',
				'--till',
				name,
				'--part',
				part,
				'--funktion',
				funktion,
				'--roll',
				'sammankallande'
			)
		);
	const kommun = invite('Säkerhetsstrateg <strateg@kommun.example>', 'Lekebergs kommun', 'Säkerhetsstrateg');
	const polis = invite('Kommunpolis <polis@polis.example>', 'Lokalpolisområde Örebro', 'Kommunpolis');
	expect(linkIn(admin)).not.toBe('');
	await server.start();

	const alice = await openAs(browser, kommun, 'en lång mening för kommunen');
	const bob = await openAs(browser, polis, 'en annan lång mening för polisen');
	await Promise.all([alice.board.saved(), bob.board.saved()]);
	await alice.page.getByRole('button', { name: /2 personer här/ }).click();
	await expect(alice.page.getByText('Kommunpolis', { exact: true }).first()).toBeVisible();
	await alice.page.keyboard.press('Escape');

	await test.step('both add lägesrader, and each sees the other’s', async () => {
		await alice.board.addEntry('Lanna', 'Skräp och glas vid norra stranden efter helgen.');
		await expect(bob.board.texts('Lanna').first()).toHaveValue(/norra stranden/, SOON);
		await bob.board.addEntry('Leken', 'Hög musik från parkeringen fredag kväll.');
		await expect(alice.board.texts('Leken').first()).toHaveValue(/Hög musik/, SOON);
	});

	await test.step('both write in the same text at once, and both keep every letter', async () => {
		const [hers, his] = [alice.board.texts('Lanna').first(), bob.board.texts('Lanna').first()];
		await hers.focus();
		await his.focus();
		await alice.page.keyboard.press('Control+Home');
		await bob.page.keyboard.press('Control+End');
		await expect(alice.board.area('Lanna').getByText('Kommunpolis')).toBeVisible(SOON);
		await Promise.all([
			alice.page.keyboard.type('Gata och park: ', { delay: 30 }),
			bob.page.keyboard.type(' Polisen bekräftar.', { delay: 30 })
		]);
		const whole = 'Gata och park: Skräp och glas vid norra stranden efter helgen. Polisen bekräftar.';
		await expect(hers).toHaveValue(whole, SOON);
		await expect(his).toHaveValue(whole, SOON);
	});

	await test.step('one sets a level with its motive, the other prioritises', async () => {
		await alice.board.setLevel('Lanna', '2 Gult – förhöjt läge', 'Nedskräpningen ökar inför helgen.');
		await expect(bob.board.area('Lanna').getByText('Nedskräpningen ökar inför helgen.')).toBeVisible(SOON);
		await bob.board.choose(bob.board.area('Lanna').getByRole('button', { name: /^Mer om/ }), /^Prioritera/);
		await expect(alice.page.getByRole('textbox', { name: 'Prioritering 1' })).toHaveValue(/norra stranden/, SOON);
	});

	await test.step('together they decide an åtgärd, with ansvarig, utförare and date', async () => {
		await bob.page.getByRole('button', { name: 'Ny åtgärd' }).click();
		await bob.page.getByLabel('Ny åtgärd').fill('Töm kärlen varje dag fredag till söndag');
		await bob.page.keyboard.press('Enter');
		const card = alice.page.getByRole('link', { name: 'Töm kärlen varje dag fredag till söndag' });
		await expect(card).toBeVisible(SOON);
		await card.click();
		const panel = alice.board.panel;
		await expect(panel.getByText('Å-12')).toBeVisible();
		await panel.getByText('Välj utförare').click();
		await panel.getByRole('checkbox', { name: /Säkerhetsstrateg/ }).check();
		await panel.getByLabel('Ansvarig', { exact: true }).selectOption({ label: 'Säkerhetsstrateg' });
		await panel.getByLabel('Klart senast', { exact: true }).fill('om 2 veckor');
		await panel.getByLabel('Klart senast', { exact: true }).press('Enter');
		await panel.getByRole('button', { name: /^Beslut/ }).click();
		await expect(panel.getByText('Beslutad', { exact: true }).first()).toBeVisible();
		await alice.page.keyboard.press('Escape');
		const column = bob.page.getByRole('region', { name: /^Beslutad/ });
		await expect(column.getByRole('link', { name: /Töm kärlen/ })).toBeVisible(SOON);
		await expect(column.getByText('Säkerhetsstrateg').first()).toBeVisible();
	});

	await test.step('the server is killed; both go on by themselves when it is back', async () => {
		await Promise.all([alice.board.saved(), bob.board.saved()]);
		await server.kill();
		await expect(alice.page.getByText(/^Frånkopplad/).first()).toBeVisible(SOON);
		await alice.board.addEntry('Leken', 'Skrivet medan servern var borta.');
		await expect(alice.page.getByText(/Inte sparat – \d+\sändring/).first()).toBeVisible();
		await server.start();
		await Promise.all([alice.board.saved(), bob.board.saved()]);
		await expect(bob.board.texts('Leken').nth(1)).toHaveValue('Skrivet medan servern var borta.', SOON);
	});

	await test.step('all is there, nothing twice, for somebody who comes anew', async () => {
		await bob.page.reload();
		await bob.board.saved();
		await expect(bob.board.texts('Lanna')).toHaveCount(1);
		await expect(bob.board.texts('Leken')).toHaveCount(2);
		await expect(bob.board.area('Lanna').getByText('Gult – förhöjt läge')).toBeVisible();
		await expect(bob.page.getByRole('textbox', { name: /^Prioritering/ })).toHaveCount(1);
		await expect(bob.page.getByRole('link', { name: /Töm kärlen/ })).toHaveCount(1);
		const numbers = await bob.page.getByText(/^Å-\d+$/).allTextContents();
		expect(new Set(numbers).size).toBe(numbers.length);
	});
});

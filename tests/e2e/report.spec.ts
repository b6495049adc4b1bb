import { expect, type Page } from '@playwright/test';
import { axeFindings, TAGS } from './support/axe.ts';
import { onDevice } from './support/device.ts';
import { GUARD, HOUSING, STREETS } from './support/example-people.ts';
import { logInTo, PHONE, reportAs, ReportPage } from './support/report-page.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

/** Rapportera on a phone, with a thumb, and mostly without a network. */
let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

/** The reporter's own reports as the server has them. */
const received = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });

test('[RP14] [RP5] [RP2] a guard reports without a network in eight presses, and it arrives once when there is one', async ({
	browser
}) => {
	const guard = await reportAs(browser, server, GUARD);
	const { page } = guard;
	await guard.workerRuns();
	await page.context().setOffline(true);
	await page.goto('/rapportera');
	await expect(page.getByText('Du kan rapportera ändå')).toBeVisible();
	await guard.report('Två rutor krossade mot torget.');
	expect(guard.presses).toBeLessThanOrEqual(8);
	await expect(guard.device.getByText('Sparad på enheten – skickas när du har nät')).toBeVisible();
	expect((await onDevice(page)).bytes).not.toContain('krossade');
	await page.context().setOffline(false);
	await expect(guard.device.getByText(/^Skickad \d\d\.\d\d – v\. \d+$/)).toBeVisible();
	await page.goto('/rapportera/mina');
	await expect(received(page, 'Två rutor krossade mot torget.')).toHaveCount(1);
	await expect(received(page, 'Två rutor krossade mot torget.')).toContainText(/Mottagen \p{L}{3} \d\d\.\d\d/u);
});

test('[RP1] [RP7] a draft survives a closed page and a session that ended, and what was used is at hand', async ({
	browser
}) => {
	const guard = await reportAs(browser, server, GUARD);
	await guard.report('Första rapporten.', { place: 'Klockarparken', category: 'Nedskräpning' });
	await expect(guard.device.getByText(/^Skickad/)).toBeVisible();
	await expect(guard.set('Plats').locator('label').first()).toHaveText('Klockarparken');
	await expect(guard.set('Kategori').locator('label').first()).toContainText('Nedskräpning');
	await guard.tap(guard.choice('Plats', 'Klockarparken'));
	await guard.text.fill('Halvskriven om bänken.');
	await expect.poll(async () => (await onDevice(guard.page)).bytes.length).toBeGreaterThan(0);
	const context = guard.page.context();
	await guard.page.close(); // saves what was typed last as it goes
	await context.clearCookies();
	const again = new ReportPage(await context.newPage());
	await logInTo(again.page, GUARD.email, GUARD.password);
	await expect(again.text).toHaveValue('Halvskriven om bänken.');
	await expect(again.choice('Plats', 'Klockarparken').getByRole('radio')).toBeChecked();
});

test('[RP6] [RP7] what waits when a session ends is sent by its writer alone, whoever logs in between', async ({
	browser
}) => {
	const guard = await reportAs(browser, server, GUARD);
	const { page } = guard;
	await guard.workerRuns();
	await page.context().setOffline(true);
	await page.context().clearCookies();
	await guard.report('Skriven när sessionen tog slut.');
	await expect(guard.device.getByText('skickas när du har nät')).toBeVisible();
	await page.context().setOffline(false);
	await expect(guard.device.getByText('logga in igen så skickas den')).toBeVisible();
	await logInTo(page, HOUSING.email, HOUSING.password);
	await expect(page.getByRole('button', { name: 'Skicka' })).toBeVisible();
	await expect(guard.device).toHaveCount(0);
	await page.goto('/rapportera/mina');
	await expect(received(page, 'Skriven när sessionen tog slut.')).toHaveCount(0);
	await page.context().clearCookies();
	await logInTo(page, GUARD.email, GUARD.password);
	await expect(guard.device.getByText(/^Skickad/)).toBeVisible();
	await page.goto('/rapportera/mina');
	await expect(received(page, 'Skriven när sessionen tog slut.')).toHaveCount(1);
});

test('[RP9] inget att rapportera is one press, and is undone with one', async ({ browser }) => {
	const guard = await reportAs(browser, server, STREETS);
	const { page } = guard;
	await guard.tap(page.getByRole('button', { name: 'Inget att rapportera' }));
	expect(guard.presses).toBe(1);
	await expect(page.getByText('Nollrapporten är lämnad.')).toBeVisible();
	await expect(guard.device.getByText(/^Skickad/)).toBeVisible();
	await guard.tap(page.getByRole('button', { name: 'Ångra' }));
	await expect(guard.device).toHaveCount(0);
	await page.goto('/rapportera/mina');
	await expect(page.getByText('Tillbakatagen')).toBeVisible();
});

test('[RP10] [RP11] a reporter follows their reports, and changes one that is not shared', async ({ browser }) => {
	const { page } = await reportAs(browser, server, HOUSING);
	await page.goto('/rapportera/mina');
	const answered = received(page, 'Höga ljud från A-traktorer');
	await expect(answered).toContainText('Delad');
	await expect(answered).toContainText(/Åtgärd Å-\d+ Dialogkväll.* är beslutad – nu: genomförd/);
	await expect(answered.getByRole('link', { name: /^Ändra/ })).toHaveCount(0);
	const withdrawn = received(page, 'Klotter på tre portar');
	await expect(withdrawn).toContainText('Tillbakadragen');
	await withdrawn.getByRole('link', { name: /^Ändra/ }).tap();
	const form = new ReportPage(page);
	await form.text.fill('Klotter på fyra portar.');
	await form.tap(page.getByRole('button', { name: 'Spara ändringen' }));
	await expect(form.device.getByText(/^Skickad/)).toBeVisible();
	await page.goto('/rapportera/mina');
	await expect(received(page, 'Klotter på fyra portar.')).toHaveCount(1);
});

test('[RP15] [RP9] [RP10] without JavaScript a report is sent, said to be missing something, changed and taken back', async ({
	browser
}) => {
	const guard = await reportAs(browser, server, GUARD, { ...PHONE, javaScriptEnabled: false });
	const { page } = guard;
	await page.getByRole('button', { name: 'Skicka' }).click();
	await expect(page.getByRole('alert')).toContainText('Välj plats.');
	await guard.choice('Plats', 'Strandparken').click();
	await guard.choice('Kategori', 'Nedskräpning').click();
	await guard.choice('När', 'I går kväll').click();
	await guard.choice('Allvar', '1 Låg').click();
	await guard.text.fill('Fulla kärl.');
	await page.getByRole('button', { name: 'Skicka' }).click();
	await expect(page).toHaveURL(/\/rapportera\/mina\?ny=/);
	await expect(page.getByText('Rapporten är mottagen')).toBeVisible();
	await received(page, 'Fulla kärl.')
		.getByRole('link', { name: /^Ändra/ })
		.click();
	await guard.text.fill('Fulla kärl, och glas.');
	await page.getByRole('button', { name: 'Spara ändringen' }).click();
	await expect(received(page, 'Fulla kärl, och glas.')).toHaveCount(1);
	await received(page, 'Fulla kärl, och glas.')
		.getByRole('button', { name: /^Ta bort/ })
		.click();
	await expect(page.getByText('Rapporten är borttagen.')).toBeVisible();
	await page.goto('/rapportera');
	await page.getByRole('button', { name: 'Inget att rapportera' }).click();
	await expect(page.getByText('Nollrapporten är lämnad')).toBeVisible();
});

test('[RP13] where the device is stays there: no request and no byte of the report holds it', async ({ browser }) => {
	const guard = await reportAs(browser, server, GUARD, {
		...PHONE,
		geolocation: { latitude: 59.18765, longitude: 14.87654 },
		permissions: ['geolocation']
	});
	const { page } = guard;
	const sent: string[] = [];
	page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
	await guard.tap(page.getByRole('button', { name: 'Nära mig' }));
	const nearest = guard.set('Plats').locator('label').first();
	await expect(nearest).toContainText(/\d+ m|\d,\d km/);
	await guard.report('Nära mig.', { place: (await nearest.innerText()).split('\n')[0]! });
	await expect(guard.device.getByText(/^Skickad/)).toBeVisible();
	expect(sent.some((one) => one.includes('Nära mig.'))).toBe(true);
	expect(sent.join('\n')).not.toMatch(/59[.,]1876|14[.,]8765/);
	expect((await onDevice(page)).bytes).not.toMatch(/59[.,]1876|14[.,]8765/);
});

test('[RP18] a personnummer is refused, and nothing of what was written is lost', async ({ browser }) => {
	const guard = await reportAs(browser, server, GUARD);
	const { page } = guard;
	await guard.report('Mannen har nummer 811228-9874.');
	await expect(page.getByText(/Kunde inte skickas|personnummer/i).first()).toBeVisible();
	await expect(guard.text).toHaveValue('Mannen har nummer 811228-9874.');
	await expect(guard.choice('Plats', 'Ekeby torg').getByRole('radio')).toBeChecked();
	await expect(guard.choice('Kategori', 'Skadegörelse').getByRole('radio')).toBeChecked();
	await page.goto('/rapportera/mina');
	await expect(page.getByText('811228')).toHaveCount(0);
	await expect(received(page, 'Mannen har nummer')).toHaveCount(0);
	await page.goto('/rapportera');
	await guard.isLive();
	await expect(guard.text).toHaveValue(/^Mannen har nummer/);
	await expect(guard.choice('Kategori', 'Skadegörelse').getByRole('radio')).toBeChecked();
});

test('[RP16] Rapportera and Mina rapporter reflow at 320 px and have no findings in light and dark', async ({
	browser
}) => {
	const { page } = await reportAs(browser, server, GUARD, {
		...PHONE,
		viewport: { width: 320, height: 640 },
		reducedMotion: 'reduce'
	});
	for (const path of ['/rapportera', '/rapportera/mina']) {
		await page.goto(path);
		expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
		expect(await axeFindings(page, { tags: TAGS }), path).toEqual([]);
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await axeFindings(page, { rules: ['color-contrast'] }), `${path} dark`).toEqual([]);
		await page.emulateMedia({ colorScheme: 'light' });
	}
});

test('[RP17] it can be installed: a manifest with icons of the sizes it says, that starts on Rapportera', async ({
	browser
}) => {
	const { page } = await reportAs(browser, server, GUARD);
	const href = await page.locator('link[rel="manifest"]').getAttribute('href');
	const answer = await page.request.get(href!);
	expect(answer.headers()['content-type']).toContain('manifest+json');
	const manifest = (await answer.json()) as {
		start_url: string;
		display: string;
		icons: { src: string; sizes: string; purpose: string }[];
	};
	expect(manifest).toMatchObject({ start_url: '/rapportera?start', display: 'standalone' });
	expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
	for (const { src, sizes } of manifest.icons) {
		const size = await page.evaluate(async (address) => {
			const image = new Image();
			image.src = address;
			await image.decode();
			return `${image.naturalWidth}x${image.naturalHeight}`;
		}, src);
		expect(size).toBe(sizes);
	}
	const session = await page.context().newCDPSession(page);
	const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
	expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
	await page.goto('/rapportera?start');
	await expect(page.getByRole('heading', { name: 'Rapportera', level: 1 })).toBeVisible();
});

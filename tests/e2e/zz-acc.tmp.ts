import { chromium } from 'playwright';
import { AxeBuilder } from '@axe-core/playwright';
const B = 'http://127.0.0.1:5391';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const ctx = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1366, height: 900 } });
const page = await ctx.newPage();
page.setDefaultTimeout(12000);
const problems: string[] = [];
page.on('console', (m) => m.type() === 'error' && problems.push(page.url() + ' ' + m.text()));
page.on('pageerror', (e) => problems.push(page.url() + ' ' + e.message));
async function axe(name: string) {
	const r = await new AxeBuilder({ page }).analyze();
	for (const v of r.violations)
		console.log(
			'AXE',
			name,
			v.id,
			v.nodes.length,
			v.nodes[0]?.html.slice(0, 160),
			v.nodes[0]?.failureSummary?.slice(0, 200)
		);
}
async function step(name: string, run: () => Promise<void>) {
	for (let i = 0; i < 3; i++) {
		try {
			await run();
			return;
		} catch (e) {
			console.log('retry', name, (e as Error).message.split('\n')[0]);
		}
	}
}
const ready = async (path: string) => {
	await page.goto(B + path);
	await page.waitForLoadState('networkidle');
};
await ready('/logga-in?till=/konto');
await page.getByRole('button', { name: 'Logga in som Samordnare (exempel)' }).click();
await page.waitForURL(/\/konto/, { waitUntil: 'commit' });
await step('move', async () => {
	await ready('/installningar/parter');
	await page.getByRole('button', { name: 'Flytta upp Nattvandrarna' }).click();
	await page.getByText(/Nattvandrarna är nu nummer/).waitFor();
	console.log('move focus', await page.evaluate(() => document.activeElement?.getAttribute('aria-label')));
});
await step('edit', async () => {
	await ready('/installningar/parter');
	await page.locator('summary', { hasText: 'Ändra Nattvandrarna' }).click();
	const row = page.locator('li', { hasText: 'Nattvandrarna' }).last();
	await row.getByLabel('Diarienummer').fill('NV 1/2026');
	await row.getByRole('button', { name: 'Spara' }).click();
	await page.getByText('Nattvandrarna är sparad').waitFor();
	console.log(
		'edit focus',
		await page.evaluate(() => document.activeElement?.textContent),
		await row.getByText('Dnr NV 1/2026').count()
	);
	await page.screenshot({ path: '/tmp/acc/saved.png' });
});
await step('inuse', async () => {
	await ready('/installningar/parter');
	await page.locator('summary', { hasText: 'Ändra Ekebybostäder' }).click();
	await page.getByRole('button', { name: 'Ta bort parten Ekebybostäder' }).click();
	await page.getByRole('alert').waitFor();
	console.log('in use:', await page.getByRole('alert').innerText());
	await axe('refused');
	await page.screenshot({ path: '/tmp/acc/inuse.png' });
});
let link = '';
await step('invite', async () => {
	await ready('/installningar/personer');
	const inv = page.locator('form#bjudin');
	await inv.getByRole('button', { name: 'Skapa länk' }).click();
	await page.getByRole('alert').waitFor();
	console.log('empty invite:', (await page.getByRole('alert').innerText()).replaceAll('\n', ' / '));
	await inv.getByLabel('Namn').fill('Ny Person');
	await inv.getByLabel('E-postadress').fill('ny' + Date.now() + '@ekeby.example');
	await inv.getByLabel('Rapportör').check();
	await inv.getByRole('button', { name: 'Skapa länk' }).click();
	await page.getByRole('textbox', { name: /Engångslänk till/ }).waitFor();
	link = await page.getByRole('textbox', { name: /Engångslänk till/ }).inputValue();
	console.log(
		'link',
		link.slice(0, 45),
		'focus',
		await page.evaluate(() => (document.activeElement as HTMLInputElement).value?.slice(0, 20))
	);
	await axe('invite');
	await page.screenshot({ path: '/tmp/acc/invite.png' });
});
await step('accept', async () => {
	const other = await (await browser.newContext({ locale: 'sv-SE', javaScriptEnabled: false })).newPage();
	other.setDefaultTimeout(12000);
	await other.goto(link);
	await other.screenshot({ path: '/tmp/acc/accept.png' });
	await other.getByLabel('Välj lösenord').fill('kort');
	await other.getByRole('button', { name: 'Gå med' }).click();
	console.log('no-js refused:', (await other.getByRole('alert').innerText()).replaceAll('\n', ' / '));
	await other.getByLabel('Välj lösenord').fill('en lång rad av björkar');
	await other.getByRole('button', { name: 'Gå med' }).click();
	console.log('in:', other.url());
	await other.goto(B + '/konto');
	console.log('as', await other.getByLabel('Namn').inputValue());
	await other.getByLabel('Namn').fill('Ny Annan');
	await other.getByRole('button', { name: 'Spara namnet' }).click();
	console.log(
		'no-js saved',
		await other.getByText('Namnet är sparat').count(),
		await other.getByLabel('Namn').inputValue()
	);
	await other.getByLabel('Nuvarande lösenord').fill('fel lösenord här');
	await other.getByLabel('Nytt lösenord').fill('en helt annan skog');
	await other.getByRole('button', { name: 'Byt lösenord' }).click();
	console.log('wrong:', (await other.getByRole('alert').innerText()).replaceAll('\n', ' / '));
	await other.getByLabel('Nuvarande lösenord').fill('en lång rad av björkar');
	await other.getByLabel('Nytt lösenord').fill('en helt annan skog');
	await other.getByRole('button', { name: 'Byt lösenord' }).click();
	console.log(
		'changed:',
		await other.getByText('Lösenordet är bytt').count(),
		'sessions',
		await other.locator('main li').count()
	);
	await other.screenshot({ path: '/tmp/acc/konto-nojs.png', fullPage: true });
	await other.goto(link);
	console.log('used link:', (await other.locator('main').innerText()).replaceAll('\n', ' / '));
	await other.goto(B + '/konto');
	await other.getByRole('button', { name: 'Logga ut överallt' }).click();
	console.log('out', other.url());
	await other.goto(B + '/konto');
	console.log('out', other.url());
});
await step('theme', async () => {
	await page.emulateMedia({ colorScheme: 'dark' });
	await ready('/installningar/overenskommelser');
	await page.locator('summary', { hasText: 'Ändra Samverkans' }).click();
	await axe('dark agreements');
	await page.screenshot({ path: '/tmp/acc/dark.png', fullPage: true });
	await ready('/installningar/funktioner');
	await page.locator('summary', { hasText: 'Ändra Områdespolis' }).click();
	await axe('dark funktioner');
	await page.screenshot({ path: '/tmp/acc/dark-f.png' });
});
await step('board', async () => {
	await page.emulateMedia({ colorScheme: 'light' });
	await ready('/');
	await page.screenshot({ path: '/tmp/acc/board.png', fullPage: true });
});
await step('logout', async () => {
	await ready('/konto');
	await page.locator('header summary', { hasText: 'Samordnare' }).click();
	const [res] = await Promise.all([
		page.waitForResponse((r) => r.url().includes('/logga-ut')),
		page.locator('header').getByRole('button', { name: 'Logga ut' }).click()
	]);
	console.log('clear-site-data', res.headers()['clear-site-data'], res.status());
	await page.waitForURL(/logga-in/);
});
console.log(problems.join('\n'));
await browser.close();

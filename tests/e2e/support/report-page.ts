import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';
import type { DemoLogin } from '../../../server/demo/logins.ts';
import type { TestServer } from './server.ts';
import { signIn } from './sign-in.ts';

/** A phone as a väktare has it. */
export const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	hasTouch: true,
	isMobile: true,
	deviceScaleFactor: 2
};

/** Rapportera as somebody with a thumb works it; every press is counted. */
export class ReportPage {
	readonly page: Page;
	presses = 0;

	constructor(page: Page) {
		this.page = page;
	}

	async tap(target: Locator): Promise<void> {
		this.presses += 1;
		if (await this.page.evaluate(() => navigator.maxTouchPoints > 0)) await target.tap();
		else await target.click();
	}

	/** One of the choices under a heading. */
	choice(set: string, text: string | RegExp): Locator {
		return this.set(set).locator('label').filter({ hasText: text }).first();
	}

	set(name: string): Locator {
		return this.page.getByRole('group', { name: new RegExp(`^${name}`) }).first();
	}

	get text(): Locator {
		return this.page.getByRole('textbox', { name: 'Vad har hänt?' });
	}

	/** A whole report, one press for each answer. */
	async report(text: string, { place = 'Ekeby torg', category = 'Skadegörelse' } = {}): Promise<void> {
		await this.tap(this.choice('Plats', place));
		await expect(this.choice('Plats', place).getByRole('radio')).toBeChecked();
		await this.tap(this.choice('Kategori', category));
		await expect(this.choice('Kategori', category).getByRole('radio')).toBeChecked();
		await this.tap(this.choice('När', 'Nyss'));
		await this.tap(this.choice('Allvar', '2 Medel'));
		await this.tap(this.text);
		await this.page.keyboard.type(text);
		await this.tap(this.choice('Hur vet du det', 'Egen iakttagelse'));
		await this.tap(this.choice('Hur säkert är det', 'Bekräftad'));
		await this.tap(this.page.getByRole('button', { name: 'Skicka' }));
	}

	/** The list of what lies on the device. */
	get device(): Locator {
		return this.page.getByRole('list', { name: 'Rapporter på den här enheten' });
	}

	/** The scripts are there, and what was begun on the device has come back. */
	async isLive(): Promise<void> {
		await expect(this.page.getByText('sparas på enheten medan du skriver')).toBeVisible();
	}

	/** Pages are asked of the service worker from here on. */
	async workerRuns(): Promise<void> {
		await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	}
}

export async function reportAs(
	browser: Browser,
	server: TestServer,
	login: DemoLogin,
	options: BrowserContextOptions = PHONE
): Promise<ReportPage> {
	const context = await browser.newContext({ baseURL: server.url, ...options });
	const report = new ReportPage(await context.newPage());
	await signIn(report.page, server, login, '/rapportera');
	if (options.javaScriptEnabled !== false) await report.isLive();
	return report;
}

export async function logInTo(page: Page, email: string, password: string, to = '/rapportera'): Promise<void> {
	await page.goto(`/logga-in?till=${to}`);
	await page.getByLabel('E-postadress').fill(email);
	await page.getByLabel('Lösenord', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Logga in' }).first().click();
	await page.waitForURL(`**${to}`);
}

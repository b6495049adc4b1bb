import { expect, type Locator, type Page } from '@playwright/test';
import { weekAddress } from './weeks.ts';

/** The week board as somebody in front of it sees and works it. */
export class BoardPage {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** Waits until the board is live and everything is on the server's disk; longer where a server compiles first. */
	async saved(timeout?: number): Promise<void> {
		await expect(this.page.getByText('Sparat', { exact: true })).toBeVisible(timeout === undefined ? {} : { timeout });
	}

	area(name: string): Locator {
		return this.page.getByRole('region', { name: new RegExp(`^${name}`) });
	}

	/** The text boxes of an area's lägesrader. */
	texts(area: string): Locator {
		return this.area(area).getByRole('textbox', { name: /^Beskrivning/ });
	}

	async addEntry(area: string, text: string, category?: string): Promise<void> {
		await this.page.getByRole('button', { name: `Lägg till lägesrad i ${area}` }).click();
		const form = this.page.getByRole('form', { name: `Ny lägesrad i ${area}` });
		if (category) await form.getByLabel('Kategori').selectOption({ label: category });
		await form.getByLabel('Vad har hänt?').fill(text);
		await form.getByLabel('Vad har hänt?').press('Enter');
		await form.getByRole('button', { name: 'Stäng' }).click();
	}

	async setLevel(area: string, level: string, motive: string): Promise<void> {
		await this.area(area)
			.getByRole('button', { name: /^(Sätt|Ändra) nivå/ })
			.click();
		const form = this.page.getByRole('form', { name: `Ändra nivå för ${area}` });
		await form.getByText(level).click();
		await form.getByLabel('Motiv').fill(motive);
		await form.getByRole('button', { name: 'Spara nivå' }).click();
	}

	async choose(menu: Locator, item: string | RegExp): Promise<void> {
		await menu.click();
		await this.page.getByRole('menuitem', { name: item }).click();
	}

	/** The panel of the åtgärd that is open. */
	get panel(): Locator {
		return this.page.getByRole('dialog').filter({ hasText: 'Utförare' });
	}
}

/** Logs in and goes to this week's board, wherever their work would start. */
export async function logIn(page: Page, email: string, password: string): Promise<void> {
	await page.goto('/logga-in');
	await page.getByLabel('E-postadress').fill(email);
	await page.getByLabel('Lösenord', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Logga in' }).first().click();
	await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'));
	if (new URL(page.url()).pathname !== weekAddress(0)) await page.goto(weekAddress(0));
}

/** Follows a one-time link as its receiver does, and is in. */
export async function acceptInvite(page: Page, link: string, password: string): Promise<void> {
	await page.goto(new URL(link).pathname);
	await page.getByLabel('Välj lösenord').fill(password);
	await page.getByRole('button', { name: 'Gå med' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/inbjudan'));
	if (!/^\/(v|installningar)/.test(new URL(page.url()).pathname)) await page.goto(weekAddress(0));
}

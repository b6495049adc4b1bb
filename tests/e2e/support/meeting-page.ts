import { expect, type Locator, type Page } from '@playwright/test';
import type { BoardPage } from './board-page.ts';

/** The week's meeting as somebody on their own device sees and works it. */
export class MeetingSurface {
	readonly page: Page;

	private constructor(page: Page) {
		this.page = page;
	}

	static async of({ page }: BoardPage, week: string): Promise<MeetingSurface> {
		const surface = new MeetingSurface(page);
		await page.goto(`/v/${week}/mote`);
		await surface.saved();
		return surface;
	}

	async saved(): Promise<void> {
		await expect(this.page.getByText('Sparat', { exact: true })).toBeVisible();
	}

	/** The title of what is shown. */
	get scene(): Locator {
		return this.page.locator('#scen-rubrik');
	}
	get focused(): Locator {
		return this.page.locator('li:has(> [data-row][aria-current="true"])');
	}
	get line(): Locator {
		return this.page.getByLabel('Fånga en rad');
	}
	get captured(): Locator {
		return this.page.getByRole('region', { name: /^Fångat/ }).getByRole('listitem');
	}

	async goTo(step: string): Promise<void> {
		await this.page.getByRole('navigation', { name: 'Agenda' }).getByRole('button', { name: step }).click();
	}

	/** Page by page, each seen before the next: a key that outruns the answer would pass by. */
	async pageTo(title: string, turn: () => Promise<void>): Promise<void> {
		const shown = () => this.page.locator('section[aria-labelledby="scen-rubrik"]').innerText();
		for (let step = 0; step < 60 && (await this.scene.textContent()) !== title; step++) {
			const before = await shown();
			await turn();
			await expect.poll(shown).not.toBe(before);
		}
		await expect(this.scene).toHaveText(title);
	}

	async capture(...lines: string[]): Promise<void> {
		for (const line of lines) {
			await this.line.fill(line);
			await this.line.press('Enter');
			await expect(this.line).toHaveValue('');
		}
	}

	/** As from the clipboard. */
	async paste(text: string): Promise<void> {
		await this.line.focus();
		await this.line.evaluate((box, text) => {
			const clipboardData = new DataTransfer();
			clipboardData.setData('text', text);
			box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
		}, text);
	}
}

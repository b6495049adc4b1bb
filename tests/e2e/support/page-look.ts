import { expect, type Browser, type CDPSession, type Page } from '@playwright/test';
import { axeFindings, TAGS } from './axe.ts';
import type { TestServer } from './server.ts';

const DESK = { width: 1366, height: 768 };
const NARROW_WIDTHS = [320, 360, 768];

/** The dark theme has the same markup in other colours: there only what depends on colour is looked at again. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Visits pages, each once, and keeps what nobody should have to put up with: light, dark, and on narrow screens. */
export class PageLook {
	readonly page: Page;
	/** What axe finds, by page; and pages that must be scrolled sideways. */
	readonly found: string[] = [];
	/** What the browser refused under the content security policy, or could not run. */
	readonly trouble: string[] = [];
	readonly #device: CDPSession;

	private constructor(page: Page, device: CDPSession) {
		this.page = page;
		this.#device = device;
		page.on('pageerror', (error) => this.trouble.push(error.message));
		page.on('console', (message) => {
			if (message.type() === 'error' && !/Failed to load resource.*404/.test(message.text()))
				this.trouble.push(message.text());
		});
	}

	static async open(browser: Browser, { url }: TestServer): Promise<PageLook> {
		const look = { baseURL: url, colorScheme: 'light', viewport: DESK, reducedMotion: 'reduce' } as const;
		const context = await browser.newContext(look);
		const page = await context.newPage();
		return new PageLook(page, await context.newCDPSession(page));
	}

	/** A page that opens without a login does not say that it is the example. */
	async at(path: string, { status = 200, isOpen = false } = {}): Promise<void> {
		const answer = await this.page.goto(path);
		expect(answer?.status(), path).toBe(status);
		if (!isOpen) await expect(this.page.getByText('EXEMPELDATA').first()).toBeVisible();
		const found = [...(await this.#byAxe()), ...(await this.#tooWide())];
		this.found.push(...found.map((finding) => `${path} ${finding}`));
	}

	async #byAxe(): Promise<string[]> {
		const light = await axeFindings(this.page, { tags: TAGS });
		await this.page.emulateMedia({ colorScheme: 'dark' });
		const dark = await axeFindings(this.page, { rules: COLOURS });
		await this.page.emulateMedia({ colorScheme: 'light' });
		return [...light, ...dark.map((finding) => `dark: ${finding}`)];
	}

	/** Under a finger, which makes what is pressed larger. */
	async #tooWide(): Promise<string[]> {
		const found: string[] = [];
		await this.#touch(true);
		for (const width of NARROW_WIDTHS) {
			await this.page.setViewportSize({ width, height: 780 });
			const over = await this.page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			if (over > 0) found.push(`is ${over} px too wide at ${width} px`);
		}
		await this.#touch(false);
		await this.page.setViewportSize(DESK);
		return found;
	}

	async #touch(enabled: boolean): Promise<void> {
		await this.#device.send('Emulation.setTouchEmulationEnabled', { enabled });
		expect(await this.page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(enabled);
	}
}

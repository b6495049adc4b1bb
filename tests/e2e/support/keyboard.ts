import { expect, type Locator, type Page } from '@playwright/test';

const isFocused = (element: Element): boolean => element === document.activeElement;

/** Where somebody who sees the page would look for it: after what has focus, or before. */
const isBefore = (element: Element): boolean =>
	document.activeElement !== null &&
	(document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 &&
	!element.contains(document.activeElement);

const MOST_STOPS = 400;
const MOST_ITEMS = 40;

/** Somebody without a mouse: everything is reached by Tab, and nothing is touched that does not have focus. */
export class Keyboard {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** Tabs on, or back, until the control has focus. */
	async to(control: Locator): Promise<void> {
		await expect(control).toBeVisible();
		const way = (await control.evaluate(isBefore)) ? 'Shift+Tab' : 'Tab';
		for (let stop = 0; stop < MOST_STOPS; stop++) {
			if (await control.evaluate(isFocused)) return;
			await this.press(way);
		}
		throw new Error(`${way} does not come to ${String(control)}`);
	}

	async press(...keys: string[]): Promise<void> {
		for (const key of keys) await this.#page.keyboard.press(key);
	}

	async write(words: string): Promise<void> {
		await this.#page.keyboard.insertText(words);
	}

	/** Opens the menu and goes down to the item. */
	async choose(menu: Locator, item: string | RegExp): Promise<void> {
		await this.to(menu);
		await this.press('Enter');
		const wanted = this.#page.getByRole('menu').locator('[role^="menuitem"]').filter({ hasText: item });
		await expect(wanted).toBeVisible();
		for (let stop = 0; !(await wanted.evaluate(isFocused)); stop++) {
			if (stop > MOST_ITEMS) throw new Error(`The arrows do not come to ${String(item)}`);
			await this.press('ArrowDown');
		}
		await this.press('Enter');
	}
}

/** What somebody who sees the page and has no mouse would say of where they are. */
function seenFocus(): string {
	const element = document.activeElement;
	if (!element || element === document.body) return 'nothing has focus';
	const { outlineStyle, outlineWidth } = getComputedStyle(element);
	if (!element.matches(':focus-visible') || outlineStyle === 'none' || outlineWidth === '0px') return 'unmarked';
	const { left, top, width, height } = element.getClientRects()[0]!;
	const there = document.elementFromPoint(
		left + Math.min(width / 2, innerWidth),
		top + Math.min(height, innerHeight) / 2
	);
	if (!there) return 'out of sight';
	return element.contains(there) || there.contains(element) ? 'seen' : `under ${there.outerHTML.slice(0, 80)}`;
}

/** The control has focus, marked, in sight and under nothing. */
export async function expectSeenFocus(page: Page, control: Locator): Promise<void> {
	await expect(control).toBeFocused();
	await expect.poll(() => page.evaluate(seenFocus)).toBe('seen');
}

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** WCAG 2.2 AA alone. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** WCAG 2.2 AA, and what axe counts as good practice. */
export const TAGS = [...WCAG, 'best-practice'];

export interface AxeOptions {
	/** Rules with these tags; every rule that axe runs by itself where left out. */
	tags?: readonly string[];
	/** These rules alone. */
	rules?: readonly string[];
	/** A selector: this part of the page alone. */
	part?: string;
}

/** What is wrong, by rule and where. What passes is not described, and no page has a frame, which halves axe's time. */
export async function axeFindings(page: Page, { tags, rules, part }: AxeOptions = {}): Promise<string[]> {
	const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
	if (part !== undefined) axe.include(part);
	if (tags) axe.withTags([...tags]);
	if (rules) axe.withRules([...rules]);
	const { violations } = await axe.analyze();
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** In both themes, without motion. The page is left in the dark one. */
export async function axeInBothThemes(page: Page, options: AxeOptions = {}): Promise<string[]> {
	const found: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		found.push(...(await axeFindings(page, options)).map((finding) => `${colorScheme} ${finding}`));
	}
	return found;
}

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { restoreHref } from '../../src/lib/shared/history/restore-address.ts';
import { addWeeks, localDay, weekOf } from '../../src/lib/shared/week/iso-week.ts';
import type { BoardPage } from './support/board-page.ts';
import { watchLog } from './support/event-log.ts';
import { COORDINATOR, HOUSING, POLICE } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

let server: TestServer;
let coordinator: BoardPage;
let police: BoardPage;

test.beforeAll(async ({ browser }) => {
	server = await demoServer();
	coordinator = await openAs(browser, server, COORDINATOR);
	police = await openAs(browser, server, POLICE);
});
test.afterAll(async () => {
	await coordinator.page.close();
	await police.page.close();
	await server.dispose();
});

const WEEK = weekOf(localDay(Date.now()));
const NARCOTICS = 'Riktad narkotikainsats vid gaveln';
const restoreButton = (page: Page) => page.getByRole('button', { name: 'Återställ', exact: true });

test('[RS13] a card comes back from its history, others see it at once, and it is taken back in one press', async () => {
	const { page } = coordinator;
	const noted = await watchLog(page);
	const seen = police.texts('Norrhaga').last();
	await coordinator.saved();
	await coordinator.addEntry('Norrhaga', 'Klotter i gångtunneln');
	await expect(seen).toHaveValue('Klotter i gångtunneln');
	await coordinator.texts('Norrhaga').last().fill('Krossade lampor i gångtunneln');
	await expect(seen).toHaveValue('Krossade lampor i gångtunneln');

	await page.goto('/historik');
	await page.getByRole('link', { name: 'Krossade lampor i gångtunneln' }).first().click();
	await expect(page.getByRole('heading', { level: 2, name: 'Krossade lampor i gångtunneln' })).toBeVisible();
	await page.getByRole('link', { name: 'Återställ hit' }).last().click();
	await expect(page.getByRole('heading', { name: /^Återställ till / })).toBeVisible();
	await expect(page.getByText('En uppgift ändras.')).toBeVisible();
	await expect(page.locator('del').first()).toContainText('Krossade lampor');
	await restoreButton(page).click();

	await expect(page.getByText(/^Återställt till /).first()).toBeVisible();
	await expect(page).toHaveURL(/\/historik\/kort\//);
	await expect(seen).toHaveValue('Klotter i gångtunneln');
	await page.getByRole('button', { name: 'Ångra', exact: true }).click();
	await expect(page.getByText('Återställningen är ångrad.')).toBeVisible();
	await expect(seen).toHaveValue('Krossade lampor i gångtunneln');
	const said = expect.stringMatching(/^Återställde ett kort v\. \d+ \d{4}$/);
	expect(await noted('restore')).toContainEqual({ who: COORDINATOR.name, said });
});

test('[RS13] one field of an åtgärd comes back from its history, and what else was changed of it stays', async () => {
	const { page, panel } = coordinator;
	const seen = police.panel.getByLabel('Ansvarig', { exact: true });
	for (const { page: on } of [coordinator, police]) {
		await on.goto(weekAddress(0));
		await on.getByRole('link', { name: NARCOTICS }).first().click();
	}
	await coordinator.saved();
	await police.saved();
	await seen.selectOption({ label: 'Säkerhetsstrateg' });
	await expect(panel.getByLabel('Ansvarig', { exact: true }).locator('option:checked')).toHaveText('Säkerhetsstrateg');
	await panel.getByLabel('Ansvarig', { exact: true }).selectOption({ label: 'Fältassistent' });
	await expect(seen.locator('option:checked')).toHaveText('Fältassistent');
	await panel.getByLabel('Rubrik', { exact: true }).fill(`${NARCOTICS} och på perrongen`);
	await expect(police.panel.getByLabel('Rubrik', { exact: true })).toHaveValue(/perrongen$/);

	await page.goto('/historik?vad=atgard.ansvarig');
	await page.getByRole('main').getByRole('article').first().getByRole('link', { name: NARCOTICS }).click();
	const change = page.getByRole('article').filter({ hasText: /till:\s*Säkerhetsstrateg/ });
	await change.getByRole('link', { name: 'Återställ hit' }).click();
	await expect(page.getByText('En uppgift ändras.')).toBeVisible();
	await expect(page.locator('dd del')).toHaveText(/Fältassistent$/);
	await expect(page.locator('dd ins')).toHaveText(/Säkerhetsstrateg$/);
	await restoreButton(page).click();
	await expect(page.getByText(/^Återställt till /).first()).toBeVisible();
	await expect(seen.locator('option:checked')).toHaveText('Säkerhetsstrateg');
	await expect(police.panel.getByLabel('Rubrik', { exact: true })).toHaveValue(/perrongen$/);
	await police.page.goto(weekAddress(0));
});

test('[RS13] a level comes back with its motive', async () => {
	const { page } = coordinator;
	await page.goto(weekAddress(0));
	await coordinator.saved();
	await coordinator.setLevel('Norrhaga', '2 Gult', 'Klottret ökar.');
	await expect(police.area('Norrhaga').getByText('Klottret ökar.')).toBeVisible();
	await police.setLevel('Norrhaga', '3 Rött', 'Nu brinner det också.');
	await expect(coordinator.area('Norrhaga').getByText('Nu brinner det också.')).toBeVisible();

	await page.goto('/historik');
	await page.getByRole('article').filter({ hasText: 'Klottret ökar.' }).first().getByRole('link').first().click();
	const change = page.getByRole('article').filter({ hasText: /till:.*Klottret ökar\./ });
	await change.getByRole('link', { name: 'Återställ hit' }).click();
	await expect(page.getByText('En uppgift ändras.')).toBeVisible();
	await restoreButton(page).click();
	await expect(page.getByText(/^Återställt till /).first()).toBeVisible();
	await expect(police.area('Norrhaga').getByText('Klottret ökar.')).toBeVisible();
	await expect(police.area('Norrhaga').getByText('Nu brinner det också.')).toHaveCount(0);
});

test('[RS13] a week comes back without JavaScript, what somebody changes meanwhile is shown first, and it is taken back', async ({
	browser
}) => {
	const { page } = await openAs(browser, server, COORDINATOR, { javaScriptEnabled: false });
	const row = police.page.getByRole('textbox', { name: /^Beskrivning/ });
	const before = Date.now();
	await police.addEntry('Norrhaga', 'Skräp vid bryggan');
	await police.saved();
	await page.goto(restoreHref({ week: WEEK, at: before, back: weekAddress(0) }));
	await expect(page.getByText('En sak tas bort.')).toBeVisible();
	await expect(page.getByText('Skräp vid bryggan')).toBeVisible();
	await expect(page.getByText(/^Åtgärderna påverkas inte/)).toBeVisible();

	await police.addEntry('Norrhaga', 'Skräp vid parken');
	await police.saved();
	const shown = await row.count();
	await restoreButton(page).click();
	await expect(page.getByText(/ändrade på tavlan medan du tittade/).first()).toBeVisible();
	await expect(page.getByText('2 saker tas bort.')).toBeVisible();
	await expect(row).toHaveCount(shown);

	await restoreButton(page).click();
	await expect(page.getByText(/^Återställt till /)).toBeVisible();
	await expect(page).toHaveURL(new RegExp(weekAddress(0)));
	await expect(row).toHaveCount(shown - 2);
	await page.getByRole('button', { name: 'Ångra', exact: true }).click();
	await expect(page.getByText('Återställningen är ångrad.')).toBeVisible();
	await expect(row).toHaveCount(shown);
	await page.context().close();
});

test('[RS13] the preview is without findings in light and dark and fits 320 px; a sealed week has none', async ({
	browser
}) => {
	const { page } = await openAs(browser, server, COORDINATOR, { reducedMotion: 'reduce' });
	const at = Date.now() - 86_400_000;
	await page.goto(restoreHref({ week: WEEK, at }));
	await expect(page.getByRole('heading', { name: /^Återställ till / })).toBeVisible();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
	}
	await page.setViewportSize({ width: 320, height: 700 });
	const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	expect(over).toBe(0);

	const sealed = await page.goto(restoreHref({ week: addWeeks(WEEK, -1), at }));
	expect(sealed?.status()).toBe(409);
	await expect(page.getByText(/Veckan är fastställd/)).toBeVisible();
	await page.goto(`${weekAddress(-1)}/historik`);
	await expect(page.getByRole('heading', { name: /^Så såg det ut/ })).toBeVisible();
	await expect(page.getByRole('link', { name: /^Återställ veckan/ })).toHaveCount(0);
	await page.goto(`${weekAddress(0)}/historik`);
	await expect(page.getByRole('link', { name: /^Återställ veckan/ })).toBeVisible();
	await page.context().close();

	const reporter = (await openAs(browser, server, HOUSING)).page;
	expect((await reporter.goto(restoreHref({ week: WEEK, at })))?.status()).toBe(403);
	await reporter.context().close();
});

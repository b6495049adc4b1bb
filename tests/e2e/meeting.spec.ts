import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';
import { localDay, weekOf, weekPath } from '../../src/lib/shared/week/iso-week.ts';
import { axeFindings as axe } from './support/axe.ts';
import { COORDINATOR, HOUSING, POLICE, STREETS } from './support/example-people.ts';
import { Keyboard } from './support/keyboard.ts';
import { MeetingSurface } from './support/meeting-page.ts';
import { openAs } from './support/open-as.ts';
import { exampleServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

const WEEK = weekPath(weekOf(localDay(Date.now())));

let server: TestServer;
test.beforeEach(async () => {
	server = await exampleServer();
	// The example's week may not have met yet, whatever day it is.
	const database = new DatabaseSync(join(server.dataDir, 'lagestavlan.db'), { timeout: 5000 });
	database.exec(`UPDATE documents SET state = 'compiling' WHERE kind = 'week' AND state <> 'sealed'`);
	database.close();
	await server.start();
});
test.afterEach(async ({ browser }) => {
	for (const context of browser.contexts()) await context.close();
	await server.dispose();
});

/** The room's screen, by the link that the chair makes. */
async function openScreen(browser: Browser, chair: MeetingSurface): Promise<Page> {
	await chair.page.goto(`/v/${WEEK}/skarmlank`);
	await chair.page.getByRole('button', { name: 'Skapa länk' }).click();
	const link = await chair.page.getByLabel('Länk till skärmen').inputValue();
	await chair.page.goto(`/v/${WEEK}/mote`);
	await chair.saved();
	const screen = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
	await screen.goto(link);
	return screen;
}

/** The chair begins: the clock runs, and the week is in its meeting for everybody. */
async function start(chair: MeetingSurface): Promise<void> {
	await chair.page.getByRole('button', { name: 'Starta mötet' }).click();
	await expect(chair.page.getByRole('timer')).toBeVisible();
}

const next = (chair: MeetingSurface) => chair.page.getByRole('button', { name: /^Nästa: / }).click();
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('[CP17] a whole meeting on five surfaces, with the secretary cut off in the middle of it', async ({ browser }) => {
	test.setTimeout(300_000);
	const chair = await MeetingSurface.of(await openAs(browser, server, COORDINATOR, PHONE), WEEK);
	const screen = await openScreen(browser, chair);
	const secretary = await MeetingSurface.of(await openAs(browser, server, POLICE), WEEK);
	const present = await MeetingSurface.of(await openAs(browser, server, STREETS), WEEK);
	const remote = await MeetingSurface.of(await openAs(browser, server, HOUSING), WEEK);
	const title = screen.getByRole('heading', { level: 1 });

	// 0 Inför
	await start(chair);
	await expect(secretary.page.getByRole('timer')).toBeVisible();
	await expect(title).toHaveText('Inför mötet');
	await secretary.page.getByRole('group', { name: 'Kommunpolis' }).getByText('Frånvarande').click();
	const rest = secretary.page.getByRole('button', { name: /^Övriga \d+ enligt bemanningen/ });
	if (await rest.isVisible()) await rest.click();
	await expect(present.page.getByRole('listitem').filter({ hasText: 'Frånvarande' })).toContainText('Kommunpolis');
	expect(await axe(secretary.page)).toEqual([]);
	expect(await axe(present.page)).toEqual([]);
	expect(await axe(chair.page)).toEqual([]);
	await expect(present.page.getByRole('button', { name: 'Fånga' })).toHaveCount(0);

	// 1 Uppföljning: the chair leads with a thumb, everybody follows
	await chair.goTo('Uppföljning');
	for (const surface of [secretary, present, remote]) await expect(surface.scene).toHaveText('Uppföljning');
	await expect(title).toHaveText('Uppföljning');
	await chair.page.getByRole('button', { name: 'Rad nedåt' }).click();
	await expect(secretary.focused).toHaveCount(1);
	await secretary.page.locator('body').press('f');
	await expect(remote.focused).toContainText('Fortsätter');
	await expect(screen.getByText('Fortsätter').first()).toBeVisible();
	await secretary.page.locator('body').press('h');
	await secretary.page.getByLabel('Vad hindrar?').fill('Väntar på leverans.');
	await secretary.page.getByRole('form', { name: 'Hinder' }).getByRole('button', { name: 'Hinder' }).click();
	await expect(remote.focused).toContainText('Hinder: Väntar på leverans.');

	// One of those who take part looks around, and comes back
	await present.scene.hover();
	await present.page.mouse.wheel(0, 200);
	await expect(present.page.getByText(/^Du följer inte mötet/)).toBeVisible();
	await chair.goTo('Lägesbild');
	await expect(remote.scene).toHaveText('Läget i alla områden');
	await expect(present.scene).toHaveText('Uppföljning');
	await present.page.locator('body').press('f');
	await expect(present.scene).toHaveText('Läget i alla områden');

	// 2 Lägesbild, and the secretary loses the network
	await chair.page.getByRole('button', { name: 'Rad nedåt' }).click();
	await expect(secretary.focused).toHaveCount(1);
	await secretary.page.context().setOffline(true);
	await expect(secretary.page.getByText(/^Frånkopplad \d\d\.\d\d, allt du skriver sparas här/)).toBeVisible();
	await secretary.page.locator('body').press('2');
	await secretary.page.getByRole('textbox', { name: 'Motiv' }).fill('Fler larm än vanligt på kvällarna.');
	await secretary.page.getByRole('button', { name: 'Spara nivå' }).click();
	await secretary.page.locator('body').press('Alt+ArrowUp');
	await secretary.capture('l Larm på kvällarna', 'n Skrivet utan nät');
	await secretary.line.fill('a Halvskriven rad');
	await chair.goTo('Prioritera');
	await expect(title).toHaveText('Prioriteringar');
	await secretary.page.context().setOffline(false);
	await secretary.saved();
	await expect(secretary.scene).toHaveText('Prioriteringar');
	await expect(secretary.line).toHaveValue('a Halvskriven rad');
	await expect(remote.captured.filter({ hasText: 'Skrivet utan nät' })).toHaveCount(1);

	// A reload keeps the line that is being written
	await secretary.page.reload();
	await expect(secretary.line).toHaveValue('a Halvskriven rad');
	await secretary.saved();

	// 3 Prioritera
	await chair.page.locator('[data-row]').first().click();
	await chair.page.getByRole('button', { name: 'Ta bort prioriteringen' }).click();
	await secretary.page.getByRole('button', { name: 'Prioritera Larm på kvällarna' }).click();
	await chair.page.locator('[data-row]').filter({ hasText: 'Larm på kvällarna' }).click(); // on the screen's page of it
	await expect(screen.getByText(/Larm på kvällarna/).first()).toBeVisible();
	await expect(screen.getByText(/Saknar åtgärd/).first()).toBeVisible();

	// 4 Beslut: ten åtgärder, the first written out, the rest pasted
	await chair.goTo('Beslut');
	await secretary.page
		.getByRole('navigation', { name: 'Agenda' })
		.getByRole('button', { name: 'Larm på kvällarna' })
		.click();
	await secretary.capture('a Ronda vid larmen @kommunpolis @gata om 2 veckor');
	await expect(screen.getByText(/Ronda vid larmen/).first()).toBeVisible();
	await expect(screen.getByText(/Saknar åtgärd/)).toHaveCount(0);
	await secretary.line.fill('a Måla om @f');
	await secretary.line.press('Enter');
	await secretary.page.getByRole('button', { name: 'Fältassistent' }).press('Enter');
	await secretary.line.press('Enter');
	await expect(secretary.line).toHaveValue('');
	await secretary.paste(
		Array.from({ length: 8 }, (_, n) => `a Åtgärd ${n + 3} @gata v${(n % 3) + 49 > 52 ? 1 : 50}`).join('\n')
	);
	await secretary.capture('b Gruppen flyttar mötet till måndagar');
	await secretary.page.getByRole('button', { name: 'Ångra' }).last().click();
	await expect(secretary.line).toHaveValue('b Gruppen flyttar mötet till måndagar');
	await secretary.line.press('Enter');
	await expect(remote.captured.filter({ hasText: /Å-\d+ / })).toHaveCount(10);
	await expect(remote.captured.filter({ hasText: '§' })).toHaveCount(1);
	expect(await axe(secretary.page)).toEqual([]);

	// 5 Fastställ: read back, held to seal
	await chair.goTo('Fastställ');
	await expect(title).toHaveText('Vem gör vad');
	await expect(present.page.getByText(/Ronda vid larmen/).first()).toBeVisible();
	await chair.page.locator('body').press('PageDown');
	while ((await chair.page.getByRole('button', { name: /^Håll in/ }).count()) === 0) await next(chair);
	await secretary.saved();
	const hold = chair.page.getByRole('button', { name: /^Håll in/ });
	await expect(hold).toBeEnabled();
	expect(await axe(chair.page)).toEqual([]);
	await hold.click(); // a slip seals nothing
	await expect(chair.page.getByText('Lägesbilden är fastställd.')).toHaveCount(0);
	await hold.click({ delay: 1_900 });
	await expect(chair.page.getByText('Lägesbilden är fastställd.').first()).toBeVisible();
	for (const surface of [secretary, remote]) await expect(surface.page.getByText('Fastställd').first()).toBeVisible();
	await expect(secretary.line).toHaveCount(0);
});

test('[CP18] a meeting with the keyboard alone, from närvaro to the seal', async ({ browser }) => {
	test.setTimeout(120_000);
	const chair = await MeetingSurface.of(await openAs(browser, server, COORDINATOR), WEEK);
	const { page } = chair;
	const keyboard = new Keyboard(page);
	await keyboard.to(page.getByRole('button', { name: 'Starta mötet' }));
	await keyboard.press('Enter');
	await expect(page.getByRole('timer')).toBeVisible();

	await keyboard.to(
		page
			.getByRole('radio', { name: 'Frånvarande' })
			.or(page.getByRole('group', { name: 'Kommunpolis' }).getByRole('radio', { checked: true }))
			.first()
	);
	await keyboard.press('ArrowRight', 'ArrowLeft');
	await page.locator('body').press('Escape');
	await page.evaluate(() => (document.activeElement as HTMLElement).blur());

	await chair.pageTo('Uppföljning', () => keyboard.press('ArrowRight'));
	await keyboard.press('ArrowDown', 'f');
	await expect(chair.focused).toContainText('Fortsätter');
	await keyboard.press('h');
	await expect(page.getByLabel('Vad hindrar?')).toBeFocused();
	await keyboard.write('Väntar på besked.');
	await keyboard.press('Tab', 'Enter');
	await expect(chair.focused).toContainText('Väntar på besked.');

	await chair.pageTo('Läget i alla områden', () => keyboard.press('PageDown'));
	await keyboard.press('ArrowDown', ' ');
	await expect(
		page
			.locator('[role="status"], .visually-hidden')
			.filter({ hasText: /bekräftad oförändrad/ })
			.first()
	).toBeAttached();
	await keyboard.press('Alt+ArrowUp');
	await expect(chair.focused).toContainText('Försämras');

	await keyboard.press('a');
	await expect(chair.line).toBeFocused();
	await keyboard.write('Lys upp @f v50');
	await keyboard.press('Enter');
	await keyboard.press('ArrowRight', 'Enter', 'Enter');
	await expect(chair.captured.first()).toContainText('Lys upp');
	await keyboard.press('Escape');
	await keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Tangenter i mötet' })).toBeVisible();
	expect(await axe(page)).toEqual([]);
	await keyboard.press('Escape');

	const hold = page.getByRole('button', { name: /^Håll in/ });
	for (let press = 0; press < 80 && (await hold.count()) === 0; press++) await keyboard.press('ArrowRight');
	await expect(hold).toBeEnabled();
	await keyboard.to(hold);
	await page.keyboard.down('Enter');
	await expect(page.getByText('Lägesbilden är fastställd.').first()).toBeVisible();
	await page.keyboard.up('Enter');
});

test('[CP19] single keys turned off on a device stay off there, and the two-step seal needs no hold', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const chair = await MeetingSurface.of(await openAs(browser, server, COORDINATOR), WEEK);
	const { page } = chair;
	await start(chair);
	await page.getByRole('button', { name: 'Tangenter (?)' }).click();
	await page.getByRole('checkbox', { name: /^Ensamma tangenter/ }).uncheck();
	await page.getByRole('dialog').getByRole('button', { name: 'Stäng' }).click();
	await page.reload();
	await chair.saved();
	await page.locator('body').press('a');
	await expect(chair.line).not.toBeFocused();
	await chair.goTo('Fastställ');
	await page
		.getByRole('navigation', { name: 'Agenda' })
		.getByRole('button', { name: /^Fastställ v/ })
		.click();
	await page.getByText('Kan du inte hålla in?').click();
	const button = page.getByRole('button', { name: 'Fastställ lägesbilden', exact: true });
	await button.click();
	await expect(page.getByText('Läs igenom och bekräfta att lägesbilden stämmer.')).toBeVisible();
	await page.getByRole('checkbox', { name: /^Vi har läst igenom/ }).check();
	await button.click();
	await expect(page.getByText('Lägesbilden är fastställd.').first()).toBeVisible();
});

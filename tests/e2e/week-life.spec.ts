import { expect, type Page } from '@playwright/test';
import { axeFindings } from './support/axe.ts';
import { watchLog } from './support/event-log.ts';
import { COORDINATOR, POLICE, STREETS } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

/** Next week: nobody has opened it, whatever day it is. */
const NEXT_WEEK = weekAddress(1);

const state = (page: Page, words: string) => page.locator('header.week .state').getByText(words, { exact: true });
const control = (page: Page) => page.getByRole('form', { name: 'Veckans läge' });
const press = (page: Page, name: string) => control(page).getByRole('button', { name, exact: true }).click();

test('[WL12] [LG3] a week goes to its meeting by hand, others follow live, and none but those who may can move it', async ({
	browser
}) => {
	const leader = (await openAs(browser, server, COORDINATOR)).page;
	const other = (await openAs(browser, server, STREETS)).page;
	const noted = await watchLog(leader);
	await Promise.all([leader.goto(NEXT_WEEK), other.goto(NEXT_WEEK)]);
	await expect(state(leader, 'Kommande')).toBeVisible();
	await expect(state(other, 'Kommande')).toBeVisible();
	await expect(control(other)).toHaveCount(0);

	await press(leader, 'Öppna för rapportering');
	await expect(state(leader, 'Öppen för rapportering')).toBeVisible();
	await expect(state(other, 'Öppen för rapportering')).toBeVisible();
	await press(leader, 'Gå till Sammanställs');
	await expect(state(other, 'Sammanställs')).toBeVisible();
	await control(leader).getByText('Fler steg').click();
	expect(await axeFindings(leader, { part: 'header.week' })).toEqual([]);
	await press(leader, 'Öppna för rapportering igen');
	await expect(state(other, 'Öppen för rapportering')).toBeVisible();
	await control(leader).getByText('Fler steg').click();
	await press(leader, 'Starta mötet');
	await expect(state(other, 'Möte pågår')).toBeVisible();
	await expect(other.getByRole('link', { name: 'Till mötet' })).toHaveAttribute('href', `${NEXT_WEEK}/mote`);
	await expect(leader.getByRole('link', { name: 'Storskärm' })).toHaveAttribute('href', `${NEXT_WEEK}/skarmlank`);
	await expect(other.getByRole('link', { name: 'Storskärm' })).toHaveCount(0);

	const forged = await other.request.post(`${NEXT_WEEK}?/flytta`, {
		headers: { origin: server.url },
		form: { form: 'flytta', from: 'meeting', to: 'ended' }
	});
	expect(forged.status()).toBe(403);
	await other.reload();
	await expect(state(other, 'Möte pågår')).toBeVisible();

	const movedTo = (state: string) => ({
		who: COORDINATOR.name,
		said: expect.stringMatching(new RegExp(`^Flyttade v\\. \\d+ \\d{4} till: ${state}$`))
	});
	const steps = ['öppen för rapportering', 'sammanställs', 'öppen för rapportering', 'möte pågår'];
	expect(await noted('week-move')).toEqual(steps.map(movedTo));
});

test('[WL12] without JavaScript a step is a form post, and who comes second is told what happened', async ({
	browser
}) => {
	const week = weekAddress(2);
	const first = (await openAs(browser, server, COORDINATOR, { javaScriptEnabled: false })).page;
	const second = (await openAs(browser, server, POLICE, { javaScriptEnabled: false })).page;
	await first.goto(`${week}?samverkan=ekeby`);
	await second.goto(`${week}?samverkan=ekeby`);
	await press(first, 'Öppna för rapportering');
	await expect(state(first, 'Öppen för rapportering')).toBeVisible();
	await press(second, 'Öppna för rapportering');
	await expect(control(second).getByRole('alert')).toContainText('Någon annan hann före dig');
	await expect(state(second, 'Öppen för rapportering')).toBeVisible();
});

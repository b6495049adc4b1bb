import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { BoardPage, logIn } from './support/board-page.ts';
import { COORDINATOR } from './support/example-people.ts';
import { newServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

/** What helps those who build, as `npm run dev:slow` starts it. */

/**
 * The development server reads, compiles and bundles what a page is made of when somebody first asks for it, over a line
 * and a disk that are slow on purpose: ten seconds on an idle machine, a minute on a busy one.
 */
const PATIENCE = 120_000;
test.describe.configure({ timeout: 3 * PATIENCE });
test.use({ actionTimeout: PATIENCE, navigationTimeout: PATIENCE });
const patiently = expect.configure({ timeout: PATIENCE });

/** Looks from inside the page, so that nothing that is there for two seconds passes between two looks of a slow machine. */
const seenIn = (page: Page, selector: string, isSo: string): Promise<unknown> =>
	page.waitForFunction(
		([selector, pattern]) => new RegExp(pattern!).test(document.querySelector(selector!)?.textContent ?? ''),
		[selector, isSo],
		{ polling: 50, timeout: PATIENCE }
	);

const ROOT = resolve(import.meta.dirname, '../..');
let place: TestServer;
let vite: ChildProcess;

test.beforeEach(async () => {
	place = await newServer();
	vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'dev'], {
		cwd: ROOT,
		env: {
			...process.env,
			NETWORK: 'slow',
			PORT: new URL(place.url).port,
			DATA_DIR: place.dataDir,
			LOG_LEVEL: 'silent'
		},
		stdio: ['ignore', 'ignore', 'inherit']
	});
	while (!(await fetch(`${place.url}/healthz`).catch(() => null))?.ok) {
		if (vite.exitCode !== null) throw new Error(`The development server ended with ${vite.exitCode}`);
		await pause(100); // between two looks
	}
});
test.afterEach(async () => {
	if (vite.exitCode === null) {
		const ended = once(vite, 'exit');
		vite.kill('SIGTERM');
		await ended;
	}
	await place.dispose();
});

test('[OF15] in development the sync page shows journal, records, presence and what is unsaved', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: place.url });
	const board = new BoardPage(await context.newPage());
	await logIn(board.page, COORDINATOR.email, COORDINATOR.password);
	const sync = await context.newPage();
	await sync.goto('/sync');
	await patiently(sync.getByTestId('status')).toContainText('"state":"saved"');
	const rows = sync.getByRole('table').getByRole('row');
	// none where a snapshot was kept meanwhile: the table has the rows after it
	const newest = async () => (await rows.allInnerTexts())[1] ?? '';
	const before = await newest();

	await board.saved(PATIENCE);
	const seen = Promise.all([
		seenIn(board.page, 'body', 'Sparar…'), // for longer than a good network takes
		seenIn(sync, '[data-testid="on-device"]', '^\\s*[1-9]')
	]);
	await board.addEntry('Norrhaga', 'Sett från båda hållen.');
	await seen;
	await board.saved(PATIENCE);
	await patiently.poll(async () => [before, ''].includes(await newest())).toBe(false);
	await patiently(rows.nth(1)).toContainText(COORDINATOR.name);
	await sync.getByText(/^entries/).click();
	await patiently(sync.getByText('Sett från båda hållen.')).toBeVisible();
	await patiently(sync.getByTestId('on-device')).toHaveText('0');
	await context.close();
});

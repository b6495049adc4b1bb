import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { BoardPage, logIn } from './support/board-page.ts';
import { COORDINATOR } from './support/example-people.ts';
import { newServer, type TestServer } from './support/server.ts';

/** What helps those who build, as `npm run dev:slow` starts it. */
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
		stdio: 'ignore'
	});
	while (!(await fetch(`${place.url}/healthz`).catch(() => null))?.ok) await pause(100); // between two looks
});
test.afterEach(async () => {
	const ended = once(vite, 'exit');
	vite.kill('SIGTERM');
	await ended;
	await place.dispose();
});

test('[OF15] in development the sync page shows journal, records, presence and what is unsaved', async ({
	browser
}) => {
	test.setTimeout(150_000);
	const context = await browser.newContext({ baseURL: place.url });
	const board = new BoardPage(await context.newPage());
	await logIn(board.page, COORDINATOR.email, COORDINATOR.password);
	const sync = await context.newPage();
	await sync.goto('/sync');
	await expect(sync.getByTestId('status')).toContainText('"state":"saved"', { timeout: 60_000 });
	const rows = sync.getByRole('table').getByRole('row');
	const newest = await rows.nth(1).innerText();

	await board.saved();
	await board.addEntry('Norrhaga', 'Sett från båda hållen.');
	await expect(board.page.getByText('Sparar…').first()).toBeVisible(); // for longer than a good network takes
	await expect(sync.getByTestId('on-device')).not.toHaveText('0');
	await board.saved();
	await expect.poll(() => rows.nth(1).innerText()).not.toBe(newest);
	await expect(rows.nth(1)).toContainText(COORDINATOR.name);
	await sync.getByText(/^entries/).click();
	await expect(sync.getByText('Sett från båda hållen.')).toBeVisible();
	await expect(sync.getByTestId('on-device')).toHaveText('0');
	await context.close();
});

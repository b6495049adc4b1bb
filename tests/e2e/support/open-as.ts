import type { Browser, BrowserContextOptions } from '@playwright/test';
import type { DemoLogin } from '../../../server/demo/logins.ts';
import { BoardPage, logIn } from './board-page.ts';
import type { TestServer } from './server.ts';

/** Somebody of the example in a browser of their own, on this week's board, with everything live. */
export async function openAs(
	browser: Browser,
	server: TestServer,
	{ email, password }: DemoLogin,
	options: BrowserContextOptions = {}
): Promise<BoardPage> {
	const context = await browser.newContext({
		baseURL: server.url,
		viewport: { width: 1366, height: 900 },
		...options
	});
	const board = new BoardPage(await context.newPage());
	await logIn(board.page, email, password);
	return board;
}

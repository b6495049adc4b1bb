import type { Browser, BrowserContextOptions } from '@playwright/test';
import type { DemoLogin } from '../../../server/demo/logins.ts';
import { BoardPage } from './board-page.ts';
import type { TestServer } from './server.ts';
import { isAwake, signIn } from './sign-in.ts';

/** Somebody of the example in a browser of their own, on this week's board, with everything live where scripts are. */
export async function openAs(
	browser: Browser,
	server: TestServer,
	login: DemoLogin,
	options: BrowserContextOptions = {}
): Promise<BoardPage> {
	const context = await browser.newContext({
		baseURL: server.url,
		viewport: { width: 1366, height: 900 },
		...options
	});
	const board = new BoardPage(await context.newPage());
	await signIn(board.page, server, login);
	if (options.javaScriptEnabled !== false) await isAwake(board.page);
	return board;
}

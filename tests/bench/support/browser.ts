import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright';
import { findBrowser } from '../../support/find-browser.ts';
import { weekPath } from '../../../src/lib/shared/week/iso-week.ts';
import type { ChildServer } from './child-server.ts';
import type { Login, World } from './world.ts';

/** The flags of the browser tests. */
const ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

export async function launch(stack: AsyncDisposableStack): Promise<Browser> {
	const executablePath = findBrowser();
	if (!executablePath) throw new Error('There is no Chromium here. Install one, or set CHROMIUM=/path/to/it');
	const browser = await chromium.launch({ executablePath, args: ARGS });
	stack.defer(() => browser.close());
	return browser;
}

/** A browser with nothing in its cache, where that person is logged in. */
export async function logIn(browser: Browser, server: ChildServer, login: Login): Promise<BrowserContext> {
	const context = await browser.newContext({
		baseURL: server.origin,
		viewport: { width: 1366, height: 900 },
		locale: 'sv-SE',
		timezoneId: 'Europe/Stockholm'
	});
	await context.addCookies([{ name: login.cookieName, value: login.cookieValue, url: server.origin }]);
	return context;
}

export const weekUrl = ({ week }: World): string => `/v/${weekPath(week)}`;

/** The board is live, and says so. */
export async function untilSaved(page: Page): Promise<void> {
	await page.getByText('Sparat', { exact: true }).waitFor({ timeout: 60_000 });
}

/** Seconds of the page's main thread so far, by what they went to. */
export interface MainThread {
	task: number;
	script: number;
	style: number;
	layout: number;
}

export async function mainThread(session: CDPSession): Promise<MainThread> {
	const { metrics } = await session.send('Performance.getMetrics');
	const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
	return {
		task: of('TaskDuration'),
		script: of('ScriptDuration'),
		style: of('RecalcStyleDuration'),
		layout: of('LayoutDuration')
	};
}

import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, request, test, type APIRequestContext } from '@playwright/test';
import type { DemoLogin } from '../../server/demo/logins.ts';
import { ADMIN, COORDINATOR, GUARD, HOUSING, LEADER, STREETS } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { weekAddress } from './support/weeks.ts';

const ROUTES = resolve(import.meta.dirname, '../../src/routes/(app)');
const OPEN = weekAddress(0);
const SEALED = weekAddress(-1);
const MOMENT = '?t=2026-10-08T10.42.07';

/** Everybody but who leads the meeting, who has all of it. */
const NOBODY = null;
const READS_NO_BOARD = [GUARD, ADMIN];
const READS_NO_LOG = [GUARD, LEADER, HOUSING, STREETS];
const READS_SEALED = [LEADER];
const RESTORES_NO_WEEK = [GUARD, ADMIN, LEADER, HOUSING, STREETS];

interface Refusal {
	/** The route as an address; of a week's also that of an open one. */
	address: string;
	who: readonly DemoLogin[];
}

const board = (address: string): Refusal[] => [{ address, who: READS_NO_BOARD }];
const log = (address: string): Refusal[] => [{ address, who: READS_NO_LOG }];
const week = (path: string): Refusal[] => [
	{ address: SEALED + path, who: READS_NO_BOARD },
	{ address: OPEN + path, who: [...READS_NO_BOARD, ...READS_SEALED] }
];

/** Every route of the review, and who is refused there. One that is not named here fails the test. */
const REFUSED: Record<string, Refusal[]> = {
	historik: board('/historik'),
	'historik/andringar.[format]': [...board('/historik/andringar.csv'), ...board('/historik/andringar.pdf')],
	'historik/gallring': log('/historik/gallring'),
	'historik/jamfor': board('/historik/jamfor'),
	'historik/jamfor/fil': board('/historik/jamfor/fil?format=csv'),
	'historik/kort/[record]': board('/historik/kort/AAAAAAAAAAAA'),
	'historik/logg': log('/historik/logg'),
	'historik/logg/[file]': [...log('/historik/logg/handelselogg.csv'), ...log('/historik/logg/handelselogg.json')],
	'historik/oversikt': board('/historik/oversikt'),
	'historik/oversikt/atgarder': board('/historik/oversikt/atgarder?vad=beslutade'),
	'historik/oversikt/filer/[file]': board('/historik/oversikt/filer/lage.csv'),
	'historik/oversikt/rader': board('/historik/oversikt/rader'),
	'v/[week]/aterstall': [{ address: `${OPEN}/aterstall${MOMENT}`, who: RESTORES_NO_WEEK }],
	'v/[week]/historik': week('/historik'),
	'v/[week]/historik/film': week('/historik/film'),
	'v/[week]/historik/tavla': week(`/historik/tavla${MOMENT}`)
};

/** What may be posted, and to which address. */
const POSTED: Record<string, { actions: readonly string[]; refusal: Refusal }> = {
	'historik/gallring': {
		actions: ['regler', 'gallra'],
		refusal: { address: '/historik/gallring', who: READS_NO_LOG }
	},
	'v/[week]/aterstall': {
		actions: ['aterstall', 'angra'],
		refusal: { address: `${OPEN}/aterstall${MOMENT}`, who: RESTORES_NO_WEEK }
	}
};

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

/** Not for you; or, of what would be restored in a week that one may not read, not there. */
const NOTHING = [403, 404];
/** To log in, to one's extracts, or to the one page of the review that one has. */
const ELSEWHERE = /\/logga-in\?till=|\/utdrag$|^\/historik\/logg$/;
/** Words of the example's boards. */
const CONTENT = /Klockarparken|Sjöbacka|gångvägen|Å-\d/;

async function as(login: DemoLogin | null): Promise<APIRequestContext> {
	const extraHTTPHeaders = { origin: server.url, accept: 'text/html' }; // as a browser without JavaScript
	const context = await request.newContext({ baseURL: server.url, extraHTTPHeaders });
	if (!login) return context;
	const form = { email: login.email, password: login.password };
	const answer = await context.post('/logga-in', { form, maxRedirects: 0 });
	expect(answer.status()).toBe(303);
	return context;
}

const filesOf = (pattern: string) =>
	['historik', 'v/[[]week[]]/historik', 'v/[[]week[]]/aterstall'].flatMap((folder) =>
		globSync(`${folder}/**/${pattern}`, { cwd: ROUTES })
	);

test('[HX8] [HM7] [LG6] [OV8] every route of the review refuses whoever may not read it, and answers who may', async () => {
	const routes = filesOf('+{page.svelte,server.ts}').map((file) => dirname(file));
	expect(routes.toSorted()).toEqual(Object.keys(REFUSED).toSorted());
	const told = Object.values(REFUSED).flat();
	for (const login of [NOBODY, GUARD, ADMIN, LEADER, HOUSING, STREETS]) {
		const context = await as(login);
		for (const { address, who } of told) {
			if (login && !who.includes(login)) continue;
			const answer = await context.get(address, { maxRedirects: 0 });
			const which = `${login?.key ?? 'nobody'} at ${address}`;
			const leadsElsewhere = ELSEWHERE.test(answer.headers().location ?? '');
			if (!login || leadsElsewhere) expect([answer.status(), leadsElsewhere], which).toEqual([303, true]);
			else expect(NOTHING, which).toContain(answer.status());
			expect(await answer.text(), which).not.toMatch(CONTENT);
		}
		await context.dispose();
	}
	const coordinator = await as(COORDINATOR);
	for (const { address } of told) {
		const answer = await coordinator.get(address);
		const isThere = [200, 400, 404].includes(answer.status()); // a card that is none; what is to be chosen first
		expect(isThere && !answer.url().includes('logga-in'), `${answer.status()} ${address}`).toBe(true);
	}
	await coordinator.dispose();
});

test('[GA9] [RS5] what may be posted in the review is refused for whoever may not, and there is nothing else to post', async () => {
	const posting = filesOf('+page.server.ts').filter((file) =>
		/export const actions/.test(readFileSync(join(ROUTES, file), 'utf8'))
	);
	expect(posting.map((file) => dirname(file)).toSorted()).toEqual(Object.keys(POSTED).toSorted());
	for (const login of [NOBODY, ...RESTORES_NO_WEEK]) {
		const context = await as(login);
		for (const { actions, refusal } of Object.values(POSTED)) {
			if (login && !refusal.who.includes(login)) continue;
			const { pathname, search } = new URL(refusal.address, server.url);
			for (const action of actions) {
				const query = search ? `${search}&/${action}` : `?/${action}`;
				const seen = { seen: '1', fingerprint: '0'.repeat(64), id: 'AAAAAAAAAAAA', back: '' };
				const answer = await context.post(pathname + query, { form: seen, maxRedirects: 0 });
				const which = `${login?.key ?? 'nobody'} posts to ${pathname + query}`;
				const { location = '' } = answer.headers();
				if (!login) expect(location, which).toMatch(/\/logga-in\?till=/);
				// What can not be taken back is shown first, to who may see it.
				else expect(NOTHING, which).toContain((location ? await context.get(location) : answer).status());
			}
		}
		await context.dispose();
	}
});

test('[HX8] [HM7] an external party is told in words why, and led to its extracts', async ({ browser }) => {
	const { page } = await openAs(browser, server, GUARD);
	await page.goto('/historik/jamfor');
	await expect(page.getByText('Historiken läses av dem som läser hela tavlan.')).toBeVisible();
	await page.goto(`${SEALED}/historik`);
	await expect(page).toHaveURL(new RegExp(`${SEALED}/utdrag$`));
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Historik' })).toHaveCount(0);
	await page.context().close();
});

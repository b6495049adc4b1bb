import { expect } from '@playwright/test';
import { COORDINATOR, GUARD } from './support/example-people.ts';
import { PageLook } from './support/page-look.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { signIn } from './support/sign-in.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

/** Every page but those of a week and of its history: see `every-week-page.spec.ts`. */
let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const OPEN_PAGES = ['/logga-in', '/finns-inte', '/utan-nat'];
const PAGES = [
	'/finns-inte',
	'/utan-nat',
	'/rapportera',
	'/rapportera/mina',
	'/mina',
	'/notiser',
	'/sok?q=belysning',
	'/granska',
	'/fritextskydd',
	'/delningslogg',
	'/konto',
	'/konto/notiser',
	'/installningar',
	'/installningar/samverkan',
	'/installningar/moten',
	'/installningar/parter',
	'/installningar/funktioner',
	'/installningar/omraden',
	'/installningar/kategorier',
	'/installningar/nivaer',
	'/installningar/personer',
	'/installningar/overenskommelser',
	'/installningar/fritextskydd',
	'/installningar/utskick'
];
/** For those who are in no group: what is left for them of a week, and what they report and do. */
const EXTERNAL_PAGES = [`${weekAddress(-1)}/utdrag`, '/rapportera', '/mina'];

const statusOf = (path: string) => (path === '/finns-inte' ? 404 : 200);

test('[EE2] [EE3] axe finds nothing on any page, light or dark, and from 320 px up nothing is scrolled sideways', async ({
	browser
}) => {
	test.setTimeout(600_000);
	const look = await PageLook.open(browser, server);
	for (const path of OPEN_PAGES) await look.at(path, { status: statusOf(path), isOpen: true });
	for (const [who, pages] of [
		[COORDINATOR, PAGES],
		[GUARD, EXTERNAL_PAGES]
	] as const) {
		await look.page.context().clearCookies();
		await signIn(look.page, server, who);
		for (const path of pages) await look.at(path, { status: statusOf(path), isOpen: OPEN_PAGES.includes(path) });
	}
	expect(look.found).toEqual([]);
	expect(look.trouble).toEqual([]);
});

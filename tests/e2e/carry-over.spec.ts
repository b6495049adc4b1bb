import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from '@playwright/test';
import { addWeeks, localDay, weekKey, weekOf } from '../../src/lib/shared/week/iso-week.ts';
import { COORDINATOR, POLICE } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

/** Next week is opened: what still stands of this one is on it, and this one stays what it was. */
let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const key = (fromNow: number): string => weekKey(addWeeks(weekOf(localDay(Date.now())), fromNow));

function inDatabase<T>(work: (database: DatabaseSync) => T): T {
	const database = new DatabaseSync(join(server.dataDir, 'lagestavlan.db'), { timeout: 5000 });
	try {
		return work(database);
	} finally {
		database.close();
	}
}

const documentOf = (database: DatabaseSync, fromNow: number) =>
	database
		.prepare(
			`select documents.id from documents join samverkan on samverkan.id = documents.samverkan
			 where week = ? and slug = 'ekeby'`
		)
		.get(key(fromNow)) as { id: string };

/** As the sammankallande does, whose button is another test's. */
const setState = (fromNow: number, state: string): void =>
	inDatabase((database) => {
		const { id } = documentOf(database, fromNow);
		database.prepare('update documents set state = ? where id = ?').run(state, id);
		database
			.prepare('insert into week_state_log (document, state, by, at) values (?, ?, null, ?)')
			.run(id, state, Date.now());
	});

/** Every byte of what this week was made of, and how it stands. */
const bytesOf = (fromNow: number): string =>
	inDatabase((database) => {
		const { id } = documentOf(database, fromNow);
		const rows = database.prepare('select * from journal where document = ? order by sequence').all(id);
		return JSON.stringify([database.prepare('select * from documents where id = ?').get(id), rows]);
	});

test('[CO12] a week that is opened has last week’s rows, for everybody, and leaves last week as it was', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const alice = await openAs(browser, server, POLICE);
	const bob = await openAs(browser, server, COORDINATOR);
	await bob.page.goto(weekAddress(1));
	await bob.saved();
	await expect(bob.page.getByText('veckan i rad')).toHaveCount(0);
	setState(0, 'sealed');
	setState(1, 'reporting');
	const before = bytesOf(0);

	await alice.page.goto(weekAddress(1));
	await alice.saved();
	const row = alice.area('Norrhaga').getByRole('listitem').filter({ hasText: 'Klotter på klubbhuset' });
	await expect(row).toContainText('2:a veckan i rad');
	await expect(row).toContainText('Ej bedömd');
	const theirs = bob.area('Norrhaga').getByRole('listitem').filter({ hasText: 'Klotter på klubbhuset' });
	await expect(theirs, 'on a page that was there before').toContainText('2:a veckan i rad');
	await expect(alice.area('Ekeby centrum')).toContainText('5:e veckan i rad');

	await row.getByRole('button', { name: 'Ej bedömd' }).focus();
	await alice.page.keyboard.press('Enter');
	const falling = alice.page.getByRole('menuitemcheckbox', { name: 'Minskar' });
	for (let n = 0; n < 3; n++) await alice.page.keyboard.press('ArrowDown');
	await expect(falling).toBeFocused();
	await alice.page.keyboard.press('Enter');
	await expect(theirs).toContainText('Minskar');
	await row.getByRole('textbox', { name: /^Nytt den här veckan/ }).fill('Nytt klotter på samma vägg.');
	await expect(theirs.getByRole('textbox')).toHaveValue('Nytt klotter på samma vägg.');

	await row.getByRole('button', { name: 'Minskar' }).focus();
	await alice.page.keyboard.press('Enter');
	await alice.page.getByRole('menuitemcheckbox', { name: 'Upphört' }).press('Enter');
	await expect(bob.area('Norrhaga')).toContainText('1 rad har upphört');
	await alice.saved();

	await bob.area('Norrhaga').getByText('1 rad har upphört').click();
	await theirs.getByRole('link', { name: /^Från v\. / }).click();
	await expect(bob.page).toHaveURL(new RegExp(`${weekAddress(0)}#`));
	await expect(bob.area('Norrhaga').getByRole('listitem').filter({ hasText: 'Klotter på klubbhuset' })).toBeVisible();
	expect(bytesOf(0)).toBe(before);
});

import { expect, test } from 'vitest';
import { openSqliteStore } from '../../../server/storage/sqlite/open.ts';
import { StoreBrokenError } from '../../../server/storage/errors.ts';
import { isSealed } from '../../../src/lib/shared/week/lifecycle.ts';
import { encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { COORDINATOR } from '../../e2e/support/example-people.ts';
import { exampleServer } from '../../e2e/support/server.ts';
import { addEntry } from '../../support/edits.ts';
import { openSocket, openSynced } from '../../support/socket-client.ts';
import { makeWorld, startRooms, type Login } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

test('[RM12] once the disk could not confirm a write nothing more is acknowledged or shown, whatever it says later', async () => {
	const world = await makeWorld();
	let told = 0;
	const server = await startRooms(world, { broken: () => void (told += 1), policy: { retryAfter: 10 } });
	const { journal } = server.store;
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	const append = journal.append.bind(journal);
	let tries = 0;
	journal.append = () => {
		tries += 1;
		journal.append = append; // and well again, as a disk may say that it is
		return Promise.reject(new StoreBrokenError('SQLITE_IOERR_FSYNC'));
	};
	const write = () => alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	write();
	await waitFor(() => told === 1 && bob.of('store').length > 0, 'all to be told');
	write();
	await waitFor(() => server.rooms.unsaved.rows === 2, 'the second to have come');
	expect(tries).toBe(1);
	expect(server.rooms.cannotStore).toBe(true);
	expect([alice.of('saved').length, bob.of('update').length]).toEqual([1, 0]);
	expect((await journal.load(world.week.id)).tail.some(({ person }) => person === world.alice.person)).toBe(false);
});

test('[RM12] the process then ends, so that what watches over it starts it anew', async () => {
	const failing = new URL('../../faults/support/unconfirmed.ts', import.meta.url).href;
	const server = await exampleServer({ LOG_LEVEL: 'fatal' });
	try {
		const { week, author } = await workIn(server.dataDir);
		await server.start({ NODE_OPTIONS: `--import=${failing}` });
		const at = { url: `${server.url.replace('http', 'ws')}/sync`, origin: server.url };
		const client = openSocket(at, { cookie: await logIn(server.url) }, week);
		const writing = client.sync().then(() => client.send(encodeUpdate(client.write((doc) => addEntry(doc, author)))));
		writing.catch(() => undefined); // where the week's first own row is refused, the server is gone before
		expect(await server.ended()).toBe(74);
		expect(server.output).toContain('could not confirm a write');
	} finally {
		await server.dispose();
	}
}, 90_000); // a start of the whole application

/** The sammankallande of the example, and an open week of theirs. */
async function workIn(folder: string) {
	const store = await openSqliteStore(folder);
	const samverkan = (await store.organisation.bySlug('ekeby'))!.id;
	const weeks = await store.documents.weeks(samverkan);
	const person = (await store.accounts.personByEmail(COORDINATOR.email))!.id;
	const { party } = (await store.organisation.actor(samverkan, person))!;
	await store.close();
	return { week: weeks.find(({ state }) => !isSealed(state))!.id, author: { person, party } as Login };
}

async function logIn(url: string): Promise<string> {
	const body = new URLSearchParams({ email: COORDINATOR.email, password: COORDINATOR.password, till: '/' });
	const answer = await fetch(`${url}/logga-in`, {
		method: 'POST',
		body,
		headers: { origin: url, accept: 'text/html' },
		redirect: 'manual'
	});
	expect(answer.status).toBe(303);
	return answer.headers
		.getSetCookie()
		.map((set) => set.split(';')[0])
		.join('; ');
}

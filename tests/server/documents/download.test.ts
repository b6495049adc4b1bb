import { isHttpError, type HttpError } from '@sveltejs/kit';
import { afterEach, describe, expect, test } from 'vitest';
import { createRecordFiles } from '../../../server/documents/record-files.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import { GET } from '../../../src/routes/(app)/v/[week]/protokoll/[file]/+server.ts';
import { startEventLog } from '../../support/event-log.ts';
import { startSealing, type SealWorld } from '../seal/support.ts';
import { startMaker } from './support.ts';

const SERVICES = Symbol.for('lagestavlan.services');
const shared = globalThis as Record<symbol, unknown>;
afterEach(() => delete shared[SERVICES]);

/** The address as somebody in the samverkan asks for it. */
async function ask({ world, server, seals }: SealWorld, actor: Actor, file: string, hasPdf = true) {
	const { store } = server;
	const eventLog = startEventLog(store);
	shared[SERVICES] = { store, seals, eventLog, recordFiles: createRecordFiles(startMaker({}, hasPdf).maker) };
	const organisation = await store.organisation.read(world.samverkan);
	const event = {
		params: { week: world.week.week.replace('W', ''), file },
		locals: { actor, organisation, person: { id: actor.person }, samverkan: [organisation.samverkan] },
		url: new URL('http://127.0.0.1/'),
		request: new Request('http://127.0.0.1/')
	};
	return GET(event as unknown as Parameters<typeof GET>[0]);
}

const refused = (asked: Promise<unknown>): Promise<HttpError> =>
	asked.then(
		() => Promise.reject(new Error('It was not refused')),
		(error: unknown) => (isHttpError(error) ? error : Promise.reject(error as Error))
	);

describe('a download', () => {
	test('[DC14] has the type, a name in Swedish and one in plain letters, and stays in no cache', async () => {
		const world = await startSealing();
		const sealed = await world.seal();
		const alice = await world.actor(world.world.alice);
		const pdf = await ask(world, alice, 'lagesbild.pdf');
		expect(Object.fromEntries(pdf.headers)).toMatchObject({
			'content-type': 'application/pdf',
			'cache-control': 'private, no-store',
			'x-content-type-options': 'nosniff'
		});
		const disposition = pdf.headers.get('content-disposition')!;
		expect(disposition).toMatch(
			/^inline; filename="lagesbild\.pdf"; filename\*=UTF-8''L%C3%A4gesbild%20v\.%20[\w.%-]+\.pdf$/
		);
		expect((await pdf.bytes()).subarray(0, 5)).toEqual(new TextEncoder().encode('%PDF-'));
		const json = await ask(world, alice, 'lagesbild.json');
		expect(json.headers.get('content-disposition')).toMatch(/^attachment; filename="lagesbild\.json"/);
		expect(await json.bytes()).toEqual(new Uint8Array(sealed.content));
		const csv = await ask(world, alice, 'lagesrader.csv');
		expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
	});

	test('[DC14] is not for who may not read the record', async () => {
		const world = await startSealing();
		await world.seal();
		const outsider: Actor = { ...(await world.actor(world.world.alice)), roles: [] };
		for (const file of ['lagesbild.pdf', 'lagesbild.json', 'atgarder.csv'])
			expect((await refused(ask(world, outsider, file))).status).toBe(403);
	});

	test('[DC1] of a week that is not sealed, or of what is no file, is not found and says why', async () => {
		const world = await startSealing();
		const alice = await world.actor(world.world.alice);
		expect(await refused(ask(world, alice, 'lagesbild.pdf'))).toMatchObject({
			status: 404,
			body: { message: 'Veckan är inte fastställd. Filerna görs av den fastställda lägesbilden.' }
		});
		await world.seal();
		for (const file of ['publik-sammanfattning.pdf', '../x', 'lagesbild.exe'])
			expect((await refused(ask(world, alice, file))).status).toBe(404);
	});

	test('[DC1] holds what was sealed, whatever has come into the organisation since', async () => {
		const world = await startSealing();
		await world.seal();
		const alice = await world.actor(world.world.alice);
		const before = await (await ask(world, alice, 'lagesbild.pdf')).bytes();
		await world.server.store.organisation.updateParty(world.world.samverkan, alice.party, { name: 'Något annat' });
		expect(await (await ask(world, alice, 'lagesbild.pdf')).bytes()).toEqual(before);
	});

	test('[DC13] of a PDF where none can be made answers in words', async () => {
		const world = await startSealing();
		await world.seal();
		const answer = await refused(ask(world, await world.actor(world.world.alice), 'lagesbild.pdf', false));
		expect(answer).toMatchObject({
			status: 503,
			body: { message: expect.stringMatching(/Hämta Word-filen/) as string }
		});
	});
});

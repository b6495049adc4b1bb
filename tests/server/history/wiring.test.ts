import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { addAction, addEntry } from '../../support/edits.ts';
import { dispose, MUCH_LATER } from '../events/retention-support.ts';
import { emptied } from '../redaction/support.ts';
import { startSealing, valueOf } from '../seal/support.ts';

const NAME = 'Zåkarias Ödlund ses vid kiosken';
const TITLED = 'Prata med Qvintus Bäckmårtensson';

afterEach(() => {
	vi.useRealTimers();
});

/** The whole server over a week that was sealed, with its overview and its history read: what may be kept of them is kept. */
async function startWhole() {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-26T10:00:00Z') });
	const sealing = await startSealing();
	const { world, server } = sealing;
	const { week } = await sealing.openWeek('2026-W47');
	const document = (await server.store.documents.findWeek(world.samverkan, week))!.id;
	let [row, action] = ['', ''] as RecordId[];
	await server.rooms.edit(document, 'desk', world.alice.person, (doc) => {
		row = addEntry(doc, world.alice, { text: NAME });
	});
	await server.rooms.edit(world.actions.id, 'desk', world.alice.person, (doc) => {
		action = addAction(doc, world.alice, { title: TITLED });
	});
	await sealing.seal(week);
	await server.close();
	const { services, close } = await createApp(readConfig({ DATA_DIR: world.folder, LOG_LEVEL: 'silent' }));
	onTestFinished(close);
	const alice = (await services.store.organisation.actor(world.samverkan, world.alice.person))!;
	const overview = async () => JSON.stringify(await services.overview.read(alice, () => true));
	const moments = async () =>
		JSON.stringify([
			await services.history.recordAt(document, 'week', Date.now()).catch(() => 'gone'),
			await services.history.recordAt(world.actions.id, 'actions', Date.now())
		]);
	for (const words of [NAME, TITLED]) expect((await overview()) + (await moments())).toContain(words);
	return { services, alice, week, document, world, overview, moments, row: row!, action: action! };
}

test('[OV13] [GA2] a gallring of the whole server leaves nothing of a week in the overview or the history that had read it', async () => {
	const { services, alice, week, overview, moments } = await startWhole();
	vi.setSystemTime(Date.now() + MUCH_LATER);
	const told = [vi.spyOn(services.overview, 'forget'), vi.spyOn(services.history, 'forget')];
	const { items } = await dispose(services.retention, alice, { weeks: 6 });
	expect(items).toMatchObject([{ kind: 'weeks', week }]);
	for (const read of [overview, moments]) expect(await read()).not.toContain('Zåkarias');
	expect((await services.overview.read(alice, () => true)).damaged).toEqual([week]);
	for (const forget of told) expect(forget).toHaveBeenCalled();
});

test('[OV13] [HI9] a redaction of the whole server leaves no word in the overview or the history that had read it', async () => {
	const { services, alice, document, world, overview, moments, row, action } = await startWhole();
	for (const pointed of [
		{ document, root: 'entries', record: row },
		{ document: world.actions.id, root: 'actions', record: action }
	]) {
		const flag = valueOf(await services.flagging.flag(alice, pointed, 'Namn'));
		valueOf(await services.flagging.redact(alice, flag.id, { instead: emptied(flag), reason: 'Pekar ut någon' }));
	}
	for (const read of [overview, moments]) expect(await read()).not.toMatch(/Zåkarias|Qvintus/);
});

test('[OV7] what is written in an open week or an åtgärd is in the overview that was read before it', async () => {
	const { services, world, overview } = await startWhole();
	await services.rooms.edit(world.week.id, 'desk', world.alice.person, (doc) => {
		const row = addEntry(doc, world.alice, { text: 'Nytt' });
		textOf(doc, entryKind, row, 'text')!.insert(0, 'Alldeles ');
	});
	expect(await overview()).toContain('Alldeles Nytt');
	await services.rooms.edit(world.actions.id, 'desk', world.alice.person, (doc) => {
		addAction(doc, world.alice, { title: 'Sätt upp skyltar' });
	});
	expect(await overview()).toContain('Sätt upp skyltar');
});

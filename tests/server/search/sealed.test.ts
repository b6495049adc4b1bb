import { expect, test } from 'vitest';
import { Sealing } from '../../../server/boards/sealing.ts';
import { correct } from '../../../server/boards/corrections.ts';
import { addAction, editAction } from '../../../src/lib/shared/board/action.ts';
import { actionKind } from '../../../src/lib/shared/board/action.ts';
import { addDecision } from '../../../src/lib/shared/board/decision.ts';
import { addEntry } from '../../../src/lib/shared/board/entry.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import { newId, NOW, startSearch } from './support.ts';

test('[SR8] a sealed week is found in its record: rättelser too, and åtgärder as they stood', async () => {
	const { world, by, write, week, store, rooms, index, actor, words, find } = await startSearch();
	const held = await week('2026-W48', 'meeting');
	const action = newId();
	const area = await store.organisation.addArea(world.samverkan, { name: 'Centrum' });
	await write(held.id, (doc) => {
		addEntry(doc, newId(), { text: 'Klotter vid skolan', where: { area, place: null } }, by);
		addDecision(doc, newId(), { text: 'Klotter tas bort inom ett dygn' }, by);
	});
	await write(world.actions.id, (doc) => {
		addAction(doc, action, { title: 'Sanera klotter' }, by, held.week);
		editAction(doc, action, { where: { area, place: null } });
	});
	const live = { weekMoved: (_: unknown, { document }: { document: typeof held.id }) => index.reindex(document) };
	const sealing = new Sealing({
		...{ store, rooms, live, now: () => NOW },
		meetingOf: () => ({ secondApprover: false })
	});
	const sealed = await sealing.seal(world.samverkan, held.week, actor('convener'));
	expect(sealed).toMatchObject({ ok: true });

	const leader = actor('leader');
	expect((await words(leader, 'klotter')).sort()).toEqual(
		['Klotter tas bort inom ett dygn', 'Klotter vid skolan', 'Sanera klotter'].sort()
	);
	// What is written of the åtgärd after the seal is not for who reads sealed weeks alone.
	await write(world.actions.id, (doc) => textOf(doc, actionKind, action, 'title')?.insert(0, 'Polisanmäl och '));
	expect(await words(leader, 'polisanmäl')).toEqual([]);
	expect(await words(leader, 'sanera')).toEqual(['Sanera klotter']);
	expect(await words(actor('reporter'), 'polisanmäl')).toEqual(['Polisanmäl och Sanera klotter']);
	expect((await find(actor('reporter'), 'sanera')).counts.action).toBe(1); // once, not once more for each seal

	await store.organisation.updateArea(world.samverkan, area, { name: 'Kärnan' });
	index.organisationChanged(world.samverkan);
	await expect.poll(() => words(leader, 'centrum klotter')).toContain('Klotter vid skolan'); // as it was called then

	const words1 = { about: 'Lägesrad 1', text: 'Det var vid biblioteket', reason: 'Fel plats' };
	const corrected = await correct(
		{ store, live, now: () => NOW },
		world.samverkan,
		held.week,
		actor('convener'),
		words1
	);
	expect(corrected).toMatchObject({ ok: true });
	expect((await find(leader, 'biblioteket')).rows).toMatchObject([{ kind: 'correction', label: 'Rättelse 1' }]);
	expect((await find(actor('external'), 'biblioteket')).rows).toEqual([]);
});

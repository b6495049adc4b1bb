import { expect, test } from 'vitest';
import { addAction } from '../../../src/lib/shared/board/action.ts';
import { addEntry } from '../../../src/lib/shared/board/entry.ts';
import { addDecision } from '../../../src/lib/shared/board/decision.ts';
import { newId, startSearch } from './support.ts';

const convener = 'convener' as const;

test('[SR1] finds words from their beginning, whatever their case, and å, ä and ö are no a or o', async () => {
	const { world, by, write, words, actor } = await startSearch();
	await write(world.week.id, (doc) => {
		addEntry(doc, newId(), { text: 'Åldrade LYKTSTOLPAR vid torget' }, by);
		addEntry(doc, newId(), { text: 'Aldrig lugnt vid bron' }, by);
	});
	expect(await words(actor(convener), 'åld')).toEqual(['Åldrade LYKTSTOLPAR vid torget']);
	expect(await words(actor(convener), 'ald')).toEqual(['Aldrig lugnt vid bron']);
	expect(await words(actor(convener), 'lyktst TORG')).toEqual(['Åldrade LYKTSTOLPAR vid torget']);
	expect(await words(actor(convener), 'lyktst bron')).toEqual([]);
	const decomposed = 'åld'.normalize('NFD');
	expect(await words(actor(convener), decomposed)).toEqual(['Åldrade LYKTSTOLPAR vid torget']);
});

test('[SR2] finds a word within a compound, after those that begin with it', async () => {
	const { world, by, write, words, actor } = await startSearch();
	await write(world.week.id, (doc) => {
		addEntry(doc, newId(), { text: 'Gatubelysning släckt' }, { ...by, at: by.at + 1 });
		addEntry(doc, newId(), { text: 'Belysningen är lagad' }, by);
	});
	expect(await words(actor(convener), 'belysning')).toEqual(['Belysningen är lagad', 'Gatubelysning släckt']);
	expect(await words(actor(convener), 'belysning sl')).toEqual(['Gatubelysning släckt']);
	expect(await words(actor(convener), 'elysn')).toHaveLength(2);
});

test('[SR3] a number finds its åtgärd first, then titles, then texts, each newest first', async () => {
	const { world, by, write, find, actor } = await startSearch();
	await write(world.actions.id, (doc) => {
		for (const title of ['Lås på grinden', 'Se över låsen', 'Rensa sly'])
			addAction(doc, newId(), { title, description: title === 'Rensa sly' ? 'lås 2 gånger' : '' }, by, world.week.week);
	});
	await write(world.week.id, (doc) => {
		addEntry(doc, newId(), { text: 'Trasiga lås' }, by);
		addDecision(doc, newId(), { text: 'Byta lås' }, by);
	});
	const second = await find(actor(convener), 'å-2');
	expect(second.rows[0]).toMatchObject({ label: 'Å-2', title: 'Se över låsen', tier: 0 });
	const locks = await find(actor(convener), 'lås');
	expect(locks.rows.filter(({ kind }) => kind === 'action').map(({ title }) => title)).toEqual([
		'Lås på grinden',
		'Se över låsen',
		'Rensa sly'
	]);
	expect(locks.counts).toEqual({ action: 3, entry: 1, decision: 1 });
	expect((await find(actor(convener), '§ 1')).rows[0]).toMatchObject({ label: '§\u00a01', kind: 'decision' });
});

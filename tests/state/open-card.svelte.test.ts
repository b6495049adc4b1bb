import { expect, it } from 'vitest';
import { buildEntry, W48_KEY } from '../shared/fixtures.ts';
import { OpenCard } from '../../src/lib/state/open-card.svelte.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';

const CARD = 'action000001' as RecordId;

it('[AB6] the open card and the view come back from the address, and leave what is not theirs', () => {
	const params = new URLSearchParams('part=polis');
	const card = new OpenCard(params);
	card.open(CARD);
	card.show('list');
	card.write(params);
	expect(params.toString()).toBe(`part=polis&atgard=${CARD}&vy=lista`);
	expect(new OpenCard(params)).toMatchObject({ id: CARD, view: 'list' });
	card.close();
	card.show('columns');
	card.write(params);
	expect(params.toString()).toBe('part=polis');
});

it('[AB11] an åtgärd started from a lägesrad has its link and place', () => {
	const entry = buildEntry({ text: 'Krossade lampor' });
	const card = new OpenCard();
	card.startActionFrom({ kind: 'entry', entry }, W48_KEY);
	expect(card.start).toEqual({
		answers: { week: W48_KEY, kind: 'entry', id: entry.id },
		where: entry.where,
		about: 'Krossade lampor'
	});
	card.stopStarting();
	expect(card.start).toBeNull();
});

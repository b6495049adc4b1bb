import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeStep2, encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { addEntry, entryText, type } from '../support/edits.ts';
import { connectSocket } from '../support/socket-client.ts';
import { waitFor } from '../support/wait-for.ts';
import { isEnded, useArena } from './support/arena.ts';
import * as b from './support/bytes.ts';
import { marksOf } from './support/hostile.ts';

const at = useArena({ policy: { unloadAfter: 50 } });

test('[GD8] H01 nobody can take a colleague’s next clocks, so that what they write next would vanish', async () => {
	const arena = at();
	const { healthy, entry } = arena;
	const { victim, state, words } = marksOf({ doc: healthy.doc, entry });
	const mallory = await arena.attacker();
	const forged = b.text('förfalskat ', { left: words[0]!, right: words[1]! });
	mallory.send(encodeUpdate(b.updateOf([{ client: victim, clock: state, structs: [forged] }])));
	await isEnded(mallory);
	expect(mallory.closed?.code).toBe(4409);
	await arena.serves();
	expect(entryText(healthy.doc, entry)).not.toContain('förfalskat');
});

test('[GD8] H02 two copies of one client id that say different things: the later one is told, and never SAVED', async () => {
	const arena = at();
	const first = await arena.attacker();
	const copy = new Y.Doc();
	copy.clientID = first.doc.clientID;
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(first.doc));
	first.send(encodeUpdate(first.write((doc) => type(doc, arena.entry, 'ett '))));
	await waitFor(() => first.of('saved').some(({ n }) => n === 2), 'the first copy to be saved');
	first.close();
	const second = await arena.attacker();
	const before = Y.encodeStateVector(copy);
	copy.transact(() => type(copy, arena.entry, 'två '));
	second.send(encodeStep2(Y.encodeStateAsUpdate(copy, before)));
	await isEnded(second);
	expect(second.closed?.code).toBe(4409);
	expect(second.of('saved').map(({ n }) => n)).toEqual([1]);
	await arena.serves();
});

test('[GD8] H03 history says who sent it, whatever it says of itself', async () => {
	const arena = at();
	const { world, server, healthy } = arena;
	const mallory = await arena.attacker();
	mallory.send(encodeUpdate(mallory.write((doc) => addEntry(doc, world.bob, { text: 'I Bobs namn' }))));
	await isEnded(mallory);
	expect(mallory.of('refused')[0]?.problem.code).toBe('author-not-self');
	const honest = await arena.attacker();
	honest.send(encodeUpdate(honest.write((doc) => addEntry(doc, world.alice, { text: 'I eget namn' }))));
	await waitFor(() => honest.of('saved').some(({ n }) => n === 2), 'the honest one to be saved');
	const rows = await server.store.journal.history(world.week.id);
	expect(rows.at(-1)?.person).toBe(world.alice.person);
	expect(JSON.stringify(healthy.doc.getMap('entries').toJSON())).not.toContain('I Bobs namn');
});

test('[GD8] H04 what somebody else wrote before the server started is still theirs', async () => {
	const arena = at();
	const { healthy, entry, server, world } = arena;
	const { victim, state, words } = marksOf({ doc: healthy.doc, entry });
	healthy.close();
	await waitFor(() => healthy.closed !== null, 'bob to have gone');
	await waitFor(() => server.rooms.size === 0, 'the room to be unloaded');
	const mallory = await arena.attacker();
	const forged = b.text('förfalskat ', { left: words[0]!, right: words[1]! });
	mallory.send(encodeUpdate(b.updateOf([{ client: victim, clock: state, structs: [forged] }])));
	await isEnded(mallory);
	expect(mallory.closed?.code).toBe(4409);
	const bob = await connectSocket(server, world.bob, world.week.id).sync();
	expect(entryText(bob.doc, entry)).not.toContain('förfalskat');
	bob.close();
});

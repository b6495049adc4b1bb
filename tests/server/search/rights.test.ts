import { expect, test } from 'vitest';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import { ROLES } from '../../../src/lib/shared/access/roles.ts';
import { addAction, setOwner } from '../../../src/lib/shared/board/action.ts';
import { addComment } from '../../../src/lib/shared/board/comment.ts';
import { addEntry } from '../../../src/lib/shared/board/entry.ts';
import { addNote } from '../../../src/lib/shared/board/note.ts';
import { addObservation } from '../../../src/lib/shared/board/observation.ts';
import { setMember, recordsOf } from '../../../src/lib/shared/board/record.ts';
import { actionKind } from '../../../src/lib/shared/board/action.ts';
import type { PartyId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { newId, startSearch, type Searched } from './support.ts';

/** One of each thing, all with the same word in it. */
async function written() {
	const scene = await startSearch();
	const { world, by, write, week, store } = scene;
	const sealed = await week('2026-W47');
	await write(sealed.id, (doc) => {
		addEntry(doc, newId(), { text: 'Ljus: fastställd rad för gruppen' }, by);
		addEntry(doc, newId(), { text: 'Ljus: fastställd rad för rapportörer', circle: 'reporters' }, by);
		addEntry(doc, newId(), { text: 'Ljus: fastställd rad för alla', circle: 'public' }, by);
		addNote(doc, newId(), { text: 'Ljus: fastställd notering' }, by);
	});
	await week('2026-W47', 'sealed');
	await write(world.week.id, (doc) => {
		addEntry(doc, newId(), { text: 'Ljus: öppen rad', circle: 'public' }, by);
	});
	const [mine, theirs] = [newId(), newId()];
	await write(world.actions.id, (doc) => {
		addAction(doc, mine, { title: 'Ljus: min åtgärd' }, by, world.week.week);
		addAction(doc, theirs, { title: 'Ljus: deras åtgärd' }, by, world.week.week);
		setOwner(doc, mine, world.alice.funktion);
		addComment(doc, newId(), mine, 'Ljus: kommentar till min', by);
		addComment(doc, newId(), theirs, 'Ljus: kommentar till deras', by);
	});
	const draft = await store.documents.draftDocument(world.samverkan, world.alice.party, world.week.week);
	const foreign = await store.documents.draftDocument(world.samverkan, world.bob.party, world.week.week);
	await write(draft.id, (doc) => addObservation(doc, newId(), { text: 'Ljus: vårt utkast' }, by));
	await write(foreign.id, (doc) => addObservation(doc, newId(), { text: 'Ljus: deras utkast' }, by));
	return scene;
}

const SEALED = [
	'Ljus: fastställd rad för gruppen',
	'Ljus: fastställd rad för rapportörer',
	'Ljus: fastställd rad för alla',
	'Ljus: fastställd notering'
];
const OPEN = ['Ljus: öppen rad'];
const ACTIONS = ['Ljus: min åtgärd', 'Ljus: deras åtgärd', 'Ljus: kommentar till min', 'Ljus: kommentar till deras'];
const DRAFT = ['Ljus: vårt utkast'];

/** domain.md §6.4, for one word that everything has in it. */
const MAY_FIND = {
	convener: [...SEALED, ...OPEN, ...ACTIONS, ...DRAFT],
	coordinator: [...SEALED, ...OPEN, ...ACTIONS, ...DRAFT],
	performer: [...SEALED, ...OPEN, ...ACTIONS],
	reporter: [...SEALED, ...OPEN, ...ACTIONS, ...DRAFT],
	leader: SEALED,
	external: [...SEALED.slice(1, 3), 'Ljus: min åtgärd', 'Ljus: kommentar till min', ...DRAFT],
	registrar: SEALED,
	admin: []
} as const;

const sorted = (words: readonly string[]) => [...words].sort();
const found = async (scene: Searched, actor: Actor) => sorted(await scene.words(actor, 'ljus'));

test('[SR4] each role finds what it may read, and nothing else', async () => {
	const scene = await written();
	for (const role of ROLES) expect(await found(scene, scene.actor(role)), role).toEqual(sorted(MAY_FIND[role]));
});

test('[SR4] nobody finds the draft of another party, or anything of another samverkan', async () => {
	const scene = await written();
	const all = scene.actor(...ROLES);
	expect(await found(scene, { ...all, party: scene.world.carol.party })).toEqual(
		sorted([...SEALED, ...OPEN, ...ACTIONS])
	);
	expect(await found(scene, { ...all, party: 'none' as PartyId })).not.toContain('Ljus: vårt utkast');
	const other = await scene.store.organisation.create({
		...(await scene.store.organisation.read(scene.world.samverkan)).samverkan,
		...{ slug: 'annan', name: 'Annan' }
	});
	expect(await found(scene, { ...all, samverkan: other })).toEqual([]);
	expect(await found(scene, { ...all, samverkan: 'none' as SamverkanId, roles: ['convener'] })).toEqual([]);
});

test('[SR4] rights are those of the moment: a week that is sealed opens to who reads sealed weeks, with nothing indexed anew', async () => {
	const scene = await written();
	await scene.index.settled();
	const leader = scene.actor('leader');
	expect(await found(scene, leader)).not.toContain('Ljus: öppen rad');
	await scene.store.documents.setWeekState(scene.world.week.id, 'sealed', null, Date.now());
	const { rows } = await scene.search.find(leader, {
		...{ text: 'öppen rad', limit: 10 },
		filters: { kinds: null, weekFrom: null, weekTo: null, area: null, place: null, category: null }
	});
	expect(rows.map(({ body }) => body)).toEqual(['Ljus: öppen rad']);
});

test('[SR4] an external party that is given an åtgärd finds it at once, and loses it as soon', async () => {
	const scene = await written();
	const external = scene.actor('external');
	const { rows } = await scene.find(scene.actor('convener'), 'deras åtgärd');
	const action = rows[0]!.record;
	const give = (there: boolean) =>
		scene.write(scene.world.actions.id, (doc) => {
			setMember(doc, actionKind, action, 'performers', scene.world.alice.funktion, there);
			if (!recordsOf(doc, actionKind).has(action)) throw new Error('no such åtgärd');
		});
	expect(await found(scene, external)).not.toContain('Ljus: deras åtgärd');
	await give(true);
	expect(await found(scene, external)).toContain('Ljus: deras åtgärd');
	expect(await found(scene, external)).toContain('Ljus: kommentar till deras');
	await give(false);
	expect(await found(scene, external)).not.toContain('Ljus: deras åtgärd');
});

test('[SR5] "Menade du" says only words that the person finds something by', async () => {
	const scene = await startSearch();
	const { world, by, write, store, find, actor } = scene;
	const foreign = await store.documents.draftDocument(world.samverkan, world.bob.party, world.week.week);
	await write(foreign.id, (doc) => addObservation(doc, newId(), { text: 'Skjutbanan' }, by));
	await write(world.week.id, (doc) => addEntry(doc, newId(), { text: 'Klotter i gångtunneln' }, by));
	expect((await find(actor('convener'), 'klottre')).suggestion).toBe('klotter');
	expect((await find(actor('convener'), 'skjutbannan')).suggestion).toBe(null);
	const bob = { ...actor('reporter'), party: world.bob.party };
	expect((await find(bob, 'skjutbannan')).suggestion).toBe('skjutbanan');
	expect((await find(actor('admin'), 'klottre')).suggestion).toBe(null);
});

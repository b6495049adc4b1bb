import { expect, onTestFinished, test } from 'vitest';
import { addEntry, entryText } from '../support/edits.ts';
import { isSaved, Line, openSaved } from '../support/open-peer.ts';
import { makeWorld, startRooms } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';
import { isLong } from './support/how-long.ts';
import { failNth, Shadow, type Trouble, type Troubled } from './support/shadow.ts';

interface Outcome {
	/** "Sparat" was said while the journal lacked something of it. */
	falselySaved: number;
	/** Rows that a fresh window does not get although they were saved. */
	missing: number;
	failed: Troubled['failed'];
}

/** Alice and Bob write in turn, lines are lost and rooms left, until the n-th call of the journal has long been made. */
async function writeUntil(n: number, trouble: Trouble): Promise<Outcome> {
	const world = await makeWorld();
	const shadow = new Shadow(world.week.id);
	let troubled!: Troubled;
	const server = await startRooms(world, {
		policy: { retryAfter: 15, snapshotAfter: 6, unloadAfter: 5 },
		wrap: (store) => (troubled = failNth(store, n, trouble, shadow)).store
	});
	const line = new Line();
	const alice = await openSaved(server, world.alice, world.week, { line });
	const bob = await openSaved(server, world.bob, world.week);
	let falselySaved = 0;
	const look = setInterval(() => {
		for (const peer of [alice, bob]) if (isSaved(peer) && !shadow.holds(peer.doc)) falselySaved += 1;
	}, 3);
	onTestFinished(() => clearInterval(look));
	const ids = [];
	for (let edit = 0; troubled.calls < n + 3 || edit < 4; edit++) {
		if (edit % 5 === 3) line.cut();
		for (const [peer, login] of [[alice, world.alice] as const, [bob, world.bob] as const])
			ids.push(addEntry(peer.doc, login, { text: `Rad ${edit}` }));
		line.mend();
		await waitFor(() => isSaved(alice) && isSaved(bob), `edit ${edit} to be saved`);
	}
	clearInterval(look);
	const fresh = await openSaved(server, world.carol, world.week);
	const missing = ids.filter((id) => entryText(fresh.doc, id) === undefined).length;
	return { falselySaved, missing: missing + (shadow.holds(fresh.doc) ? 0 : 1), failed: troubled.failed };
}

const CALLS = isLong ? Array.from({ length: 50 }, (_, index) => index + 1) : [2, 4, 9];

test.each(['refuses', 'forgets'] as const)(
	'[FT2] whichever call of the journal fails, "Sparat" is never said too early and nothing is lost: it %s',
	async (trouble) => {
		for (const n of CALLS) {
			const { failed, ...outcome } = await writeUntil(n, trouble);
			expect(failed, `call ${n}`).not.toBeNull();
			expect(outcome, `call ${n}, ${failed}`).toEqual({ falselySaved: 0, missing: 0 });
		}
	},
	600_000
);

test('[FT2] the check sees a journal that lies', async () => {
	let seen = 0;
	for (let n = 3; n < 12 && seen === 0; n++)
		seen = await writeUntil(n, 'lies').then(
			({ falselySaved, missing }) => falselySaved + missing,
			() => 1 // they never agree again
		);
	expect(seen).toBeGreaterThan(0);
}, 60_000);

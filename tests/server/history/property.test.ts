import { expect, test } from 'vitest';
import { concerns, type Action } from '../../../src/lib/shared/board/action.ts';
import type { Change } from '../../../src/lib/shared/history/change.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { parseWeekKey, type WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { isLong, seedOr } from '../../faults/support/how-long.ts';
import { seeded } from '../../support/seeded.ts';
import { type RoomsServer, type World } from '../../support/start-rooms.ts';
import { Life } from './life.ts';
import type { Lived } from './lived.ts';
import { inOrder, type Board, type Plain } from './lived.ts';
import { pick, placesOf, type Random } from './random-edits.ts';
import { actorOf, allChanges, freshWorld, sorted } from './support.ts';

const WORD = /ord\d{5}x/g;
const WEEKS = ['2026-W47', '2026-W48', '2026-W49'] as WeekKey[];

/** Hundreds of whole boards: told apart as text, and shown as boards. */
function expectSame(found: unknown, seen: unknown, which: string) {
	if (JSON.stringify(found) !== JSON.stringify(seen)) expect(found, which).toEqual(seen);
}

/** The board of these moments, whole and the part of it that a week shows, is the one that was seen then. */
async function expectMoments({ server, lived }: Life, random: Random, share: number) {
	for (const one of lived) {
		for (const moment of one.moments().filter(() => random() < share)) {
			const past = await server.history.recordAt(one.id, one.kind, moment);
			expectSame(sorted(past), one.shownAt(moment), `${one.kind} at ${moment}`);
			if (one.kind === 'actions') await expectPart(server, one, moment, random);
		}
	}
}

/** The åtgärder of a week's board, and those that were asked for. */
async function expectPart({ store }: RoomsServer, one: Lived, moment: number, random: Random) {
	const board = one.boardAt(moment);
	const week = pick(random, WEEKS);
	const also = board.actions!.filter(() => random() < 0.1).map(({ id }) => id as RecordId);
	const read = JSON.parse((await store.history.moment(one.id, moment, { is: 'week', week, also })).record) as Board;
	const isOfWeek = concerns(parseWeekKey(week)!);
	const actions = board.actions!.filter(
		(action) => also.includes(action.id as RecordId) || isOfWeek(action as unknown as Action)
	);
	const ids = new Set(actions.map(({ id }) => id));
	const comments = board.comments!.filter(({ action }) => ids.has(String(action)));
	expectSame(sorted(read as never), { actions, comments }, `åtgärder of ${week} at ${moment}`);
}

/** Everything that was done is told once, in its order, with who did it; each begins where the one before it ended. */
async function expectTold({ server, lived }: Life, world: World) {
	for (const login of [world.alice, world.bob]) {
		const viewer = await actorOf(server, world, login);
		for (const one of lived.filter(({ kind }) => kind !== 'draft' || login === world.alice)) {
			const changes = await allChanges(server, viewer, { documents: [one.id], from: 1 });
			expect(inOrder(changes)).toEqual(inOrder(one.toldTo(login.party)));
			expectChained(changes);
			const words = one.takenBackFrom(login.party).match(WORD) ?? [];
			const told = JSON.stringify(changes);
			expect(words.filter((word) => told.includes(word))).toEqual([]);
		}
	}
}

/** A week as another party may see it now. */
async function expectTakenBack({ server, lived: [week] }: Life, world: World, random: Random) {
	const bob = await actorOf(server, world, world.bob);
	for (const moment of week!.moments().filter(() => random() < 0.2)) {
		const past = await server.history.weekAt(bob, world.week.week, moment);
		expectSame(sorted(past!.week), week!.shownAt(moment, world.bob.party), `for another party at ${moment}`);
	}
}

function expectChained(changes: readonly Change[]) {
	const standing = new Map<string, Plain>();
	for (const { root, record, field, before, after } of changes) {
		const known = standing.get(`${root} ${record}`);
		if (field === null) {
			expect(before ?? null).toEqual(known ?? null);
			if (after === null) standing.delete(`${root} ${record}`);
			else standing.set(`${root} ${record}`, after as Plain);
		} else {
			expect(known?.[field]).toEqual(before);
			standing.set(`${root} ${record}`, { ...known!, [field]: after });
		}
	}
}

const [STEPS, MOST_STEPS] = [isLong ? 300 : 120, 600];

test.each(isLong ? [...Array(25).keys()] : [seedOr(3)])(
	'[HI1] [HI2] [HI5] [HI6] [HI9] after random edits by several in every field, across restarts, new epochs, flags and redactions in any order, any moment and every change are as they were seen (seed %i)',
	{ timeout: isLong ? 240_000 : 90_000 },
	async (seed) => {
		const random = seeded(seed);
		const world = await freshWorld();
		const life = new Life(random, world);
		await life.begin();
		for (let step = 1; step <= MOST_STEPS; step++) {
			await life.step();
			if (random() < 0.05) await expectMoments(life, random, 0.03);
			if (step >= STEPS && step % 20 === 0 && missing(life).length === 0) break;
		}
		expect(missing(life), 'fields that nothing was written in').toEqual([]);
		await expectMoments(life, random, isLong ? 1 : 0.5);
		await expectTold(life, world);
		await expectTakenBack(life, world, random);
		for (const { id } of life.lived) await life.server.history.forget(id);
		await expectMoments(life, random, 0.2);
		await expectTold(life, world);
	}
);

/** Fields of the schema that have not changed yet. */
function missing({ lived }: Life): string[] {
	return lived.flatMap((one) => {
		const told = new Set(one.told().map(({ root, field }) => (field === null ? root : `${root}.${field}`)));
		return placesOf(one.kind).filter((place) => !told.has(place));
	});
}

import type * as Y from 'yjs';
import { expect, test } from 'vitest';
import { setLevel } from '../../../src/lib/shared/board/area-level.ts';
import { addDecision } from '../../../src/lib/shared/board/decision.ts';
import { addEntry, assessEntry, editEntry, entryKind, moveEntry } from '../../../src/lib/shared/board/entry.ts';
import { addNote, noteKind, parkNote } from '../../../src/lib/shared/board/note.ts';
import { SERVER } from '../../../src/lib/shared/board/origin.ts';
import { addPriority, priorityKind } from '../../../src/lib/shared/board/priority.ts';
import { recordsOf, textOf } from '../../../src/lib/shared/board/record.ts';
import { removeRecord, restoreRecord } from '../../../src/lib/shared/board/remove.ts';
import { applyTextEdit } from '../../../src/lib/shared/board/text-edit.ts';
import type { AreaId, RecordId } from '../../../src/lib/shared/ids.ts';
import { lives, type LeftOut, type PlainRecord } from '../../../src/lib/shared/history/restore.ts';
import { seeded } from '../../support/seeded.ts';
import type { Login } from '../../support/start-rooms.ts';
import { recordId, startRestoring, type Started } from './restoring-support.ts';

const WORDS = ['Klotter', 'vid skolan', 'i tunneln', 'igen', 'Krossade lampor', 'på torget', '🔦'];
/** The server's own, and what says who did it. */
const NOT_RESTORED = ['id', 'number', 'created', 'removed', 'flagged', 'withdrawn', 'circle'];

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** One thing that a person does to a week. */
function randomEdit(doc: Y.Doc, random: Random, by: ReturnType<Started['by']>): void {
	const entries = [...recordsOf(doc, entryKind).keys()] as RecordId[];
	const priorities = [...recordsOf(doc, priorityKind).keys()] as RecordId[];
	const notes = [...recordsOf(doc, noteKind).keys()] as RecordId[];
	const entry = pick(random, entries);
	const words = () => Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, WORDS)).join(' ');
	const write = (text: Y.Text | undefined) => void (text && applyTextEdit(text, words(), undefined, SERVER));
	const edits: (() => void)[] = [
		() => addEntry(doc, recordId(), { text: words() }, by, SERVER),
		() => write(entry && textOf(doc, entryKind, entry, 'text')),
		() => entry && editEntry(doc, entry, { severity: pick(random, [1, 2, 3] as const), count: 4 }, SERVER),
		() => entry && assessEntry(doc, entry, pick(random, ['new', 'rising', 'ceased'] as const), SERVER),
		() => entry && moveEntry(doc, entry, { before: null, after: pick(random, entries) }, SERVER),
		() => entry && removeRecord(doc, entryKind, entry, by.person, by.at, SERVER),
		() => entry && restoreRecord(doc, entryKind, entry, SERVER),
		() => entry && recordsOf(doc, entryKind).get(entry)?.get('created') && deleteOwn(doc, entry, by.person),
		() => setLevel(doc, pick(random, ['torget', 'hamnen']) as AreaId, pick(random, [1, 2, 3]), words(), SERVER),
		() => void addPriority(doc, recordId(), { title: words(), entry: entry ?? null }, by, SERVER),
		() => removeRecord(doc, priorityKind, pick(random, priorities), by.person, by.at, SERVER),
		() => addNote(doc, recordId(), { text: words() }, by, SERVER),
		() => notes.length > 0 && parkNote(doc, pick(random, notes), random() < 0.5, SERVER),
		() => addDecision(doc, recordId(), { text: words() }, by, SERVER)
	];
	pick(random, edits)();
}

/** As the undo of having added it. */
function deleteOwn(doc: Y.Doc, id: RecordId, person: string): void {
	const created = recordsOf(doc, entryKind).get(id)?.get('created') as { person: string } | undefined;
	if (created?.person === person) recordsOf(doc, entryKind).delete(id);
}

type Board = Awaited<ReturnType<Started['board']>>;

/** What stands on the board, but for what is never restored and what was left out. */
function standing(board: Board, leftOut: readonly LeftOut[]): Record<string, unknown> {
	const isLeft = (root: string, record: string, field: string | null) =>
		leftOut.some((one) => one.root === root && one.record === record && one.field === field);
	const rows = Object.entries(board).flatMap(([root, list]) =>
		(list as unknown as PlainRecord[])
			.filter((record) => lives(record) && !isLeft(root, String(record.id), null))
			.map((record) => {
				const fields = Object.entries(record).filter(
					([name]) => !NOT_RESTORED.includes(name) && !isLeft(root, String(record.id), name)
				);
				return [`${root} ${String(record.id)}`, Object.fromEntries(fields)] as const;
			})
	);
	const said = rows.filter(([key, record]) => !key.startsWith('levels') || record.assessment !== null);
	return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const seeds = [1, 2, 5];

test.for(seeds)(
	'[RS2] a week is what it was at a random moment, for all that may come back, and undone what it was before (seed %i)',
	{ timeout: 20_000 },
	async (seed) => {
		const started = await startRestoring();
		const { world, edit, actor, by, board, restore, restoring, history, tick, target } = started;
		const random = seeded(seed);
		const people: Login[] = [world.alice, world.bob, world.carol];
		const moments: number[] = [];
		for (let n = 0; n < 50; n++) {
			const person = pick(random, people);
			moments.push(await edit(person, (doc) => randomEdit(doc, random, by(person))));
		}
		const alice = await actor(world.alice);
		for (let n = 0; n < 4; n++) {
			const moment = pick(random, moments);
			const before = await board();
			const then = await history.recordAt(world.week.id, 'week', moment);
			const restored = await restore(alice, target.week, moment);
			if (!restored.ok) {
				expect(restored.problem.code).toBe('nothing-to-restore');
				continue;
			}
			const { leftOut, id } = restored.value;
			expect(standing(await board(), leftOut)).toEqual(standing(then, leftOut));
			// Somebody else's addition that they took back is theirs to make again; so is what refers to it.
			for (const { why } of leftOut) expect(['author-not-self', 'reference-gone']).toContain(why);
			if (random() < 0.5) continue;
			tick();
			const undone = await restoring.undo(alice, id);
			expect(undone.ok && undone.value.leftOut).toEqual([]);
			expect(standing(await board(), [])).toEqual(standing(before, []));
		}
	}
);

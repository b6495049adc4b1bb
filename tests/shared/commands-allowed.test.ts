import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkChange } from '../../src/lib/shared/access/content-policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import {
	addAction,
	editAction,
	moveAction,
	setOwner,
	setPerformer,
	setStatus
} from '../../src/lib/shared/board/action.ts';
import { clearLevel, confirmLevel, setAreaTrend, setLevel } from '../../src/lib/shared/board/area-level.ts';
import { setAttendance } from '../../src/lib/shared/board/attendance.ts';
import { addComment, commentKind } from '../../src/lib/shared/board/comment.ts';
import { addDecision } from '../../src/lib/shared/board/decision.ts';
import {
	addEntry,
	assessEntry,
	confirmEntry,
	editEntry,
	entryKind,
	moveEntry
} from '../../src/lib/shared/board/entry.ts';
import { addNote } from '../../src/lib/shared/board/note.ts';
import { LOCAL } from '../../src/lib/shared/board/origin.ts';
import { setReport } from '../../src/lib/shared/board/party-report.ts';
import { addPriority, movePriority } from '../../src/lib/shared/board/priority.ts';
import { readRecord, recordsOf, type RecordKind } from '../../src/lib/shared/board/record.ts';
import { removeRecord, restoreRecord } from '../../src/lib/shared/board/remove.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import { addSlot } from '../../src/lib/shared/board/slot.ts';
import { addUpcoming } from '../../src/lib/shared/board/upcoming.ts';
import { ALICE, alice, byAlice, CENTRUM, FIELD, NOW, PARKS, POLICE, recordId, TODAY, W48_KEY } from './fixtures.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Every record of a document as plain values, by root and id. */
function recordsIn(doc: Y.Doc, document: DocumentKind): Map<string, Plain> {
	const found = new Map<string, Plain>();
	for (const [root, kind] of Object.entries<RecordKind>(DOCUMENT_KINDS[document]))
		for (const [id, stored] of recordsOf(doc, kind)) {
			const read = readRecord(kind, id, stored);
			if (!read.ok) throw new Error(`${read.problem.code} at ${read.problem.path}`);
			found.set(`${root} ${id}`, read.value as Plain);
		}
	return found;
}

/** Does each step as a client and judges it as the server, then undoes and redoes it all, judging again. */
function judge(document: DocumentKind, actor: Actor, steps: readonly ((doc: Y.Doc) => unknown)[]): string[] {
	const doc = new Y.Doc();
	const roots = Object.values<RecordKind>(DOCUMENT_KINDS[document]).map((kind) => recordsOf(doc, kind));
	const undo = new Y.UndoManager(roots, { trackedOrigins: new Set([LOCAL]), captureTimeout: 0 });
	const refused: string[] = [];
	const judged = (act: () => unknown) => {
		const before = recordsIn(doc, document);
		act();
		refused.push(...refusalsOf(document, actor, before, recordsIn(doc, document)));
	};
	for (const step of steps) judged(() => step(doc));
	while (undo.canUndo()) judged(() => undo.undo());
	while (undo.canRedo()) judged(() => undo.redo());
	return refused;
}

function refusalsOf(
	document: DocumentKind,
	actor: Actor,
	before: Map<string, Plain>,
	after: Map<string, Plain>
): string[] {
	const weekState = document === 'week' ? 'meeting' : null;
	const record = (root: string, id: string) => after.get(`${root} ${id}`) ?? null;
	const countIn = (root: string) =>
		[...after].filter(([key, { removed }]) => key.startsWith(`${root} `) && !removed).length;
	return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
		const [root = '', id = ''] = key.split(' ');
		const change = { document, root, id, before: before.get(key) ?? null, after: after.get(key) ?? null };
		if (JSON.stringify(change.before) === JSON.stringify(change.after)) return [];
		const checked = checkChange(change, actor, { weekState, now: NOW, countIn, record });
		return checked.ok ? [] : [`${checked.problem.code} at ${checked.problem.path}`];
	});
}

const [E1, E2] = [recordId('e1'), recordId('e2')];
const [A1, A2, C1] = [recordId('a1'), recordId('a2'), recordId('c1')];
const moment = { week: W48_KEY, today: TODAY };
const draft = { title: 'Belysning', owner: PARKS, performers: [FIELD], due: TODAY };

const WEEK_STEPS: ((doc: Y.Doc) => unknown)[] = [
	(doc) => addEntry(doc, E1, { text: 'Stökigt' }, byAlice),
	(doc) => addEntry(doc, E2, { text: 'Lugnt' }, byAlice),
	(doc) => editEntry(doc, E1, { severity: 2, where: { area: CENTRUM, place: null } }),
	(doc) => assessEntry(doc, E1, 'rising'),
	(doc) => confirmEntry(doc, E1),
	(doc) => moveEntry(doc, E2, { before: null, after: E1 }),
	(doc) => removeRecord(doc, entryKind, E2, ALICE, NOW),
	(doc) => restoreRecord(doc, entryKind, E2),
	...['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map(
		(id) => (doc: Y.Doc) => addPriority(doc, recordId(id), { title: id }, byAlice)
	),
	(doc) => movePriority(doc, recordId('p5'), { before: null, after: recordId('p1') }),
	(doc) => addSlot(doc, recordId('s1'), { funktion: FIELD }, byAlice),
	(doc) => addUpcoming(doc, recordId('u1'), { title: 'Lucia' }, byAlice),
	(doc) => addDecision(doc, recordId('d1'), { text: 'Ja' }, byAlice),
	(doc) => addNote(doc, recordId('n1'), { text: 'Kom ihåg' }, byAlice),
	(doc) => setAttendance(doc, FIELD, 'ordinary'),
	(doc) => setReport(doc, POLICE, 'reported', byAlice),
	(doc) => setReport(doc, POLICE, null, byAlice)
];

const LEVEL_STEPS: ((doc: Y.Doc) => unknown)[] = [
	(doc) => confirmLevel(doc, CENTRUM, 1),
	(doc) => setLevel(doc, CENTRUM, 3, 'Skottlossning'),
	(doc) => setAreaTrend(doc, CENTRUM, 'up'),
	(doc) => clearLevel(doc, CENTRUM)
];

const PROPOSAL_STEPS: ((doc: Y.Doc) => unknown)[] = [
	(doc) => addAction(doc, A1, { title: 'Belysning' }, byAlice, W48_KEY),
	(doc) => addAction(doc, A2, draft, byAlice, W48_KEY),
	(doc) => setOwner(doc, A1, PARKS),
	(doc) => setPerformer(doc, A1, FIELD, true),
	(doc) => editAction(doc, A1, { due: TODAY, type: 'situational' }),
	(doc) => moveAction(doc, A1, { before: A2, after: null }, moment),
	(doc) => addComment(doc, C1, A1, 'Beställd', byAlice),
	(doc) => removeRecord(doc, commentKind, C1, ALICE, NOW),
	(doc) => setStatus(doc, A1, { state: 'cancelled', reason: 'Dubblett' }, moment),
	(doc) => setStatus(doc, A1, { state: 'proposed' }, moment)
];

const DECISION_STEPS: ((doc: Y.Doc) => unknown)[] = [
	(doc) => setStatus(doc, A1, { state: 'decided' }, moment),
	(doc) => setStatus(doc, A1, { state: 'blocked', reason: 'Väntar' }, moment),
	(doc) => moveAction(doc, A1, { status: { state: 'done' }, before: null, after: A2 }, moment),
	(doc) => setStatus(doc, A1, { state: 'followed-up', effect: 'decreased', sentence: 'Ja' }, moment),
	(doc) => setStatus(doc, A1, { state: 'done' }, moment)
];

test('[PO20] a samordnare’s week, undone and redone', () =>
	expect(judge('week', alice('coordinator'), WEEK_STEPS)).toEqual([]));

test('[PO20] a sammankallande’s week with levels, undone and redone', () =>
	expect(judge('week', alice('convener'), [...WEEK_STEPS, ...LEVEL_STEPS])).toEqual([]));

test('[PO20] a samordnare’s proposals, undone and redone', () =>
	expect(judge('actions', alice('coordinator'), PROPOSAL_STEPS)).toEqual([]));

test('[PO20] a sammankallande’s åtgärder from proposal to follow-up, undone and redone', () =>
	expect(judge('actions', alice('convener'), [...PROPOSAL_STEPS, ...DECISION_STEPS])).toEqual([]));

test('[PO20] this would be seen: somebody who may not is refused at each step', () => {
	const refused = judge('actions', alice('coordinator'), [...PROPOSAL_STEPS, ...DECISION_STEPS]);
	expect(refused).toContain('may-not-decide at action(a1)');
	expect(judge('week', alice('reporter'), WEEK_STEPS)).toContain('may-not-write-week at entry(e1)');
});

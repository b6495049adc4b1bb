import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
	actionKind,
	addAction,
	editAction,
	moveAction,
	setOwner,
	setPerformer,
	setStatus,
	type ActionDraft
} from '../../src/lib/shared/board/action.ts';
import {
	areaLevelKind,
	clearLevel,
	confirmLevel,
	setAreaTrend,
	setLevel
} from '../../src/lib/shared/board/area-level.ts';
import { attendanceKind, setAttendance } from '../../src/lib/shared/board/attendance.ts';
import { addComment, commentKind } from '../../src/lib/shared/board/comment.ts';
import { addDecision, decisionKind, moveDecision } from '../../src/lib/shared/board/decision.ts';
import {
	addEntry,
	assessEntry,
	confirmEntry,
	editEntry,
	entryKind,
	moveEntry
} from '../../src/lib/shared/board/entry.ts';
import { addNote, moveNote, noteKind } from '../../src/lib/shared/board/note.ts';
import { inOrder } from '../../src/lib/shared/board/order.ts';
import { LOCAL, SERVER } from '../../src/lib/shared/board/origin.ts';
import { partyReportKind, setReport } from '../../src/lib/shared/board/party-report.ts';
import {
	addPriority,
	editPriority,
	isFull,
	movePriority,
	prioritiseEntry,
	priorityKind
} from '../../src/lib/shared/board/priority.ts';
import { recordsOf, textOf } from '../../src/lib/shared/board/record.ts';
import { isRemovable, removeRecord, restoreRecord } from '../../src/lib/shared/board/remove.ts';
import { addSlot, editSlot, slotKind } from '../../src/lib/shared/board/slot.ts';
import { applyTextEdit } from '../../src/lib/shared/board/text-edit.ts';
import { addUpcoming, editUpcoming, upcomingKind } from '../../src/lib/shared/board/upcoming.ts';
import { ensureRecords } from '../../src/lib/shared/board/write.ts';
import type { Day, WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import {
	ALICE,
	buildEntry,
	buildPriority,
	byAlice,
	byBob,
	CENTRUM,
	codeOf,
	copyOf,
	exchange,
	FIELD,
	NOW,
	PARKS,
	POLICE,
	read,
	recordId,
	TODAY,
	updatesOf,
	W48_KEY
} from './fixtures.ts';

const [E1, E2, E3] = ['e1', 'e2', 'e3'].map(recordId) as [never, never, never];
const A1 = recordId('a1');
const at = { area: CENTRUM, place: null };

function withEntries(): Y.Doc {
	const doc = new Y.Doc();
	for (const id of [E1, E2, E3]) addEntry(doc, id, { text: `rad ${id as string}` }, byAlice);
	return doc;
}

const shownOrder = (doc: Y.Doc) =>
	inOrder([...recordsOf(doc, entryKind).keys()].map((id) => read(doc, entryKind, id))).map(({ id }) => id);

describe('lägesrader', () => {
	test('[EN1] are added last, once, with their author', () => {
		const doc = withEntries();
		expect(shownOrder(doc)).toEqual(['e1', 'e2', 'e3']);
		expect(read(doc, entryKind, E1)).toMatchObject({ text: 'rad e1', created: byAlice, removed: null });
		expect(updatesOf(doc, () => addEntry(doc, E1, { text: 'igen' }, byBob))).toBe(0);
		expect(read(doc, entryKind, E1).text).toBe('rad e1');
	});

	test('[EN2] ej bedömd, bekräftad oförändrad and oförändrat are three things', () => {
		const doc = withEntries();
		expect(read(doc, entryKind, E1).assessment).toBeNull();
		confirmEntry(doc, E1);
		expect(read(doc, entryKind, E1).assessment).toEqual({ kind: 'confirmed' });
		assessEntry(doc, E1, 'unchanged');
		expect(read(doc, entryKind, E1).assessment).toEqual({ kind: 'trend', trend: 'unchanged' });
		assessEntry(doc, E1, null);
		expect(read(doc, entryKind, E1).assessment).toBeNull();
	});

	test('[EN5] a move writes the moved row only', () => {
		const doc = withEntries();
		const before = [E1, E2].map((id) => read(doc, entryKind, id));
		expect(updatesOf(doc, () => moveEntry(doc, E3, { before: E1, after: E2, where: at }))).toBe(1);
		expect(shownOrder(doc)).toEqual(['e1', 'e3', 'e2']);
		expect(read(doc, entryKind, E3).where).toEqual(at);
		expect([E1, E2].map((id) => read(doc, entryKind, id))).toEqual(before);
	});

	test('[EN5] a move to its own place writes nothing, also where a new key would be another', () => {
		const doc = new Y.Doc();
		addEntry(doc, E1, { order: 'B' }, byAlice);
		addEntry(doc, E2, { order: 'C' }, byAlice);
		addEntry(doc, E3, { order: 'x' }, byAlice);
		for (const neighbours of [
			{ before: E1, after: E3 },
			{ before: E1, after: null },
			{ before: null, after: E3 }
		])
			expect(updatesOf(doc, () => moveEntry(doc, E2, neighbours))).toBe(0);
	});

	test('[EN5] to either end', () => {
		const doc = withEntries();
		moveEntry(doc, E3, { before: null, after: E1 });
		moveEntry(doc, E1, { before: E2, after: null });
		expect(shownOrder(doc)).toEqual(['e3', 'e2', 'e1']);
	});

	test('[EN4] an edit to what it is already sends nothing', () => {
		const doc = withEntries();
		editEntry(doc, E1, { where: at, severity: 2 });
		const again = () => {
			editEntry(doc, E1, { where: { area: CENTRUM, place: null }, severity: 2 });
			editEntry(doc, E2, { where: null, severity: null, hiddenOnScreen: false });
			assessEntry(doc, E2, null);
			editEntry(doc, recordId('gone'), { severity: 1 });
		};
		expect(updatesOf(doc, again)).toBe(0);
	});

	test('[EN6] two who change different fields at once both stand', () => {
		const doc = withEntries();
		const other = copyOf(doc);
		editEntry(doc, E1, { severity: 3 });
		editEntry(other, E1, { where: at });
		applyTextEdit(textOf(other, entryKind, E1, 'text')!, 'rad e1, mer');
		exchange(doc, other);
		for (const each of [doc, other])
			expect(read(each, entryKind, E1)).toMatchObject({ severity: 3, where: at, text: 'rad e1, mer' });
	});

	test('[EN3] what is taken away is kept and can be put back', () => {
		const doc = withEntries();
		removeRecord(doc, entryKind, E1, ALICE, NOW);
		expect(read(doc, entryKind, E1)).toMatchObject({ text: 'rad e1', removed: { person: ALICE, at: NOW } });
		expect(updatesOf(doc, () => removeRecord(doc, entryKind, E1, ALICE, NOW + 1))).toBe(0);
		restoreRecord(doc, entryKind, E1);
		expect(read(doc, entryKind, E1).removed).toBeNull();
		expect(updatesOf(doc, () => restoreRecord(doc, entryKind, E1))).toBe(0);
	});

	test('[EN3] a level or an attendance is not taken away: it is set to nothing', () => {
		expect([entryKind, actionKind, commentKind, noteKind].every(isRemovable)).toBe(true);
		expect([areaLevelKind, attendanceKind, partyReportKind].some(isRemovable)).toBe(false);
	});

	test('[EN7] a command is undone as one step, and one of the server not at all', () => {
		const doc = withEntries();
		const undo = new Y.UndoManager(recordsOf(doc, entryKind), { trackedOrigins: new Set([LOCAL]), captureTimeout: 0 });
		editEntry(doc, E1, { severity: 3, where: at });
		editEntry(doc, E2, { severity: 1 }, SERVER);
		undo.undo();
		expect(read(doc, entryKind, E1)).toMatchObject({ severity: null, where: null });
		expect(read(doc, entryKind, E2).severity).toBe(1);
		expect(undo.canUndo()).toBe(false);
	});
});

describe('områdeslägen', () => {
	const level = (doc: Y.Doc) => read(doc, areaLevelKind, CENTRUM);

	test('[LV1] level and motive are set together', () => {
		const doc = new Y.Doc();
		setLevel(doc, CENTRUM, 2, ' Fler stök vid torget ');
		expect(level(doc).assessment).toEqual({ kind: 'set', level: 2, motive: 'Fler stök vid torget' });
	});

	test('[LV1] without a motive nothing is written', () => {
		const doc = new Y.Doc();
		expect(updatesOf(doc, () => setLevel(doc, CENTRUM, 2, '  '))).toBe(0);
	});

	test.each([
		{ kind: 'set', level: 2 },
		{ kind: 'set', level: 2, motive: ' ' },
		{ kind: 'set', level: 6, motive: 'Stök' }
	])('[LV1] %j can not be stored', (assessment) => {
		const doc = new Y.Doc();
		recordsOf(doc, areaLevelKind).set(CENTRUM, new Y.Map([['assessment', assessment as unknown]]));
		expect(() => level(doc)).toThrow('bad-field at level(centrum).assessment');
	});

	test('[LV2] confirmed is not set, and cleared is ej bedömt', () => {
		const doc = new Y.Doc();
		confirmLevel(doc, CENTRUM, 1);
		setAreaTrend(doc, CENTRUM, 'up');
		expect(level(doc)).toMatchObject({ assessment: { kind: 'confirmed', level: 1 }, trend: 'up' });
		clearLevel(doc, CENTRUM);
		expect(level(doc)).toMatchObject({ assessment: null, trend: 'up' });
	});

	test('[LV2] clearing what nobody has assessed makes no record', () => {
		const doc = new Y.Doc();
		expect(updatesOf(doc, () => clearLevel(doc, CENTRUM))).toBe(0);
	});

	test('[LV3] made beforehand, level and trend by two at once both stand', () => {
		const doc = new Y.Doc();
		ensureRecords(doc, areaLevelKind, [CENTRUM], SERVER);
		const other = copyOf(doc);
		setLevel(doc, CENTRUM, 3, 'Skottlossning');
		setAreaTrend(other, CENTRUM, 'up');
		exchange(doc, other);
		expect(level(doc)).toMatchObject({ assessment: { level: 3 }, trend: 'up' });
		expect(updatesOf(doc, () => ensureRecords(doc, areaLevelKind, [CENTRUM], SERVER))).toBe(0);
		expect(level(other)).toEqual(level(doc));
	});

	test('[LV3] attendance and reports are made when first noted', () => {
		const doc = new Y.Doc();
		setAttendance(doc, FIELD, 'deputy');
		setReport(doc, POLICE, 'nil', byAlice);
		expect(read(doc, attendanceKind, FIELD).state).toBe('deputy');
		expect(read(doc, partyReportKind, POLICE)).toMatchObject({ state: 'nil', by: byAlice });
		expect(updatesOf(doc, () => setReport(doc, POLICE, 'nil', { ...byAlice, at: NOW + 9 }))).toBe(0);
		expect(updatesOf(doc, () => setAttendance(doc, FIELD, 'deputy'))).toBe(0);
		setReport(doc, POLICE, null, byAlice);
		expect(read(doc, partyReportKind, POLICE).state).toBeNull();
	});
});

describe('prioriteringar', () => {
	const add = (doc: Y.Doc, name: string) => addPriority(doc, recordId(name), { title: name }, byAlice);

	test('[PI1] the sixth is refused, and there is room again when one is taken away', () => {
		const doc = new Y.Doc();
		for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) expect(add(doc, name).ok).toBe(true);
		expect(updatesOf(doc, () => expect(codeOf(add(doc, 'p6'))).toBe('priorities-full'))).toBe(0);
		removeRecord(doc, priorityKind, recordId('p2'), ALICE, NOW);
		expect(add(doc, 'p6').ok).toBe(true);
	});

	test('[PI1] five living ones are full', () => {
		const removed = { person: ALICE, at: NOW };
		const five = Array.from({ length: 5 }, () => buildPriority());
		expect(isFull(five)).toBe(true);
		expect(isFull([...five.slice(1), buildPriority({ removed })])).toBe(false);
	});

	test('[PI2] a lägesrad is prioritised once, in its own words and place', () => {
		const doc = new Y.Doc();
		const entry = buildEntry({ text: `${'x'.repeat(159)}😀 och mer`, where: at });
		expect(prioritiseEntry(doc, recordId('p1'), entry, byAlice).ok).toBe(true);
		expect(read(doc, priorityKind, 'p1')).toMatchObject({ title: 'x'.repeat(159), where: at, entry: 'e1' });
		expect(updatesOf(doc, () => prioritiseEntry(doc, recordId('p2'), entry, byBob))).toBe(0);
	});

	test('[EN5] are moved by one write', () => {
		const doc = new Y.Doc();
		for (const name of ['p1', 'p2', 'p3']) add(doc, name);
		movePriority(doc, recordId('p3'), { before: null, after: recordId('p1') });
		editPriority(doc, recordId('p3'), { where: at });
		expect(inOrder(['p1', 'p2', 'p3'].map((id) => read(doc, priorityKind, id))).map(({ id }) => id)).toEqual([
			'p3',
			'p1',
			'p2'
		]);
	});
});

describe('åtgärder', () => {
	const whole: ActionDraft = { title: 'Belysning', owner: PARKS, performers: [FIELD], due: TODAY };
	const moment = { week: W48_KEY, today: TODAY };
	const later = { week: '2026-W50' as WeekKey, today: '2026-12-09' as Day };
	const action = (doc: Y.Doc) => read(doc, actionKind, A1);

	function withAction(draft: ActionDraft = whole): Y.Doc {
		const doc = new Y.Doc();
		addAction(doc, A1, draft, byAlice, W48_KEY);
		return doc;
	}

	test('[EN1] are added as proposals of the week', () => {
		expect(action(withAction())).toMatchObject({
			title: 'Belysning',
			status: { state: 'proposed' },
			proposedIn: W48_KEY,
			decidedIn: null,
			number: null,
			created: byAlice
		});
	});

	test('[AC5] one that is added decided belongs to that week', () =>
		expect(action(withAction({ ...whole, status: { state: 'decided' } })).decidedIn).toBe(W48_KEY));

	test('[AC8] one that is added decided without a date is not added', () => {
		const doc = new Y.Doc();
		const draft = { ...whole, due: null, status: { state: 'decided' as const } };
		expect(codeOf(addAction(doc, A1, draft, byAlice, W48_KEY))).toBe('needs-due');
		expect(recordsOf(doc, actionKind).size).toBe(0);
	});

	test('[AC9] deciding writes status and week in one update', () => {
		const doc = withAction();
		expect(updatesOf(doc, () => setStatus(doc, A1, { state: 'decided' }, moment))).toBe(1);
		expect(action(doc)).toMatchObject({ status: { state: 'decided' }, decidedIn: W48_KEY, closedOn: null });
	});

	test('[AC5] the week of the decision stays through everything but a return to proposal', () => {
		const doc = withAction();
		setStatus(doc, A1, { state: 'decided' }, moment);
		setStatus(doc, A1, { state: 'cancelled', reason: 'Dubblett' }, later);
		setStatus(doc, A1, { state: 'ongoing' }, later);
		expect(action(doc).decidedIn).toBe(W48_KEY);
		setStatus(doc, A1, { state: 'decided' }, later);
		setStatus(doc, A1, { state: 'proposed' }, later);
		expect(action(doc).decidedIn).toBeNull();
		setStatus(doc, A1, { state: 'decided' }, later);
		expect(action(doc).decidedIn).toBe(later.week);
	});

	test('[AC7] the day of closing is the first, and goes when it is taken up again', () => {
		const doc = withAction();
		setStatus(doc, A1, { state: 'cancelled', reason: 'Dubblett' }, moment);
		setStatus(doc, A1, { state: 'cancelled', reason: 'Finns redan som Å-3' }, later);
		expect(action(doc)).toMatchObject({ closedOn: TODAY, status: { reason: 'Finns redan som Å-3' } });
		setStatus(doc, A1, { state: 'proposed' }, later);
		expect(action(doc).closedOn).toBeNull();
	});

	test.each([
		['needs-owner', { ...whole, owner: null }],
		['needs-performer', { ...whole, performers: [] }],
		['needs-due', { ...whole, due: null }]
	])('[AC8] deciding says %s and writes nothing', (code, draft) => {
		const doc = withAction(draft);
		expect(updatesOf(doc, () => expect(codeOf(setStatus(doc, A1, { state: 'decided' }, moment))).toBe(code))).toBe(0);
	});

	test('[AC8] a hinder without a reason writes nothing', () => {
		const doc = withAction({ ...whole, status: { state: 'decided' } });
		const block = () =>
			expect(codeOf(setStatus(doc, A1, { state: 'blocked', reason: ' ' }, moment))).toBe('needs-words');
		expect(updatesOf(doc, block)).toBe(0);
	});

	test('[AC8] a step that is not in the table writes nothing', () => {
		const doc = withAction();
		const skip = () => expect(codeOf(setStatus(doc, A1, { state: 'done' }, moment))).toBe('status-step');
		expect(updatesOf(doc, skip)).toBe(0);
	});

	test('[AC8] what is decided keeps its ansvarig, its last utförare and its date', () => {
		const doc = withAction({ ...whole, status: { state: 'decided' } });
		const strip = () => {
			expect(codeOf(setOwner(doc, A1, null))).toBe('needs-owner');
			expect(codeOf(setPerformer(doc, A1, FIELD, false))).toBe('needs-performer');
			expect(codeOf(editAction(doc, A1, { due: null }))).toBe('needs-due');
		};
		expect(updatesOf(doc, strip)).toBe(0);
		expect(setPerformer(doc, A1, PARKS, true).ok && setPerformer(doc, A1, FIELD, false).ok).toBe(true);
		expect(setOwner(doc, A1, FIELD).ok).toBe(true);
		expect(action(doc)).toMatchObject({ owner: FIELD, performers: [PARKS] });
	});

	test('[EN6] two who add different utförare at once both stand', () => {
		const doc = withAction({ ...whole, performers: [] });
		const other = copyOf(doc);
		setPerformer(doc, A1, PARKS, true);
		setPerformer(other, A1, FIELD, true);
		exchange(doc, other);
		expect(action(doc).performers).toEqual([FIELD, PARKS]);
	});

	test('[AC9] a move to another column is one update, and to a forbidden one none', () => {
		const doc = withAction();
		addAction(doc, recordId('a2'), whole, byAlice, W48_KEY);
		const move = { status: { state: 'decided' } as const, before: recordId('a2'), after: null };
		expect(updatesOf(doc, () => moveAction(doc, A1, move, moment))).toBe(1);
		expect(action(doc)).toMatchObject({ status: { state: 'decided' }, decidedIn: W48_KEY });
		expect(action(doc).order > read(doc, actionKind, 'a2').order).toBe(true);
		const forbidden = { ...move, status: { state: 'followed-up', effect: 'decreased', sentence: 'Ja' } as const };
		expect(updatesOf(doc, () => expect(codeOf(moveAction(doc, A1, forbidden, moment))).toBe('status-step'))).toBe(0);
	});

	test('[EN5] a move to its own place in its own column writes nothing', () => {
		const doc = withAction();
		addAction(doc, recordId('a2'), whole, byAlice, W48_KEY);
		const stay = { status: { state: 'proposed' } as const, before: null, after: recordId('a2') };
		expect(updatesOf(doc, () => moveAction(doc, A1, stay, moment))).toBe(0);
	});

	test('[EN4] a command on one that is gone does nothing and fails nothing', () => {
		const doc = new Y.Doc();
		expect(updatesOf(doc, () => expect(setOwner(doc, A1, PARKS).ok).toBe(true))).toBe(0);
	});

	test('[AC10] a comment has words, an author and its åtgärd', () => {
		const doc = withAction();
		addComment(doc, recordId('c1'), A1, '  Armaturen är beställd. ', byBob);
		expect(read(doc, commentKind, 'c1')).toMatchObject({ action: A1, text: 'Armaturen är beställd.', created: byBob });
		expect(updatesOf(doc, () => addComment(doc, recordId('c2'), A1, '  ', byBob))).toBe(0);
	});
});

describe('the rest of the week', () => {
	test('[EN1] närvaropass and kommande are added and edited', () => {
		const doc = new Y.Doc();
		addSlot(doc, recordId('s1'), { funktion: FIELD, day: TODAY, note: 'Torget' }, byAlice);
		editSlot(doc, recordId('s1'), { hours: { from: '20:00', to: '01:00' } });
		addUpcoming(doc, recordId('u1'), { title: 'Lucia' }, byAlice);
		editUpcoming(doc, recordId('u1'), { kind: 'risk-date', dates: { from: TODAY, to: null } });
		expect(read(doc, slotKind, 's1')).toMatchObject({ funktion: FIELD, hours: { from: '20:00', to: '01:00' } });
		expect(read(doc, upcomingKind, 'u1')).toMatchObject({ title: 'Lucia', kind: 'risk-date', created: byAlice });
	});

	test('[EN5] beslut and noteringar are added last and moved by one write', () => {
		const doc = new Y.Doc();
		for (const id of ['1', '2']) {
			addDecision(doc, recordId(id), { text: id }, byAlice);
			addNote(doc, recordId(id), { text: id }, byAlice);
		}
		moveDecision(doc, recordId('2'), { before: null, after: recordId('1') });
		moveNote(doc, recordId('1'), { before: recordId('2'), after: null });
		const order = (kind: typeof decisionKind | typeof noteKind) =>
			inOrder(['1', '2'].map((id) => read(doc, kind, id))).map(({ id }) => id);
		expect(order(decisionKind)).toEqual(['2', '1']);
		expect(order(noteKind)).toEqual(['2', '1']);
	});
});

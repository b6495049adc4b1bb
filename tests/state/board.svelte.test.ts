import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addAction, editAction } from '../../src/lib/shared/board/action.ts';
import { emptyRecord } from '../../src/lib/shared/board/document-record.ts';
import { addEntry, editEntry, entryKind, moveEntry } from '../../src/lib/shared/board/entry.ts';
import { setReport } from '../../src/lib/shared/board/party-report.ts';
import { removeRecord } from '../../src/lib/shared/board/remove.ts';
import { textOf } from '../../src/lib/shared/board/record.ts';
import { applyTextEdit } from '../../src/lib/shared/board/text-edit.ts';
import { Board, type LiveSource } from '../../src/lib/state/board.svelte.ts';
import type { Day } from '../../src/lib/shared/week/iso-week.ts';
import { ALICE, BOB, byAlice, byBob, copyOf, MUNICIPALITY, recordId, W48_KEY } from '../shared/fixtures.ts';
import { countEffect } from '../support/effect-root.svelte.ts';
import { buildDocument, buildWeekPage, recordOf } from '../support/week-page.ts';

const E1 = recordId('e1');
const E2 = recordId('e2');
const A1 = recordId('a1');

const twoEntries = (doc: Y.Doc) => {
	addEntry(doc, E1, { text: 'Lugnt', severity: 1 }, byAlice);
	addEntry(doc, E2, { text: 'Skräp', severity: 2 }, byBob);
};

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

/** Alice's board, live, beside the server's copies that Bob writes through. */
function openBoard() {
	const server = { week: buildDocument('week', twoEntries), actions: buildDocument('actions') };
	const own = { week: copyOf(server.week), actions: copyOf(server.actions) };
	const page = buildWeekPage({ weekRecord: recordOf(server.week, 'week') });
	const board = new Board(page, () => byAlice.at);
	const week: LiveSource = { doc: own.week, onreplaced: null };
	const actions: LiveSource = { doc: own.actions, onreplaced: null };
	stops.push(board.attach(week, actions));
	const fromBob = (document: 'week' | 'actions', write: (doc: Y.Doc) => void) => {
		write(server[document]);
		Y.applyUpdate(own[document], Y.encodeStateAsUpdate(server[document], Y.encodeStateVector(own[document])));
	};
	return { board, own, server, week, fromBob };
}

const editText = (doc: Y.Doc, id: typeof E1, words: string) => {
	const text = textOf(doc, entryKind, id, 'text');
	if (text) applyTextEdit(text, words);
};

describe('the first view', () => {
	test('[BV1] shows the records of the page before any document is here', () => {
		const doc = buildDocument('week', twoEntries);
		const board = new Board(buildWeekPage({ weekRecord: recordOf(doc, 'week') }));
		expect(board.entries.map(({ text }) => text)).toEqual(['Lugnt', 'Skräp']);
		expect(board.isLive('week')).toBe(false);
		expect(() => board.edit('week', () => undefined)).toThrow('not here yet');
	});

	test('[BV1] an empty document does not wipe the view; its content, when it comes, changes nothing that is alike', () => {
		const server = buildDocument('week', twoEntries);
		const board = new Board(buildWeekPage({ weekRecord: recordOf(server, 'week') }));
		const empty = new Y.Doc();
		const first = board.record('entries', E1);
		const reading = countEffect(() => [board.entries, first?.text, first?.severity]);
		stops.push(reading.stop, board.attach({ doc: empty, onreplaced: null }, null));
		expect(board.entries).toHaveLength(2);
		expect(board.isLive('week')).toBe(false);

		Y.applyUpdate(empty, Y.encodeStateAsUpdate(server));
		expect(board.isLive('week')).toBe(true);
		expect(board.record('entries', E1)).toBe(first);
		expect(reading.runs).toBe(1);
	});

	test('[BV1] what has changed since the page was made is taken in when the document comes', () => {
		const server = buildDocument('week', twoEntries);
		const board = new Board(buildWeekPage({ weekRecord: recordOf(server, 'week') }));
		editEntry(server, E1, { severity: 3 });
		removeRecord(server, entryKind, E2, BOB, 1);
		stops.push(board.attach({ doc: server, onreplaced: null }, null));
		expect(board.entries.map(({ severity }) => severity)).toEqual([3]);
	});
});

describe('what is told to whom', () => {
	test('[BV2] a change to one row is told to those who read that field of it, and to nobody else', () => {
		const { board, fromBob } = openBoard();
		const [one, two] = board.entries;
		const severity = countEffect(() => one?.severity);
		const words = countEffect(() => one?.text);
		const other = countEffect(() => two?.severity);
		stops.push(severity.stop, words.stop, other.stop);
		fromBob('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		expect(one?.severity).toBe(3);
		expect([severity.runs, words.runs, other.runs]).toEqual([2, 1, 1]);
	});

	test('[BV3] a row is the same object for as long as it lives, and its values are plain', () => {
		const { board, fromBob } = openBoard();
		const before = board.record('entries', E1);
		fromBob('week', (doc) => editEntry(doc, E1, { source: { party: MUNICIPALITY, funktion: null } }));
		expect(board.record('entries', E1)).toBe(before);
		expect(structuredClone(before?.source)).toEqual({ party: MUNICIPALITY, funktion: null });
	});

	test('[BV4] the list is made anew when rows come, go or move, and not when their words change', () => {
		const { board, fromBob } = openBoard();
		const list = countEffect(() => board.entries);
		stops.push(list.stop);
		fromBob('week', (doc) => editText(doc, E1, 'Lugnt nu'));
		expect(board.record('entries', E1)?.text).toBe('Lugnt nu');
		expect(list.runs).toBe(1);
		fromBob('week', (doc) => moveEntry(doc, E1, { before: E2, after: null }));
		expect(board.entries.map(({ id }) => id)).toEqual([E2, E1]);
		expect(list.runs).toBe(2);
		fromBob('week', (doc) => addEntry(doc, recordId('e3'), { text: 'Klotter' }, byBob));
		expect(board.entries).toHaveLength(3);
		expect(list.runs).toBe(3);
	});

	test('[BV5] what is taken away leaves the list and is among the removed', () => {
		const { board, fromBob } = openBoard();
		fromBob('week', (doc) => removeRecord(doc, entryKind, E1, BOB, 1));
		expect(board.entries.map(({ id }) => id)).toEqual([E2]);
		expect(board.removedRecords('entries').map(({ id }) => id)).toEqual([E1]);
		expect(board.record('entries', E1)?.removed?.person).toBe(BOB);
	});

	test('[BV5] a record outright deleted is nowhere', () => {
		const { board, fromBob } = openBoard();
		fromBob('week', (doc) => doc.getMap('entries').delete(E1));
		expect(board.record('entries', E1)).toBeUndefined();
		expect(board.removedRecords('entries')).toEqual([]);
	});

	test('[BV5] reports are looked up by party', () => {
		const { board, fromBob } = openBoard();
		fromBob('week', (doc) => setReport(doc, MUNICIPALITY, 'nil', byBob));
		expect(board.reports.get(MUNICIPALITY)?.state).toBe('nil');
	});
});

describe('undo', () => {
	test('[BV6] own changes are undone in the order they were made, over both documents', () => {
		const { board } = openBoard();
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		board.edit('actions', (doc) => addAction(doc, A1, { title: 'Städa' }, byAlice, W48_KEY));
		board.edit('week', (doc) => editEntry(doc, E2, { severity: 3 }));
		const severities = () => board.entries.map(({ severity }) => severity);

		board.undo();
		expect([severities(), board.actions.length]).toEqual([[3, 2], 1]);
		board.undo();
		expect([severities(), board.actions.length]).toEqual([[3, 2], 0]);
		board.undo();
		expect([severities(), board.actions.length]).toEqual([[1, 2], 0]);
		expect(board.canUndo).toBe(false);
	});

	test('[BV6] what was undone is done again in the order it was made', () => {
		const { board } = openBoard();
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		board.edit('actions', (doc) => addAction(doc, A1, { title: 'Städa' }, byAlice, W48_KEY));
		board.undo();
		board.undo();
		board.redo();
		expect([board.record('entries', E1)?.severity, board.actions.length]).toEqual([3, 0]);
		board.redo();
		expect(board.actions.map(({ title }) => title)).toEqual(['Städa']);
		expect(board.canRedo).toBe(false);
	});

	test('[BV6] others’ changes are never undone', () => {
		const { board, fromBob } = openBoard();
		fromBob('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		expect(board.canUndo).toBe(false);
		board.edit('week', (doc) => editEntry(doc, E1, { count: 4 }));
		board.undo();
		expect(board.record('entries', E1)).toMatchObject({ severity: 3, count: null });
	});

	test('[BV6] each command is a step of its own, however fast they come', () => {
		const { board } = openBoard();
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 2 }));
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		board.undo();
		expect(board.record('entries', E1)?.severity).toBe(2);
	});

	test('[BV6] a command that changes nothing is no step', () => {
		const { board } = openBoard();
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 1 }));
		expect(board.canUndo).toBe(false);
	});

	test('[BV7] a new change ends what could be done again, in both documents', () => {
		const { board } = openBoard();
		board.edit('actions', (doc) => addAction(doc, A1, { title: 'Städa' }, byAlice, W48_KEY));
		board.undo();
		expect(board.canRedo).toBe(true);
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		expect(board.canRedo).toBe(false);
	});

	test('[BV7] whether there is something to undo is reactive', () => {
		const { board } = openBoard();
		const seen: boolean[] = [];
		const reading = countEffect(() => seen.push(board.canUndo));
		stops.push(reading.stop);
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		void reading.runs;
		board.undo();
		void reading.runs;
		expect(seen).toEqual([false, true, false]);
	});
});

describe('paused updates', () => {
	test('[BV8] others’ changes wait and are counted by record; one’s own are shown', () => {
		const { board, fromBob } = openBoard();
		board.pause.pause();
		fromBob('week', (doc) => editEntry(doc, E2, { severity: 3, count: 7 }));
		fromBob('week', (doc) => addEntry(doc, recordId('e3'), { text: 'Klotter' }, byBob));
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		expect(board.entries.map(({ severity }) => severity)).toEqual([3, 2]);
		expect(board.pause.waiting).toBe(2);
	});

	test('[BV8] resuming shows all that waited', () => {
		const { board, fromBob } = openBoard();
		board.pause.toggle();
		fromBob('week', (doc) => editEntry(doc, E2, { severity: 3 }));
		fromBob('week', (doc) => doc.getMap('entries').delete(E1));
		fromBob('actions', (doc) => addAction(doc, A1, { title: 'Städa' }, byBob, W48_KEY));
		board.pause.toggle();
		expect(board.entries.map(({ id, severity }) => [id, severity])).toEqual([[E2, 3]]);
		expect(board.actions).toHaveLength(1);
		expect(board.pause.waiting).toBe(0);
	});

	test('[BV8] one’s own change to a row shows that field of it, and holds back what others did to the rest', () => {
		const { board, fromBob } = openBoard();
		board.pause.pause();
		fromBob('week', (doc) => editEntry(doc, E1, { count: 7 }));
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		expect(board.record('entries', E1)).toMatchObject({ severity: 3, count: null });
		board.pause.resume();
		expect(board.record('entries', E1)).toMatchObject({ severity: 3, count: 7 });
	});
});

describe('a fresh document after a refusal', () => {
	test('[BV9] takes the place of the old one: view, texts and undo follow it', () => {
		const { board, own, server, week } = openBoard();
		board.edit('week', (doc) => editEntry(doc, E1, { severity: 3 }));
		const fresh = copyOf(server.week);
		week.onreplaced?.(fresh);
		expect(board.record('entries', E1)?.severity).toBe(1);
		expect(board.canUndo).toBe(false);

		board.edit('week', (doc) => editEntry(doc, E2, { severity: 1 }));
		expect(board.record('entries', E2)?.severity).toBe(1);
		editEntry(own.week, E1, { severity: 2 });
		expect(board.record('entries', E1)?.severity).toBe(1);
	});

	test('[BV9] is not written to before its content is here, and the view stays meanwhile', () => {
		const { board, server, week } = openBoard();
		const fresh = new Y.Doc();
		week.onreplaced?.(fresh);
		expect(board.isLive('week')).toBe(false);
		expect(board.entries).toHaveLength(2);
		Y.applyUpdate(fresh, Y.encodeStateAsUpdate(server.week));
		expect(board.isLive('week')).toBe(true);
	});

	test('[BV9] after stopping, nothing follows the documents', () => {
		const { board, own } = openBoard();
		stops.splice(0).forEach((stop) => stop());
		editEntry(own.week, E1, { severity: 3 });
		expect(board.record('entries', E1)?.severity).toBe(1);
		expect(board.isLive('week')).toBe(false);
	});
});

describe('a board of the past', () => {
	const page = () =>
		buildWeekPage({
			documents: { week: null, actions: null },
			weekRecord: recordOf(buildDocument('week', twoEntries), 'week')
		});

	test('[SL1] shows another moment and leaves the cards alone that stand alike in it', () => {
		const board = new Board(page());
		const week = recordOf(buildDocument('week', twoEntries), 'week');
		const actions = emptyRecord('actions');
		board.show({ week, actions });
		const [one, two] = [board.record('entries', E1), board.record('entries', E2)];
		const touched = countEffect(() => one?.text);
		const alike = countEffect(() => two && Object.values(two));
		const list = countEffect(() => board.entries);
		const notes = countEffect(() => board.records('notes'));
		stops.push(touched.stop, alike.stop, list.stop, notes.stop);
		const entries = week.entries.map((entry) => (entry.id === E1 ? { ...entry, text: 'Stök' } : entry));
		board.show({ week: { ...week, entries }, actions });
		expect([touched.runs, alike.runs, list.runs, notes.runs]).toEqual([2, 1, 1, 1]);
		expect(board.record('entries', E1)).toBe(one);
		board.show({ week, actions });
		expect([one?.text, touched.runs, alike.runs]).toEqual(['Lugnt', 3, 1]);
		board.show({ week: { ...week, entries: week.entries.filter(({ id }) => id === E2) }, actions });
		expect(board.entries).toEqual([two]);
		expect(alike.runs).toBe(1);
	});

	test('[SL2] the åtgärder that answer a row are the board’s open ones, in its order', () => {
		const answers = { week: W48_KEY, kind: 'entry' as const, id: E1 };
		const actions = recordOf(
			buildDocument('actions', (doc) => {
				for (const id of [A1, recordId('a2')]) addAction(doc, id, { title: id, answers }, byAlice, W48_KEY);
			}),
			'actions'
		);
		const board = new Board({ ...page(), actionsRecord: actions });
		expect(board.openActions.forEntry({ id: E1 })).toEqual(board.actions);
		expect(board.openActions.forPriority({ id: recordId('p'), entry: E1 })).toEqual(board.actions);
		expect(board.openActions.forEntry({ id: E2 })).toEqual([]);
		const removed = { person: ALICE, at: 1 };
		board.show({
			week: board.page.weekRecord,
			actions: {
				...actions,
				actions: actions.actions.map((one) => (one.id === A1 ? ({ ...one, removed } as typeof one) : one))
			}
		});
		expect(board.openActions.forEntry({ id: E1 }).map(({ id }) => id)).toEqual(['a2']);
	});
});

describe('records that are made here', () => {
	test('[BV10] are signed by me, with the board’s clock', () => {
		const { board } = openBoard();
		expect(board.author()).toEqual({ ...byAlice, person: ALICE });
		expect(board.newId()).toMatch(/^[A-Za-z0-9_-]{12}$/);
	});

	test('[BV10] the page can be replaced without the records: rights and words change', () => {
		const { board } = openBoard();
		const mayWrite = countEffect(() => board.may.writeWeek);
		stops.push(mayWrite.stop);
		board.page = { ...board.page, may: { ...board.may, writeWeek: false } };
		expect(board.may.writeWeek).toBe(false);
		expect(mayWrite.runs).toBe(2);
		expect(board.entries).toHaveLength(2);
	});

	test('[SL2] a day that passes is heard by those who read the day, not by who reads rights, documents or the week', () => {
		const { board } = openBoard();
		const rights = countEffect(() => [board.may.writeWeek, board.page.documents, board.page.week]);
		const day = countEffect(() => board.page.today);
		stops.push(rights.stop, day.stop);
		board.page = { ...board.page, today: '2026-11-27' as Day, week: { ...board.page.week } };
		expect([rights.runs, day.runs]).toEqual([1, 2]);
		board.page = { ...board.page, past: 7 }; // a field that was not there
		expect(board.page.past).toBe(7);
		board.page = { ...board.page, may: { ...board.may, writeWeek: false } };
		expect(rights.runs).toBeGreaterThan(1);
		expect(board.may.writeWeek).toBe(false);
	});

	test('[BV10] editAction and the other commands run through edit and answer what they answer', () => {
		const { board } = openBoard();
		const added = board.edit('actions', (doc) => addAction(doc, A1, { title: 'Städa' }, byAlice, W48_KEY));
		expect(added.ok).toBe(true);
		board.edit('actions', (doc) => editAction(doc, A1, { type: 'social' }));
		expect(board.record('actions', A1)?.type).toBe('social');
	});
});

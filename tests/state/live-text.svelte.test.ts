import { afterEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { addEntry, entryKind } from '../../src/lib/shared/board/entry.ts';
import { LOCAL } from '../../src/lib/shared/board/origin.ts';
import { textOf } from '../../src/lib/shared/board/record.ts';
import { applyTextEdit } from '../../src/lib/shared/board/text-edit.ts';
import { Board, type FocusSource } from '../../src/lib/state/board.svelte.ts';
import type { Focus, Presence } from '../../src/lib/shared/protocol/presence.ts';
import { byAlice, recordId } from '../shared/fixtures.ts';
import { countEffect } from '../support/effect-root.svelte.ts';
import { buildDocument, buildWeekPage, recordOf } from '../support/week-page.ts';

const E1 = recordId('e1');
const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

function openBoard() {
	const doc = buildDocument('week', (made) => addEntry(made, E1, { text: 'Lugnt' }, byAlice));
	const board = new Board(buildWeekPage({ weekRecord: recordOf(doc, 'week') }));
	stops.push(board.attach({ doc, onreplaced: null }, null));
	return { board, doc };
}

/** As a text box does: the words as they are after a key, in one local edit. */
const type = (doc: Y.Doc, words: string) => {
	const text = textOf(doc, entryKind, E1, 'text');
	if (text) doc.transact(() => applyTextEdit(text, words), LOCAL);
};

test('[BV11] the text of a field is the same object each time, so that a text box does not bind anew', () => {
	const { board } = openBoard();
	expect(board.text('entries', E1, 'text')).toBe(board.text('entries', E1, 'text'));
	expect(board.text('entries', E1, 'text').bind).toBe(board.text('entries', E1, 'text').bind);
});

test('[BV11] its words are read where no text box is bound, and follow the document', () => {
	const { board, doc } = openBoard();
	const text = board.text('entries', E1, 'text');
	const reading = countEffect(() => text.current);
	stops.push(reading.stop);
	type(doc, 'Lugnt i går');
	expect(text.current).toBe('Lugnt i går');
	expect(reading.runs).toBe(2);
});

test('[BV11] the text of a record that is not there is empty', () => {
	expect(openBoard().board.text('entries', 'ingen', 'text').current).toBe('');
});

test('[BV12] letters typed in a row are one step of undo; leaving the text box ends it', () => {
	const { board, doc } = openBoard();
	type(doc, 'Lugnt i');
	type(doc, 'Lugnt i går');
	board.focusField(null);
	type(doc, 'Lugnt i går kväll');
	board.undo();
	expect(board.record('entries', E1)?.text).toBe('Lugnt i går');
	board.undo();
	expect(board.record('entries', E1)?.text).toBe('Lugnt');
});

test('[BV13] the caret is told in the document it is in, and nowhere else', () => {
	const { board } = openBoard();
	const told: [string, Focus | null][] = [];
	const source = (name: string, here: Presence[] = []): FocusSource => ({
		focus: (at) => told.push([name, at]),
		at: ({ id }) => (id === E1 ? here : [])
	});
	const bob = { name: 'Bob' } as Presence;
	stops.push(board.attachFocus(source('week', [bob]), source('actions')));
	const focus = { root: 'entries', id: E1, field: 'text' };
	board.focusField(focus);
	expect(told).toEqual([
		['week', focus],
		['actions', null]
	]);
	expect(board.editors('entries', E1, 'text')).toEqual([bob]);
	expect(board.editors('priorities', 'p1', 'title')).toEqual([]);
});

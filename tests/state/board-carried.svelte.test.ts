import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { assessCarried, carriedKind, carryRows } from '../../src/lib/shared/board/carried.ts';
import { noteKind } from '../../src/lib/shared/board/note.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import { createRecord, readRecord, recordsOf } from '../../src/lib/shared/board/record.ts';
import { removeRecord } from '../../src/lib/shared/board/remove.ts';
import { handleReturned, returnNotes } from '../../src/lib/shared/board/returned.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { BoardFilter } from '../../src/lib/state/board-filter.svelte.ts';
import { Board } from '../../src/lib/state/board.svelte.ts';
import { factsOf } from '../../src/lib/state/meeting-facts.ts';
import { DEFAULT_AGENDA } from '../../src/lib/shared/meeting/agenda.ts';
import { ALICE, buildEntry, CENTRUM, NOW, recordId, W47_KEY } from '../shared/fixtures.ts';
import { countEffect } from '../support/effect-root.svelte.ts';
import { buildDocument, buildWeekPage, recordOf } from '../support/week-page.ts';

const W45 = '2026-W45' as WeekKey;
const [E1, E2, N1] = [recordId('e1'), recordId('e2'), recordId('n1')];
const earlierEntries = [
	buildEntry({ id: E1, text: 'Bilinbrott', order: 'A' }),
	buildEntry({ id: E2, text: 'Skräp', order: 'B', where: { area: CENTRUM, place: null } })
];

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

function note() {
	const doc = new Y.Doc();
	doc.transact(() => createRecord(doc, noteKind, N1, { text: 'Kamera', parked: true }));
	const read = readRecord(noteKind, N1, recordsOf(doc, noteKind).get(N1));
	if (!read.ok) throw new Error(read.problem.code);
	return read.value;
}

/** A week that refers to two rows and a notering, live, on a page made with or without their words. */
function openBoard(words = true) {
	const doc = buildDocument('week', (doc) => {
		carryRows(
			doc,
			new Map([
				[E1, W47_KEY],
				[E2, W45]
			]),
			SERVER
		);
		returnNotes(doc, new Map([[N1, W47_KEY]]), SERVER);
	});
	const given = words ? { earlierEntries, earlierNotes: [note()] } : {};
	const page = buildWeekPage({ weekRecord: recordOf(doc, 'week'), ...given });
	const board = new Board(page, () => NOW);
	stops.push(board.attach({ doc, onreplaced: null }, null));
	return { board, doc, page };
}

const idsOf = (board: Board) => board.carriedEntries.map(({ carried }) => carried.id);

test('[CO11] rows of earlier weeks are there with their words, the oldest first', () => {
	const { board } = openBoard();
	expect(board.carriedEntries.map(({ carried, entry }) => [carried.from, entry.text])).toEqual([
		[W45, 'Skräp'],
		[W47_KEY, 'Bilinbrott']
	]);
	expect(board.returnedNotes.map(({ note }) => note.text)).toEqual(['Kamera']);
	expect(board.entry(E1)?.text).toBe('Bilinbrott');
	expect(board.entries).toEqual([]);
});

test('[CO11] what is said of one is live, undone, and costs the others nothing', () => {
	const { board, doc } = openBoard();
	const [first] = board.carriedEntries;
	const reading = countEffect(() => first?.carried.text);
	board.edit('week', (week) => assessCarried(week, E1, 'falling'));
	expect(board.record('carried', E1)?.assessment).toEqual({ kind: 'trend', trend: 'falling' });
	expect(reading.runs).toBe(1);
	board.undo();
	expect(board.record('carried', E1)?.assessment).toBeNull();
	board.edit('week', (week) => removeRecord(week, carriedKind, E1, ALICE, NOW));
	expect(idsOf(board)).toEqual([E2]);
	expect(board.removedRecords('carried')).toHaveLength(1);
	expect(board.entry(E1)?.text).toBe('Bilinbrott'); // what was taken away is still called by its words
	handleReturned(doc, N1, true);
	expect(board.returnedNotes[0]?.returned.handled).toBe(true);
	reading.stop();
});

test('[CO11] a page made before the week was opened says whose words it lacks, until it is made again', () => {
	const { board, page } = openBoard(false);
	expect(board.carriedEntries).toEqual([]);
	expect([...board.withoutWords].sort()).toEqual([E1, E2, N1].sort());
	board.page = { ...page, earlierEntries, earlierNotes: [note()] };
	expect(board.withoutWords).toEqual([]);
	expect(idsOf(board)).toEqual([E2, E1]);
});

test('[CO10] the filter finds a carried row by its words, its place and what is new about it', () => {
	const { board, doc } = openBoard();
	doc.transact(() => (recordsOf(doc, carriedKind).get(E1)?.get('text') as Y.Text).insert(0, 'Nu även på skolgården'));
	const found = (search: string) => {
		const filter = new BoardFilter(board, new URLSearchParams(search));
		return board.carriedEntries.filter((one) => filter.matchesCarried(one)).map(({ carried }) => carried.id);
	};
	expect(found('q=bilinbrott')).toEqual([E1]);
	expect(found('q=skolg%C3%A5rden')).toEqual([E1]);
	expect(found(`omrade=${CENTRUM}`)).toEqual([E2]);
	expect(found('')).toEqual([E2, E1]);
});

test('[CO11] the meeting’s facts have them too', () => {
	const { board } = openBoard();
	const facts = factsOf(board, { agenda: DEFAULT_AGENDA });
	expect(facts.carried.map(({ entry }) => entry.text)).toEqual(['Skräp', 'Bilinbrott']);
	expect(facts.returned).toHaveLength(1);
});

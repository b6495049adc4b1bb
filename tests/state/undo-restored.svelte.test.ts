import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { entryKind } from '../../src/lib/shared/board/entry.ts';
import { LOAD } from '../../src/lib/shared/board/origin.ts';
import { createRecord, recordsOf, textOf } from '../../src/lib/shared/board/record.ts';
import { applyTextEdit } from '../../src/lib/shared/board/text-edit.ts';
import { writeRestore } from '../../src/lib/shared/history/restore-write.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import { UndoHistory } from '../../src/lib/state/undo.svelte.ts';

const ROW = 'rad000000001' as RecordId;

/** Alice's window, where edits can be undone, and the server, which restores; each has what the other wrote at once. */
function alicesWindow(text: string) {
	const [alice, server] = [new Y.Doc(), new Y.Doc()];
	alice.on('update', (update: Uint8Array, origin) => origin !== LOAD && Y.applyUpdate(server, update, LOAD));
	server.on('update', (update: Uint8Array, origin) => origin !== LOAD && Y.applyUpdate(alice, update, LOAD));
	server.transact(() => createRecord(server, entryKind, ROW, { text }), SERVER);
	const undo = new UndoHistory();
	undo.follow('week', alice, [alice.getMap('entries')]);
	const words = (doc: Y.Doc) => textOf(doc, entryKind, ROW, 'text')!;
	return {
		undo,
		writes(next: string) {
			undo.startStep();
			applyTextEdit(words(alice), next);
		},
		others(next: string) {
			applyTextEdit(words(server), next, next.length, SERVER);
		},
		restored(after: string) {
			const step = { root: 'entries', record: ROW, field: 'text', before: words(server).toString(), after };
			server.transact(() => writeRestore(server, 'week', [step as never], { person: 'bob', at: 1 }), SERVER);
			expect(words(alice).toString()).toBe(after);
		},
		stands() {
			expect(recordsOf(alice, entryKind).size).toBe(1);
			expect(words(server).toString()).toBe(words(alice).toString());
			return words(alice).toString();
		}
	};
}

test('[HG7] words that were deleted and restored by somebody else do not come twice when the deletion is undone', () => {
	const { undo, writes, restored, stands } = alicesWindow('Belysning trasig vid skolan');
	writes('Belysning vid skolan');
	restored('Belysning trasig vid skolan');
	undo.undo();
	expect(stands()).toBe('Belysning trasig vid skolan');
});

test('[HG7] words that replaced others are gone once restored, and undoing does not bring either twice', () => {
	const { undo, writes, restored, stands } = alicesWindow('Gammal text här');
	writes('Gammal rad här');
	restored('Gammal text här');
	undo.undo();
	expect(stands()).toBe('Gammal text här');
	undo.redo();
	expect(stands()).toBe('Gammal text här');
});

test('[HG7] a deletion in several steps is restored in one, and each of them is undone to nothing', () => {
	const { undo, writes, restored, stands } = alicesWindow('Klotter i gångtunneln igen');
	writes('Klotter i gångtunneln');
	writes('Klotter i');
	writes('Klotter');
	restored('Klotter i gångtunneln igen');
	while (undo.canUndo) undo.undo();
	expect(stands()).toBe('Klotter i gångtunneln igen');
});

test('[HG7] one’s other steps are undone as ever, and so is a deletion that nobody brought back', () => {
	const { undo, writes, others, restored, stands } = alicesWindow('Skräp vid skolan');
	writes('Mycket skräp vid skolan');
	writes('Mycket skräp');
	others('Mycket skräp och glas');
	undo.undo();
	expect(stands()).toMatch(/^Mycket skräp(?: vid skolan och glas| och glas vid skolan)$/);
	restored('Mycket skräp vid skolan');
	undo.undo();
	expect(stands()).toBe('Skräp vid skolan');
});

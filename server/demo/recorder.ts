import * as Y from 'yjs';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import { upgradeDocument, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, PersonId } from '../../src/lib/shared/ids.ts';
import type { JournalStore, NewJournalRow, Via } from '../storage/store.ts';

/** One edit of the story: when, by whom, where from, and what it does. */
export interface StoryEdit {
	at: number;
	person: PersonId | null;
	via: Via;
	write(doc: Y.Doc): void;
}

/**
 * Plays the edits in the order of their times and journals each as a row of its own, so that history, "as it stood" and
 * authors are the real ones: the example goes through the same journal as everybody's edits.
 */
export async function recordEdits(
	journal: JournalStore,
	document: DocumentId,
	kind: DocumentKind,
	edits: readonly StoryEdit[]
): Promise<void> {
	const doc = new Y.Doc();
	const rows: NewJournalRow[] = [];
	const play = ({ at, person, via, write }: StoryEdit) => {
		const keep = (update: Uint8Array) => rows.push({ document, at, person, via, update });
		doc.on('update', keep);
		doc.transact(() => write(doc), SERVER);
		doc.off('update', keep);
	};
	const inTime = edits.toSorted((a, b) => a.at - b.at);
	play({
		at: inTime[0]?.at ?? 0,
		person: null,
		via: 'rule',
		write: (made) => void upgradeDocument(made, kind)
	});
	inTime.forEach(play);
	doc.destroy();
	await journal.append(rows);
}

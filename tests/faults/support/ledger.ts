import * as Y from 'yjs';
import { openSqliteStore } from '../../../server/storage/sqlite/open.ts';
import { readDocument } from '../../../src/lib/shared/board/document-record.ts';
import type { DocumentId, RecordId } from '../../../src/lib/shared/ids.ts';
import { entryText } from '../../support/edits.ts';

/** What an entry is known to have come to: counts only rise, and a text that was erased is not written again. */
export interface Came {
	count: number;
	erased: boolean;
}

type Why = 'acknowledged' | 'seen';

export interface Verdict {
	/** Entries that are not there, or have an older count, although their author was told that they were saved. */
	acknowledgedLost: number;
	/** … although another client had them. */
	seenLost: number;
	/** Erased texts that are back. */
	resurrected: number;
	/** What is wrong with the stored document; empty where nothing is. */
	damage: string[];
	/** Edits that had to be there. */
	owed: number;
}

/** What the server owes its clients: what it has acknowledged to one, or shown to another. */
export class Ledger {
	readonly #owed: Record<Why, Map<RecordId, Came>> = { acknowledged: new Map(), seen: new Map() };

	owe(why: Why, id: RecordId, { count, erased }: Came) {
		const before = this.#owed[why].get(id) ?? { count: 0, erased: false };
		const came = { count: Math.max(count, before.count), erased: erased || before.erased };
		this.#owed[why].set(id, came);
	}

	/** What is in the folder of a server that is gone. */
	async check(folder: string, document: DocumentId): Promise<Verdict> {
		const store = await openSqliteStore(folder);
		try {
			const { snapshot, tail } = await store.journal.load(document);
			const whole = (await store.journal.history(document)).map(({ update }) => update);
			const short = [...(snapshot ? [snapshot.state] : []), ...tail.map(({ update }) => update)];
			return this.#judge(replay(whole), replay(short));
		} finally {
			await store.close();
		}
	}

	#judge(whole: Y.Doc, short: Y.Doc): Verdict {
		const { acknowledged, seen } = this.#owed;
		const found = new Map([...came(short)].map(([id, entry]) => [id, entry] as const));
		const lost = (owed: Map<RecordId, Came>) =>
			[...owed].filter(([id, { count }]) => (found.get(id)?.count ?? 0) < count).length;
		const back = [...acknowledged, ...seen].filter(([id, { erased }]) => erased && found.get(id)?.erased === false);
		return {
			acknowledgedLost: lost(acknowledged),
			seenLost: lost(seen),
			resurrected: new Set(back.map(([id]) => id)).size,
			damage: [...damageOf(whole), ...damageOf(short), ...(agree(whole, short) ? [] : ['snapshot and journal differ'])],
			owed: acknowledged.size + seen.size
		};
	}
}

export const came = (doc: Y.Doc): Map<RecordId, Came> =>
	new Map(
		[...doc.getMap<Y.Map<unknown>>('entries')].map(([id, entry]) => {
			const count = Number(entry.get('count') ?? 0);
			return [id as RecordId, { count, erased: entryText(doc, id as RecordId) === '' }];
		})
	);

function replay(updates: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
	return doc;
}

function damageOf(doc: Y.Doc): string[] {
	if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
		return ['something waits for what is not there'];
	const read = readDocument(doc, 'week');
	return read.ok ? [] : [`${read.problem.code} at ${read.problem.path}`];
}

const agree = (one: Y.Doc, other: Y.Doc): boolean =>
	JSON.stringify([...came(one)].sort()) === JSON.stringify([...came(other)].sort());

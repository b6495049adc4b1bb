import * as Y from 'yjs';

/** A step that can be taken back or done again, of Yjs. */
type StackItem = Y.UndoManager['undoStack'][number];

/**
 * Forgets, of steps that were kept to be taken back, those deleted words that somebody else has put where they stood:
 * a restored text has them already, and taking the deletion back would write them twice.
 */
export function forgetBroughtBack(items: readonly StackItem[], transaction: Y.Transaction): void {
	if (items.length === 0) return;
	for (const type of transaction.changed.keys())
		if (type instanceof Y.Text)
			for (const item of items) forget(item.deletions, broughtBack(type, item.deletions, transaction));
}

type Ids = Map<number, Set<number>>;

/** The deleted characters, by client and clock, that stand again in what the transaction wrote at the same place. */
function broughtBack(text: Y.Text, deletions: StackItem['deletions'], { beforeState }: Y.Transaction): Ids {
	const found: Ids = new Map();
	let gap = { deleted: '', written: '', ids: [] as Y.ID[] };
	const close = () => {
		if (gap.deleted !== '' && gap.written.includes(gap.deleted))
			for (const { client, clock } of gap.ids) found.set(client, (found.get(client) ?? new Set()).add(clock));
		gap = { deleted: '', written: '', ids: [] };
	};
	for (let item = text._start; item; item = item.right) {
		const { id, deleted, content } = item;
		const words = content instanceof Y.ContentString ? content.str : '';
		if (deleted)
			for (let at = 0; at < words.length; at++) {
				const own = Y.createID(id.client, id.clock + at);
				if (!Y.isDeleted(deletions, own)) continue;
				gap.deleted += words[at]!;
				gap.ids.push(own);
			}
		else if (id.clock >= (beforeState.get(id.client) ?? 0)) gap.written += words;
		else close();
	}
	close();
	return found;
}

function forget({ clients }: StackItem['deletions'], gone: Ids): void {
	for (const [client, clocks] of gone) {
		const kept = (clients.get(client) ?? []).flatMap(({ clock, len }) => {
			const ranges: { clock: number; len: number }[] = [];
			for (let at = clock; at < clock + len; at++) {
				const last = ranges.at(-1);
				if (clocks.has(at)) continue;
				if (last && last.clock + last.len === at) last.len++;
				else ranges.push({ clock: at, len: 1 });
			}
			return ranges;
		});
		clients.set(client, kept);
	}
}

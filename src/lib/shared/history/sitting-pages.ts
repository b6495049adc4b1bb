import type { Change, ChangePage } from './change.ts';
import { madeTogether } from './prepared-rows.ts';
import { mayGoOn, sittingsOf } from './sittings.ts';

/** Changes that are read past a page's edge: with the page itself, at a time after that, and at most. */
const WITH_IT = 40;
const AT_A_TIME = 250;
const MOST = 1_000;

/**
 * A page of at least so many changes, newest first, whose edge is between sittings: none of them goes on past it, so that
 * each is one row whatever the pages. Where people never pause the edge is before it, and if need be within a sitting.
 */
export async function readPage(
	read: (page: { before?: number; limit: number }) => Promise<ChangePage>,
	{ before, limit }: { before?: number; limit: number }
): Promise<ChangePage> {
	const first = await read({ ...(before !== undefined && { before }), limit: limit + WITH_IT });
	let { changes, next } = first;
	let edge = edgeAfter(changes, limit, next === null);
	while (edge === null && next !== null && changes.length < limit + MOST) {
		const more: ChangePage = await read({ before: next, limit: AT_A_TIME });
		changes = [...changes, ...more.changes];
		next = more.next;
		edge = edgeAfter(changes, limit, next === null);
	}
	const page = changes.slice(0, edge ?? edgeBefore(changes, limit) ?? limit);
	const isAll = next === null && page.length === changes.length;
	return { changes: page, next: isAll ? null : page.at(-1)!.id, total: first.total };
}

/** The first place no earlier than `least` where nothing is parted that belongs together; null where none is known of yet. */
function edgeAfter(changes: readonly Change[], least: number, isEnd: boolean): number | null {
	if (isEnd && changes.length <= least) return changes.length;
	const parted = partedAt(changes, isEnd);
	for (let at = least; at < changes.length; at++) if (!parted[at]) return at;
	return isEnd ? changes.length : null;
}

function edgeBefore(changes: readonly Change[], most: number): number | null {
	const at = partedAt(changes, false).lastIndexOf(false, most);
	return at > 0 ? at : null;
}

/** Of each place between two changes: does an edge there part a sitting, or what a rule made at once? */
function partedAt(changes: readonly Change[], isEnd: boolean): boolean[] {
	const begun = new Array<number>(changes.length + 1).fill(0);
	const places = new Map(changes.map(({ id }, index) => [id, index]));
	const oldest = changes.at(-1);
	for (const sitting of sittingsOf(changes)) {
		const end = sitting.changes.at(-1)!;
		const goesOn = !isEnd && mayGoOn(sitting, oldest!.at);
		begun[places.get(sitting.last.id)! + 1]! += 1;
		begun[goesOn ? changes.length : places.get(end.id)! + 1]! -= 1;
	}
	let open = 0;
	return changes.map((change, index) => {
		open += begun[index]!;
		return index > 0 && (open > 0 || madeTogether(changes[index - 1]!, change));
	});
}

import { permissionsOf } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { CarriedEntry } from '#lib/shared/board/carried.ts';
import type { ActionsRecord, WeekRecord } from '#lib/shared/board/document-record.ts';
import type { Spot } from '#lib/shared/history/compare-address.ts';
import type { BoardMoment } from '#lib/shared/history/diff.ts';
import { localDay, mondayOf, weekKey, type Week } from '#lib/shared/week/iso-week.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';
import { endOfWeek, momentOf } from '#lib/shared/week/local-time.ts';
import type { Missing } from '#lib/shared/history/compare-page.ts';
import type { Services } from '../../../server/services.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';

export type SideParts = Pick<Services, 'store' | 'rooms' | 'earlierWords' | 'now' | 'history'>;

/** A board to compare, or why this person has none there. */
export type ReadSide = { is: 'read'; side: ReadMoment } | { is: 'missing'; why: Missing['why'] };

export interface ReadMoment {
	spot: Spot;
	document: WeekDocument;
	board: BoardMoment;
	/** When the board stood so, in milliseconds. */
	at: number;
	/** Of a week as it was sealed. */
	sealedAt: number | null;
	/** Is it this very moment? */
	isNow: boolean;
}

/**
 * Both sides of a comparison, as this person may see them, in the order they are asked for. What was decided and closed
 * between them is on neither board and is told of; what was changed in neither is the same on both.
 */
export async function readSides(
	parts: SideParts,
	actor: Actor,
	[from, to]: readonly [Spot, Spot]
): Promise<ReadSide[]> {
	const [earlier, later] = startOf(from) <= startOf(to) ? [from, to] : [to, from];
	const second = await readSide(parts, actor, later, { changedSince: startOf(earlier) });
	const also = second.is === 'read' ? second.side.board.actions.actions.map(({ id }) => id) : [];
	const first = await readSide(parts, actor, earlier, { also });
	return earlier === from ? [first, second] : [second, first];
}

/** No later than the moment that the side is read at: no week is sealed before it has begun. */
const startOf = ({ week, at }: Spot): number => at ?? momentOf(mondayOf(week));

type Besides = NonNullable<Parameters<Services['history']['weekAt']>[3]>;

async function readSide(parts: SideParts, actor: Actor, spot: Spot, besides: Besides): Promise<ReadSide> {
	if ((spot.at ?? 0) > parts.now()) return { is: 'missing', why: 'ahead' };
	const document = await parts.store.documents.findWeek(actor.samverkan, weekKey(spot.week));
	if (!document) return { is: 'missing', why: 'no-board' };
	if (!permissionsOf(actor, document.state).readBoard) return { is: 'missing', why: 'not-yours' };
	if (await parts.store.retention.removedWeek(document.id)) return { is: 'missing', why: 'removed' };
	const when = await whenOf(parts, document, spot);
	const reading =
		spot.at === null ? readWeek(parts, actor, document, when.at, besides) : readAt(parts, actor, spot, besides);
	const read = await reading.catch(goneOr);
	if (read === 'removed') return { is: 'missing', why: 'removed' };
	if (!read) return { is: 'missing', why: 'not-yours' };
	const carried = await carriedOf(parts, actor, read.week);
	const board = { ...read, of: spot.week, day: localDay(when.at), carried };
	return { is: 'read', side: { spot, document, board, ...when } };
}

/** Gallrat: a class of the server's storage, which only its types are known of here. Anything else is a failure. */
function goneOr(error: unknown): 'removed' {
	if (error instanceof Error && 'from' in error && typeof error.from === 'number') return 'removed';
	throw error;
}

type Records = { week: WeekRecord; actions: ActionsRecord };
type When = Pick<ReadMoment, 'at' | 'sealedAt' | 'isNow'>;

async function whenOf({ store, now }: SideParts, document: WeekDocument, { week, at }: Spot): Promise<When> {
	if (at !== null) return { at, sealedAt: null, isNow: false };
	if (!isSealed(document.state)) return { ...endOrNow(week, now()), sealedAt: null };
	const log = await store.documents.weekStateLog(document.id);
	const sealedAt = log.findLast(({ state }) => isSealed(state))?.at ?? null;
	return { at: sealedAt ?? endOrNow(week, now()).at, sealedAt, isNow: false };
}

const endOrNow = (week: Week, now: number): Pick<When, 'at' | 'isNow'> => {
	const end = endOfWeek(week) - 1;
	return end < now ? { at: end, isNow: false } : { at: now, isNow: true };
};

/**
 * A week as it was sealed, or as it stands: its own document is what is kept of it, and is not replayed. Its åtgärder live
 * on, and are read as they were then.
 */
async function readWeek(
	{ rooms, history }: SideParts,
	actor: Actor,
	{ id, week }: WeekDocument,
	at: number,
	besides: Besides
): Promise<Records | null> {
	const [record, actions] = await Promise.all([rooms.read(id, 'week'), history.actionsAt(actor, week, at, besides)]);
	return actions && { week: record, actions };
}

async function readAt(
	{ history }: SideParts,
	actor: Actor,
	{ week, at }: Spot,
	besides: Besides
): Promise<Records | null> {
	const then = await history.weekAt(actor, weekKey(week), at ?? 0, besides);
	return then && { week: then.week, actions: then.actions };
}

async function carriedOf({ earlierWords }: SideParts, actor: Actor, week: WeekRecord): Promise<CarriedEntry[]> {
	const { earlierEntries } = await earlierWords(actor.samverkan, week);
	const words = new Map(earlierEntries.map((entry) => [entry.id, entry]));
	return week.carried.flatMap((carried) => {
		const entry = words.get(carried.id);
		return entry ? [{ carried, entry }] : [];
	});
}

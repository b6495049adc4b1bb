import { permissionsOf } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { CarriedEntry } from '#lib/shared/board/carried.ts';
import type { WeekRecord } from '#lib/shared/board/document-record.ts';
import type { Spot } from '#lib/shared/history/compare-address.ts';
import type { WeekMoment } from '#lib/shared/history/diff.ts';
import { localDay, weekKey, type Week } from '#lib/shared/week/iso-week.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';
import { endOfWeek } from '#lib/shared/week/local-time.ts';
import type { Missing } from '#lib/shared/history/compare-page.ts';
import type { Services } from '../../../server/services.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';

export type SideParts = Pick<
	Services,
	'store' | 'rooms' | 'earlierWords' | 'earlierThen' | 'sealedBoard' | 'now' | 'history'
>;

/** A board to compare, or why this person has none there. */
export type ReadSide = { is: 'read'; side: ReadMoment } | { is: 'missing'; why: Missing['why'] };

export interface ReadMoment {
	spot: Spot;
	document: WeekDocument;
	board: WeekMoment;
	/** When the board stood so, in milliseconds. */
	at: number;
	/** Of a week as it was sealed. */
	sealedAt: number | null;
	/** Is it this very moment? */
	isNow: boolean;
}

/** Both sides of a comparison, as this person may see them. */
export const readSides = (parts: SideParts, actor: Actor, spots: readonly [Spot, Spot]): Promise<ReadSide[]> =>
	Promise.all(spots.map((spot) => readSide(parts, actor, spot)));

async function readSide(parts: SideParts, actor: Actor, spot: Spot): Promise<ReadSide> {
	if ((spot.at ?? 0) > parts.now()) return { is: 'missing', why: 'ahead' };
	const document = await parts.store.documents.findWeek(actor.samverkan, weekKey(spot.week));
	if (!document) return { is: 'missing', why: 'no-board' };
	if (!permissionsOf(actor, document.state).readBoard) return { is: 'missing', why: 'not-yours' };
	if (await parts.store.retention.removedWeek(document.id)) return { is: 'missing', why: 'removed' };
	const when = await whenOf(parts, document, spot);
	const read = await readBoard(parts, actor, document, { spot, when }).catch(goneOr);
	if (read === 'removed') return { is: 'missing', why: 'removed' };
	if (!read) return { is: 'missing', why: 'not-yours' };
	const board = { ...read, of: spot.week, day: localDay(when.at) };
	return { is: 'read', side: { spot, document, board, ...when } };
}

/** Gallrat: a class of the server's storage, which only its types are known of here. Anything else is a failure. */
function goneOr(error: unknown): 'removed' {
	if (error instanceof Error && 'from' in error && typeof error.from === 'number') return 'removed';
	throw error;
}

type When = Pick<ReadMoment, 'at' | 'sealedAt' | 'isNow'>;

async function whenOf({ store, now }: SideParts, document: WeekDocument, { week, at }: Spot): Promise<When> {
	if (at !== null) return { at, sealedAt: null, isNow: false };
	const sealedAt = await sealedAtOf(store, document);
	return { ...(sealedAt === null ? endOrNow(week, now()) : { at: sealedAt, isNow: false }), sealedAt };
}

async function sealedAtOf({ documents }: SideParts['store'], { id, state }: WeekDocument): Promise<number | null> {
	if (!isSealed(state)) return null;
	return (await documents.weekStateLog(id)).findLast(({ state }) => isSealed(state))?.at ?? null;
}

const endOrNow = (week: Week, now: number): Pick<When, 'at' | 'isNow'> => {
	const end = endOfWeek(week) - 1;
	return end < now ? { at: end, isNow: false } : { at: now, isNow: true };
};

type Board = Pick<WeekMoment, 'week' | 'carried'>;

/** From its record where it had been sealed by then; else as it stood, and what it carries as that stood. */
async function readBoard(
	parts: SideParts,
	actor: Actor,
	document: WeekDocument,
	{ spot, when }: { spot: Spot; when: When }
): Promise<Board | null> {
	const { store, rooms, history, sealedBoard, earlierWords, earlierThen } = parts;
	const sealedAt = when.sealedAt ?? (await sealedAtOf(store, document));
	const sealed = sealedAt !== null && sealedAt <= when.at ? await sealedBoard(document) : null;
	if (sealed) return { week: sealed.week, carried: sealed.carried };
	const week = await (spot.at === null
		? rooms.read(document.id, 'week')
		: history.weekRecordAt(actor, weekKey(spot.week), spot.at));
	if (!week) return null;
	if (!when.isNow) return { week, carried: await (await earlierThen(actor, when.at)).carried(week) };
	return { week, carried: withWords(week, await earlierWords(actor.samverkan, week)) };
}

function withWords(
	week: WeekRecord,
	{ earlierEntries }: Awaited<ReturnType<SideParts['earlierWords']>>
): CarriedEntry[] {
	const words = new Map(earlierEntries.map((entry) => [entry.id, entry]));
	return week.carried.flatMap((carried) => {
		const entry = words.get(carried.id);
		return entry ? [{ carried, entry }] : [];
	});
}

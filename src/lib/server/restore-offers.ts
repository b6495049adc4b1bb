import { mayWriteDocument } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { kindAt } from '#lib/shared/board/schema.ts';
import type { HistoryRow } from '#lib/shared/history/history-row.ts';
import { restoreHref, undoRestoreHref } from '#lib/shared/history/restore-address.ts';
import { isRestorable } from '#lib/shared/history/restore-pieces.ts';
import type { DocumentId } from '#lib/shared/ids.ts';
import { localDay, parseWeekKey, weekKey, weekOf, type Week } from '#lib/shared/week/iso-week.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';
import type { Restore } from '../../../server/storage/restores.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import { services } from './services.ts';

/** What can be done with a change of a card's history, by the change's id. */
export interface RestoreOffer {
	href: string;
	words: 'Återställ hit' | 'Ångra återställningen';
}

/** A document that this person may write in, and the week whose address a restore of it has. */
interface Place {
	document: DocumentId;
	week: Week;
}

/**
 * Where each change can be brought back: not in sealed weeks, not what stands already, and for nobody who may not write
 * there. What exactly may be restored is the preview's to say.
 */
export async function restoreOffers(
	actor: Actor,
	rows: readonly HistoryRow[],
	back: string
): Promise<Record<number, RestoreOffer>> {
	const weeks = await services().store.documents.weeks(actor.samverkan);
	const actions = await placeOfActions(actor, weeks);
	const restores = new Map<DocumentId, Restore[]>();
	const offers: Record<number, RestoreOffer> = {};
	for (const [index, row] of rows.entries()) {
		const place = kindAt('actions', row.root) ? actions : placeOfWeek(actor, weeks, row.week);
		if (!place || row.root === 'comments' || !isRestorable(row.root, row.field)) continue;
		const undo = row.restored === null ? null : await findRestore(restores, place.document, row);
		if (undo) offers[row.id] = { words: 'Ångra återställningen', href: undoRestoreHref(place.week, undo.id, back) };
		else if (isPast(row, rows.slice(0, index)))
			offers[row.id] = { words: 'Återställ hit', href: hrefOf(row, place, back) };
	}
	return offers;
}

/** Has it been changed since? What stands already is not brought back. */
const isPast = ({ record, field }: HistoryRow, later: readonly HistoryRow[]): boolean =>
	later.some((row) => row.record === record && (field === null || row.field === null || row.field === field));

function hrefOf({ root, record, field, at }: HistoryRow, { week }: Place, back: string): string {
	const isField = field !== null && field !== 'removed';
	return restoreHref({ week, at, root, record, back, ...(isField && { field }) });
}

function placeOfWeek(actor: Actor, weeks: readonly WeekDocument[], week: Week): Place | null {
	const found = weeks.find((one) => one.week === weekKey(week));
	return found && !isSealed(found.state) && mayWriteDocument(actor, found) ? { document: found.id, week } : null;
}

/** Åtgärder live over the weeks: they are restored from the board of this week, or of the last that is open. */
async function placeOfActions(actor: Actor, weeks: readonly WeekDocument[]): Promise<Place | null> {
	const { store, now } = services();
	const document = await store.documents.actionsDocument(actor.samverkan);
	if (!mayWriteDocument(actor, document)) return null;
	const open = weeks.filter(({ state }) => !isSealed(state));
	const thisWeek = weekKey(weekOf(localDay(now())));
	const chosen = open.find(({ week }) => week === thisWeek) ?? open.at(-1);
	const week = chosen && parseWeekKey(chosen.week);
	return week ? { document: document.id, week } : null;
}

async function findRestore(
	known: Map<DocumentId, Restore[]>,
	document: DocumentId,
	{ from, at }: HistoryRow
): Promise<Restore | null> {
	const restores = known.get(document) ?? (await services().store.restores.ofDocument(document));
	known.set(document, restores);
	return restores.findLast((one) => one.at >= from && one.at <= at && one.undoes === null) ?? null;
}

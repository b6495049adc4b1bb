import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import { isSealed, wasSealedBy } from '../../src/lib/shared/week/lifecycle.ts';
import { DetailGoneError } from '../storage/history.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import { EarlierWeeks } from './earlier-weeks.ts';

export interface EarlierThenParts {
	store: { documents: Pick<Store['documents'], 'weeks' | 'weekStateLog'> };
	/** As it stands: a sealed week is as it was sealed. */
	readWeek(week: DocumentId): Promise<WeekRecord>;
	/** As it stood at a moment. */
	history: { weekThen(actor: Actor, week: DocumentId, at: number): Promise<WeekRecord> };
}

/**
 * The weeks before a moment of the past as they were at it: the words of what a board carries, and the levels before it, were
 * not yet what they became. What is left of a week whose edit history is gone is how it ended.
 */
export async function earlierWeeksThen(
	{ store, readWeek, history }: EarlierThenParts,
	actor: Actor,
	at: number
): Promise<EarlierWeeks> {
	const read = async (week: WeekDocument): Promise<WeekRecord | null> => {
		const isWhole = await wasSealed(store, week, at);
		const reading = isWhole ? readWeek(week.id) : history.weekThen(actor, week.id, at).catch(asItEnded(week.id));
		return reading.catch(() => null);
	};
	const asItEnded = (week: DocumentId) => (error: unknown) => {
		if (error instanceof DetailGoneError) return readWeek(week);
		throw error;
	};
	return new EarlierWeeks(read, await store.documents.weeks(actor.samverkan));
}

async function wasSealed(
	{ documents }: EarlierThenParts['store'],
	{ id, state }: WeekDocument,
	at: number
): Promise<boolean> {
	if (!isSealed(state)) return false;
	return wasSealedBy(await documents.weekStateLog(id), at);
}

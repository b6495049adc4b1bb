import type { CardHistory } from '#lib/shared/history/card-history.ts';
import type { RecordId } from '#lib/shared/ids.ts';
import { localDay } from '#lib/shared/week/iso-week.ts';
import { answerFilter, lifeOf, type HistoryReading } from './history-page.ts';

/** Changes of one card that are told; of more the oldest are asked for in the filter. */
const MOST = 1_000;

/** All that happened to a record, newest first; null where there is nothing that this person may see. */
export async function cardHistory(reading: HistoryReading, record: RecordId): Promise<CardHistory | null> {
	const { rows, next } = await answerFilter(reading, lifeOf(reading, record), { limit: MOST });
	const own = rows.find((row) => row.record === record && row.root !== 'followUps') ?? rows[0];
	if (!own) return null;
	return {
		record,
		root: own.root,
		kind: own.kind,
		name: own.name,
		rows,
		isCut: next !== null,
		today: localDay(reading.services.now())
	};
}

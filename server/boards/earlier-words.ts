import type { Logger } from 'pino';
import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { WeekPage } from '../../src/lib/shared/board/week-page.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Store } from '../storage/store.ts';
import { EarlierWeeks, type ReadWeek } from './earlier-weeks.ts';

interface EarlierWordsParts {
	store: { documents: Pick<Store['documents'], 'weeks'> };
	rooms: { read(id: DocumentId, kind: 'week'): Promise<WeekRecord> };
	log: Pick<Logger, 'error'>;
}

export type EarlierWords = Pick<WeekPage, 'earlierEntries' | 'earlierNotes'>;

/** The words that a week's references stand for. A week that can not be read costs its own words, and nobody the page. */
export async function readEarlierWords(
	{ store, rooms, log }: EarlierWordsParts,
	samverkan: SamverkanId,
	record: Pick<WeekRecord, 'carried' | 'returned'>
): Promise<EarlierWords> {
	if (record.carried.length + record.returned.length === 0) return { earlierEntries: [], earlierNotes: [] };
	const tryToRead: ReadWeek = ({ id, week }) =>
		rooms.read(id, 'week').catch((err: unknown) => {
			log.error({ event: 'earlier-week-unreadable', err, week }, 'rows carried from a week have no words');
			return null;
		});
	const earlier = new EarlierWeeks(tryToRead, await store.documents.weeks(samverkan));
	const [carried, returned] = await Promise.all([earlier.carried(record), earlier.returned(record)]);
	return { earlierEntries: carried.map(({ entry }) => entry), earlierNotes: returned.map(({ note }) => note) };
}

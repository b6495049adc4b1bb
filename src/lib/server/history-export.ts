import { chosenOf } from '#lib/shared/history/asked-words.ts';
import { VIA_WORDS } from '#lib/shared/history/change-words.ts';
import type { HistoryAsked } from '#lib/shared/history/history-address.ts';
import type { HistoryRow } from '#lib/shared/history/history-row.ts';
import { MOST_ROWS, type TableFormat } from '#lib/shared/history/table-limits.ts';
import { localDay, weekPath } from '#lib/shared/week/iso-week.ts';
import type { Table, TableCell } from '../../../server/documents/table-files.ts';
import { answerHistory, peopleOf, type HistoryReading } from './history-page.ts';
import { requireRoom } from './table-answer.ts';

/** Changes that are read at a time: others have their turn in between. */
const STEP = 500;

const COLUMNS = [
	{ title: 'När', share: 2 },
	{ title: 'Vecka', share: 1 },
	{ title: 'Vem', share: 2 },
	{ title: 'Part och funktion', share: 2 },
	{ title: 'Hur', share: 1.4 },
	{ title: 'Slag', share: 1.4 },
	{ title: 'Kort', share: 3 },
	{ title: 'Vad', share: 1.8 },
	{ title: 'Före', share: 3 },
	{ title: 'Efter', share: 3 },
	{ title: 'Ändringar', share: 1 }
];

const lineOf = (row: HistoryRow): TableCell[] => [
	{ at: row.at },
	weekPath(row.week),
	row.who ?? 'Lägestavlan',
	row.whose,
	VIA_WORDS[row.via],
	row.kind,
	row.name,
	row.what,
	row.before ?? '',
	row.values.length > 0 ? row.values.map(({ name, words }) => `${name}: ${words}`).join('\n') : (row.after ?? ''),
	row.count
];

/** All that is asked for, read step by step and refused where it is more than the file takes. */
export async function changesTable(
	reading: HistoryReading,
	asked: HistoryAsked,
	format: TableFormat
): Promise<Pick<Table, 'title' | 'subtitle' | 'columns' | 'rows'>> {
	const rows: TableCell[][] = [];
	let before: number | null = null;
	do {
		const page = await answerHistory(reading, asked, { ...(before !== null && { before }), limit: STEP });
		rows.push(...page.rows.map(lineOf));
		requireRoom(format, rows.length);
		before = page.next;
	} while (before !== null && rows.length <= MOST_ROWS[format]);
	const known = {
		organisation: reading.organisation,
		people: peopleOf(reading),
		today: localDay(reading.services.now())
	};
	const chosen = chosenOf(asked, known).map(({ name, words }) => `${name}: ${words}`);
	return { title: 'Ändringar', subtitle: chosen.join('\n') || 'Alla ändringar som får läsas', columns: COLUMNS, rows };
}

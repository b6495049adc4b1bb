import type { CarriedEntry } from '../board/carried.ts';
import type { WeekPage } from '../board/week-page.ts';
import { counted, listed } from '../meeting/counted.ts';
import type { Area } from '../organisation.ts';
import { localDay, type Week } from '../week/iso-week.ts';
import { kindName, fieldName } from './change-words.ts';
import { diffBoards, type BoardMoment } from './diff.ts';
import type { FilmBoard, FilmEdit, FilmFrame } from './film.ts';
import { formatMoment } from './moment.ts';
import { comparisonSentence } from './sentences.ts';
import { PREPARED_ROOTS } from './prepared-rows.ts';

/** Kinds of record that are named before the rest is counted. */
const NAMED = 3;

/** A board as plain records, with the words of what it refers to, as two moments are compared. */
export function boardMoment(
	{ week, actions }: FilmBoard,
	{ earlierEntries }: Pick<WeekPage, 'earlierEntries'>,
	{ of, at }: { of: Week; at: number }
): BoardMoment {
	const entries = new Map(earlierEntries.map((entry) => [entry.id, entry]));
	const carried = week.carried.flatMap((carried): CarriedEntry[] => {
		const entry = entries.get(carried.id);
		return entry ? [{ carried, entry }] : [];
	});
	return { week, actions, of, day: localDay(at), carried };
}

/** "Sedan tor 8 okt 10.42: 2 nya åtgärder, 1 klar." – to the last that is known of the week. */
export function sinceWords(shown: BoardMoment, last: BoardMoment, at: number, areas: readonly Area[]): string {
	return comparisonSentence({ diff: diffBoards(shown, last), areas, from: formatMoment(at), to: null });
}

/** "Karin Lund: Åtgärd (Ansvarig, Klart senast) och Lägesrad" – what one second changed, and who. */
export function hereWords(
	{ edits, by }: Pick<FilmFrame, 'edits' | 'by'>,
	nameOf: (id: FilmFrame['by'][number]) => string
) {
	if (edits.length === 0) return '';
	if (by.length === 0 && edits.every(isReady)) return 'Automatiskt: tavlan förbereddes';
	const kinds = [...Map.groupBy(edits, ({ root }) => root)];
	const named = kinds.slice(0, NAMED).map(([root, of]) => kindWords(root, of));
	const more = kinds.length - NAMED;
	const what = listed(more > 0 ? [...named, `${counted(more, 'slag till', 'slag till')}`] : named);
	return `${by.length > 0 ? listed(by.map(nameOf)) : 'Automatiskt'}: ${what}`;
}

/** An empty place for an area's level or a party's report, as each week begins with. */
const isReady = (edit: FilmEdit): boolean =>
	PREPARED_ROOTS.includes(edit.root) && 'record' in edit && edit.record !== null;

function kindWords(root: string, edits: readonly FilmEdit[]): string {
	const records = new Set(edits.map(({ id }) => id)).size;
	const fields = [...new Set(edits.flatMap((edit) => ('field' in edit ? fieldName(root, edit.field) : [])))];
	const isNew = edits.some((edit) => 'record' in edit && edit.record !== null);
	const count = records > 1 ? ` × ${records}` : '';
	const about = isNew ? ['ny'] : fields.slice(0, NAMED).map((name) => name.toLowerCase());
	return `${kindName(root)}${count}${about.length > 0 ? ` (${about.join(', ')})` : ''}`;
}

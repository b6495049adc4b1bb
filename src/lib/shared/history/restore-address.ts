import { parseWeekPath, weekKey, weekPath, type Week } from '../week/iso-week.ts';
import type { RecordId } from '../ids.ts';
import { endOfSecond, momentText, parseMoment } from './moment.ts';
import type { RestoreTarget } from './restore.ts';

/** What somebody asks to have back: on which week's board, from when, and where to go afterwards. */
export interface RestoreAsked {
	week: Week;
	/** Milliseconds; what was written then is there. */
	at: number;
	/** The whole week where left out; then the whole card where no field is named. */
	root?: string;
	record?: string;
	field?: string;
	/** A path of our own. */
	back?: string;
}

/** The page that shows what a restore would change, and does it. Opening it changes nothing. */
export function restoreHref({ week, at, root, record, field, back }: RestoreAsked): string {
	const query = new URLSearchParams({ t: momentText(at) });
	// Several edits may stand in one second: the address of a moment means its end.
	if (at !== endOfSecond(at)) query.set('ms', String(at % 1_000));
	const rest = { rot: root, post: record, falt: field, till: back };
	for (const [name, value] of Object.entries(rest)) if (value) query.set(name, value);
	return `/v/${weekPath(week)}/aterstall?${query}`;
}

/** The page that shows what taking a restore back would change. */
export const undoRestoreHref = (week: Week, id: string, back = ''): string =>
	`/v/${weekPath(week)}/aterstall?${new URLSearchParams({ angra: id, ...(back && { till: back }) })}`;

/** What an address asks for; null where it makes no sense. */
export type ParsedRestore =
	{ is: 'restore'; week: Week; target: RestoreTarget; moment: number } | { is: 'undo'; week: Week; id: string };

export function parseRestore(path: string, query: URLSearchParams): ParsedRestore | null {
	const week = parseWeekPath(path);
	if (!week) return null;
	const id = query.get('angra');
	if (id) return { is: 'undo', week, id };
	const moment = momentOf(query);
	return moment === null ? null : { is: 'restore', week, moment, target: targetOf(week, query) };
}

function momentOf(query: URLSearchParams): number | null {
	const end = parseMoment(query.get('t') ?? '');
	const ms = /^\d{1,3}$/.exec(query.get('ms') ?? '')?.[0];
	return end === null || ms === undefined ? end : end - (end % 1_000) + Number(ms);
}

function targetOf(week: Week, query: URLSearchParams): RestoreTarget {
	const [root, record, field] = ['rot', 'post', 'falt'].map((name) => query.get(name) ?? '') as [
		string,
		string,
		string
	];
	if (root === '' || record === '') return { of: 'week', week: weekKey(week) };
	const of = { week: weekKey(week), root, record: record as RecordId };
	return field === '' ? { of: 'record', ...of } : { of: 'field', ...of, field };
}

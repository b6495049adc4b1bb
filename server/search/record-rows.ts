import { actionLabel, homeWeek, type Action } from '../../src/lib/shared/board/action.ts';
import { isClosed } from '../../src/lib/shared/board/action-status.ts';
import type { Carried } from '../../src/lib/shared/board/carried.ts';
import type { Comment } from '../../src/lib/shared/board/comment.ts';
import { decisionLabel, type Decision } from '../../src/lib/shared/board/decision.ts';
import type { Entry } from '../../src/lib/shared/board/entry.ts';
import type { Note } from '../../src/lib/shared/board/note.ts';
import type { Observation } from '../../src/lib/shared/board/observation.ts';
import type { Priority } from '../../src/lib/shared/board/priority.ts';
import type { Upcoming } from '../../src/lib/shared/board/upcoming.ts';
import type { Author, Where } from '../../src/lib/shared/board/values.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { composed } from '../../src/lib/shared/search/terms.ts';
import { localDay, mondayOf, parseWeekKey, weekKey, weekOf, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../src/lib/shared/week/local-time.ts';
import type { SearchRow } from '../storage/search.ts';
import type { Names } from './names.ts';

/** What of a row differs between kinds; the rest is as of a record that has none of it. */
type Words = Pick<SearchRow, 'kind'> & Partial<SearchRow>;
type ToWords = (record: never, names: Names) => Words | null;

const placed = (where: Where) => ({ area: where?.area ?? null, place: where?.place ?? null });

/** By the root that a record lies under. What is not here is not searched: levels, attendance, who has reported. */
const WORDS: Record<string, ToWords> = {
	entries: ({ text, where, category, circle }: Entry, names) => ({
		...{ kind: 'entry', body: text, category, circle, ...placed(where) },
		names: names.words(where, category)
	}),
	/** Its words stand in the week where they were written; here is only what is new. */
	carried: ({ text }: Carried) => (text.trim() === '' ? null : { kind: 'entry', body: text }),
	priorities: ({ title, where }: Priority, names) => ({
		...{ kind: 'priority', title, ...placed(where) },
		names: names.words(where)
	}),
	decisions: (decision: Decision) => ({ kind: 'decision', label: decisionLabel(decision), body: decision.text }),
	notes: ({ text }: Note) => ({ kind: 'note', body: text }),
	upcoming: ({ title, where }: Upcoming, names) => ({
		...{ kind: 'upcoming', title, ...placed(where) },
		names: names.words(where)
	}),
	actions: (action: Action, names) => ({
		kind: 'action',
		action: action.id,
		label: action.number === null ? '' : actionLabel(action),
		title: action.title,
		body: lines(action.description, action.goal, ...statusWords(action.status)),
		names: names.words(action.where, action.category, action.owner, ...action.performers),
		category: action.category,
		...placed(action.where),
		week: homeWeek(action),
		shown: isClosed(action.status.state) && action.closedOn ? weekKey(weekOf(action.closedOn)) : null
	}),
	comments: ({ text, action, created }: Comment) =>
		action === null ? null : { kind: 'comment', action, body: text, week: weekOfMoment(created) },
	/** Once it is shared it is found in the week, by everybody who may. */
	observations: ({ text, where, category, shared, mergedInto }: Observation, names) =>
		shared !== null || mergedInto !== null
			? null
			: { kind: 'observation', body: text, category, ...placed(where), names: names.words(where, category) }
};

const lines = (...texts: string[]): string => texts.filter((text) => text.trim() !== '').join('\n');

/** Why there is a hinder, why it was cancelled, what came of it. */
export const statusWords = (status: Action['status']): string[] =>
	Object.entries(status).flatMap(([name, words]) => (name === 'reason' || name === 'sentence' ? [words] : []));

const weekOfMoment = (created: Author | null): WeekKey | null => created && weekKey(weekOf(localDay(created.at)));

/** What takes a record off the board takes it out of the index: taken away, flagged, redacted, taken back. */
const HIDING = ['removed', 'flagged', 'redacted', 'withdrawn'] as const;
const isHidden = (record: Readonly<Record<string, unknown>>): boolean =>
	HIDING.some((field) => record[field] !== undefined && record[field] !== null && record[field] !== false);

/** The record's row, or null for what can not be found. `week` is that of its document. */
export function rowOf(
	root: string,
	record: Readonly<Record<string, unknown>>,
	week: WeekKey | null,
	names: Names
): SearchRow | null {
	const toWords = Object.hasOwn(WORDS, root) ? WORDS[root] : undefined;
	if (!toWords || isHidden(record)) return null;
	const words = toWords(record as never, names);
	return words && complete(record.id as RecordId, { at: madeAt(record, week), week, shown: week, ...words });
}

/** A row with everything that it does not say left empty, in Unicode's composed form. Null where it has no words. */
export function complete(record: RecordId, words: Words & Pick<SearchRow, 'at' | 'week' | 'shown'>): SearchRow | null {
	const { label = '', title = '', body = '', names = '', ...facts } = words;
	if (title.trim() === '' && body.trim() === '') return null;
	return {
		...{ record, action: null, circle: null, area: null, place: null, category: null, ...facts },
		...{ label: composed(label), title: composed(title), body: composed(body), names: composed(names) }
	};
}

/** A record that the server made has no author; it is as old as its week. */
function madeAt(record: Readonly<Record<string, unknown>>, week: WeekKey | null): number {
	const created = record.created as Author | null | undefined;
	const parsed = parseWeekKey(week ?? '');
	return created?.at ?? (parsed ? momentOf(mondayOf(parsed)) : 0);
}

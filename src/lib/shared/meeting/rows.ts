import type { Action } from '../board/action.ts';
import { actionLabel, homeWeek, isOverdue, shownIn, weekInRow } from '../board/action.ts';
import { weeksInARow, type CarriedEntry } from '../board/carried.ts';
import type { Entry, EntryAssessment } from '../board/entry.ts';
import { assessmentWords, countWords, shortCategoryName } from '../board/entry-words.ts';
import { openActionsForPriority } from '../board/links.ts';
import type { Priority } from '../board/priority.ts';
import { STATE_WORDS } from '../board/words.ts';
import type { AreaId } from '../ids.ts';
import { formatDay, formatDue, formatWeekInRow } from '../week/format.ts';
import { weekKey, weekOf } from '../week/iso-week.ts';
import type { MeetingFacts } from './facts.ts';
import type { Names } from './names.ts';
import { row, type Mark, type SceneRow } from './scene.ts';

/** The rows that several scenes show alike. */

const mark = (
	kind: 'place' | 'category' | 'weeks' | 'funktion' | 'due' | 'overdue' | 'hidden',
	text: string
): Mark => ({
	...{ kind, text }
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const byOrder = (a: { order: string; id: string }, b: { order: string; id: string }): number =>
	compare(a.order, b.order) || compare(a.id, b.id);

/** Åtgärder that are on this week's board, in order. */
export const shownActions = ({ actions, week }: MeetingFacts): Action[] =>
	actions.actions.filter(shownIn(week)).sort(byOrder);

export const isOfThisWeek = (action: Action, { week }: MeetingFacts): boolean => homeWeek(action) === weekKey(week);

/** "fre 27 nov, v. 48"; late ones say how late. */
export function dueMark(action: Action, { today }: MeetingFacts): Mark {
	if (action.due === null) return { kind: 'missing', what: 'when', text: 'När?' };
	if (isOverdue(action, today)) return mark('overdue', formatDue(action.due, today));
	return mark('due', `${formatDay(action.due, today)} (v. ${weekOf(action.due).number})`);
}

const ownerMark = ({ owner }: Action, names: Names): Mark =>
	owner === null ? { kind: 'missing', what: 'who', text: 'Vem?' } : mark('funktion', names.funktion(owner));

export function actionRow(action: Action, facts: MeetingFacts, names: Names, marks: readonly Mark[] = []): SceneRow {
	const { status } = action;
	const weeks = weekInRow(action, facts.week);
	return row(action.id, 'action', `${actionLabel(action)} ${action.title}`.trim(), {
		details: status.state === 'blocked' ? [`Hinder: ${status.reason}`] : [],
		marks: [
			{ kind: 'status', state: status.state, text: STATE_WORDS[status.state] },
			ownerMark(action, names),
			dueMark(action, facts),
			...(weeks > 1 ? [mark('weeks', formatWeekInRow(weeks))] : []),
			...marks
		]
	});
}

/** A lägesrad of this week, or one carried from an earlier one with how it stands now. */
export interface SituationRow {
	id: string;
	entry: Entry;
	assessment: EntryAssessment;
	/** What is new about a carried row. */
	news: string;
	/** Which week in a row. */
	weeks: number;
	hidden: boolean;
}

const ownRow = (entry: Entry): SituationRow => ({
	...{ id: entry.id, entry, assessment: entry.assessment, news: '', weeks: 1 },
	hidden: entry.hiddenOnScreen
});

const carriedRow = ({ carried, entry }: CarriedEntry, facts: MeetingFacts): SituationRow => ({
	...{ id: carried.id, entry, assessment: carried.assessment, news: carried.text },
	weeks: weeksInARow(carried, facts.week),
	hidden: carried.hiddenOnScreen || entry.hiddenOnScreen
});

/** New first, then what changed, then what nobody has looked at, then what is as it was. */
function rank({ assessment }: SituationRow): number {
	if (assessment === null) return 2;
	if (assessment.kind === 'confirmed' || assessment.trend === 'unchanged') return 3;
	return assessment.trend === 'new' ? 0 : 1;
}

export const isChanged = (row: SituationRow): boolean => rank(row) < 2;

/** All lägesrader of the week, carried ones too, in the order that the meeting takes them. */
export function situationRows(facts: MeetingFacts): SituationRow[] {
	const own = facts.record.entries.filter(({ removed }) => removed === null).map(ownRow);
	const carried = facts.carried
		.filter(({ carried }) => carried.removed === null)
		.map((both) => carriedRow(both, facts));
	return [...carried, ...own].sort((a, b) => rank(a) - rank(b) || byOrder(a.entry, b.entry));
}

export const areaOf = ({ entry }: Pick<SituationRow, 'entry'>): AreaId | null => entry.where?.area ?? null;

export function entryRow({ id, entry, assessment, news, weeks, hidden }: SituationRow, names: Names): SceneRow {
	const category = names.category(entry.category);
	const count = countWords(entry.count);
	return row(id, 'entry', entry.text, {
		details: news === '' ? [] : [`Nytt: ${news}`],
		marks: [
			{ kind: 'assessment', assessment, text: assessmentWords(assessment) },
			...(category ? [mark('category', shortCategoryName(category))] : []),
			...(entry.where?.place ? [mark('place', names.place(entry.where))] : []),
			...(count ? [{ kind: 'number' as const, text: count }] : []),
			...(weeks > 1 ? [mark('weeks', `${formatWeekInRow(weeks)} i rad`)] : []),
			...(hidden ? [mark('hidden', 'Visas inte på storskärmen')] : [])
		]
	});
}

export const priorities = ({ record }: MeetingFacts): Priority[] =>
	record.priorities.filter(({ removed }) => removed === null).sort(byOrder);

/** Open åtgärder on the board that answer a priority, or the lägesrad that it was made of. */
export const actionsFor = (priority: Priority, facts: MeetingFacts): Action[] =>
	openActionsForPriority(priority, shownActions(facts));

import type { Attendance } from '../board/attendance.ts';
import type { AreaLevel } from '../board/area-level.ts';
import type { Decision } from '../board/decision.ts';
import type { FollowUp } from '../board/follow-up.ts';
import type { Note } from '../board/note.ts';
import type { PartyReport } from '../board/party-report.ts';
import type { Priority } from '../board/priority.ts';
import type { Slot } from '../board/slot.ts';
import type { Upcoming } from '../board/upcoming.ts';
import type { RecordId } from '../ids.ts';
import { weekdayOf } from '../week/iso-week.ts';
import { diffActions, type ActionsDiff } from './action-diff.ts';
import { sameWeek, type BoardMoment, type WeekMoment } from './board-moment.ts';
import {
	diffLists,
	diffRecords,
	stands,
	type FieldChange,
	type ListDiff,
	type Pairs,
	type RecordDiff
} from './record-diff.ts';
import { diffRows, type RowsDiff } from './row-diff.ts';

export type { BoardMoment, WeekMoment } from './board-moment.ts';
export { diffDocuments, diffRecords, type FieldChange, type ListDiff, type RecordDiff } from './record-diff.ts';

/** What is another way at the later of two moments, of one week or of two: of all but its åtgärder. */
export interface WeekDiff {
	/** Are both moments of one week's board? */
	within: boolean;
	rows: RowsDiff;
	levels: LevelDiff[];
	priorities: ListDiff<Priority>;
	slots: ListDiff<Slot>;
	upcoming: ListDiff<Upcoming>;
	decisions: ListDiff<Decision>;
	notes: ListDiff<Note>;
	/** Rapporterat, nollrapport: by party. */
	reports: ListDiff<PartyReport>;
	attendance: ListDiff<Attendance>;
	followUps: ListDiff<FollowUp>;
}

/** With the åtgärder; as lists, or as anything that says how many became what. */
export interface BoardDiff<Actions = ActionsDiff> extends WeekDiff {
	actions: Actions;
}

/** How many åtgärder became what. */
export type ActionCounts = { [Group in keyof ActionsDiff]: { readonly length: number } };

/** An area whose level, trend or motive is another way. */
export interface LevelDiff extends RecordDiff<AreaLevel> {
	/** Null where the area is ej bedömt. */
	from: number | null;
	to: number | null;
}

/** Pure, and the mirror of itself: what is new one way is gone the other way. */
export const diffBoards = (before: BoardMoment, after: BoardMoment): BoardDiff => ({
	...diffWeeks(before, after),
	actions: diffActions(before, after)
});

export function diffWeeks(before: WeekMoment, after: WeekMoment): WeekDiff {
	const [old, now] = [before.week, after.week];
	const within = sameWeek(before, after);
	/** Lists of a week's own are matched by what they say where the weeks are two. */
	const matched = <R extends { id: RecordId }>(a: readonly R[], b: readonly R[], { keys, follows }: Matching<R>) =>
		within
			? diffLists(a, b)
			: diffLists(a, b, {
					pairs: pairsOf(a, b, keys),
					changesOf: (old, now) => diffRecords(old, now).filter(({ field }) => !follows.includes(field as keyof R))
				});
	return {
		within,
		rows: diffRows(before, after),
		levels: diffLevels(old.levels, now.levels, within),
		priorities: matched(old.priorities, now.priorities, PRIORITIES),
		slots: matched(old.slots, now.slots, SLOTS),
		upcoming: matched(old.upcoming, now.upcoming, UPCOMING),
		decisions: diffLists(old.decisions, now.decisions),
		notes: diffLists(old.notes, now.notes),
		reports: diffLists(old.reports.filter(isSaid), now.reports.filter(isSaid), { changesOf: stateChange }),
		attendance: diffLists(old.attendance.filter(isSaid), now.attendance.filter(isSaid)),
		followUps: diffLists(old.followUps.filter(isFollowed), now.followUps.filter(isFollowed), {
			changesOf: (a, b) => diffRecords(a, b, ['disposition'])
		})
	};
}

/** Records that the server makes before anybody has said anything say nothing. */
const isSaid = ({ state }: { state: unknown }): boolean => state !== null;
const isFollowed = ({ disposition }: FollowUp): boolean => disposition !== null;
const stateChange = (before: PartyReport, after: PartyReport) => diffRecords(before, after, ['state']);

/** What makes two records of different weeks one thing; null where nothing does. */
type KeyOf<R> = (record: R) => string | null;

/** How records of two weeks are found to be one, and what follows from there being two weeks. */
interface Matching<R> {
	keys: readonly KeyOf<R>[];
	follows: readonly (keyof R)[];
}

/** The lägesrad it was made from, then the public place, then the words. */
const PRIORITIES: Matching<Priority> = {
	keys: [
		({ entry }) => entry,
		({ where }) => (where?.place ? `${where.area}/${where.place}` : null),
		({ title }) => title.trim().toLowerCase() || null
	],
	follows: ['entry']
};
/** The same function at the same place on the same weekday. */
const SLOTS: Matching<Slot> = {
	keys: [({ funktion, where, day }) => funktion && JSON.stringify([funktion, where, day && weekdayOf(day)])],
	follows: ['day']
};
const UPCOMING: Matching<Upcoming> = {
	keys: [({ title, kind }) => title.trim() && JSON.stringify([kind, title.trim()])],
	follows: []
};

/** Pairs by the first key that both have, in the order they stand; who has found its own is not asked again. */
function pairsOf<R extends { id: RecordId }>(
	before: readonly R[],
	after: readonly R[],
	keys: readonly KeyOf<R>[]
): Pairs {
	const known = new Set(after.filter(stands).map(({ id }) => id));
	let left = before.filter((record) => stands(record) && !known.has(record.id));
	const same = new Set(before.filter(stands).map(({ id }) => id));
	let free = after.filter((record) => stands(record) && !same.has(record.id));
	const pairs = new Map<RecordId, RecordId>();
	for (const keyOf of keys) {
		const waiting = Map.groupBy(free, keyOf);
		for (const record of left) {
			const key = keyOf(record);
			const match = key === null ? undefined : waiting.get(key)?.shift();
			if (match) pairs.set(record.id, match.id);
		}
		const taken = new Set(pairs.values());
		left = left.filter(({ id }) => !pairs.has(id));
		free = free.filter(({ id }) => !taken.has(id));
	}
	return pairs;
}

const UNSAID: Omit<AreaLevel, 'id'> = { assessment: null, trend: null, flagged: null };

function diffLevels(before: readonly AreaLevel[], after: readonly AreaLevel[], within: boolean): LevelDiff[] {
	const [old, now] = [byId(before), byId(after)];
	return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
		const [a, b] = [old.get(id) ?? { ...UNSAID, id }, now.get(id) ?? { ...UNSAID, id }];
		const changes = levelChanges(a, b, within);
		const [from, to] = [a.assessment?.level ?? null, b.assessment?.level ?? null];
		return changes.length === 0 ? [] : [{ id, before: a, after: b, changes, from, to }];
	});
}

const byId = <R extends { id: RecordId }>(records: readonly R[]) =>
	new Map(records.map((record) => [record.id, record]));

/** From one week to another a level that was confirmed is the level that was set. */
function levelChanges(before: AreaLevel, after: AreaLevel, within: boolean): FieldChange[] {
	const kept = !within && after.assessment?.kind !== 'set' && before.assessment?.level === after.assessment?.level;
	return diffRecords(before, after, kept ? ['trend'] : ['assessment', 'trend']);
}

/** Does it say that nothing is another way? What goes on as it was is no change; nor is what only belongs to its week. */
export function isEmptyDiff(diff: BoardDiff<ActionCounts>): boolean {
	const { rows, actions, levels, within } = diff;
	const became: { readonly length: number }[] = Object.values({ ...actions, continuing: [] });
	const groups = [levels, ...Object.values({ ...rows, same: [] }), ...became];
	const lists: ListDiff<unknown>[] = [diff.priorities, diff.slots, diff.upcoming];
	const ofTheWeek: ListDiff<unknown>[] = [diff.decisions, diff.notes, diff.reports, diff.attendance, diff.followUps];
	return groups.every(({ length }) => length === 0) && [...lists, ...(within ? ofTheWeek : [])].every(isSame);
}

const isSame = ({ added, gone, changed }: ListDiff<unknown>): boolean =>
	added.length + gone.length + changed.length === 0;

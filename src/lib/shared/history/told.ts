import type { Action } from '../board/action.ts';
import type { ActionsDiff } from './action-diff.ts';
import type { RecordDiff } from './record-diff.ts';

/** Things that became alike: how many they are, and those of them that are told one by one. */
export interface Told<R> {
	readonly length: number;
	told: RecordDiff<R>[];
}

export type ActionsTold = { [Group in keyof ActionsDiff]: Told<Action> };

/** How many of each group are told one by one; one group, by its key in the address, is told whole. */
export interface HowMany {
	most: number;
	whole: string | null;
}

/** Every one of them: for files. */
export const ALL: HowMany = { most: Number.MAX_SAFE_INTEGER, whole: null };

/** On the page, until all of a group are asked for. */
export const ON_PAGE = 24;

/** Groups of åtgärder: their key in the address. */
export const ACTION_GROUPS: Readonly<Record<keyof ActionsDiff, string>> = {
	added: 'nya',
	done: 'klara',
	late: 'forsenade',
	blocked: 'hinder',
	reassigned: 'bytt-ansvarig',
	cancelled: 'avbrutna',
	gone: 'borttagna',
	changed: 'andrade',
	continuing: 'fortsatter'
};

export function toldOf<R>(list: readonly RecordDiff<R>[], key: string, { most, whole }: HowMany): Told<R> {
	return { length: list.length, told: key === whole ? [...list] : list.slice(0, most) };
}

/** By their numbers, the first of them one by one. */
export function toldActions(diff: ActionsDiff, how: HowMany): ActionsTold {
	const groups = Object.entries(ACTION_GROUPS) as [keyof ActionsDiff, string][];
	const told = groups.map(([group, key]) => [group, toldOf(diff[group].toSorted(byNumber), key, how)]);
	return Object.fromEntries(told) as ActionsTold;
}

/** Those that have no number yet are last. */
function byNumber(a: RecordDiff<Action>, b: RecordDiff<Action>): number {
	const [one, other] = [(a.after ?? a.before)!, (b.after ?? b.before)!];
	const [first, second] = [one.number ?? Number.MAX_SAFE_INTEGER, other.number ?? Number.MAX_SAFE_INTEGER];
	return first - second || one.title.localeCompare(other.title, 'sv');
}

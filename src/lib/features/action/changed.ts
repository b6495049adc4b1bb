import { sameValue } from '../../shared/board/record.ts';

/** What somebody changed in a form, and nothing else: what others changed meanwhile must stay as they left it. */
export function changedFrom<T extends object>(before: T, after: T): Partial<T> {
	const names = Object.keys(after) as (keyof T)[];
	return Object.fromEntries(
		names.filter((name) => !sameValue(before[name], after[name])).map((name) => [name, after[name]])
	) as Partial<T>;
}

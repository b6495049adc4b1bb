import type { Action } from '../../src/lib/shared/board/action.ts';
import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { Entry } from '../../src/lib/shared/board/entry.ts';
import type { Where } from '../../src/lib/shared/board/values.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

const isKept = (list: readonly { id: string; archived: boolean }[], id: unknown): boolean =>
	id === null || list.some((one) => one.id === id && !one.archived);

/**
 * Is what a field refers to still in the samverkan? Places, categories and functions that were archived are chosen for
 * nothing new. `answered` gives the week of the lägesrad or prioritering that an åtgärd answered.
 */
export function isThereIn(organisation: Organisation, answered: (week: WeekKey) => WeekRecord | null) {
	const { areas, places, categories, funktioner, parties } = organisation;
	const checks: Record<string, (value: unknown) => boolean> = {
		where: (value) => {
			const where = value as Where;
			return where === null || (isKept(areas, where.area) && isKept(places, where.place));
		},
		category: (id) => isKept(categories, id),
		owner: (id) => isKept(funktioner, id),
		funktion: (id) => isKept(funktioner, id),
		performers: (ids) => (ids as string[]).every((id) => isKept(funktioner, id)),
		source: (value) => {
			const source = value as Entry['source'];
			return source === null || (parties.some(({ id }) => id === source.party) && isKept(funktioner, source.funktion));
		},
		answers: (value) => isAnswerable(value as Action['answers'], answered)
	};
	return (field: string, value: unknown): boolean => checks[field]?.(value) ?? true;
}

function isAnswerable(answers: Action['answers'], answered: (week: WeekKey) => WeekRecord | null): boolean {
	if (answers === null) return true;
	const week = answered(answers.week);
	const list = answers.kind === 'entry' ? week?.entries : week?.priorities;
	return list?.some(({ id, removed }) => id === answers.id && removed === null) ?? false;
}

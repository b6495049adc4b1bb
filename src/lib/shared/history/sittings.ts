import type { Change } from './change.ts';

/** Longest pause within one sitting, in milliseconds. */
export const SITTING_PAUSE = 10 * 60_000;

/** Edits by one person of one field of one record in one sitting: from the first's `before` to the last's `after`. */
export interface Sitting {
	/** The last of them: its moment, place and `after` are the sitting's. */
	last: Change;
	before: unknown;
	after: unknown;
	/** Server times of the first and the last, in milliseconds. */
	from: number;
	until: number;
	count: number;
	/** All of them, the newest first. */
	changes: Change[];
}

const fieldKey = ({ document, root, record, field }: Change): string => `${document} ${root} ${record} ${field ?? ''}`;

/** May `earlier` be told as one with what came after it? What came or went whole, or was restored, stands alone. */
function belongs(earlier: Change, { changes }: Sitting): boolean {
	const first = changes[changes.length - 1]!;
	const alike = earlier.person === first.person && earlier.via === first.via && earlier.person !== null;
	const alone = earlier.field === null || earlier.restored !== null || first.restored !== null;
	return alike && !alone && first.at - earlier.at <= SITTING_PAUSE;
}

/** May what is older than all of these, and no later than `oldest`, belong to it? */
export const mayGoOn = ({ last: { person, field, restored }, from }: Sitting, oldest: number): boolean =>
	person !== null && field !== null && restored === null && from - oldest <= SITTING_PAUSE;

/**
 * Changes, newest first, with what belongs together told as one where its last stands. Other fields and records in
 * between part nothing; another person's edit of the same field does, for then the author of the difference is not one.
 */
export function sittingsOf(changes: readonly Change[]): Sitting[] {
	const sittings: Sitting[] = [];
	const open = new Map<string, Sitting>();
	for (const change of changes) {
		const key = fieldKey(change);
		const sitting = open.get(key);
		if (sitting && belongs(change, sitting)) extend(sitting, change);
		else {
			const begun = sittingOf(change);
			open.set(key, begun);
			sittings.push(begun);
		}
	}
	return sittings;
}

const sittingOf = (change: Change): Sitting => ({
	last: change,
	before: change.before,
	after: change.after,
	from: change.at,
	until: change.at,
	count: 1,
	changes: [change]
});

function extend(sitting: Sitting, earlier: Change): void {
	sitting.before = earlier.before;
	sitting.from = earlier.at;
	sitting.count++;
	sitting.changes.push(earlier);
}

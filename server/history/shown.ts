import { rewriteRecord, rewriteValue } from '../../src/lib/shared/board/free-text.ts';
import { kindAt } from '../../src/lib/shared/board/schema.ts';
import type { Change } from '../../src/lib/shared/history/change.ts';
import { fieldTakenBack, rowTakenBack } from '../../src/lib/shared/history/taken-back.ts';
import type { DocumentId, PartyId } from '../../src/lib/shared/ids.ts';
import { HIDDEN } from '../../src/lib/shared/redaction/mask.ts';
import type { Flag } from '../storage/flags.ts';
import type { HiddenRecord, KeptChange, Moment } from '../storage/history.ts';

type Plain = Readonly<Record<string, unknown>>;

/** What is judged just now, in one document or in all of them: its words are for nobody, in any moment of the past. */
export const hiddenRecords = (flags: readonly Pick<Flag, 'parts'>[], only?: DocumentId): HiddenRecord[] =>
	flags
		.flatMap(({ parts }) => parts.map(({ document, root, id }) => ({ document, root, record: id })))
		.filter(({ document }) => only === undefined || document === only);

const keyOf = ({ document, root, record }: HiddenRecord): string => `${document} ${root} ${record}`;

/** Changes as this party may see them. */
export function shownTo(party: PartyId, hidden: readonly HiddenRecord[]): (change: KeptChange) => Change {
	const keys = new Set(hidden.map(keyOf));
	return ({ withdrawnBy, ...change }) => {
		const own = withdrawnBy === null || withdrawnBy === party ? change : takenBack(change);
		return keys.has(keyOf(change)) ? flagged(own) : own;
	};
}

function takenBack(change: Change): Change {
	const { field } = change;
	const shown = (value: unknown) =>
		field !== null ? fieldTakenBack(field, value) : value === null ? null : rowTakenBack(value as Plain);
	return {
		...change,
		before: shown(change.before),
		after: shown(change.after),
		area: null,
		place: null,
		category: null
	};
}

function flagged(change: Change): Change {
	const { kind, root, field } = change;
	const record = kindAt(kind, root);
	if (!record) return change;
	const hide = () => HIDDEN;
	const shown = (value: unknown) => {
		if (value === null) return null;
		return field === null ? rewriteRecord(record, value as Plain, hide) : rewriteValue(record, field, value, hide);
	};
	return { ...change, before: shown(change.before), after: shown(change.after) };
}

/** A moment's rows that were taken back later and that this party is not shown the words of. */
export const takenBackFrom = (party: PartyId, withdrawn: Moment['withdrawn']): Moment['withdrawn'] =>
	withdrawn.filter((row) => row.party !== party);

import type { DatabaseSync } from 'node:sqlite';
import { concerns, type Action } from '../../../src/lib/shared/board/action.ts';
import { parseWeekKey, type WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { MomentPart } from '../history.ts';
import type { Plain } from './history-replay.ts';

/** A document's records by root and id. */
export type Records = ReadonlyMap<string, ReadonlyMap<string, Plain>>;

export interface Stretch {
	document: number;
	/** After the base's change … */
	after: number;
	/** … to this one, which is in it. */
	until: number;
}

/** The last of a record's fields and, where it came or went whole, what came after that. */
export interface Later {
	root: string;
	record: string;
	/** JSON of the record as it came, `null` where it went, undefined where it did neither. */
	whole: string | undefined;
	fields: Map<string, string>;
}

/** What says whether a week's board shows an åtgärd. */
const SHOWN_BY = ['status', 'decidedIn', 'proposedIn', 'closedOn', 'removed'];

/**
 * A part of the åtgärder as they stood, from a checkpoint and the changes after it: of ten thousand that five years have
 * left a week's board shows fifty, and only those are put together and sent.
 */
export function readPart(
	database: DatabaseSync,
	base: Records,
	stretch: Stretch,
	part: MomentPart
): Record<string, Plain[]> {
	const actions = base.get('actions') ?? new Map<string, Plain>();
	if (part.is === 'fields') {
		const told = withLater(actions, changesOf(database, stretch, part.fields));
		const picked = told.map((one) => ({
			id: one.id,
			...Object.fromEntries(part.fields.map((field) => [field, one[field]]))
		}));
		return { actions: picked, comments: [] };
	}
	const also = new Set<string>(part.also);
	const wanted = wantedIn(withLater(actions, changesOf(database, stretch, SHOWN_BY)), part.week, also);
	const comments = [...(base.get('comments')?.values() ?? [])].filter(({ action }) => wanted.has(String(action)));
	const later = changesTo(database, stretch, wanted);
	const own = [...wanted].flatMap((id) => actions.get(id) ?? []);
	return {
		actions: withLater(
			byId(own),
			later.filter(({ root }) => root === 'actions')
		),
		comments: withLater(
			byId(comments),
			later.filter(({ root }) => root === 'comments')
		)
	};
}

export const byId = (list: readonly Plain[]): Map<string, Plain> => new Map(list.map((one) => [one.id, one]));

/** Of one root: what it held, with what came later upon it. */
export function withLater(base: ReadonlyMap<string, Plain>, later: Iterable<Later>): Plain[] {
	const records = new Map(base);
	for (const { record, whole, fields } of later) {
		const before = whole === undefined ? records.get(record) : (JSON.parse(whole) as Plain | null);
		const own = [...fields].map(([field, value]) => [field, JSON.parse(value) as unknown] as const);
		if (before) records.set(record, { ...before, ...Object.fromEntries(own) });
		else records.delete(record);
	}
	return [...records.values()];
}

export type ChangeRow = [root: string, record: string, field: string | null, after: string];

/** The last of each record's, from changes in their order. */
export function laterIn(rows: readonly ChangeRow[]): Later[] {
	const later = new Map<string, Later>();
	for (const [root, record, field, value] of rows) {
		const key = `${root} ${record}`;
		const known = later.get(key);
		if (field === null) later.set(key, { root, record, whole: value, fields: new Map() });
		else if (known) known.fields.set(field, value);
		else later.set(key, { root, record, whole: undefined, fields: new Map([[field, value]]) });
	}
	return [...later.values()];
}

function wantedIn(actions: readonly Plain[], week: WeekKey, also: ReadonlySet<string>): Set<string> {
	const ofWeek = concerns(parseWeekKey(week)!);
	return new Set(actions.filter((one) => also.has(one.id) || ofWeek(one as unknown as Action)).map(({ id }) => id));
}

/** Of every åtgärd: these fields, and the whole where it came or went. */
function changesOf(database: DatabaseSync, { document, after, until }: Stretch, fields: readonly string[]): Later[] {
	const query = database.prepare(
		`SELECT r.root, r.record, c.field, c.after FROM history_changes c CROSS JOIN history_records r ON r.id = c.record
		WHERE c.document = ? AND c.id > ? AND c.id <= ? AND r.root = 'actions'
			AND (c.field IS NULL OR c.field IN (SELECT value FROM json_each(?))) ORDER BY c.id`
	);
	query.setReturnArrays(true);
	return laterIn(query.all(document, after, until, JSON.stringify(fields)) as unknown as ChangeRow[]);
}

/** Everything of these åtgärder and of what is said in them. */
function changesTo(database: DatabaseSync, { document, after, until }: Stretch, actions: ReadonlySet<string>): Later[] {
	const query = database.prepare(
		`SELECT r.root, r.record, c.field, c.after FROM json_each(:actions) a
			CROSS JOIN history_records r ON r.action = a.value CROSS JOIN history_changes c ON c.record = r.id
		WHERE r.document = :document AND c.id > :after AND c.id <= :until ORDER BY c.id`
	);
	query.setReturnArrays(true);
	const asked = { document, after, until, actions: JSON.stringify([...actions]) };
	return laterIn(query.all(asked) as unknown as ChangeRow[]);
}

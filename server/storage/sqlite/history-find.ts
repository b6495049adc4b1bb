import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { kindAt, type DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import type { Change } from '../../../src/lib/shared/history/change.ts';
import type { DocumentId, RecordId } from '../../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { FoundChanges, HistoryQuery, HistoryScope, KeptChange, KeptStatusMove } from '../history.ts';
import { textBefore, type Splice } from './history-splice.ts';
import { STANDING } from './history-terms.ts';

/** Conditions, and the values of their names. */
interface Where {
	conditions: string[];
	values: Record<string, SQLInputValue>;
}

const oneOf = (column: string, name: string) => `${column} IN (SELECT value FROM json_each(:${name}))`;

/** Which documents may be read, as their numbers here: a few hundred at most. */
const DOCUMENTS = `
SELECT h.id FROM history_documents h CROSS JOIN documents d ON d.id = h.document
WHERE d.samverkan = :samverkan AND (
	(d.kind = 'week' AND d.state IN (SELECT value FROM json_each(:weekStates)))
	OR (d.kind = 'actions' AND :readsActions)
	OR (d.kind = 'draft' AND d.party IN (SELECT value FROM json_each(:draftParties)))
)`;

function inScope({ samverkan, weekStates, draftParties, actions }: HistoryScope): Where {
	const values: Where['values'] = {
		samverkan,
		weekStates: JSON.stringify(weekStates),
		draftParties: JSON.stringify(draftParties),
		readsActions: Number(actions === 'all' || 'before' in actions || actions.stretches.length > 0)
	};
	const conditions = [`+c.document IN (${DOCUMENTS})`];
	if (actions !== 'all' && 'before' in actions) {
		conditions.push("(c.at < :actionsBefore OR d.kind <> 'actions')");
		values.actionsBefore = actions.before;
	} else if (actions !== 'all') {
		conditions.push(
			`(d.kind <> 'actions' OR EXISTS (SELECT 1 FROM json_each(:stretches) s
				WHERE s.value ->> 'action' = r.action AND c.id BETWEEN s.value ->> 'since' AND s.value ->> 'until'))`
		);
		values.stretches = JSON.stringify(actions.stretches);
	}
	return { conditions, values };
}

/** A record of these, by the number that it has here: few enough to be looked up first. */
const RECORDS = 'SELECT id FROM history_records WHERE record IN (SELECT value FROM json_each(:records))';

/** A record that came with something in a field changed that field too: an åtgärd that was made with its ansvarig. */
const OF_FIELDS = `(c.field IN (SELECT value FROM json_each(:fields)) OR (c.field IS NULL AND EXISTS (
	SELECT 1 FROM json_each(:fields) f WHERE coalesce(c.after -> ('$.' || f.value), 'null') NOT IN ('null', '[]', '""'))))`;

function inFilter({ filter }: HistoryQuery): Where {
	const where: Where = { conditions: [], values: {} };
	const add = (condition: string, values: Where['values']) => {
		where.conditions.push(condition);
		Object.assign(where.values, values);
	};
	const lists = {
		persons: 'c.person',
		parties: 'c.party',
		vias: '+c.via',
		areas: 'c.area',
		places: 'c.place',
		categories: 'c.category',
		roots: 'r.root'
	} as const;
	for (const [name, column] of Object.entries(lists) as [keyof typeof lists, string][])
		if (filter[name]) {
			const [only, ...others] = filter[name];
			// Of one alone an index gives the changes in their order; of several they are sorted.
			if (only !== undefined && others.length === 0) add(`${column} = :${name}`, { [name]: only });
			else add(oneOf(column, name), { [name]: JSON.stringify(filter[name]) });
		}
	if (filter.documents)
		add(
			'c.document IN (SELECT id FROM history_documents WHERE document IN (SELECT value FROM json_each(:documents)))',
			{ documents: JSON.stringify(filter.documents) }
		);
	if (filter.fields) add(OF_FIELDS, { fields: JSON.stringify(filter.fields) });
	if (filter.records) add(`c.record IN (${RECORDS})`, { records: JSON.stringify(filter.records) });
	if (filter.fromWeek !== undefined) add('+c.week >= :fromWeek', { fromWeek: filter.fromWeek });
	if (filter.toWeek !== undefined) add('+c.week <= :toWeek', { toWeek: filter.toWeek });
	if (filter.from !== undefined) add('+c.at >= :from', { from: filter.from });
	if (filter.until !== undefined) add('+c.at < :until', { until: filter.until });
	return where;
}

/** What is hidden, or another party's own, is not told by what finds it either. */
function notTold({ scope, filter, terms, about, hidden }: HistoryQuery): Where {
	if (terms.length + about.length === 0 && !filter.areas && !filter.places && !filter.categories)
		return { conditions: [], values: {} };
	const conditions = ['(c.id > r.withdrawn OR r.withdrawn_by = :party)'];
	const values: Where['values'] = { party: scope.party };
	// Its words stand in it also after it was taken back.
	if (about.length > 0) conditions.push('(r.withdrawn = 0 OR r.withdrawn_by = :party)');
	if (hidden.length > 0) {
		conditions.push(
			`NOT EXISTS (SELECT 1 FROM json_each(:hidden) h WHERE h.value ->> 'document' = d.id
				AND h.value ->> 'root' = r.root AND h.value ->> 'record' = r.record)`
		);
		values.hidden = JSON.stringify(hidden);
	}
	return { conditions, values };
}

/** The shortest that is looked for within words. */
const WITHIN = 3;

/** Changes that had a word before or after them: in what was changed, or somewhere in what came or went whole. */
const HELD = (name: string) => `
	SELECT c.id FROM history_terms t CROSS JOIN history_words w ON w.term = t.id
		CROSS JOIN history_changes c ON c.record = w.record AND c.field = w.field AND c.id BETWEEN w.since AND w.until
		WHERE t.term LIKE :${name} ESCAPE '\\'
	UNION SELECT c.id FROM history_terms t CROSS JOIN history_words w ON w.term = t.id
		CROSS JOIN history_changes c ON c.record = w.record AND c.field IS NULL AND c.id BETWEEN w.since AND w.until
		WHERE t.term LIKE :${name} ESCAPE '\\'`;

/** Changes of a record that had a word in any of its fields then. */
const OF_RECORD = (name: string) => `c.record IN (
		SELECT w.record FROM history_terms t CROSS JOIN history_words w ON w.term = t.id WHERE t.term LIKE :${name} ESCAPE '\\')
	AND EXISTS (SELECT 1 FROM history_words w CROSS JOIN history_terms t ON t.id = w.term
		WHERE w.record = c.record AND c.id BETWEEN w.since AND w.until AND t.term LIKE :${name} ESCAPE '\\')`;

function withWords({ terms, about }: HistoryQuery): Where {
	const where: Where = { conditions: [], values: {} };
	const add = (name: string, term: string, condition: string) => {
		const pattern = term.replace(/[\\%_]/g, '\\$&');
		where.values[name] = term.length >= WITHIN ? `%${pattern}%` : `${pattern}%`;
		where.conditions.push(condition);
	};
	terms.forEach((term, index) => add(`term${index}`, term, `c.id IN (${HELD(`term${index}`)})`));
	about.forEach((term, index) => add(`about${index}`, term, OF_RECORD(`about${index}`)));
	return where;
}

/** Which ids a stretch of weeks or of time can have at all: found in an index, it cuts off what is newer and older. */
function within(database: DatabaseSync, { filter }: HistoryQuery): { first: number; last: number } | null {
	let [first, last] = [0, STANDING];
	const narrow = (column: 'week' | 'at', from: SQLInputValue, until: SQLInputValue) => {
		const query = database.prepare(
			`SELECT min(id) AS first, max(id) AS last FROM history_changes WHERE ${column} BETWEEN ? AND ?`
		);
		const found = query.get(from, until) as { first: number | null; last: number | null };
		first = Math.max(first, found.first ?? STANDING);
		last = Math.min(last, found.last ?? 0);
	};
	const { fromWeek, toWeek, from, until } = filter;
	if (fromWeek !== undefined || toWeek !== undefined) narrow('week', fromWeek ?? '', toWeek ?? '~');
	if (from !== undefined || until !== undefined) narrow('at', from ?? 0, (until ?? STANDING) - 1);
	return first <= last ? { first, last } : null;
}

interface Asked {
	from: string;
	where: string;
	values: Record<string, SQLInputValue>;
}

function asked(query: HistoryQuery, { first, last }: { first: number; last: number }): Asked {
	const words = withWords(query);
	const parts = [inScope(query.scope), inFilter(query), notTold(query), words];
	return {
		from: `history_changes c
			CROSS JOIN history_records r ON r.id = c.record
			CROSS JOIN history_documents h ON h.id = c.document CROSS JOIN documents d ON d.id = h.document`,
		where: ['c.id BETWEEN :first AND :last', ...parts.flatMap(({ conditions }) => conditions)].join(' AND '),
		values: { first, last, ...Object.assign({}, ...parts.map(({ values }) => values)) }
	};
}

const COLUMNS = `c.id, d.id AS document, d.kind, c.week, c.at, c.person, c.party, c.via, r.root, r.record, c.field, c.before, c.after,
	c.area, c.place, c.category, c.restored, CASE WHEN c.id <= r.withdrawn THEN r.withdrawn_by END AS withdrawnBy`;

export function findChanges(database: DatabaseSync, query: HistoryQuery): FoundChanges {
	const bounds = within(database, query);
	if (!bounds) return { changes: [], next: null, total: query.countTo > 0 ? 0 : null };
	const last = Math.min(bounds.last, (query.before ?? STANDING) - 1);
	const { from, where, values } = asked(query, { ...bounds, last });
	const select = `SELECT ${COLUMNS} FROM ${from} WHERE ${where} ORDER BY c.id DESC LIMIT :limit`;
	const rows = database.prepare(select).all({ ...values, limit: query.limit + 1 }) as unknown as KeptRow[];
	const changes = rows.slice(0, query.limit).map(toChange);
	return {
		changes,
		next: rows.length > query.limit ? changes.at(-1)!.id : null,
		total: query.countTo > 0 ? count(database, query, bounds) : null
	};
}

/** Only what the conditions ask of: counting thousands joins nothing for nothing. */
function joinedFor(where: string): string {
	const records = /\br\./.test(where) ? 'CROSS JOIN history_records r ON r.id = c.record' : '';
	const documents = /\bd\./.test(where)
		? 'CROSS JOIN history_documents h ON h.id = c.document CROSS JOIN documents d ON d.id = h.document'
		: '';
	return `history_changes c ${records} ${documents}`;
}

/** Null where there are more than are counted. */
function count(database: DatabaseSync, query: HistoryQuery, bounds: { first: number; last: number }): number | null {
	const { where, values } = asked(query, bounds);
	const from = joinedFor(where);
	const select = `SELECT count(*) AS total FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT :limit)`;
	const total = Number(database.prepare(select).get({ ...values, limit: query.countTo + 1 })?.total);
	return total > query.countTo ? null : total;
}

type KeptRow = Omit<KeptChange, 'before' | 'after'> & { before: string; after: string };

function toChange({ before, after, ...row }: KeptRow): KeptChange {
	const [told, value] = [JSON.parse(before), JSON.parse(after)] as [unknown, unknown];
	const isText = row.field !== null && isTextField(row.kind, row.root, row.field);
	return { ...row, before: isText ? textBefore(value as string, told as Splice) : told, after: value };
}

const isTextField = (kind: DocumentKind, root: string, field: string): boolean =>
	kindAt(kind, root)?.fields[field]?.kind === 'text';

export function holdersOf(database: DatabaseSync, document: DocumentId, actions: readonly RecordId[]): Change[] {
	const select = `SELECT ${COLUMNS} FROM history_records r CROSS JOIN history_changes c ON c.record = r.id
		CROSS JOIN history_documents h ON h.id = c.document CROSS JOIN documents d ON d.id = h.document
		WHERE d.id = :document AND r.root = 'actions' AND ${oneOf('r.record', 'actions')}
			AND (c.field IS NULL OR c.field IN ('owner', 'performers')) ORDER BY c.id`;
	return (database.prepare(select).all({ document, actions: JSON.stringify(actions) }) as unknown as KeptRow[]).map(
		toChange
	);
}

export function statusMovesOf(database: DatabaseSync, document: DocumentId, after: number): KeptStatusMove[] {
	const state = (column: string) =>
		`CASE WHEN c.field IS NULL THEN ${column} ->> '$.status.state' ELSE ${column} ->> '$.state' END`;
	const select = `SELECT c.id, r.record AS action, c.at, ${state('c.before')} AS "from", ${state('c.after')} AS "to"
		FROM history_documents h CROSS JOIN history_changes c ON c.document = h.id
		CROSS JOIN history_records r ON r.id = c.record
		WHERE h.document = ? AND c.id > ? AND r.root = 'actions' AND (c.field = 'status' OR c.field IS NULL)
		ORDER BY c.id`;
	return database.prepare(select).all(document, after) as unknown as KeptStatusMove[];
}

/** Volumes tell that something was changed, of a hidden row too, and never where or what. */
function countBy<Group>(
	database: DatabaseSync,
	group: string,
	scope: HistoryScope,
	also: Where
): (Group & { changes: number })[] {
	const allowed = inScope(scope);
	const needsRecord = scope.actions !== 'all' && !('before' in scope.actions);
	const select = `SELECT ${group}, count(*) AS changes FROM history_changes c
		${needsRecord ? 'CROSS JOIN history_records r ON r.id = c.record' : ''}
		CROSS JOIN history_documents h ON h.id = c.document CROSS JOIN documents d ON d.id = h.document
		WHERE ${[...allowed.conditions, ...also.conditions].join(' AND ')} GROUP BY 1 ORDER BY 1`;
	return database.prepare(select).all({ ...allowed.values, ...also.values }) as unknown as (Group & {
		changes: number;
	})[];
}

export function ticksOf(
	database: DatabaseSync,
	scope: HistoryScope,
	{ documents, from, until, bucket }: { documents: readonly DocumentId[]; from: number; until: number; bucket: number }
): { at: number; changes: number }[] {
	// Numbers are bound as reals, and a real divides without a rest.
	return countBy<{ at: number }>(database, 'c.at - c.at % CAST(:bucket AS INTEGER) AS at', scope, {
		conditions: [
			'c.document IN (SELECT id FROM history_documents WHERE document IN (SELECT value FROM json_each(:documents)))',
			'c.at >= :from AND c.at < :until'
		],
		values: { documents: JSON.stringify(documents), from, until, bucket }
	});
}

/** Of boards: what a party has in its draft is no part of a week's picture. */
export function volumesOf(
	database: DatabaseSync,
	scope: HistoryScope
): { week: WeekKey; changes: number; sealedAt: number | null }[] {
	const none: Where = { conditions: [], values: {} };
	const counted = countBy<{ week: WeekKey }>(database, 'c.week AS week', { ...scope, draftParties: [] }, none);
	const changes = new Map(counted.map((one) => [one.week, one.changes]));
	const query = database.prepare(
		`SELECT d.week, (SELECT max(at) FROM week_state_log WHERE document = d.id AND state = 'sealed') AS sealedAt
		FROM documents d WHERE d.samverkan = ? AND d.kind = 'week' ORDER BY d.week`
	);
	const weeks = query.all(scope.samverkan) as unknown as { week: WeekKey; sealedAt: number | null }[];
	return weeks.map((one) => ({ ...one, changes: changes.get(one.week) ?? 0 }));
}

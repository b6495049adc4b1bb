import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { FoundRow, SearchFilters, SearchFound, SearchQuery, SearchScope } from '../search.ts';
import { COLUMNS } from './search-rows.ts';

/** Terms are letters and digits alone (`searchTerms`), so that nothing in them is FTS5's syntax; quoted all the same. */
const quoted = (term: string): string => `"${term.replaceAll('"', '')}"`;

/** The shortest that a trigram index knows. */
const TRIGRAM = 3;

const WORDS = 'SELECT rowid FROM search_words WHERE search_words MATCH';

/** Which rows have the words at all, and how well: see `FoundRow.tier`. Those whose number was asked for are among them. */
function candidates(terms: readonly string[]): { sql: string; values: Record<string, SQLInputValue> } {
	if (terms.length === 0)
		return { sql: 'SELECT id, 2 AS tier FROM search_rows WHERE samverkan = :samverkan', values: {} };
	const begin = terms.map((term) => `${quoted(term)}*`).join(' AND ');
	const long = terms.filter((term) => term.length >= TRIGRAM);
	const short = terms.filter((term) => term.length < TRIGRAM);
	const parts = [
		`SELECT rowid AS id, 2 AS tier FROM search_words WHERE search_words MATCH :begin`,
		`SELECT rowid AS id, 1 AS tier FROM search_words WHERE search_words MATCH :inTitle`
	];
	const values: Record<string, SQLInputValue> = { begin, inTitle: `{label title} : (${begin})` };
	if (long.length > 0) {
		const also = short.length > 0 ? ` AND rowid IN (${WORDS} :short)` : '';
		parts.push(`SELECT rowid AS id, 3 AS tier FROM search_parts WHERE search_parts MATCH :within${also}`);
		values.within = long.map(quoted).join(' AND ');
		if (short.length > 0) values.short = short.map((term) => `${quoted(term)}*`).join(' AND ');
	}
	return { sql: `SELECT id, min(tier) AS tier FROM (${parts.join(' UNION ALL ')}) GROUP BY id`, values };
}

const oneOf = (column: string, name: string) => `${column} IN (SELECT value FROM json_each(:${name}))`;

/** A sealed week tells of its åtgärder as they stood; the newest of these is what there is to read. */
const NEWEST_SEALED = `NOT EXISTS (
	SELECT 1 FROM search_rows n JOIN documents nd ON nd.id = n.document
	WHERE n.record = r.record AND n.kind = 'action' AND nd.kind = 'week' AND n.week > r.week
)`;

function inScope(scope: SearchScope): { sql: string; values: Record<string, SQLInputValue> } {
	const { actions, circles, sealedActions } = scope;
	const rows = circles === 'all' ? "r.kind <> 'action'" : `(r.kind = 'entry' AND ${oneOf('r.circle', 'circles')})`;
	const ofWeek = sealedActions ? `(${rows} OR (r.kind = 'action' AND ${NEWEST_SEALED}))` : rows;
	const ofActions = actions === 'all' ? 'TRUE' : oneOf('r.action', 'actions');
	return {
		sql: `(
			(d.kind = 'week' AND ${oneOf('d.state', 'weekStates')} AND ${ofWeek})
			OR (d.kind = 'actions' AND ${ofActions})
			OR (d.kind = 'draft' AND ${oneOf('d.party', 'draftParties')})
		)`,
		values: {
			weekStates: JSON.stringify(scope.weekStates),
			draftParties: JSON.stringify(scope.draftParties),
			...(circles !== 'all' && { circles: JSON.stringify(circles) }),
			...(actions !== 'all' && { actions: JSON.stringify(actions) })
		}
	};
}

function inFilters(filters: SearchFilters): { sql: string; values: Record<string, SQLInputValue> } {
	const conditions: string[] = [];
	const values: Record<string, SQLInputValue> = {};
	const equal = (column: 'area' | 'place' | 'category') => {
		const wanted = filters[column];
		if (wanted === null) return;
		conditions.push(`r.${column} = :${column}`);
		values[column] = wanted;
	};
	(['area', 'place', 'category'] as const).forEach(equal);
	if (filters.weekFrom !== null) {
		conditions.push('r.week >= :weekFrom');
		values.weekFrom = filters.weekFrom;
	}
	if (filters.weekTo !== null) {
		conditions.push('r.week <= :weekTo');
		values.weekTo = filters.weekTo;
	}
	if (filters.kinds !== null) {
		conditions.push(oneOf('r.kind', 'kinds'));
		values.kinds = JSON.stringify(filters.kinds);
	}
	return { sql: conditions.map((condition) => ` AND ${condition}`).join(''), values };
}

/** Who sees the comment sees its åtgärd: they are in one document, and in one scope. */
const ABOUT =
	"(SELECT trim(a.label || ' ' || a.title) FROM search_rows a WHERE a.document = r.document AND a.record = r.action)";

/** The best of a kind, as pairs of id and tier. */
const BEST = `(
	SELECT json_group_array(json_array(id, tier)) FROM (
		SELECT id, tier FROM hits WHERE hits.kind = totals.kind ORDER BY tier, at DESC, id LIMIT :limit
	)
)`;

/**
 * The joins stand in the order that they are to be made: from what has the words, which may be few, and never through all
 * rows. Of each kind only the best are read whole; the others are counted.
 */
export function findRows(database: DatabaseSync, { scope, terms, label, filters, limit }: SearchQuery): SearchFound {
	const [found, allowed, chosen] = [candidates(terms), inScope(scope), inFilters(filters)];
	const query = database.prepare(`
		WITH hits AS MATERIALIZED (
			SELECT r.id, r.kind, r.at, CASE WHEN r.label = :label THEN 0 ELSE m.tier END AS tier
			FROM (${found.sql}) m
				CROSS JOIN search_rows r ON r.id = m.id
				CROSS JOIN documents d ON d.id = r.document
			WHERE r.samverkan = :samverkan AND ${allowed.sql}${chosen.sql}
		),
		totals AS MATERIALIZED (SELECT kind, count(*) AS total FROM hits GROUP BY kind)
		SELECT r.document, ${COLUMNS.map((column) => `r.${column}`).join(', ')}, best.value ->> 1 AS tier, totals.total,
			CASE WHEN r.kind = 'comment' THEN ${ABOUT} END AS about
		FROM totals CROSS JOIN json_each(${BEST}) best CROSS JOIN search_rows r ON r.id = best.value ->> 0
		ORDER BY tier, r.at DESC, r.id`);
	const given = { samverkan: scope.samverkan, label, limit };
	const rows = query.all({ ...given, ...found.values, ...allowed.values, ...chosen.values });
	const counts = Object.fromEntries(rows.map(({ kind, total }) => [kind, Number(total)])) as SearchFound['counts'];
	return { rows: rows.map(({ total: _, ...row }) => row as unknown as FoundRow), counts };
}

/** How many letters more or fewer a word may have, and how many words are looked at closer. */
const NEAR = 2;
const MOST_WORDS = 5_000;

export function wordsLike(database: DatabaseSync, term: string): string[] {
	const query = database.prepare(
		`SELECT term FROM search_vocabulary WHERE length(term) BETWEEN ? AND ? AND (term LIKE ? OR term LIKE ?)
		 ORDER BY doc DESC LIMIT ${MOST_WORDS}`
	);
	const [first = '', second = ''] = term;
	const rows = query.all(term.length - NEAR, term.length + NEAR, `${first}%`, `_${second}%`);
	return rows.map((row) => String(row.term));
}

import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { mask } from '../../src/lib/shared/redaction/mask.ts';
import { HISTORY_TABLES } from '../storage/sqlite/history-forget.ts';

/**
 * Tables that quote no row, or that are rewritten by rules of their own. Every other one is looked through, also those
 * that come later.
 */
const LEFT_ALONE: ReadonlySet<string> = new Set([
	...HISTORY_TABLES,
	...['people', 'sessions', 'installation', 'samverkan', 'parties', 'members', 'funktioner', 'funktion_people'],
	...['areas', 'places', 'categories', 'levels', 'agreements', 'agreement_numbers', 'invites', 'documents', 'epochs'],
	...[
		'week_state_log',
		'screen_links',
		'journal',
		'snapshots',
		'seals',
		'seal_redactions',
		'migrations',
		'redactions',
		'flags',
		'events',
		'event_anchors',
		'event_heads',
		'event_intake',
		'retention_rules',
		'retentions',
		'retention_documents'
	]
]);

/** What can be searched: never the only copy of anything, so rows go, and are read from the documents again. */
const SEARCH = 'search_rows';

function forgetRows(database: DatabaseSync) {
	const quotes = ['label', 'title', 'body', 'names'].map((column) => `masked(${column}) IS NOT ${column}`).join(' OR ');
	database.exec(`DELETE FROM search_documents WHERE document IN (SELECT document FROM ${SEARCH} WHERE ${quotes})`);
	database.exec(`DELETE FROM ${SEARCH} WHERE ${quotes}`);
}

/** Shorter words are masked only where they are all that a cell says. */
const LEAST_INSIDE = 8;

interface Table {
	name: string;
	sql: string;
}

/** Masks the words in whatever quotes them: notices, mail, disclosures, summaries, the search index. Inside a transaction. */
export function sweep(database: DatabaseSync, words: ReadonlySet<string>): void {
	const found = inOrder(words);
	if (found.length === 0) return;
	database.function('masked', { deterministic: true }, (cell) => masked(cell, found));
	const tables = tablesOf(database);
	const virtual = tables.filter(({ sql }) => /^CREATE VIRTUAL TABLE/i.test(sql)).map(({ name }) => name);
	for (const { name } of tables) {
		const isOfIndex = virtual.some((table) => name === table || name.startsWith(`${table}_`));
		if (name === SEARCH) forgetRows(database);
		else if (!LEFT_ALONE.has(name) && !isOfIndex) withoutTriggers(database, name, () => sweepTable(database, name));
	}
	for (const name of virtual) forgetOldTerms(database, name);
}

function tablesOf(database: DatabaseSync): Table[] {
	const select = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
	return database.prepare(select).all() as unknown as Table[];
}

/** What a log forbids everybody is allowed here, and forbidden again before anybody sees it. */
export function withoutTriggers(database: DatabaseSync, table: string, work: () => void): void {
	const select = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?";
	const triggers = database.prepare(select).all(table) as unknown as Table[];
	for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
	work();
	for (const { sql } of triggers) database.exec(sql);
}

function sweepTable(database: DatabaseSync, table: string) {
	for (const { name } of database.prepare(`PRAGMA table_info("${table}")`).all()) {
		const column = `"${String(name)}"`;
		database.exec(`UPDATE "${table}" SET ${column} = masked(${column}) WHERE masked(${column}) IS NOT ${column}`);
	}
}

function masked(cell: SQLOutputValue, words: readonly string[]): SQLInputValue {
	if (typeof cell === 'string') return maskedText(cell, words);
	if (!(cell instanceof Uint8Array)) return cell;
	const text = Buffer.from(cell).toString('utf8');
	const next = maskedText(text, words);
	return next === text ? cell : Buffer.from(next, 'utf8');
}

/** The text with every one of the words in it masked. */
export const maskedText = (cell: string, words: readonly string[]): string =>
	words.reduce((text, one) => {
		if (text === one) return mask(text);
		if (one.length < LEAST_INSIDE) return text;
		return formsOf(one).reduce((inner, form) => inner.replaceAll(form, mask), text);
	}, cell);

/** As the words are looked for: the longest first, since one may be the beginning of another. */
export const inOrder = (words: ReadonlySet<string>): string[] =>
	[...words].filter((text) => text.trim() !== '').sort((a, b) => b.length - a.length);

/** As it is written, and as it stands in JSON. */
const formsOf = (words: string): string[] => [...new Set([words, JSON.stringify(words).slice(1, -1)])];

/** A full-text index keeps the terms of rows that are gone until its pieces are merged. */
function forgetOldTerms(database: DatabaseSync, table: string) {
	const row = database.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table);
	if (!/USING\s+fts5\s*\(/i.test(String(row?.sql))) return;
	database.exec(`INSERT INTO "${table}" ("${table}") VALUES ('optimize')`);
}

import type { DatabaseSync } from 'node:sqlite';
import type { RetentionItem, RetentionRules } from '../../src/lib/shared/retention/retention.ts';
import type { PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { scrubWhenFree } from '../redaction/carry-out.ts';
import type { Step } from '../redaction/redact.ts';
import { connect } from '../storage/sqlite/connection.ts';
import type { Begun, Disposed } from './begun.ts';
import { addDisposal } from './disposal-link.ts';
import { nextGroup } from './groups.ts';
import { disposeOfWeek, keepOnlyState, removeDraft } from './remove-documents.ts';
import { removeLog, removeNotices } from './remove-rows.ts';

/**
 * Takes away the next that is left of what was begun: in one transaction, with how far it has come, so that whatever ends
 * the process in between it is either gone and counted or not begun. At the end the file is written anew without it.
 * False when nothing was left. Blocks its thread.
 */
export function carryOutNext(file: string, step: Step = () => undefined): boolean {
	const database = connect(file);
	try {
		const run = begun(database);
		if (run) removeNext(database, run, step);
		else if (!isRewritten(database)) return false;
		else overwrite(database, step);
		return true;
	} finally {
		database.close();
	}
}

function begun(database: DatabaseSync): Begun | null {
	const row = database.prepare("SELECT * FROM retentions WHERE state = 'begun' ORDER BY id LIMIT 1").get();
	if (!row) return null;
	return {
		id: Number(row.id),
		samverkan: String(row.samverkan) as SamverkanId,
		by: String(row.by) as PersonId,
		at: Number(row.at),
		rules: JSON.parse(String(row.rules)) as RetentionRules,
		items: JSON.parse(String(row.items)) as RetentionItem[],
		done: Number(row.done)
	};
}

function removeNext(database: DatabaseSync, run: Begun, step: Step) {
	database.exec('BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON');
	try {
		const group = nextGroup(run.items, run.done);
		const disposed: Disposed[] = [];
		for (const item of group) {
			step(item.kind);
			disposed.push(...remove(database, run, item));
		}
		if (disposed.length > 0) addDisposal(database, run, disposed);
		step('commit');
		count(database, run, run.done + group.length);
		database.exec('COMMIT');
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		throw error;
	}
}

/** What is sealed is attested to in the chain of seals. */
function remove(database: DatabaseSync, run: Begun, item: RetentionItem): Disposed[] {
	switch (item.kind) {
		case 'drafts':
			removeDraft(database, run, item);
			return [];
		case 'journal':
			return keepOnlyState(database, run, item);
		case 'weeks':
			return disposeOfWeek(database, run, item);
		case 'notices':
			removeNotices(database, run, item);
			return [];
		case 'log':
			removeLog(database, run, item);
			return [];
	}
}

/** However the clock was put meanwhile, it is done after it was begun. */
function count(database: DatabaseSync, { id, at, items }: Begun, done: number) {
	database.prepare('UPDATE retentions SET done = ? WHERE id = ?').run(done, id);
	if (done < items.length) return;
	const finish = "UPDATE retentions SET state = 'rewritten', finished_at = ? WHERE id = ?";
	database.prepare(finish).run(Math.max(Date.now(), at + 1), id);
}

const isRewritten = (database: DatabaseSync): boolean =>
	database.prepare("SELECT 1 FROM retentions WHERE state = 'rewritten'").get() !== undefined;

/** Pages are written anew without what is gone, and the write-ahead log is emptied, as after a redaction. */
function overwrite(database: DatabaseSync, step: Step) {
	step('scrub');
	forgetTerms(database);
	scrubWhenFree(database);
	database.exec("UPDATE retentions SET state = 'done' WHERE state = 'rewritten'");
}

/** A full-text index keeps the terms of rows that are gone until its pieces are merged. */
function forgetTerms(database: DatabaseSync) {
	const tables = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").all();
	for (const { name } of tables.filter(({ sql }) => /USING\s+fts5\s*\(/i.test(String(sql))))
		database.exec(`INSERT INTO "${String(name)}" ("${String(name)}") VALUES ('optimize')`);
}

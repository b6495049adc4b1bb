import type { DatabaseSync } from 'node:sqlite';
import { forgetDocument } from '../storage/sqlite/history-forget.ts';
import { redactDocument, type RedactedDocument } from './redact-document.ts';
import { redactSeals } from './redact-seals.ts';
import type { Redaction } from './redaction-plan.ts';
import { sweep } from './sweep.ts';

/** Called before each step that writes, so that a test can stop there. */
export type Step = (name: string) => void;

/**
 * Takes the words out of everything that is stored, in one transaction: every journal row of every epoch, snapshots,
 * sealed records with a link that attests to it, quarantine, and whatever table quotes them. Journal rows keep their
 * place, person and time. Nothing of it is seen until all of it is.
 */
export function redact(
	database: DatabaseSync,
	{ sequence, flag, plan }: Redaction,
	step: Step = () => undefined
): void {
	database.exec('BEGIN IMMEDIATE');
	try {
		const documents = [...Map.groupBy(plan.parts, ({ document }) => document)].map(([document, parts]) => {
			step(`document ${document}`);
			forgetDocument(database, document);
			return redactDocument(database, { document, parts, redaction: sequence, at: plan.at });
		});
		const words = new Set([...documents.flatMap((one) => [...one.words]), ...quarantined(database, flag)]);
		step('seals');
		redactSeals(database, { plan, documents, words });
		step('quarantine');
		empty(database, flag);
		step('tables');
		sweep(database, words);
		finish(database, sequence, documents);
		step('commit');
		database.exec('COMMIT');
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		throw error;
	}
}

function quarantined(database: DatabaseSync, flag: string): string[] {
	const row = database.prepare('SELECT parts FROM flags WHERE id = ?').get(flag);
	const parts = JSON.parse(String(row?.parts ?? '[]')) as { words: string[] }[];
	return parts.flatMap(({ words }) => words);
}

/** The quarantine, and what whoever flagged wrote about it. */
function empty(database: DatabaseSync, flag: string) {
	database.prepare("UPDATE flags SET parts = '[]', reason = '', state = 'redacted' WHERE id = ?").run(flag);
}

function finish(database: DatabaseSync, sequence: number, documents: readonly RedactedDocument[]) {
	const rows = documents.reduce((sum, { rewritten }) => sum + rewritten, 0);
	const done = "UPDATE redactions SET state = 'rewritten', plan = NULL, journal_rows = ? WHERE sequence = ?";
	database.prepare(done).run(rows, sequence);
}

/**
 * What SQLite still holds of bytes that are no longer part of anything: pages are written anew without them, and the
 * write-ahead log is emptied. What the disk itself keeps of blocks it has given up is beyond a program.
 */
export function scrub(database: DatabaseSync): boolean {
	if (!vacuumed(database)) return false;
	const result = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy?: number } | undefined;
	if (result?.busy) return false;
	database.exec("UPDATE redactions SET state = 'done' WHERE state = 'rewritten'");
	return true;
}

const BUSY = 5;

function vacuumed(database: DatabaseSync): boolean {
	try {
		database.exec('VACUUM');
		return true;
	} catch (error) {
		if (((error as { errcode?: number }).errcode ?? 0) % 256 !== BUSY) throw error;
		return false;
	}
}

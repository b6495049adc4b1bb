import type { DatabaseSync } from 'node:sqlite';
import type { RetentionItem } from '../../src/lib/shared/retention/retention.ts';
import type { Begun } from './begun.ts';

type Of<Kind extends RetentionItem['kind']> = Extract<RetentionItem, { kind: Kind }>;

/** What people were told in the app, and mails that nothing will be done with any more. */
export function removeNotices(database: DatabaseSync, { samverkan }: Begun, { until }: Of<'notices'>): void {
	database.prepare('DELETE FROM notices WHERE samverkan = ? AND at < ?').run(samverkan, until);
	const mails =
		"DELETE FROM mails WHERE samverkan = ? AND made_at < ? AND state IN ('sent', 'failed', 'uncertain', 'withdrawn')";
	database.prepare(mails).run(samverkan, until);
}

/** The oldest entries of the log. The anchor comes first: without it the database lets none of them go. */
export function removeLog(database: DatabaseSync, run: Begun, { number, sha256 }: Of<'log'>): void {
	const anchor =
		'INSERT OR IGNORE INTO event_anchors (chain, number, sha256, at, by, decision) VALUES (?, ?, ?, ?, ?, ?)';
	database.prepare(anchor).run(run.samverkan, number, sha256, run.at, run.by, run.rules.log.decision);
	database.prepare('DELETE FROM events WHERE chain = ? AND number <= ?').run(run.samverkan, number);
}

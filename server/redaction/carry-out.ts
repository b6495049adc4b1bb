import type { DatabaseSync } from 'node:sqlite';
import { connect } from '../storage/sqlite/connection.ts';
import { redact, scrub, type Step } from './redact.ts';
import type { RedactionPlan } from './redaction-plan.ts';

/** Tries at emptying the write-ahead log: a reader may stand in the way for a moment. */
const TRIES = 50;
const PAUSE_MS = 100;

/** Everything that was begun and is not done, whoever began it. Blocks its thread. */
export function carryOut(file: string, step?: Step): void {
	const database = connect(file);
	try {
		for (const redaction of begun(database)) redact(database, redaction, step);
		step?.('scrub');
		if (isPending(database)) scrubWhenFree(database);
	} finally {
		database.close();
	}
}

function begun(database: DatabaseSync) {
	const select = "SELECT sequence, flag, plan FROM redactions WHERE state = 'begun' ORDER BY sequence";
	return database
		.prepare(select)
		.all()
		.map((row) => ({
			sequence: Number(row.sequence),
			flag: String(row.flag),
			plan: JSON.parse(String(row.plan)) as RedactionPlan
		}));
}

const isPending = (database: DatabaseSync): boolean =>
	database.prepare("SELECT 1 FROM redactions WHERE state = 'rewritten'").get() !== undefined;

/** Throws where readers stand in the way for long: it is done at the next start. */
export function scrubWhenFree(database: DatabaseSync): void {
	for (let tries = TRIES; tries > 0; tries--) {
		if (scrub(database)) return;
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
	}
	throw new Error('The write-ahead log could not be emptied: it is done at the next start');
}

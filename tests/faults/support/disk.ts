/**
 * Preloaded into the server and its threads: a disk that is full while a file is there (FULL_WHEN), and one that is never
 * synced (NO_FSYNC), which is how the check of the order is seen to fail.
 */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const full = process.env.FULL_WHEN;
const { exec } = DatabaseSync.prototype;

DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
	if (full && sql.startsWith('BEGIN IMMEDIATE'))
		exec.call(this, `PRAGMA max_page_count = ${existsSync(full) ? 1 : 2 ** 30}`);
	exec.call(this, process.env.NO_FSYNC ? sql.replace('synchronous = FULL', 'synchronous = OFF') : sql);
};

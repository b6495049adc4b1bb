/** Preloaded into the server and its threads: a disk that takes what the journal writes and can not confirm it. */
import { DatabaseSync } from 'node:sqlite';
import { isMainThread } from 'node:worker_threads';

const { exec } = DatabaseSync.prototype;
/** SQLITE_IOERR_FSYNC. */
const NOT_SYNCED = 1034;
let writes = false;

if (!isMainThread)
	DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
		if (sql.startsWith('BEGIN')) writes = sql === 'BEGIN IMMEDIATE';
		if (sql === 'COMMIT' && writes) throw Object.assign(new Error('disk I/O error'), { errcode: NOT_SYNCED });
		exec.call(this, sql);
	};

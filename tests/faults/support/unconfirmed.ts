/** Preloaded into the server and its threads: a disk that takes what the journal writes and can not confirm it. */
import { DatabaseSync } from 'node:sqlite';
import { isMainThread } from 'node:worker_threads';

const { exec } = DatabaseSync.prototype;
/** SQLITE_IOERR_FSYNC. */
const NOT_SYNCED = 1034;

if (!isMainThread)
	DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
		if (sql === 'COMMIT') throw Object.assign(new Error('disk I/O error'), { errcode: NOT_SYNCED });
		exec.call(this, sql);
	};

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderInUseError } from '../errors.ts';
import { createPrivately } from './connection.ts';

const SQLITE_BUSY = 5;

const isBusy = (error: unknown) => (error as { errcode?: number }).errcode === SQLITE_BUSY;

/**
 * Holds the folder for this process. The lock is the operating system's, on a file of its own, so it is gone the moment
 * the process is – also after kill -9 – and nothing stale can be left. Answers what lets go of it.
 */
export function lockFolder(folder: string): () => void {
	const file = join(folder, 'lock');
	createPrivately(file);
	const lock = new DatabaseSync(file, { timeout: 0 });
	try {
		lock.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		lock.close();
		throw isBusy(error) ? new DataFolderInUseError(folder) : error;
	}
	return () => lock.close();
}

import { onTestFinished } from 'vitest';
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import type { Store } from '../../server/storage/store.ts';
import { tempDir } from './temp-dir.ts';

/** A real store, in a folder of its own unless told; closed when the test is over (closing it before does no harm). */
export async function openStore(folder = tempDir()): Promise<Store> {
	const store = await openSqliteStore(folder);
	onTestFinished(() => store.close());
	return store;
}

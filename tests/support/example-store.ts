import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemo } from '../../server/demo/create-demo.ts';
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import type { Store } from '../../server/storage/store.ts';
import { openStore } from './open-store.ts';
import { tempDir } from './temp-dir.ts';

/** The example's data folder as it is told now. */
export async function tellExample(): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-example-'));
	const store = await openSqliteStore(folder);
	await createDemo({ store, now: Date.now, random: (length) => new Uint8Array(randomBytes(length)) });
	await store.close();
	return folder;
}

/** A copy of it that is the running test's own: opened in a fraction of the time that it takes to tell. */
export function openExample(told: string): Promise<Store> {
	const folder = tempDir();
	cpSync(told, folder, { recursive: true });
	return openStore(folder);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import type { DocumentRecord } from '../../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import type { Change, ChangeFilter } from '../../../src/lib/shared/history/change.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import { copyWorld, makeWorld, type Login, type RoomsServer, type World } from '../../support/start-rooms.ts';

export const NOW = Date.parse('2026-11-24T08:00:00Z');
export const newId = (): RecordId => newRecordId((length) => crypto.getRandomValues(new Uint8Array(length)));

/** Made once for each file of tests; each test has a copy. */
const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-history-'));
const made = makeWorld(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

export const freshWorld = async (): Promise<World> => copyWorld(await made);

export const actorOf = async ({ store }: RoomsServer, { samverkan }: World, { person }: Login): Promise<Actor> =>
	(await store.organisation.actor(samverkan, person))!;

/** Everything that somebody sees, oldest first, a page at a time. */
export async function allChanges(
	{ history }: Pick<RoomsServer, 'history'>,
	actor: Actor,
	filter: ChangeFilter = {},
	limit = 37
): Promise<Change[]> {
	const found: Change[] = [];
	let before: number | undefined;
	do {
		const page = await history.changes(actor, filter, { limit, ...(before !== undefined && { before }) });
		found.push(...page.changes);
		before = page.next ?? undefined;
	} while (before !== undefined);
	return found.reverse();
}

/** The order of a Yjs map's keys is nobody's business. */
export const sorted = <D extends DocumentKind>(record: DocumentRecord<D>): unknown =>
	Object.fromEntries(
		Object.entries<{ id: string }[]>(record).map(([root, list]) => [
			root,
			list.toSorted((a, b) => (a.id < b.id ? -1 : 1))
		])
	);

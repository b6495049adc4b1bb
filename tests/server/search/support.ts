import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type * as Y from 'yjs';
import { readSealedWeek } from '../../../server/boards/read-seals.ts';
import { Rooms } from '../../../server/realtime/rooms.ts';
import { Search, type SearchAnswer } from '../../../server/search/search.ts';
import { SearchIndex } from '../../../server/search/search-index.ts';
import type { SearchFilters } from '../../../server/storage/search.ts';
import type { Store, WeekDocument } from '../../../server/storage/store.ts';
import type { Actor, Role } from '../../../src/lib/shared/access/roles.ts';
import type { Author } from '../../../src/lib/shared/board/values.ts';
import { newRecordId, type DocumentId, type RecordId } from '../../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { WeekState } from '../../../src/lib/shared/week/lifecycle.ts';
import { openStore } from '../../support/open-store.ts';
import { makeWorld, type World } from '../../support/start-rooms.ts';

export const NOW = Date.parse('2026-11-23T08:00:00Z');
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
export const newId = (): RecordId => newRecordId(random);

export const NO_FILTERS: SearchFilters = {
	kinds: null,
	weekFrom: null,
	weekTo: null,
	area: null,
	place: null,
	category: null
};

/** Documents and an index over them, as the application makes them. */
export interface Searched {
	world: World;
	store: Store;
	rooms: Rooms;
	index: SearchIndex;
	search: Search;
	by: Author;
	actor(...roles: Role[]): Actor;
	/** What somebody finds, once the index has everything. */
	find(actor: Actor, text: string, filters?: Partial<SearchFilters>): Promise<SearchAnswer>;
	/** The words found, best first. */
	words(actor: Actor, text: string): Promise<string[]>;
	write(id: DocumentId, write: (doc: Y.Doc) => void): Promise<void>;
	week(key: string, state?: WeekState): Promise<WeekDocument>;
}

export async function startSearch(world?: World): Promise<Searched> {
	const known = world ?? (await makeWorld());
	const store = await openStore(known.folder);
	const parts = runSearch(store);
	onTestFinished(parts.close);
	const { rooms, index, search } = parts;
	const { person, party } = known.alice;
	const find: Searched['find'] = async (actor, text, filters = {}) => {
		await index.settled();
		return search.find(actor, { text, filters: { ...NO_FILTERS, ...filters }, limit: 50 });
	};
	return {
		...{ world: known, store, rooms, index, search, find },
		by: { person, party, at: NOW },
		actor: (...roles) => ({ samverkan: known.samverkan, person, party, roles, funktioner: [known.alice.funktion] }),
		words: async (actor, text) => (await find(actor, text)).rows.map(({ title, body }) => title || body),
		write: (id, write) => rooms.edit(id, 'desk', person, write),
		async week(key, state = 'reporting') {
			const { id } = await store.documents.weekDocument(known.samverkan, key as WeekKey);
			await store.documents.setWeekState(id, state, person, NOW);
			await rooms.weekStateChanged(id);
			index.reindex(id);
			return (await store.documents.find(id)) as WeekDocument;
		}
	};
}

/** Another process' index, as after a restart. */
export function runSearch(store: Store) {
	const log = pino({ level: 'silent' });
	const rooms = new Rooms({ store, log, now: () => NOW });
	const index = new SearchIndex({
		...{ store, log, gather: 0 },
		read: (id, kind) => rooms.read(id, kind),
		readSeals: (id) => readSealedWeek(store.seals, id)
	});
	rooms.onChanged((changes) => index.changed(changes));
	const search = new Search({ store, index, rooms });
	const close = async () => {
		await rooms.close();
		await search.close();
	};
	return { rooms, index, search, close };
}

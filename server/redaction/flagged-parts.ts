import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { recordWords } from '../../src/lib/shared/board/free-text.ts';
import { kindAt, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { FlaggedPart } from '../storage/flags.ts';
import type { DocumentInfo, DraftDocument, Store } from '../storage/store.ts';

export type PlainRecord = Readonly<Record<string, unknown>> & { id: string };

export interface PartsSource {
	store: Pick<Store, 'documents' | 'organisation'>;
	rooms: { read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>> };
}

export const recordIn = (record: DocumentRecord<DocumentKind>, root: string, id: string): PlainRecord | null =>
	((record as Record<string, readonly PlainRecord[]>)[root] ?? []).find((one) => one.id === id) ?? null;

/** The record, and the fields that its words stand in, each word by itself. */
export function partOf(info: DocumentInfo, root: string, record: PlainRecord): FlaggedPart {
	const kind = kindAt(info.kind, root);
	const words = kind ? Object.entries(recordWords(kind, record)) : [];
	return {
		...{ document: info.id, kind: info.kind, root, id: record.id },
		fields: words.flatMap(([field, texts]) => texts.map(() => field)),
		words: words.flatMap(([, texts]) => texts)
	};
}

/**
 * Where a lägesrad is told again: carried in later weeks than its own, made into a prioritering there, and in the draft of
 * its week that it was shared from.
 */
export async function relatedParts(
	{ store, rooms }: PartsSource,
	home: DocumentInfo,
	{ root, id }: Pick<FlaggedPart, 'root' | 'id'>
): Promise<FlaggedPart[]> {
	if (home.kind === 'actions' || (root !== 'entries' && root !== 'observations')) return [];
	const found: FlaggedPart[] = [];
	const weeks = await store.documents.weeks(home.samverkan);
	for (const week of weeks.filter((one) => one.week >= home.week)) {
		const record = await rooms.read(week.id, 'week');
		const told = [
			...record.entries.filter((one) => one.id === id).map((one) => partOf(week, 'entries', one)),
			...record.carried.filter((one) => one.id === id).map((one) => partOf(week, 'carried', one)),
			...record.priorities.filter(({ entry }) => entry === id).map((one) => partOf(week, 'priorities', one))
		];
		found.push(...told);
	}
	for (const draft of await draftsOf(store, home)) {
		const { observations } = await rooms.read(draft.id, 'draft');
		found.push(...observations.filter((one) => one.id === id).map((one) => partOf(draft, 'observations', one)));
	}
	return found.filter((part) => part.document !== home.id || part.root !== root);
}

/** Every party's of that week. */
async function draftsOf(
	{ documents, organisation }: PartsSource['store'],
	{ samverkan, week }: Extract<DocumentInfo, { week: WeekKey }>
): Promise<DraftDocument[]> {
	const { parties } = await organisation.read(samverkan);
	const drafts = await Promise.all(parties.map((party) => documents.findDraft(samverkan, party.id, week)));
	return drafts.filter((draft) => draft !== null);
}

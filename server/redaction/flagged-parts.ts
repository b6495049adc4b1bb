import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { recordWords } from '../../src/lib/shared/board/free-text.ts';
import { kindAt, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { FlaggedPart } from '../storage/flags.ts';
import type { DocumentInfo, Store } from '../storage/store.ts';

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

/** Where a lägesrad is told again: carried in later weeks, made into a prioritering, and the draft it was shared from. */
export async function relatedParts(
	{ store, rooms }: PartsSource,
	samverkan: SamverkanId,
	{ root, id, document }: Pick<FlaggedPart, 'root' | 'id' | 'document'>
): Promise<FlaggedPart[]> {
	if (root !== 'entries' && root !== 'observations') return [];
	const found: FlaggedPart[] = [];
	for (const week of await store.documents.weeks(samverkan)) {
		const record = await rooms.read(week.id, 'week');
		const told = [
			...record.entries.filter((one) => one.id === id).map((one) => partOf(week, 'entries', one)),
			...record.carried.filter((one) => one.id === id).map((one) => partOf(week, 'carried', one)),
			...record.priorities.filter(({ entry }) => entry === id).map((one) => partOf(week, 'priorities', one))
		];
		found.push(...told);
	}
	const { parties } = await store.organisation.read(samverkan);
	const drafts = await Promise.all(parties.map((party) => store.documents.drafts(samverkan, party.id)));
	for (const draft of drafts.flat()) {
		const { observations } = await rooms.read(draft.id, 'draft');
		found.push(...observations.filter((one) => one.id === id).map((one) => partOf(draft, 'observations', one)));
	}
	return found.filter((part) => part.document !== document || part.root !== root);
}

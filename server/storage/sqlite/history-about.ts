import { kindAt, type DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import { wordsIn as freeWords } from '../../../src/lib/shared/board/free-text.ts';
import { wordsIn } from '../../../src/lib/shared/search/terms.ts';
import type { Difference, Plain, Replay } from './history-replay.ts';

/** What a record is about, as far as it or what it refers to in its document says so. */
export interface About {
	area: string | null;
	place: string | null;
	category: string | null;
	/** The åtgärd that it is or belongs to. */
	action: string | null;
}

/** After the change; of what is gone, as it was. */
export function aboutOf(replay: Replay, { root, id, field, before }: Difference): About {
	return aboutRecord(replay, { root, id }, replay.get(root, id) ?? (field === null ? (before as Plain | null) : null));
}

function aboutRecord(replay: Replay, { root, id }: Pick<Difference, 'root' | 'id'>, record: Plain | null): About {
	switch (root) {
		case 'levels':
			return { ...NOWHERE, area: id };
		case 'actions':
			return { ...placed(record), action: id };
		case 'comments':
			return { ...placed(referred(replay, 'actions', record?.action)), action: textOrNull(record?.action) };
		case 'priorities':
			return { ...placed(record), category: placed(referred(replay, 'entries', record?.entry)).category, action: null };
		case 'decisions':
		case 'notes':
			return {
				...placed(referred(replay, 'entries', record?.about) ?? referred(replay, 'priorities', record?.about)),
				action: null
			};
		case 'nilReports':
			return { ...NOWHERE, area: textOrNull(record?.area) };
		default:
			return { ...placed(record), action: null };
	}
}

const referred = (replay: Replay, root: string, id: unknown): Plain | null =>
	typeof id === 'string' ? replay.get(root, id) : null;

const NOWHERE: About = { area: null, place: null, category: null, action: null };

function placed(record: Plain | null): Omit<About, 'action'> {
	const where = record?.where as { area?: string; place?: string | null } | null | undefined;
	return { area: where?.area ?? null, place: where?.place ?? null, category: textOrNull(record?.category) };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Longer ones are found by their beginning. */
const LONGEST = 40;

/** The words of each field that has any, before and after, as they are looked for. */
export function termsOf(kind: DocumentKind, root: string, field: string, value: unknown): Set<string> {
	const record = kindAt(kind, root);
	const words = record ? freeWords(record, field, value).flatMap(wordsIn) : [];
	return new Set(words.map((word) => word.slice(0, LONGEST)));
}

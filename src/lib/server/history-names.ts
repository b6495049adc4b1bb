import type { DocumentKind } from '#lib/shared/board/schema.ts';
import { actionLabel } from '#lib/shared/board/action.ts';
import type { ActionsRecord, DocumentRecord } from '#lib/shared/board/document-record.ts';
import type { Change } from '#lib/shared/history/change.ts';
import { mainField, valueWords, type HistoryNames } from '#lib/shared/history/change-words.ts';
import { areaWords, funktionWords, partyWords } from '#lib/shared/history/value-words.ts';
import type { AreaId, DocumentId, FunktionId, PartyId, RecordId } from '#lib/shared/ids.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { HIDDEN } from '#lib/shared/redaction/mask.ts';
import { parseWeekKey, type Day, type WeekKey } from '#lib/shared/week/iso-week.ts';
import type { Services } from '../../../server/services.ts';

/** What records are called, as they stand now: a row of the history says of what it is in words. */
export interface RecordNames extends HistoryNames {
	nameOf(change: Pick<Change, 'root' | 'record'>): string;
	/** The åtgärd by its number; what has none is none. */
	actionBy(number: number): RecordId | null;
	/** Of a comment. */
	actionOf(comment: RecordId): RecordId | null;
	commentsOf(action: RecordId): RecordId[];
}

interface Asking {
	services: Pick<Services, 'store' | 'rooms'>;
	organisation: Organisation;
	today: Day;
	/** What `actor` may see of the samverkan's åtgärder. */
	actions: ActionsRecord;
}

type Named = Record<string, { id: RecordId }[]>;
const LONGEST = 90;
const clipped = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text);

/** Names of the records that the changes are of, read from their documents: those that are on a page of rows. */
export async function recordNames(
	{ services, organisation, today, actions }: Asking,
	changes: readonly Change[]
): Promise<RecordNames> {
	const names: HistoryNames = { organisation, today };
	const called = new Map<string, string>();
	for (const action of actions.actions)
		called.set(action.id, `${actionLabel(action)} ${action.flagged ? HIDDEN : action.title}`.trim());
	for (const record of await weekRecords(services, organisation, changes)) callAll(record as unknown as Named);
	const actionOf = new Map(actions.comments.map(({ id, action }) => [id, action]));

	function callAll(record: Named) {
		for (const [root, list] of Object.entries(record))
			for (const one of list) if (!called.has(one.id) && OWN_ID.has(root)) called.set(one.id, mainWords(root, one));
	}
	function mainWords(root: string, record: { id: RecordId }): string {
		if ('flagged' in record && record.flagged) return HIDDEN;
		const field = mainField(root) ?? '';
		return valueWords(root, field, (record as unknown as Record<string, unknown>)[field], names) ?? '';
	}
	const recordName = (id: RecordId) => clipped(called.get(id) ?? '') || null;
	return {
		...names,
		recordName,
		nameOf: ({ root, record }) => {
			if (root === 'levels') return areaWords(record as string as AreaId, names) ?? '';
			if (root === 'attendance') return funktionWords(record as string as FunktionId, names) ?? '';
			if (root === 'reports') return partyWords(record as string as PartyId, names) ?? '';
			const of = root === 'comments' ? (actionOf.get(record) ?? record) : record;
			return recordName(of) ?? '';
		},
		actionBy: (number) => actions.actions.find((action) => action.number === number)?.id ?? null,
		actionOf: (comment) => actionOf.get(comment) ?? null,
		commentsOf: (action) => actions.comments.filter((one) => one.action === action).map(({ id }) => id)
	};
}

/** Roots whose records have words of their own; the others are called by what their id names. */
const OWN_ID: ReadonlySet<string> = new Set([
	...['entries', 'priorities', 'slots', 'decisions', 'notes', 'upcoming', 'observations', 'nilReports']
]);

/** Each document once: the weeks and drafts of the changes, and the weeks that carried rows were written in. */
async function weekRecords(
	{ store, rooms }: Pick<Services, 'store' | 'rooms'>,
	{ samverkan }: Organisation,
	changes: readonly Change[]
): Promise<DocumentRecord<DocumentKind>[]> {
	const kinds = new Map<DocumentId, DocumentKind>();
	for (const { document, kind } of changes) if (kind !== 'actions') kinds.set(document, kind);
	const read = await Promise.all([...kinds].map(([id, kind]) => rooms.read(id, kind)));
	const referred = new Set<WeekKey>();
	for (const { root, record, document } of changes)
		if (root === 'carried' || root === 'returned') {
			const index = [...kinds.keys()].indexOf(document);
			const from = fromOf(read[index], root, record);
			if (from) referred.add(from);
		}
	const earlier = await Promise.all(
		[...referred].map(async (week) => {
			if (!parseWeekKey(week)) return null;
			const found = await store.documents.findWeek(samverkan.id, week);
			return found && !kinds.has(found.id) ? rooms.read(found.id, 'week') : null;
		})
	);
	return [...read, ...earlier.filter((one) => one !== null)];
}

function fromOf(record: unknown, root: 'carried' | 'returned', id: RecordId): WeekKey | null {
	const list = (record as Record<string, { id: RecordId; from: WeekKey | null }[]> | undefined)?.[root] ?? [];
	return list.find((one) => one.id === id)?.from ?? null;
}

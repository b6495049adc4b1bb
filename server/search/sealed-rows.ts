import { actionLabel } from '../../src/lib/shared/board/action.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import type {
	SealedAction,
	SealedCorrection,
	SealedEntry,
	SealedPlace,
	SealedRecord
} from '../../src/lib/shared/seal/sealed-record.ts';
import { composed } from '../../src/lib/shared/search/terms.ts';
import type { SearchRow } from '../storage/search.ts';
import { complete, statusWords } from './record-rows.ts';

interface SealedWords {
	record: SealedRecord;
	corrections: readonly SealedCorrection[];
}

/**
 * The rows of a sealed week: those that its record tells of, in its words. Ids, circle and author are the document's,
 * which holds them for what the record names; what was hidden in it since then is not among `rows`.
 */
export function sealedRows(rows: readonly SearchRow[], { record, corrections }: SealedWords): SearchRow[] {
	const told = tellingOf(record);
	return [
		...rows.flatMap((row) => told(row) ?? []),
		...record.actions.flatMap((action) => actionRow(action, record) ?? []),
		...corrections.flatMap((correction) => correctionRow(correction) ?? [])
	];
}

function tellingOf({ areas, municipality, ...record }: SealedRecord): (row: SearchRow) => SearchRow | null {
	const entries = new Map<string, SealedEntry & { area: string }>();
	for (const { name, entries: inArea } of areas)
		for (const entry of inArea) entries.set(entry.id, { ...entry, area: name });
	for (const entry of municipality) entries.set(entry.id, { ...entry, area: '' });
	const titles = new Map(record.priorities.map(({ id, title }) => [id, title]));
	const texts = {
		decision: new Set(record.decisions.map(({ text }) => composed(text))),
		note: new Set(record.notes.map(({ text }) => composed(text))),
		upcoming: new Set(record.upcoming.map(({ title }) => composed(title)))
	};
	return (row) => {
		switch (row.kind) {
			case 'entry':
				return entryAs(row, entries.get(row.record));
			case 'priority':
				return titles.has(row.record) ? { ...row, title: composed(titles.get(row.record)!) } : null;
			case 'decision':
			case 'note':
				return texts[row.kind].has(row.body) ? row : null;
			case 'upcoming':
				return texts.upcoming.has(row.title) ? row : null;
			default:
				return null;
		}
	};
}

function entryAs(row: SearchRow, told: (SealedEntry & { area: string }) | undefined): SearchRow | null {
	if (!told) return null;
	const { category, place, area, carried } = told;
	const names = [place ?? '', area, ...(category ? [category.code, category.name] : [])].filter(Boolean).join(' ');
	return { ...row, body: composed(carried ? carried.text : told.text), names: composed(names) };
}

/** For those who read sealed weeks and not åtgärderna as they stand now. */
function actionRow(action: SealedAction, { week, sealedAt }: SealedRecord): SearchRow | null {
	return complete(action.id as RecordId, {
		kind: 'action',
		action: action.id as RecordId,
		week: week.key,
		shown: week.key,
		at: Date.parse(sealedAt),
		label: action.number === null ? '' : actionLabel(action),
		title: action.title,
		body: [action.description, action.goal, ...statusWords(action.status)].filter(Boolean).join('\n'),
		names: [...placeNames(action.where), action.owner ?? '', ...action.performers].filter(Boolean).join(' ')
	});
}

const placeNames = (where: SealedPlace | null): string[] => [where?.place ?? '', where?.area ?? ''];

function correctionRow({ number, week, sealedAt, about, text, reason }: SealedCorrection): SearchRow | null {
	return complete(`rattelse-${number}` as RecordId, {
		...{ kind: 'correction', week: week.key, shown: week.key, at: Date.parse(sealedAt) },
		...{ label: `Rättelse ${number}`, title: about, body: `${text}\n${reason}` }
	});
}

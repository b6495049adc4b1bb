import { HIDDEN, HIDDEN_TOO, readable } from '../redaction/mask.ts';
import type { Change, Via } from './change.ts';
import { FIELD_WORDS, type FieldWords, type HistoryRoot } from './field-words.ts';
import type { HistoryNames } from './value-words.ts';

export type { HistoryNames } from './value-words.ts';

/** A change for people: what it was of, and how that read before and after; null where nothing stood. */
export interface ChangeWords {
	what: string;
	before: string | null;
	after: string | null;
}

interface KindWords {
	/** "Åtgärd" */
	name: string;
	/** Of the record as a whole: "Ny åtgärd". */
	new: string;
	/** "Åtgärden togs bort" */
	gone: string;
	/** Of what says most about it: what a record that came or went is told by. */
	main: string;
}

const KIND_WORDS: Record<HistoryRoot, KindWords> = {
	entries: { name: 'Lägesrad', new: 'Ny lägesrad', gone: 'Lägesraden försvann', main: 'text' },
	carried: { name: 'Rad från tidigare vecka', new: 'Följde med till veckan', gone: 'Följer inte med', main: 'from' },
	levels: { name: 'Områdesläge', new: 'Nivå', gone: 'Nivå', main: 'assessment' },
	priorities: { name: 'Prioritering', new: 'Ny prioritering', gone: 'Prioriteringen försvann', main: 'title' },
	slots: { name: 'Närvaropass', new: 'Nytt närvaropass', gone: 'Passet försvann', main: 'funktion' },
	attendance: { name: 'Närvaro', new: 'Närvaro', gone: 'Närvaro', main: 'state' },
	followUps: { name: 'Uppföljning', new: 'Uppföljning i mötet', gone: 'Uppföljning i mötet', main: 'disposition' },
	decisions: { name: 'Beslut', new: 'Nytt beslut', gone: 'Beslutet försvann', main: 'text' },
	notes: { name: 'Notering', new: 'Ny notering', gone: 'Noteringen försvann', main: 'text' },
	returned: { name: 'Parkerad notering', new: 'Kom tillbaka från vecka', gone: 'Kom inte tillbaka', main: 'from' },
	upcoming: { name: 'Kommande', new: 'Nytt under kommande', gone: 'Försvann ur kommande', main: 'title' },
	reports: { name: 'Rapportering', new: 'Rapportering', gone: 'Rapportering', main: 'state' },
	actions: { name: 'Åtgärd', new: 'Ny åtgärd', gone: 'Åtgärden försvann', main: 'title' },
	comments: { name: 'Kommentar', new: 'Ny kommentar', gone: 'Kommentaren försvann', main: 'text' },
	observations: { name: 'Rad i utkast', new: 'Ny rad i utkastet', gone: 'Raden försvann', main: 'text' },
	nilReports: { name: 'Nollrapport', new: 'Ny nollrapport', gone: 'Nollrapporten försvann', main: 'funktion' }
};

export const HISTORY_ROOTS = Object.keys(KIND_WORDS) as HistoryRoot[];

/** Of the field that says most about a record of this root: a text, or a value that has its words. */
export const mainField = (root: string): string | null => kindOf(root)?.main ?? null;

const kindOf = (root: string): KindWords | undefined => (KIND_WORDS as Record<string, KindWords>)[root];
const wordsOf = (root: string, field: string): FieldWords<never> | undefined =>
	(FIELD_WORDS as Record<string, Record<string, FieldWords<never>>>)[root]?.[field];

/** "Åtgärd", "Lägesrad" … */
export const kindName = (root: string): string => kindOf(root)?.name ?? 'Okänt slag';

/** "Ansvarig", "Klart senast" … */
export const fieldName = (root: string, field: string): string => wordsOf(root, field)?.name ?? 'Okänt fält';

/** Where a change was made. */
export const VIA_WORDS: Record<Via, string> = {
	meeting: 'I mötet',
	desk: 'Vid skrivbordet',
	mail: 'Från mejl',
	import: 'Import',
	rule: 'Automatiskt'
};

/** A value of a field in words; null where nothing stands in it. */
export function valueWords(root: string, field: string, value: unknown, names: HistoryNames): string | null {
	if (value === undefined) return null;
	if (value === HIDDEN || value === HIDDEN_TOO) return value;
	const words = wordsOf(root, field)?.words(value as never, names) ?? null;
	return words === null ? null : readable(words);
}

/** What changed, and how it read before and after, without an id in it. */
export function changeWords(
	change: Pick<Change, 'root' | 'field' | 'before' | 'after'>,
	names: HistoryNames
): ChangeWords {
	const { root, field, before, after } = change;
	if (field === null) return recordWords(root, before, after, names);
	if (field === 'order') return { what: 'Ordning', before: null, after: 'Flyttad' };
	return {
		what: fieldName(root, field),
		before: valueWords(root, field, before, names),
		after: valueWords(root, field, after, names)
	};
}

function recordWords(root: string, before: unknown, after: unknown, names: HistoryNames): ChangeWords {
	const kind = kindOf(root);
	const read = (record: unknown) => {
		if (!kind) return null;
		if (isRecord(record)) return valueWords(root, kind.main, record[kind.main], names);
		return isFact(root) ? valueWords(root, kind.main, null, names) : null;
	};
	const what = after === null ? kind?.gone : kind?.new;
	return { what: what ?? kindName(root), before: read(before), after: read(after) };
}

/** Roots whose records are a fact about something else, made when it is first said: its coming is that fact's change. */
export const isFact = (root: string): boolean => {
	const kind = kindOf(root);
	return kind !== undefined && kind.new === kind.gone;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every value that a record holds, in words and in the schema's order: what it was made with. */
export function recordValues(root: string, record: unknown, names: HistoryNames): { name: string; words: string }[] {
	if (!isRecord(record)) return [];
	return Object.keys((FIELD_WORDS as Record<string, object>)[root] ?? {})
		.filter((field) => !SILENT.has(field))
		.flatMap((field) => {
			const words = valueWords(root, field, record[field], names);
			return words === null ? [] : [{ name: fieldName(root, field), words }];
		});
}

/** Said by the record's being there. */
const SILENT: ReadonlySet<string> = new Set([
	'order',
	'created',
	'removed',
	'flagged',
	'withdrawn',
	'by',
	'hiddenOnScreen',
	'action'
]);

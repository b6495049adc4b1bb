import { actionLabel, type Action } from '../board/action.ts';
import { kindAt } from '../board/schema.ts';
import type { AreaId, FunktionId, PartyId, PersonId } from '../ids.ts';
import { changeWords, fieldName, kindName, mainField, valueWords, type HistoryNames } from './change-words.ts';
import type { LeftOut, LeftOutWhy, PlainRecord, RestorePlan, RestoreStep } from './restore.ts';
import { areaWords, funktionWords, partyWords } from './value-words.ts';

/** A field that would say something else. */
export interface RestoreLine {
	what: string;
	/** Null where nothing stands. */
	before: string | null;
	after: string | null;
	/** Told word by word. */
	isText: boolean;
}

/** A card that would change. */
export interface RestoreCard {
	/** Unique among the cards. */
	key: string;
	/** "Lägesrad" */
	kind: string;
	name: string;
	fate: 'changes' | 'back' | 'gone';
	lines: RestoreLine[];
}

/** What stays as it is. */
export interface RestoreLeft {
	kind: string;
	name: string;
	/** The field; null is the whole card. */
	what: string | null;
	why: LeftOutWhy;
	/** Who changed it, where somebody has since. */
	by: string | null;
}

/** How a record is called: by what stands on the board now, and where it is not there by what comes back. */
export type NameRecord = (root: string, id: string) => PlainRecord | null;

export interface RestoreWords {
	names: HistoryNames;
	present: NameRecord;
	/** Words of rows and noteringar that stand in earlier weeks. */
	earlier(id: string): string | null;
}

const isText = (root: string, field: string): boolean =>
	(kindAt('week', root) ?? kindAt('actions', root))?.fields[field]?.kind === 'text';

/** The cards that would change, in the order of the board's parts. */
export function restoreCards({ steps }: RestorePlan, words: RestoreWords): RestoreCard[] {
	const cards = new Map<string, RestoreStep[]>();
	for (const step of steps) {
		const key = `${step.root} ${step.record}`;
		cards.set(key, [...(cards.get(key) ?? []), step]);
	}
	return [...cards].map(([key, own]) => cardOf(key, own, words));
}

function cardOf(key: string, steps: RestoreStep[], words: RestoreWords): RestoreCard {
	const [first] = steps as [RestoreStep];
	const { root, record, field } = first;
	const card = { key, kind: kindName(root) };
	if (field !== null)
		return { ...card, name: nameOf(root, record, words), fate: 'changes', lines: linesOf(steps, words) };
	const whole = (first.after ?? first.before) as PlainRecord;
	return { ...card, name: nameIn(root, record, whole, words), fate: first.after === null ? 'gone' : 'back', lines: [] };
}

/** A status tells the week it was decided in and the day it was closed. */
const SILENT = ['decidedIn', 'closedOn'];

const linesOf = (steps: readonly RestoreStep[], { names }: RestoreWords): RestoreLine[] =>
	steps
		.filter(({ field }) => steps.length === 1 || !SILENT.includes(field ?? ''))
		.map((step) => ({ ...changeWords(step, names), isText: isText(step.root, step.field ?? '') }));

export const restoreLeft = (
	leftOut: readonly LeftOut[],
	words: RestoreWords,
	personName: (id: PersonId) => string | null
): RestoreLeft[] =>
	leftOut.map(({ root, record, field, why, by }) => ({
		kind: kindName(root),
		name: nameOf(root, record, words),
		what: field === null ? null : fieldName(root, field),
		why,
		by: by ? personName(by) : null
	}));

/** "Å-17 Lys upp tunneln", "Klotter vid skolan", "Centrum"; empty where there is nothing to call it by. */
export const nameOf = (root: string, id: string, words: RestoreWords): string =>
	nameIn(root, id, words.present(root, id), words);

function nameIn(root: string, id: string, record: PlainRecord | null, { names, earlier }: RestoreWords): string {
	switch (root) {
		case 'levels':
			return areaWords(id as AreaId, names) ?? '';
		case 'attendance':
			return funktionWords(id as FunktionId, names) ?? '';
		case 'reports':
			return partyWords(id as PartyId, names) ?? '';
		case 'followUps':
			return names.recordName?.(id as never) ?? '';
		case 'carried':
		case 'returned':
			return earlier(id) ?? '';
	}
	if (!record) return '';
	const main = mainField(root) ?? '';
	const said = valueWords(root, main, record[main], names) ?? 'Utan text';
	return root === 'actions' ? `${actionLabel(record as unknown as Action)} ${said}` : said;
}

const counted = (count: number, one: string, many: string): string[] =>
	count === 0 ? [] : [`${count === 1 ? 'en' : count} ${count === 1 ? one : many}`];

/** "Tre …": what would happen, in one sentence. */
export function restoreSentence(cards: readonly RestoreCard[], left: number): string {
	const of = (fate: RestoreCard['fate']) => cards.filter((card) => card.fate === fate).length;
	const fields = cards.reduce((sum, card) => sum + card.lines.length, 0);
	const parts = [
		...counted(fields, 'uppgift ändras', 'uppgifter ändras'),
		...counted(of('back'), 'sak kommer tillbaka', 'saker kommer tillbaka'),
		...counted(of('gone'), 'sak tas bort', 'saker tas bort')
	];
	const stays = left === 0 ? '' : ` ${left === 1 ? 'En skillnad' : `${left} skillnader`} kan inte återställas.`;
	if (parts.length === 0) return `Ingenting ändras.${stays}`;
	const all = parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} och ${parts.at(-1)!}`;
	return `${all.charAt(0).toUpperCase()}${all.slice(1)}.${stays}`;
}

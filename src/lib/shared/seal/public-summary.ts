import { isClosed } from '../board/action-status.ts';
import type { CategoryGroup, PartyKind } from '../organisation.ts';
import type { Day, WeekKey } from '../week/iso-week.ts';
import { formatDays } from '../week/format.ts';
import type { SealedArea, SealedEntry, SealedRecord } from './sealed-record.ts';

export interface SummarySection {
	/** Stable within the week: `intro`, `area:<id>`, `actions` … */
	key: string;
	title: string;
	/** Paragraphs are apart by a line; empty leaves the section out. */
	text: string;
}

/** A publik sammanfattning as it was approved and frozen: no names of people or functions, no small numbers. */
export interface PublicSummary {
	format: 'lagestavlan/publik-sammanfattning';
	version: 1;
	samverkan: { name: string; municipality: string; policeDistrict: string };
	week: { key: WeekKey; from: Day; to: Day };
	sections: SummarySection[];
	/** The parties that approved it. */
	approvedBy: string[];
	/** ISO 8601 in UTC. */
	approvedAt: string;
	/** The lägesbild that it was made from. */
	record: { sha256: string };
}

/** Below this a number could point somebody out. */
const FEWEST = 5;

/** "enstaka" for 1–4: together with what else is known, a small number can be somebody. */
export const publicCount = (count: number): string => (count < FEWEST ? 'enstaka' : String(count));

const GROUP_PHRASES: Record<CategoryGroup, string> = {
	crime: 'om brott',
	traffic: 'om trafik',
	unsafety: 'om otrygghet',
	environment: 'om miljön utomhus',
	supervision: 'om tillsyn',
	ahead: 'om det som väntar',
	positive: 'om sådant som blivit bättre'
};

/**
 * What may be told of a sealed week, as a proposal for people to edit. Made from names of areas, levels and numbers
 * alone: nothing that somebody wrote on the board is repeated, except titles of events.
 */
export function proposeSummary(record: SealedRecord): SummarySection[] {
	return [
		{ key: 'intro', title: 'Om lägesbilden', text: introOf(record) },
		...record.areas.map((area) => ({ key: `area:${area.id}`, title: area.name, text: areaText(area) })),
		{ key: 'actions', title: 'Det här gör vi', text: actionsText(record) },
		{ key: 'upcoming', title: 'Kommande', text: upcomingText(record) }
	].filter(({ text }) => text !== '');
}

const introOf = ({ samverkan }: SealedRecord): string =>
	`${samverkan.municipality} och polisen i ${samverkan.policeDistrict} gör varje vecka en gemensam lägesbild. ` +
	'Här är det viktigaste i korthet.';

function areaText({ level, trend, entries }: SealedArea): string {
	const parts = [
		level
			? `Läget bedöms som ${level.name.toLowerCase()} (nivå ${level.number}).`
			: 'Läget är inte bedömt den här veckan.',
		trend ? TREND_SENTENCES[trend] : '',
		reportsText(entries)
	];
	return parts.filter((part) => part !== '').join(' ');
}

const TREND_SENTENCES = {
	up: 'Det har blivit sämre sedan förra veckan.',
	level: 'Det är som förra veckan.',
	down: 'Det har blivit bättre sedan förra veckan.'
};

/**
 * What was given the circle of the publik sammanfattning; not what the room did not see on its screen, and nothing of the
 * gravest. The first version of the record had no circles: there the other two decide.
 */
const isPublic = ({ hiddenOnScreen, severity, circle = 'public' }: SealedEntry): boolean =>
	circle === 'public' && !hiddenOnScreen && severity !== 3;

/** Numbers per group and never a sum of them: a sum beside "enstaka" would give the small number away. */
function reportsText(entries: readonly SealedEntry[]): string {
	const counts = new Map<CategoryGroup, number>();
	for (const { category, count } of entries.filter(isPublic))
		if (category) counts.set(category.group, (counts.get(category.group) ?? 0) + (count ?? 1));
	const parts = [...counts].map(([group, count]) => `${publicCount(count)} ${GROUP_PHRASES[group]}`);
	return parts.length === 0 ? '' : `Iakttagelser: ${parts.join(', ')}.`;
}

function actionsText({ actions }: SealedRecord): string {
	const open = actions.filter(({ status }) => !isClosed(status.state) && status.state !== 'proposed').length;
	if (open === 0) return '';
	return open < FEWEST ? 'Enstaka åtgärder pågår.' : `${open} åtgärder är beslutade eller pågår.`;
}

const upcomingText = ({ upcoming }: SealedRecord): string =>
	upcoming
		.filter(({ kind }) => kind === 'event')
		.map(({ title, from, to }) => (from ? `${title}, ${formatDays(from, to)}` : title))
		.join('\n');

/** Both of these must approve it (product.md §4). */
export const MAIN_PARTIES: readonly PartyKind[] = ['police', 'municipality'];

/** What is frozen: sections without words are left out. */
export const makeSummary = (
	{ samverkan, week }: SealedRecord,
	sections: readonly SummarySection[],
	{ approvedBy, approvedAt, sha256 }: { approvedBy: string[]; approvedAt: number; sha256: string }
): PublicSummary => ({
	format: 'lagestavlan/publik-sammanfattning',
	version: 1,
	samverkan: {
		name: samverkan.name,
		municipality: samverkan.municipality,
		policeDistrict: samverkan.policeDistrict
	},
	week,
	sections: sections
		.filter(({ text }) => text.trim() !== '')
		.map(({ key, title, text }) => ({ key, title, text: text.trim() })),
	approvedBy,
	approvedAt: new Date(approvedAt).toISOString(),
	record: { sha256 }
});

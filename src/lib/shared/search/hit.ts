import type { RecordId } from '../ids.ts';
import type { WeekKey } from '../week/iso-week.ts';
import type { Piece } from './marks.ts';

/** What can be found, in the order it is shown. */
export const SEARCH_KINDS = [
	'action',
	'entry',
	'priority',
	'decision',
	'note',
	'upcoming',
	'comment',
	'correction',
	'observation'
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export interface SearchKindWords {
	/** In addresses: `?typ=atgard`. */
	slug: string;
	one: string;
	many: string;
}

export const SEARCH_KIND_WORDS: Record<SearchKind, SearchKindWords> = {
	action: { slug: 'atgard', one: 'Åtgärd', many: 'Åtgärder' },
	entry: { slug: 'lagesrad', one: 'Lägesrad', many: 'Lägesrader' },
	priority: { slug: 'prioritering', one: 'Prioritering', many: 'Prioriteringar' },
	decision: { slug: 'beslut', one: 'Beslut', many: 'Beslut' },
	note: { slug: 'notering', one: 'Notering', many: 'Noteringar' },
	upcoming: { slug: 'kommande', one: 'Kommande', many: 'Kommande' },
	comment: { slug: 'kommentar', one: 'Kommentar', many: 'Kommentarer till åtgärder' },
	correction: { slug: 'rattelse', one: 'Rättelse', many: 'Rättelser' },
	observation: { slug: 'utkast', one: 'Utkast', many: 'Utkast hos er part' }
};

export const kindOfSlug = (slug: string): SearchKind | null =>
	SEARCH_KINDS.find((kind) => SEARCH_KIND_WORDS[kind].slug === slug) ?? null;

/** Something found, as it is shown. */
export interface Hit {
	kind: SearchKind;
	record: RecordId;
	/** "Å-17", "§ 3"; empty for what has no number. */
	label: string;
	/** What it is called, or of a comment the åtgärd it is about; empty for what is a text alone. */
	title: Piece[];
	text: Piece[];
	week: WeekKey | null;
	/** "Ekeby torg, Ekeby centrum" */
	where: string;
	href: string;
}

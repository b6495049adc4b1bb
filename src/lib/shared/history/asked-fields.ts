import { fieldName, HISTORY_ROOTS } from './change-words.ts';
import { FIELD_WORDS, type HistoryRoot } from './field-words.ts';
import type { WhatAsked } from './history-address.ts';

/** Fields that nobody asks for: the server's own, and places in an order. */
const UNASKED: ReadonlySet<string> = new Set(['created', 'flagged', 'order', 'by', 'number']);

/** The fields of a kind that can be asked for, in the schema's order. */
export const askedFieldsOf = (root: HistoryRoot): string[] =>
	Object.keys(FIELD_WORDS[root]).filter((field) => !UNASKED.has(field));

/** A field of one or several kinds, by the name that they have in common. */
export interface NamedField {
	/** "Klart senast" */
	name: string;
	of: WhatAsked[];
}

/** Names that are a kind's rather than a field's. */
const KINDS: ReadonlySet<string> = new Set(['åtgärd', 'lägesrad']);

/** What people write for a field's name, in lower case. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
	ansvarig: ['ansvarige', 'ansvariga'],
	utförare: ['utföraren', 'utförarna'],
	status: ['statusen'],
	'klart senast': ['frist', 'fristen', 'förfallodag', 'förfallodatum', 'slutdatum'],
	rubrik: ['rubriken', 'titel', 'titeln'],
	beskrivning: ['beskrivningen'],
	mål: ['målet'],
	nivå: ['nivån', 'lägesnivå', 'lägesnivån'],
	trend: ['trenden'],
	bedömning: ['bedömningen'],
	kategori: ['kategorin'],
	plats: ['platsen'],
	allvar: ['allvaret'],
	källa: ['källan'],
	typ: ['typen', 'åtgärdstyp'],
	kvittens: ['kvittensen'],
	uppföljning: ['uppföljningen', 'uppföljningsdatum'],
	'uppföljning i mötet': ['uppföljning', 'uppföljningen'],
	'begärd ny tid': ['ny tid'],
	delningskrets: ['delningskretsen'],
	borttagen: ['borttagna', 'borttaget'],
	närvaro: ['närvaron']
};

/** Words of any text too: such a name is meant where nothing but Å-numbers stands beside it. */
const ALONE: ReadonlySet<string> = new Set([
	...[
		'när',
		'dag',
		'dagar',
		'tid',
		'ny tid',
		'klar',
		'text',
		'typ',
		'typen',
		'slag',
		'antal',
		'mål',
		'målet',
		'gäller'
	],
	...[
		'delad',
		'funktion',
		'område',
		'plats',
		'platsen',
		'kommentar',
		'anteckning',
		'storskärm',
		'underlag',
		'avslutad'
	],
	...[
		'parkerad',
		'uppföljning',
		'uppföljningen',
		'borttagen',
		'borttagna',
		'borttaget',
		'beskrivning',
		'beskrivningen'
	],
	...['närvaro', 'närvaron', 'rapportering', 'svarar på', 'status', 'statusen']
]);

export const countsAlone = (typed: string): boolean => ALONE.has(lowered(typed));

const lowered = (typed: string): string => typed.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** Every name in lower case, and the fields that have it. */
const NAMED: ReadonlyMap<string, NamedField> = (() => {
	const named = new Map<string, NamedField>();
	const add = (typed: string, name: string, what: WhatAsked) => {
		const known = named.get(typed);
		if (known) known.of.push(what);
		else named.set(typed, { name, of: [what] });
	};
	for (const root of HISTORY_ROOTS)
		for (const field of askedFieldsOf(root)) {
			const name = fieldName(root, field);
			const own = name.toLowerCase();
			if (!KINDS.has(own)) for (const typed of [own, ...(ALSO[own] ?? [])]) add(typed, name, { root, field });
		}
	return named;
})();

export const fieldNamed = (typed: string): NamedField | null => NAMED.get(lowered(typed)) ?? null;

/** All that is understood as a field's name, the longest first. */
export const FIELD_NAMES: readonly string[] = [...NAMED.keys()].sort((a, b) => b.length - a.length);

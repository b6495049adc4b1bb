import type { AreaId, CategoryId, FunktionId, PartyId, PersonId, PlaceId } from '../ids.ts';
import { weekAsked } from '../week/week-asked.ts';
import { parseDay, parseWeekPath, weekPath, type Day, type Week } from '../week/iso-week.ts';
import type { Via } from './change.ts';
import { fieldName, HISTORY_ROOTS, kindName } from './change-words.ts';
import { FIELD_WORDS, type HistoryRoot } from './field-words.ts';

/** A week as in its address, `2026-41`, or a calendar day. */
export type WhenAsked = { week: Week } | { day: Day };

/** What is asked of the history, as it stands in the address: `/historik?vad=atgard.ansvarig&fran=2026-41`. */
export interface HistoryAsked {
	/** Words of a text, and Å-numbers. */
	text: string;
	/** Who: any of these people, or of those who staff or staffed these functions. */
	people: PersonId[];
	funktioner: FunktionId[];
	parties: PartyId[];
	/** What: a kind of thing, or one field of it. */
	what: WhatAsked | null;
	/** How it was made: in the meeting, at the desk … */
	vias: Via[];
	areas: AreaId[];
	/** What it is about is there: of the samverkan's places, also those that are used no more. */
	places: PlaceId[];
	categories: CategoryId[];
	/** Both ends in. */
	from: WhenAsked | null;
	until: WhenAsked | null;
	/** What was written as a week or a date and is none, as it was written. */
	unread: { from: string; until: string };
}

export interface WhatAsked {
	root: HistoryRoot;
	field: string | null;
}

export const NOTHING_ASKED: HistoryAsked = {
	...{ text: '', people: [], funktioner: [], parties: [], what: null, vias: [], areas: [] },
	...{ places: [], categories: [] },
	...{ from: null, until: null, unread: { from: '', until: '' } }
};

export const VIA_SLUGS: Record<Via, string> = {
	meeting: 'mote',
	desk: 'skrivbord',
	mail: 'mejl',
	import: 'import',
	rule: 'regel'
};
const VIAS = Object.keys(VIA_SLUGS) as Via[];

/** "klart-senast" */
const slug = (name: string): string =>
	name
		.toLowerCase()
		.normalize('NFD')
		.replace(/[^a-z ]/g, '')
		.replaceAll(' ', '-');

export const fieldsOf = (root: HistoryRoot): string[] => Object.keys(FIELD_WORDS[root]);

/** "atgard", "atgard.ansvarig" */
export const whatSlug = ({ root, field }: WhatAsked): string =>
	slug(kindName(root)) + (field === null ? '' : `.${slug(fieldName(root, field))}`);

function readWhat(text: string): WhatAsked | null {
	const [kind, named] = text.split('.');
	const root = HISTORY_ROOTS.find((one) => slug(kindName(one)) === kind);
	if (!root) return null;
	if (named === undefined) return { root, field: null };
	const field = fieldsOf(root).find((one) => slug(fieldName(root, one)) === named);
	return field === undefined ? null : { root, field };
}

/** Longest question in characters, and most choices of one kind: what is more is cut. */
const LONGEST = 200;
const MOST = 20;

/** What is unknown is not asked for; an id that nothing has finds nothing. `near` is the week that weeks are counted from. */
export function readHistoryAsked(params: URLSearchParams, near: Week): HistoryAsked {
	const ids = <Id extends string>(name: string) =>
		[...new Set(params.getAll(name).filter((one) => /^[\w-]{1,32}$/.test(one)))].slice(0, MOST) as Id[];
	const [from, until] = [readWhen(params.get('fran'), near), readWhen(params.get('till'), near)];
	return {
		text: (params.get('q') ?? '').slice(0, LONGEST).trim(),
		people: ids('vem'),
		funktioner: ids('funktion'),
		parties: ids('part'),
		what: readWhat(params.get('vad') ?? ''),
		vias: VIAS.filter((via) => params.getAll('hur').includes(VIA_SLUGS[via])),
		areas: ids('omrade'),
		places: ids('plats'),
		categories: ids('kategori'),
		from: from.when,
		until: until.when,
		unread: { from: from.unread, until: until.unread }
	};
}

function readWhen(typed: string | null, near: Week): { when: WhenAsked | null; unread: string } {
	const text = (typed ?? '').trim().slice(0, 40);
	const day = parseDay(text);
	const week = parseWeekPath(text) ?? weekAsked(text, { near, bare: true });
	const when = day ? { day } : week ? { week } : null;
	return { when, unread: when === null ? text : '' };
}

export const whenSlug = (when: WhenAsked | null): string =>
	when === null ? '' : 'day' in when ? when.day : weekPath(when.week);

/** The parameters, in one order, so that one question has one address. */
export function historyParams(asked: HistoryAsked): URLSearchParams {
	const values: [string, readonly string[]][] = [
		['q', [asked.text]],
		['vem', asked.people],
		['funktion', asked.funktioner],
		['part', asked.parties],
		['vad', asked.what ? [whatSlug(asked.what)] : []],
		['hur', asked.vias.map((via) => VIA_SLUGS[via])],
		['omrade', asked.areas],
		['plats', asked.places],
		['kategori', asked.categories],
		['fran', [whenSlug(asked.from) || asked.unread.from]],
		['till', [whenSlug(asked.until) || asked.unread.until]]
	];
	return new URLSearchParams(values.flatMap(([name, list]) => list.filter(Boolean).map((value) => [name, value])));
}

export function historyAddress(asked: Partial<HistoryAsked>, path = '/historik'): string {
	const params = historyParams({ ...NOTHING_ASKED, ...asked });
	return params.size === 0 ? path : `${path}?${params}`;
}

import type { AreaId, CategoryId, PlaceId } from '../ids.ts';
import { parseWeekPath, weekKey, weekPath, parseWeekKey, type WeekKey } from '../week/iso-week.ts';
import { kindOfSlug, SEARCH_KIND_WORDS, type SearchKind } from './hit.ts';

/** A question as it stands in the address, so that it has a link: `/sok?q=lås&vecka=2026-48`. */
export interface AskedFor {
	text: string;
	kind: SearchKind | null;
	week: WeekKey | null;
	area: AreaId | null;
	place: PlaceId | null;
	category: CategoryId | null;
}

/** Longest question in characters: what is longer is cut. */
const LONGEST = 200;

const idOf = <Id extends string>(params: URLSearchParams, name: string) => (params.get(name) || null) as Id | null;

/** What is no week or kind is not asked for; an unknown id finds nothing. */
export function readAsked(params: URLSearchParams): AskedFor {
	const week = parseWeekPath(params.get('vecka') ?? '');
	return {
		text: (params.get('q') ?? '').slice(0, LONGEST).trim(),
		kind: kindOfSlug(params.get('typ') ?? ''),
		week: week && weekKey(week),
		area: idOf(params, 'omrade'),
		place: idOf(params, 'plats'),
		category: idOf(params, 'kategori')
	};
}

export function searchAddress(asked: Partial<AskedFor>): string {
	const week = parseWeekKey(asked.week ?? '');
	const values = {
		q: asked.text,
		typ: asked.kind && SEARCH_KIND_WORDS[asked.kind].slug,
		vecka: week && weekPath(week),
		omrade: asked.area,
		plats: asked.place,
		kategori: asked.category
	};
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(values)) if (value) params.set(name, value);
	return params.size === 0 ? '/sok' : `/sok?${params}`;
}

export const isAsked = ({ text, ...filters }: AskedFor): boolean =>
	text !== '' || Object.values(filters).some((filter) => filter !== null);

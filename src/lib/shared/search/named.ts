import { permissionsOf } from '../access/policies.ts';
import type { Actor } from '../access/roles.ts';
import type { Organisation } from '../organisation.ts';
import { searchAddress } from './search-address.ts';
import { composed, searchTerms, wordsIn } from './terms.ts';

/** Something of the samverkan itself that has the words in its name. */
export interface NamedHit {
	id: string;
	what: 'Plats' | 'Område' | 'Funktion' | 'Kategori';
	name: string;
	/** What it is part of: an area, a party. */
	of: string;
	href: string;
}

const MOST = 8;

/** Places, areas, categories and functions by name. Everybody who belongs to the samverkan may know them. */
export function namedHits(organisation: Organisation, actor: Actor, text: string): NamedHit[] {
	const terms = searchTerms(text);
	if (terms.length === 0) return [];
	return all(organisation, permissionsOf(actor, 'reporting').readBoard)
		.map((hit) => ({ hit, rank: rankOf(hit.name, terms) }))
		.filter(({ rank }) => rank !== null)
		.sort((a, b) => a.rank! - b.rank!)
		.slice(0, MOST)
		.map(({ hit }) => hit);
}

/** 0 where the words begin words of the name, 1 where they are within them, null where they are not there. */
function rankOf(name: string, terms: readonly string[]): 0 | 1 | null {
	const whole = composed(name).toLowerCase();
	if (!terms.every((term) => whole.includes(term))) return null;
	const words = wordsIn(name);
	return terms.every((term) => words.some((word) => word.startsWith(term))) ? 0 : 1;
}

function* hitsOf(
	{ areas, places, categories, funktioner, parties }: Organisation,
	hasBoard: boolean
): Generator<NamedHit> {
	const named = new Map<string, string>([...areas, ...parties].map(({ id, name }) => [id, name]));
	for (const { id, name, area, archived } of places)
		if (!archived) yield { id, what: 'Plats', name, of: named.get(area) ?? '', href: searchAddress({ place: id }) };
	for (const { id, name, archived } of areas)
		if (!archived) yield { id, what: 'Område', name, of: '', href: searchAddress({ area: id }) };
	for (const { id, code, name, archived } of categories)
		if (!archived)
			yield { id, what: 'Kategori', name: `${code} ${name}`, of: '', href: searchAddress({ category: id }) };
	if (hasBoard)
		for (const { id, name, party, archived } of funktioner)
			if (!archived)
				yield { id, what: 'Funktion', name, of: named.get(party) ?? '', href: `/v?funktion=${id}#atgarder` };
}

const all = (organisation: Organisation, hasBoard: boolean): NamedHit[] => [...hitsOf(organisation, hasBoard)];

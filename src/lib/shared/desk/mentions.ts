import type { FunktionId } from '../ids.ts';
import type { Funktion } from '../organisation.ts';

/** Functions that a text names after "@", as they are called; the longest name that fits. */
export function mentionsIn(
	text: string,
	funktioner: readonly Pick<Funktion, 'id' | 'name' | 'archived'>[]
): FunktionId[] {
	const said = text.normalize('NFC').toLowerCase();
	const named = funktioner
		.filter(({ archived, name }) => !archived && name !== '')
		.map(({ id, name }) => ({ id, name: name.normalize('NFC').toLowerCase() }))
		.sort((a, b) => b.name.length - a.name.length);
	const found = new Set<FunktionId>();
	for (let at = said.indexOf('@'); at >= 0; at = said.indexOf('@', at + 1)) {
		const one = named.find(({ name }) => said.startsWith(name, at + 1) && isEnd(said[at + 1 + name.length]));
		if (one) found.add(one.id);
	}
	return [...found];
}

const isEnd = (letter: string | undefined): boolean => letter === undefined || !/[\p{L}\p{N}]/u.test(letter);

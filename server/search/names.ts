import { hash } from 'node:crypto';
import type { Where } from '../../src/lib/shared/board/values.ts';
import type { CategoryId, FunktionId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';

type Named = Pick<Organisation, 'areas' | 'places' | 'categories' | 'funktioner'>;

/** What a row's ids are called, as words to be found by. */
export class Names {
	readonly #names = new Map<string, string>();
	/** Another one where anything is called something else: rows are made anew then. */
	readonly fingerprint: string;

	constructor({ areas, places, categories, funktioner }: Named) {
		for (const { id, name } of [...areas, ...places, ...funktioner]) this.#names.set(id, name);
		for (const { id, code, name } of categories) this.#names.set(id, `${code} ${name}`);
		this.fingerprint = hash('sha256', JSON.stringify([...this.#names]), 'base64url');
	}

	/** "Klockarparken Ekeby centrum B09 Narkotika": what is known of them, in one line. */
	words(...ids: (Where | FunktionId | CategoryId | null)[]): string {
		return ids
			.flatMap((id): (string | null)[] => (id !== null && typeof id === 'object' ? [id.place, id.area] : [id]))
			.flatMap((id) => (id === null ? [] : (this.#names.get(id) ?? [])))
			.join(' ');
	}
}

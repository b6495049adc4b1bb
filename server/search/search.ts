import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { ActionsRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentId, RecordId } from '../../src/lib/shared/ids.ts';
import { nearest } from '../../src/lib/shared/search/nearest.ts';
import { labelAsked, searchTerms } from '../../src/lib/shared/search/terms.ts';
import type { SearchFilters, SearchFound, SearchQuery } from '../storage/search.ts';
import type { Store } from '../storage/store.ts';
import { scopeOf } from './scope.ts';
import type { SearchIndex } from './search-index.ts';

interface SearchParts {
	store: Pick<Store, 'documents' | 'search'>;
	index: SearchIndex;
	rooms: { read(id: DocumentId, kind: 'actions'): Promise<ActionsRecord> };
}

export interface Question {
	/** As it was typed. */
	text: string;
	filters: SearchFilters;
	/** Most rows of each kind. */
	limit: number;
}

export interface SearchAnswer extends SearchFound {
	/** The words that were looked for. */
	terms: string[];
	/** Another question that would find something, where this one finds nothing. */
	suggestion: string | null;
	/** Something that was written is not in the index yet. */
	behind: boolean;
}

/** Words of the vocabulary that are tried as what somebody may have meant. */
const TRIED = 3;

/** Finds what is written, for who may read it. */
export class Search {
	readonly #parts: SearchParts;

	constructor(parts: SearchParts) {
		this.#parts = parts;
	}

	start(): void {
		this.#parts.index.start();
	}

	/** A question without words finds what the filters leave, newest first. */
	async find(actor: Actor, { text, filters, limit }: Question): Promise<SearchAnswer> {
		const { store, index, rooms } = this.#parts;
		const terms = searchTerms(text);
		const scope = await scopeOf(actor, async () => {
			const { id } = await store.documents.actionsDocument(actor.samverkan);
			return rooms.read(id, 'actions');
		});
		const query = { scope, terms, label: labelAsked(text), filters, limit };
		const found = await store.search.find(query);
		const suggestion = found.rows.length === 0 ? await this.#meant(query) : null;
		return { ...found, terms, suggestion, behind: index.behind > 0 };
	}

	/**
	 * The question with one of its words as the index has it. A word that somebody else wrote is suggested only where this
	 * person finds something by it.
	 */
	async #meant(query: SearchQuery): Promise<string | null> {
		for (const [at, term] of query.terms.entries()) {
			const words = nearest(term, await this.#parts.store.search.wordsLike(term)).slice(0, TRIED);
			for (const word of words) {
				const terms = query.terms.with(at, word);
				const { rows } = await this.#parts.store.search.find({ ...query, terms, label: null, limit: 1 });
				if (rows.length > 0) return terms.join(' ');
			}
		}
		return null;
	}

	/** Takes a record out of the index at once, and leaves no byte of it there: for what is hidden or redacted. */
	forget(document: DocumentId, record: RecordId): Promise<void> {
		return this.#parts.index.forget(document, record);
	}

	/** Reads a document anew, soon: for what changed beside the edits that rooms tell of. */
	reindex(document: DocumentId): void {
		this.#parts.index.reindex(document);
	}

	close(): Promise<void> {
		return this.#parts.index.close();
	}
}

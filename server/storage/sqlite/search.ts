import type { SearchFound, SearchStore } from '../search.ts';
import type { DocumentId, RecordId } from '../../../src/lib/shared/ids.ts';
import { JournalThread } from './journal-thread.ts';
import type { SearchRequest } from './search-messages.ts';

/** A thread of its own: neither a question nor an index that is brought up to date makes an edit wait. */
export class SqliteSearch implements SearchStore {
	readonly #file: string;
	#started: JournalThread<SearchRequest> | null = null;

	constructor(file: string) {
		this.#file = file;
	}

	/** Not before somebody asks: commands on the command line open a store for a moment. */
	get #thread(): JournalThread<SearchRequest> {
		return (this.#started ??= new JournalThread(this.#file, './search-worker.ts'));
	}

	async stale(...[version, names]: Parameters<SearchStore['stale']>): Promise<DocumentId[]> {
		return (await this.#thread.ask({ ask: 'stale', version, names: [...names] })) as DocumentId[];
	}

	async standing(document: DocumentId): Promise<{ sequence: number; seals: number }> {
		return (await this.#thread.ask({ ask: 'standing', document })) as { sequence: number; seals: number };
	}

	async replace(...[of, mark, rows]: Parameters<SearchStore['replace']>): Promise<void> {
		await this.#thread.ask({ ask: 'replace', of, mark, rows });
	}

	async change(...[of, sequence, rows]: Parameters<SearchStore['change']>): Promise<void> {
		await this.#thread.ask({ ask: 'change', of, sequence, rows: [...rows] });
	}

	async forget(document: DocumentId, record: RecordId): Promise<void> {
		await this.#thread.ask({ ask: 'forget', document, record });
	}

	async find(query: Parameters<SearchStore['find']>[0]): Promise<SearchFound> {
		return (await this.#thread.ask({ ask: 'find', query })) as SearchFound;
	}

	async wordsLike(term: string): Promise<string[]> {
		return (await this.#thread.ask({ ask: 'words-like', term })) as string[];
	}

	async close(): Promise<void> {
		await this.#started?.close();
	}
}

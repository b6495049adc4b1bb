import type { Change } from '../../../src/lib/shared/history/change.ts';
import type { DocumentId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { JournalDamagedError } from '../errors.ts';
import { DetailGoneError } from '../history.ts';
import type {
	FoundChanges,
	HistoryQuery,
	HistoryScope,
	HistoryStore,
	KeptStatusMove,
	Moment,
	MomentPart
} from '../history.ts';
import type { Gone } from './history-moment.ts';
import type { HistoryRequest } from './history-messages.ts';
import { JournalThread } from './journal-thread.ts';

/** A thread of its own: neither a moment of the past nor what is read into the index makes an edit wait. */
export class SqliteHistory implements HistoryStore {
	readonly #file: string;
	#started: JournalThread<HistoryRequest> | null = null;

	constructor(file: string) {
		this.#file = file;
	}

	/** Not before somebody asks: commands on the command line open a store for a moment. */
	get #thread(): JournalThread<HistoryRequest> {
		return (this.#started ??= new JournalThread(this.#file, './history-worker.ts'));
	}

	async catchUp(documents?: readonly DocumentId[]): Promise<void> {
		await this.#thread.ask({ ask: 'catch-up', documents: documents ?? null });
	}

	async moment(document: DocumentId, at: number, part?: MomentPart): Promise<Moment> {
		const damaged = (row: number) => new JournalDamagedError(document, row);
		const found = (await this.#thread.ask({ ask: 'moment', document, at, part: part ?? null }, damaged)) as
			Moment | Gone;
		if ('gone' in found) throw new DetailGoneError(found.gone);
		return found;
	}

	async changes(query: HistoryQuery): Promise<FoundChanges> {
		return (await this.#thread.ask({ ask: 'changes', query })) as FoundChanges;
	}

	async holders(document: DocumentId, actions: readonly RecordId[]): Promise<Change[]> {
		return (await this.#thread.ask({ ask: 'holders', document, actions })) as Change[];
	}

	async statusMoves(document: DocumentId, after: number): Promise<KeptStatusMove[]> {
		return (await this.#thread.ask({ ask: 'status-moves', document, after })) as KeptStatusMove[];
	}

	async ticks(...[scope, of]: Parameters<HistoryStore['ticks']>): ReturnType<HistoryStore['ticks']> {
		return (await this.#thread.ask({ ask: 'ticks', scope, of })) as Awaited<ReturnType<HistoryStore['ticks']>>;
	}

	async volumes(scope: HistoryScope): ReturnType<HistoryStore['volumes']> {
		return (await this.#thread.ask({ ask: 'volumes', scope })) as Awaited<ReturnType<HistoryStore['volumes']>>;
	}

	async people(samverkan: SamverkanId): ReturnType<HistoryStore['people']> {
		return (await this.#thread.ask({ ask: 'people', samverkan })) as Awaited<ReturnType<HistoryStore['people']>>;
	}

	async forget(document: DocumentId): Promise<void> {
		await this.#thread.ask({ ask: 'forget', document });
	}

	async close(): Promise<void> {
		await this.#started?.close();
	}
}

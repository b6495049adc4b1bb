import type { Change } from '../../../src/lib/shared/history/change.ts';
import type { DocumentId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { JournalDamagedError } from '../errors.ts';
import { DetailGoneError } from '../history.ts';
import type {
	ActionsQuery,
	BoardPieces,
	BoardQuery,
	ComparedActions,
	FoundChanges,
	HistoryQuery,
	HistoryScope,
	HistoryStore,
	KeptStatusMove,
	Moment,
	MomentPart
} from '../history.ts';
import type { Found, HistoryRequest, MomentAnswer, MomentRequest } from './history-messages.ts';
import { JournalThread } from './journal-thread.ts';

/**
 * Two threads, so that no edit waits for a moment of the past or for what is read into the index, and no moment for either:
 * one indexes and finds changes, the other reads moments.
 */
export class SqliteHistory implements HistoryStore {
	readonly #file: string;
	#started: { index: JournalThread<HistoryRequest>; reader: JournalThread<MomentRequest> } | null = null;

	constructor(file: string) {
		this.#file = file;
	}

	/** Not before somebody asks: commands on the command line open a store for a moment. */
	get #threads() {
		return (this.#started ??= {
			index: new JournalThread<HistoryRequest>(this.#file, './history-worker.ts'),
			reader: new JournalThread<MomentRequest>(this.#file, './history-reader.ts')
		});
	}

	get #thread(): JournalThread<HistoryRequest> {
		return this.#threads.index;
	}

	async catchUp(documents?: readonly DocumentId[]): Promise<void> {
		await this.#thread.ask({ ask: 'catch-up', documents: documents ?? null });
	}

	async moment(document: DocumentId, at: number, part?: MomentPart): Promise<Moment> {
		const ask = (upTo: number | null) =>
			this.#threads.reader.ask({ ask: 'moment', document, at, part: part ?? null, upTo });
		return this.#read(ask as (upTo: number | null) => Promise<MomentAnswer<Moment>>);
	}

	async board(query: BoardQuery): Promise<BoardPieces> {
		const ask = (upTo: number | null) => this.#threads.reader.ask({ ask: 'board', query, upTo });
		return this.#read(ask as (upTo: number | null) => Promise<MomentAnswer<BoardPieces>>);
	}

	async compareActions(query: ActionsQuery): Promise<ComparedActions> {
		const ask = (upTo: number | null) => this.#threads.reader.ask({ ask: 'compare-actions', query, upTo });
		return this.#read(ask as (upTo: number | null) => Promise<MomentAnswer<ComparedActions>>);
	}

	/** Until all of it is indexed that was stored when it was asked: a document can be thrown away between two answers. */
	async #read<Asked extends Found>(ask: (upTo: number | null) => Promise<MomentAnswer<Asked>>): Promise<Asked> {
		for (let upTo: number | null = null; ;) {
			const found = await ask(upTo);
			if ('gone' in found) throw new DetailGoneError(found.gone);
			if (!('behind' in found)) return found;
			const { behind } = found;
			upTo = found.upTo;
			const damaged = (row: number) => new JournalDamagedError(behind, row);
			await this.#thread.ask({ ask: 'catch-up', documents: [behind] }, damaged);
		}
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
		await Promise.all([this.#started?.index.close(), this.#started?.reader.close()]);
	}
}

import type { Logger } from 'pino';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { Store } from '../storage/store.ts';

/** Who reads the history waits for what is new in it; this only keeps that wait short. */
const GATHER = 1_000;

interface FeedParts {
	store: Pick<Store, 'history'>;
	log: Pick<Logger, 'error'>;
	gather?: number;
}

/** Says to the history's worker what is new, now and then. What fails is tried again by whoever asks next. */
export class HistoryFeed {
	readonly #parts: FeedParts;
	readonly #news = new Set<DocumentId>();
	#timer: NodeJS.Timeout | null = null;
	#isReading = false;
	#closed = false;

	constructor(parts: FeedParts) {
		this.#parts = parts;
	}

	start(): void {
		void this.#read(undefined);
	}

	note(document: DocumentId): void {
		this.#news.add(document);
		this.#wake();
	}

	close(): void {
		this.#closed = true;
		if (this.#timer) clearTimeout(this.#timer);
	}

	#wake() {
		if (this.#closed || this.#timer || this.#isReading || this.#news.size === 0) return;
		this.#timer = setTimeout(() => {
			this.#timer = null;
			const news = [...this.#news];
			this.#news.clear();
			void this.#read(news);
		}, this.#parts.gather ?? GATHER);
		this.#timer.unref();
	}

	async #read(documents: DocumentId[] | undefined) {
		this.#isReading = true;
		try {
			await this.#parts.store.history.catchUp(documents);
		} catch (err) {
			if (!this.#closed) this.#parts.log.error({ event: 'history-failed', err }, 'the history could not be read on');
		}
		this.#isReading = false;
		this.#wake();
	}
}

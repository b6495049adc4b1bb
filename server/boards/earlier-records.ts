import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';

/** Weeks' documents that are kept as plain values: what a week's board looks back on, for a few boards. */
const MOST_KEPT = 24;

interface EarlierRecordsParts {
	rooms: {
		read(id: DocumentId, kind: 'week'): Promise<WeekRecord>;
		onChanged(listener: (changes: { info: { id: DocumentId } }) => void): unknown;
	};
}

/**
 * Weeks as they stand, for whoever looks back on them: each read once, until something is stored in it. Building a week's
 * document takes the main thread milliseconds, and everybody who winds a week asks for the same dozen before it.
 */
export class EarlierRecords {
	readonly #rooms: EarlierRecordsParts['rooms'];
	/** Oldest use first. */
	readonly #kept = new Map<DocumentId, Promise<WeekRecord>>();

	constructor({ rooms }: EarlierRecordsParts) {
		this.#rooms = rooms;
		rooms.onChanged(({ info }) => this.forget(info.id));
	}

	/** Whoever reads it leaves it as it is. */
	read(id: DocumentId): Promise<WeekRecord> {
		const reading = this.#kept.get(id) ?? this.#rooms.read(id, 'week');
		this.#kept.delete(id);
		this.#kept.set(id, reading);
		reading.catch(() => this.#kept.get(id) === reading && this.forget(id));
		if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
		return reading;
	}

	/** It says something else now. */
	forget(id: DocumentId): void {
		this.#kept.delete(id);
	}
}

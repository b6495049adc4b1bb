import type { Logger } from 'pino';
import type { DocumentId, PersonId } from '../../src/lib/shared/ids.ts';
import { INITIAL_MEETING, type MeetingMove, type MeetingState } from '../../src/lib/shared/meeting/meeting-state.ts';
import { endMeeting, moveMeeting, startMeeting, undoMeeting } from '../../src/lib/shared/meeting/moves.ts';
import type { MeetingStore } from '../storage/meetings.ts';
import type { WeekDocument } from '../storage/store.ts';

export interface MeetingsParts {
	store: { meetings: Pick<MeetingStore, 'state' | 'saveState'> };
	log: Logger;
	now: () => number;
	/** Told of every change, at once: what is shown does not wait for the disk. */
	changed(week: WeekDocument, state: MeetingState): void;
}

/** Where each week's meeting is. Kept on disk too, so that a restart in the middle of one goes on from there. */
export class Meetings {
	readonly #parts: MeetingsParts;
	readonly #states = new Map<DocumentId, Promise<MeetingState>>();
	readonly #unsaved = new Map<DocumentId, MeetingState>();
	#saving: Promise<void> | null = null;

	constructor(parts: MeetingsParts) {
		this.#parts = parts;
	}

	async state({ id }: Pick<WeekDocument, 'id'>): Promise<MeetingState> {
		const known = this.#states.get(id);
		if (known) return known;
		const loading = this.#parts.store.meetings.state(id).then((stored) => stored ?? INITIAL_MEETING);
		this.#states.set(id, loading);
		loading.catch(() => this.#states.delete(id)); // the next one tries again
		return loading;
	}

	/** Whoever calls has asked the policies. */
	async move(week: WeekDocument, move: MeetingMove, by: PersonId): Promise<void> {
		await this.#change(week, (state) => moveMeeting(state, move, this.#parts.now(), by));
	}

	/** The week went to another state: its meeting begins, goes on, ends, or was never meant to be. */
	async weekMoved(week: WeekDocument, by: PersonId | null = null): Promise<void> {
		const now = this.#parts.now();
		await this.#change(week, (state) => {
			if (week.state === 'meeting') return startMeeting(state, now, by);
			if (week.state === 'ended' || week.state === 'sealed') return endMeeting(state, now, by);
			return undoMeeting(state, by);
		});
	}

	/** Resolves when all of it is on disk. */
	async close(): Promise<void> {
		while (this.#saving) await this.#saving;
	}

	/** One after the other: each sees what the one before it made. */
	async #change(week: WeekDocument, change: (state: MeetingState) => MeetingState): Promise<void> {
		const before = this.state(week);
		const changing = before.then(change);
		this.#states.set(week.id, changing);
		changing.catch(() => this.#states.delete(week.id));
		const [from, to] = await Promise.all([before, changing]);
		if (from === to) return;
		this.#parts.changed(week, to);
		this.#save(week.id, to);
	}

	/** The newest of each is enough. */
	#save(id: DocumentId, state: MeetingState) {
		this.#unsaved.set(id, state);
		this.#startSaving();
	}

	#startSaving() {
		this.#saving ??= this.#saveAll().finally(() => {
			this.#saving = null;
			if (this.#unsaved.size > 0) this.#startSaving(); // came while the last one ended
		});
	}

	async #saveAll(): Promise<void> {
		for (const [id, state] of this.#unsaved) {
			this.#unsaved.delete(id);
			try {
				await this.#parts.store.meetings.saveState(id, state);
			} catch (error) {
				// The meeting goes on; only a restart before the next move would show an earlier scene.
				this.#parts.log.warn({ err: error }, 'where the meeting is could not be stored');
			}
		}
	}
}

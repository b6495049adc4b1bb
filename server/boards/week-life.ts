import type { Logger } from 'pino';
import { may } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { mayMoveWeek, type WeekState } from '../../src/lib/shared/week/lifecycle.ts';
import { forgottenAt, meetingSince, nextMidnight } from '../../src/lib/shared/week/suggested-move.ts';
import { afterwards, type Later } from './later.ts';
import type { Store, WeekDocument } from '../storage/store.ts';

/** A clock that was set, or a machine that slept, moves midnight: it is looked for at least this often. */
const LONGEST_WAIT = 3_600_000;

export interface WeekLifeParts {
	store: {
		documents: Pick<Store['documents'], 'findWeek' | 'weeks' | 'moveWeek' | 'weekStateLog'>;
		organisation: Pick<Store['organisation'], 'all'>;
	};
	rooms: { weekStateChanged(id: DocumentId): Promise<void> };
	live: { weekMoved(samverkan: SamverkanId, event: { week: WeekKey; document: DocumentId }): void };
	/** Refers to what still stands from the weeks before. */
	carryOver(week: WeekDocument): Promise<unknown>;
	log: Pick<Logger, 'info' | 'warn' | 'error'>;
	now: () => number;
	/** A timer of the process where left out. */
	later?: Later;
}

export type MoveProblem = Problem<'not-allowed' | 'not-found' | 'week-step' | 'week-moved-meanwhile'>;

/** The state that whoever asks saw, and the one they want. */
export interface WeekMove {
	from: WeekState;
	to: WeekState;
}

/** Moves weeks along their life (product.md §1), and ends the meetings that everybody left. */
export class WeekLife {
	readonly #parts: WeekLifeParts;
	#isOpen = false;
	#stopTimer: (() => void) | null = null;
	#looking: Promise<void> = Promise.resolve();

	constructor(parts: WeekLifeParts) {
		this.#parts = parts;
	}

	/** Of two who ask at once one moves the week; the other saw a state that is no more. */
	async move(actor: Actor, key: WeekKey, { from, to }: WeekMove): Promise<Result<WeekDocument, MoveProblem>> {
		if (!may(actor, 'week:move')) return fail('not-allowed');
		if (!mayMoveWeek(from, to)) return fail('week-step');
		const { documents } = this.#parts.store;
		const week = await documents.findWeek(actor.samverkan, key);
		if (!week) return fail('not-found');
		const isMoved = await documents.moveWeek(week.id, { from, to, by: actor.person, at: this.#parts.now() });
		if (!isMoved) return fail('week-moved-meanwhile');
		const moved = { ...week, state: to };
		await this.#tell(moved, from);
		return ok(moved);
	}

	/** Looks for forgotten meetings now – the server may have been down at midnight – and at every midnight to come. */
	start(): void {
		this.#isOpen = true;
		this.#look();
	}

	/** Resolves when nothing is under way; leaves no timer. */
	async close(): Promise<void> {
		this.#isOpen = false;
		this.#stopTimer?.();
		await this.#looking;
	}

	/** Ends each meeting that still goes on after the midnight of its day: "avslutat, ej fastställt". */
	async endForgotten(): Promise<void> {
		const { documents, organisation } = this.#parts.store;
		for (const { id } of await organisation.all())
			for (const week of await documents.weeks(id)) if (week.state === 'meeting') await this.#endIfForgotten(week);
	}

	async #endIfForgotten(week: WeekDocument): Promise<void> {
		const { store, log, now } = this.#parts;
		const since = meetingSince(await store.documents.weekStateLog(week.id));
		if (since === null || now() < forgottenAt(since)) return;
		const move = { from: 'meeting', to: 'ended', by: null, at: now() } as const;
		if (!(await store.documents.moveWeek(week.id, move))) return; // somebody did, just now
		log.info({ event: 'meeting-ended-by-rule', week: week.week }, 'a meeting that nobody ended is over');
		await this.#tell({ ...week, state: 'ended' }, 'meeting');
	}

	/** It is stored; from here on everybody learns. What is referred to comes with the first page too. */
	async #tell(week: WeekDocument, from: WeekState): Promise<void> {
		const { rooms, live, carryOver, log } = this.#parts;
		await rooms.weekStateChanged(week.id);
		if (from === 'upcoming')
			await carryOver(week).catch((err: unknown) => {
				log.error({ event: 'carry-over-failed', err, week: week.week }, 'a week was opened without what goes on');
			});
		live.weekMoved(week.samverkan, { week: week.week, document: week.id });
	}

	#look(): void {
		const { log, now, later = afterwards } = this.#parts;
		this.#looking = this.endForgotten()
			.catch((err: unknown) => log.error({ event: 'week-life-failed', err }, 'forgotten meetings could not be ended'))
			.then(() => {
				if (!this.#isOpen) return;
				const wait = Math.min(nextMidnight(now()) - now(), LONGEST_WAIT);
				this.#stopTimer = later(() => this.#look(), wait);
			});
	}
}

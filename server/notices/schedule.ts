import type { Logger } from 'pino';
import type { SamverkanId } from '../../src/lib/shared/ids.ts';
import { addDays, parseDay } from '../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../src/lib/shared/week/local-time.ts';
import { afterwards, type Later } from '../boards/later.ts';
import type { InstallationStore } from '../storage/store.ts';
import { latestMorning, MORNING, tellMornings, type MorningParts } from './mornings.ts';

/** Something else that has its times, such as the reminder to report. */
export interface Timed {
	/** Does what is due in a samverkan by now; doing it again does nothing. */
	run(samverkan: SamverkanId): Promise<void>;
	/** When it has to look next, in milliseconds; null for nothing ahead. */
	next(samverkan: SamverkanId): Promise<number | null>;
}

export interface ScheduleParts extends MorningParts {
	store: MorningParts['store'] & { installation: Pick<InstallationStore, 'get' | 'set'> };
	/** Beside mornings. */
	timed?: readonly Timed[];
	/** Mails may wait in the outbox. */
	mailQueued(): void;
	log: Pick<Logger, 'error'>;
	later?: Later;
}

/** The day whose morning was looked at last. */
const LAST_MORNING = 'notices-last-morning';
/** A clock that was set, or a machine that slept, moves every moment: looked at at least this often, in milliseconds. */
const LONGEST_WAIT = 3_600_000;
const SHORTEST_WAIT = 1_000;
/** How long notices and mails are kept, in milliseconds: what is older is nobody's news, and says who did what. */
const KEPT = 90 * 24 * 3_600_000;

/** Looks when something is due, and once at the start for what was missed; one timer, and no more than the newest digest. */
export class Schedule {
	readonly #parts: ScheduleParts;
	#isOpen = false;
	#stopTimer: (() => void) | null = null;
	#looking: Promise<void> = Promise.resolve();

	constructor(parts: ScheduleParts) {
		this.#parts = parts;
	}

	start(): void {
		this.#isOpen = true;
		this.#look();
	}

	/** Something that has its times has others now. */
	wake(): void {
		if (!this.#isOpen) return;
		this.#stopTimer?.();
		this.#look();
	}

	/** Resolves when nothing is under way; leaves no timer. */
	async close(): Promise<void> {
		this.#isOpen = false;
		this.#stopTimer?.();
		await this.#looking;
	}

	/** One look after the other. */
	#look(): void {
		this.#looking = this.#looking.then(() => this.#lookOnce());
	}

	async #lookOnce(): Promise<void> {
		const { log, later = afterwards } = this.#parts;
		let wait = LONGEST_WAIT;
		try {
			wait = await this.#lookAtAll();
		} catch (err) {
			log.error({ event: 'schedule-failed', err }, 'reminders could not be looked for');
		}
		this.#stopTimer?.();
		if (this.#isOpen)
			this.#stopTimer = later(() => this.#look(), Math.min(Math.max(wait, SHORTEST_WAIT), LONGEST_WAIT));
	}

	/** Milliseconds until there is something to look at. */
	async #lookAtAll(): Promise<number> {
		const { store, now, timed = [], mailQueued } = this.#parts;
		const all = await store.organisation.all();
		await this.#lookAtMornings(all.map(({ id }) => id));
		const moments = [momentOf(addDays(latestMorning(now()), 1), MORNING)];
		for (const { id } of all)
			for (const one of timed) {
				await one.run(id);
				moments.push((await one.next(id)) ?? Infinity);
			}
		mailQueued();
		return Math.min(...moments) - now();
	}

	/** The first look of an installation's life is at one morning, not at all there ever were. */
	async #lookAtMornings(all: readonly SamverkanId[]): Promise<void> {
		const { store, now } = this.#parts;
		const today = latestMorning(now());
		const last = parseDay((await store.installation.get(LAST_MORNING)) ?? '') ?? addDays(today, -1);
		if (last >= today) return;
		for (const samverkan of all) await tellMornings(this.#parts, samverkan, { last, today });
		await store.notices.removeBefore(now() - KEPT);
		await store.mails.removeBefore(now() - KEPT);
		await store.installation.set(LAST_MORNING, today);
	}
}

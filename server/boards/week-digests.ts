import { setImmediate as breath } from 'node:timers/promises';
import { digestOf, type WeekDigest } from '../../src/lib/shared/history/overview/week-digest.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { SealedRecord } from '../../src/lib/shared/seal/sealed-record.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
import type { Store, WeekDocument } from '../storage/store.ts';

/** Of all samverkan together; a week's digest is some ten kilobytes. The samverkan that was asked for longest ago goes first. */
const MOST_KEPT = 1_200;

export interface WeekDigestsParts {
	store: { seals: Pick<Store['seals'], 'latest'>; flags: Pick<Store['flags'], 'open'> };
	/** A sealed week as it may be shown. */
	readSealed(week: DocumentId): Promise<{ record: SealedRecord } | 'damaged' | null>;
	/** What a week that is not sealed says now, or said when it was over. */
	draft(week: WeekDocument): Promise<SealedRecord>;
}

interface Kept {
	stamp: string;
	weeks: Map<DocumentId, Promise<WeekDigest | null>>;
}

/**
 * Sealed weeks as the overview counts them, each read once. What was sealed changes in three ways only, and each of them
 * changes the stamp that the samverkan's weeks are kept under: a rättelse or redigering is the newest link of the chain, a
 * flag that is raised or judged is another list of open flags, and what is gallrat is told by `forget`.
 */
export class WeekDigests {
	readonly #parts: WeekDigestsParts;
	readonly #kept = new Map<SamverkanId, Kept>();

	constructor(parts: WeekDigestsParts) {
		this.#parts = parts;
	}

	/** In the order asked for; null for a week whose record can not be read. */
	async read(samverkan: SamverkanId, weeks: readonly WeekDocument[]): Promise<(WeekDigest | null)[]> {
		const kept = await this.#keptOf(samverkan);
		const read: (WeekDigest | null)[] = [];
		for (const week of weeks) read.push(await this.#one(kept, week));
		return read;
	}

	forget(samverkan: SamverkanId): void {
		this.#kept.delete(samverkan);
	}

	async #one({ weeks }: Kept, week: WeekDocument): Promise<WeekDigest | null> {
		if (!isSealed(week.state)) return digestOf(await this.#parts.draft(week), week);
		const found = weeks.get(week.id);
		if (found) return found;
		this.#makeRoom();
		const reading = this.#readSealed(week);
		weeks.set(week.id, reading);
		reading.catch(() => weeks.delete(week.id));
		await breath(); // hundreds of weeks that nobody has asked for yet must not hold up the live rooms
		return reading;
	}

	async #readSealed(week: WeekDocument): Promise<WeekDigest | null> {
		const sealed = await this.#parts.readSealed(week.id);
		if (sealed === 'damaged') return null;
		return digestOf(sealed?.record ?? (await this.#parts.draft(week)), week);
	}

	/** The stamp is taken before anything is read: what changes meanwhile is read again the next time. */
	async #keptOf(samverkan: SamverkanId): Promise<Kept> {
		const { seals, flags } = this.#parts.store;
		const [latest, open] = await Promise.all([seals.latest(samverkan), flags.open(samverkan)]);
		const stamp = [latest?.sha256 ?? '', ...open.map(({ id, state }) => `${id}:${state}`)].join(' ');
		const before = this.#kept.get(samverkan);
		const kept = before?.stamp === stamp ? before : { stamp, weeks: new Map<DocumentId, Promise<WeekDigest | null>>() };
		this.#kept.delete(samverkan);
		this.#kept.set(samverkan, kept);
		return kept;
	}

	#makeRoom(): void {
		const count = () => this.#kept.values().reduce((all, { weeks }) => all + weeks.size, 0);
		while (count() >= MOST_KEPT && this.#kept.size > 1) this.#kept.delete(this.#kept.keys().next().value!);
	}
}

import { setImmediate as breath } from 'node:timers/promises';
import { digestOf, type WeekDigest } from '../../src/lib/shared/history/overview/week-digest.ts';
import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { SealedRecord } from '../../src/lib/shared/seal/sealed-record.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
import type { Flag } from '../storage/flags.ts';
import type { Store, WeekDocument } from '../storage/store.ts';

/** Of all samverkan together; a week's digest is ten to a hundred kilobytes. The samverkan that was asked for longest ago goes first. */
const MOST_KEPT = 800;

export interface WeekDigestsParts {
	store: { seals: Pick<Store['seals'], 'latest' | 'ofWeek'>; flags: Pick<Store['flags'], 'open'> };
	/** A sealed week as it may be shown, with what is flagged hidden. */
	readSealed(week: DocumentId): Promise<{ record: SealedRecord } | 'damaged' | null>;
	/** What a week that is not sealed says now, or said when it was over. */
	draft(week: WeekDocument, readWeek: ReadSealed): Promise<SealedRecord>;
	readWeek(week: WeekDocument): Promise<WeekRecord>;
}

/** A week's document as plain values; what an open week refers to in sealed ones is read once. */
export type ReadSealed = (week: WeekDocument) => Promise<WeekRecord>;

interface Kept {
	stamp: string;
	/** Flags that wait to be judged. */
	flags: readonly Flag[];
	weeks: Map<DocumentId, Promise<WeekDigest | null>>;
	/** Documents of sealed weeks that open ones refer to. */
	records: Map<DocumentId, Promise<WeekRecord>>;
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

	forget(): void {
		this.#kept.clear();
	}

	async #one(kept: Kept, week: WeekDocument): Promise<WeekDigest | null> {
		const { weeks } = kept;
		if (!isSealed(week.state)) return this.#draft(kept, week);
		const found = weeks.get(week.id);
		if (found) return found;
		this.#makeRoom();
		const reading = this.#readSealed(kept, week);
		weeks.set(week.id, reading);
		reading.catch(() => weeks.delete(week.id));
		await breath(); // hundreds of weeks that nobody has asked for yet must not hold up the live rooms
		return reading;
	}

	async #draft({ records }: Kept, week: WeekDocument): Promise<WeekDigest> {
		const { draft, readWeek } = this.#parts;
		const read: ReadSealed = (other) => {
			if (!isSealed(other.state)) return readWeek(other);
			const reading = records.get(other.id) ?? readWeek(other);
			records.set(other.id, reading);
			reading.catch(() => records.delete(other.id));
			return reading;
		};
		return digestOf(await draft(week, read), week);
	}

	/** Whether the bytes are the ones that were sealed is the verification's to say; here they need only be read. */
	async #readSealed(kept: Kept, week: WeekDocument): Promise<WeekDigest | null> {
		const { store, readSealed } = this.#parts;
		const [seal] = await store.seals.ofWeek(week.id);
		if (!seal) return this.#draft(kept, week);
		const text = new TextDecoder().decode(seal.content);
		if (!isTouched(week.id, text, kept.flags)) return digestOfText(text, week);
		const shown = await readSealed(week.id);
		return shown === 'damaged' || shown === null ? null : digestOf(shown.record, week);
	}

	/** The stamp is taken before anything is read: what changes meanwhile is read again the next time. */
	async #keptOf(samverkan: SamverkanId): Promise<Kept> {
		const { seals, flags } = this.#parts.store;
		const [latest, open] = await Promise.all([seals.latest(samverkan), flags.open(samverkan)]);
		const stamp = [latest?.sha256 ?? '', ...open.map(({ id, state }) => `${id}:${state}`)].join(' ');
		const before = this.#kept.get(samverkan);
		const kept: Kept = before?.stamp === stamp ? before : { stamp, flags: open, weeks: new Map(), records: new Map() };
		this.#kept.delete(samverkan);
		this.#kept.set(samverkan, kept);
		return kept;
	}

	#makeRoom(): void {
		const count = () => this.#kept.values().reduce((all, { weeks }) => all + weeks.size, 0);
		while (count() >= MOST_KEPT && this.#kept.size > 1) this.#kept.delete(this.#kept.keys().next().value!);
	}
}

function digestOfText(text: string, week: WeekDocument): WeekDigest | null {
	try {
		const record = JSON.parse(text) as SealedRecord;
		return record.format === 'lagestavlan/lagesbild' ? digestOf(record, week) : null;
	} catch {
		return null;
	}
}

/** Does the week hold what is flagged, or words that are? */
const isTouched = (document: DocumentId, text: string, flags: readonly Flag[]): boolean =>
	flags.some(({ parts }) =>
		parts.some((part) => part.document === document || part.words.some((words) => holds(text, words)))
	);

const holds = (text: string, words: string): boolean =>
	words.trim() !== '' && text.includes(JSON.stringify(words).slice(1, -1));

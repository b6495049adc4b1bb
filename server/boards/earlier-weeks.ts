import type { CarriedEntry } from '../../src/lib/shared/board/carried.ts';
import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { AreaId } from '../../src/lib/shared/ids.ts';
import type { ReturnedNote } from '../../src/lib/shared/meeting/facts.ts';
import { parseWeekKey, type Week, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { WeekDocument } from '../storage/store.ts';

/** A week's document as plain values; null where whoever asks can do without one that can not be read. */
export type ReadWeek = (week: WeekDocument) => Promise<WeekRecord | null>;

export type LastLevels = Record<AreaId, { level: number; week: Week }>;

/** Weeks back in which an area's last level is looked for. */
const WEEKS_OF_LEVELS = 12;

/** The samverkan's other weeks, each read once. */
export class EarlierWeeks {
	readonly #readWeek: ReadWeek;
	readonly #weeks: readonly WeekDocument[];
	readonly #records = new Map<WeekKey, Promise<WeekRecord | null>>();

	constructor(readWeek: ReadWeek, weeks: readonly WeekDocument[]) {
		this.#readWeek = readWeek;
		this.#weeks = weeks;
	}

	async carried(record: Pick<WeekRecord, 'carried'>): Promise<CarriedEntry[]> {
		const found = record.carried.map(async (carried): Promise<CarriedEntry[]> => {
			const from = await this.read(carried.from);
			const entry = from?.entries.find(({ id }) => id === carried.id);
			return entry ? [{ carried, entry }] : [];
		});
		return (await Promise.all(found)).flat();
	}

	async returned(record: Pick<WeekRecord, 'returned'>): Promise<ReturnedNote[]> {
		const found = record.returned.map(async (returned): Promise<ReturnedNote[]> => {
			const from = await this.read(returned.from);
			const note = from?.notes.find(({ id }) => id === returned.id);
			return note ? [{ returned, note }] : [];
		});
		return (await Promise.all(found)).flat();
	}

	/**
	 * The last level of each area before a week, and when it was set; with `wanted`, of those areas, and no further back
	 * than it takes to have them all.
	 */
	async levelsBefore(week: WeekKey, wanted: Iterable<AreaId> | null = null): Promise<LastLevels> {
		const levels: LastLevels = {};
		const missing = wanted && new Set(wanted);
		const before = this.#weeks.filter((other) => other.week < week).slice(-WEEKS_OF_LEVELS);
		for (const other of before.reverse()) {
			if (missing?.size === 0) break;
			for (const { id, assessment } of (await this.read(other.week))?.levels ?? []) {
				const area = id as string as AreaId;
				if (!assessment || area in levels || (missing && !missing.delete(area))) continue;
				levels[area] = { level: assessment.level, week: parseWeekKey(other.week)! };
			}
		}
		return levels;
	}

	/** Null for a week that there is not, or that whoever asks can do without. */
	async read(week: WeekKey | null): Promise<WeekRecord | null> {
		const document = this.#weeks.find((other) => other.week === week);
		if (!document) return null;
		const reading = this.#records.get(document.week) ?? this.#readWeek(document);
		this.#records.set(document.week, reading);
		return reading;
	}
}

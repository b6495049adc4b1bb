import type { CarriedEntry } from '../../src/lib/shared/board/carried.ts';
import type { ActionsRecord, WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { AreaId } from '../../src/lib/shared/ids.ts';
import type { ReturnedNote } from '../../src/lib/shared/meeting/facts.ts';
import type { SealFacts } from '../../src/lib/shared/seal/facts.ts';
import { localDay, parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Store, WeekDocument, WeekStateChange } from '../storage/store.ts';

export interface FactsParts {
	store: Pick<Store, 'documents' | 'organisation'>;
	/** A week's document as plain values. */
	readWeek(week: WeekDocument): Promise<WeekRecord>;
	now: () => number;
}

/** Weeks back in which an area's last level is looked for, as on the board. */
const WEEKS_OF_LEVELS = 12;

/** What a week refers to beyond its own two documents, made to the facts that it is sealed from. */
export async function gatherFacts(
	parts: FactsParts,
	week: WeekDocument,
	record: WeekRecord,
	actions: ActionsRecord
): Promise<SealFacts> {
	const { documents, organisation } = parts.store;
	const earlier = new EarlierWeeks(parts, await documents.weeks(week.samverkan));
	const log = await documents.weekStateLog(week.id);
	return {
		organisation: await organisation.read(week.samverkan),
		week: parseWeekKey(week.week)!,
		state: week.state,
		today: localDay(parts.now()),
		record,
		actions,
		carried: await earlier.carried(record),
		returned: await earlier.returned(record),
		previousLevels: await earlier.levelsBefore(week.week),
		meeting: meetingOf(log, parts.now())
	};
}

/** From when it first began until it last ended; one that is sealed while it goes on ends with the seal. */
function meetingOf(log: readonly WeekStateChange[], now: number): SealFacts['meeting'] {
	const startedAt = log.find(({ state }) => state === 'meeting')?.at ?? null;
	const ended = log.findLast(({ state }) => state === 'ended')?.at;
	return { startedAt, endedAt: startedAt === null ? null : (ended ?? now) };
}

/** The samverkan's other weeks, each read once. */
class EarlierWeeks {
	readonly #parts: FactsParts;
	readonly #weeks: readonly WeekDocument[];
	readonly #records = new Map<WeekKey, Promise<WeekRecord>>();

	constructor(parts: FactsParts, weeks: readonly WeekDocument[]) {
		this.#parts = parts;
		this.#weeks = weeks;
	}

	async carried(record: WeekRecord): Promise<CarriedEntry[]> {
		const found = record.carried.map(async (carried): Promise<CarriedEntry[]> => {
			const from = await this.#read(carried.from);
			const entry = from?.entries.find(({ id }) => id === carried.id);
			return entry ? [{ carried, entry }] : [];
		});
		return (await Promise.all(found)).flat();
	}

	async returned(record: WeekRecord): Promise<ReturnedNote[]> {
		const found = record.returned.map(async (returned): Promise<ReturnedNote[]> => {
			const from = await this.#read(returned.from);
			const note = from?.notes.find(({ id }) => id === returned.id);
			return note ? [{ returned, note }] : [];
		});
		return (await Promise.all(found)).flat();
	}

	async levelsBefore(week: WeekKey): Promise<Record<AreaId, number>> {
		const levels: Record<AreaId, number> = {};
		const before = this.#weeks.filter((other) => other.week < week).slice(-WEEKS_OF_LEVELS);
		for (const other of before)
			for (const { id, assessment } of (await this.#read(other.week))?.levels ?? [])
				if (assessment) levels[id as string as AreaId] = assessment.level;
		return levels;
	}

	async #read(week: WeekKey | null): Promise<WeekRecord | null> {
		const document = this.#weeks.find((other) => other.week === week);
		if (!document) return null;
		const reading = this.#records.get(document.week) ?? this.#parts.readWeek(document);
		this.#records.set(document.week, reading);
		return reading;
	}
}

import type { ActionsRecord, WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { AreaId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { PrivacyFacts } from '../../src/lib/shared/privacy/answers.ts';
import type { SealFacts } from '../../src/lib/shared/seal/facts.ts';
import { localDay, parseWeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Store, WeekDocument, WeekStateChange } from '../storage/store.ts';
import { EarlierWeeks } from './earlier-weeks.ts';

export interface FactsParts {
	store: Pick<Store, 'documents' | 'organisation'>;
	/** A week's document as plain values. */
	readWeek(week: WeekDocument): Promise<WeekRecord>;
	/** Fritextskydd of the samverkan; left out, texts are not asked about. */
	privacyOf?: ((samverkan: SamverkanId) => Promise<PrivacyFacts>) | undefined;
	now: () => number;
}

/** What a week refers to beyond its own two documents, made to the facts that it is sealed from. */
export async function gatherFacts(
	parts: FactsParts,
	week: WeekDocument,
	record: WeekRecord,
	actions: ActionsRecord
): Promise<SealFacts> {
	const { documents, organisation } = parts.store;
	const earlier = new EarlierWeeks(parts.readWeek, await documents.weeks(week.samverkan));
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
		...(parts.privacyOf ? { privacy: await parts.privacyOf(week.samverkan) } : {}),
		previousLevels: numbersOf(await earlier.levelsBefore(week.week)),
		meeting: meetingOf(log, parts.now())
	};
}

const numbersOf = (levels: Readonly<Record<AreaId, { level: number }>>): Record<AreaId, number> =>
	Object.fromEntries(Object.entries(levels).map(([area, { level }]) => [area, level]));

/** From when it first began until it last ended; one that is sealed while it goes on ends with the seal. */
function meetingOf(log: readonly WeekStateChange[], now: number): SealFacts['meeting'] {
	const startedAt = log.find(({ state }) => state === 'meeting')?.at ?? null;
	const ended = log.findLast(({ state }) => state === 'ended')?.at;
	return { startedAt, endedAt: startedAt === null ? null : (ended ?? now) };
}

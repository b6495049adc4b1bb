import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import {
	isReminderTime,
	notYetReported,
	REMIND_BEFORE,
	type Unheard,
	type WeekReports
} from '../../src/lib/shared/report/who-reports.ts';
import { parseWeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { timesOf } from '../../src/lib/shared/week/suggested-move.ts';
import type { Store, WeekDocument } from '../storage/store.ts';

export interface ReminderParts {
	store: { documents: Pick<Store['documents'], 'weeks' | 'drafts'>; organisation: Pick<Store['organisation'], 'read'> };
	rooms: { read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>> };
	now: () => number;
}

/** A week whose reports are soon to be in, and the functions that have not been heard of. */
export interface DueReminder {
	week: WeekDocument;
	unheard: Unheard[];
}

/** What is to be reminded of now in a samverkan; asking changes nothing. */
export async function remindersDue(parts: ReminderParts, samverkan: SamverkanId): Promise<DueReminder[]> {
	const organisation = await parts.store.organisation.read(samverkan);
	const due: DueReminder[] = [];
	for (const week of await parts.store.documents.weeks(samverkan)) {
		if (!isDue(week, organisation, parts.now())) continue;
		const unheard = notYetReported(organisation, await readReports(parts, organisation, week));
		if (unheard.length > 0) due.push({ week, unheard });
	}
	return due;
}

function isDue({ week, state }: WeekDocument, { samverkan }: Organisation, now: number): boolean {
	const parsed = parseWeekKey(week);
	return parsed !== null && isReminderTime({ week: parsed, state }, samverkan, now);
}

async function readReports(
	{ store, rooms }: ReminderParts,
	{ samverkan, parties }: Organisation,
	{ id, week }: WeekDocument
): Promise<WeekReports> {
	const { reports: said, entries } = await rooms.read(id, 'week');
	const drafts = new Map<PartyId, DocumentRecord<'draft'>>();
	for (const party of parties) {
		const draft = (await store.documents.drafts(samverkan.id, party.id)).find((one) => one.week === week);
		if (draft) drafts.set(party.id, await rooms.read(draft.id, 'draft'));
	}
	const withRows = entries.flatMap(({ source, removed }) => (source && removed === null ? [source.party] : []));
	return { drafts, said, withRows: new Set(withRows) };
}

export interface ReminderNotices {
	tell(told: {
		samverkan: SamverkanId;
		kind: 'report-reminder';
		about: { week: WeekDocument['week'] };
		people: PersonId[];
		dedupe: string;
	}): Promise<void>;
}

/** For the notices' schedule: reminds each person once for a week, however many of their functions are unheard of. */
export function reportReminders(parts: ReminderParts, notices: ReminderNotices) {
	return {
		async run(samverkan: SamverkanId): Promise<void> {
			for (const { week, unheard } of await remindersDue(parts, samverkan))
				for (const person of new Set(unheard.flatMap(({ people }) => people)))
					await notices.tell({
						...{ samverkan, kind: 'report-reminder', about: { week: week.week }, people: [person] },
						dedupe: `report-reminder:${week.id}:${person}`
					});
		},
		async next(samverkan: SamverkanId): Promise<number | null> {
			const { samverkan: rhythm } = await parts.store.organisation.read(samverkan);
			const moments = (await parts.store.documents.weeks(samverkan)).flatMap(({ week }) => {
				const parsed = parseWeekKey(week);
				return parsed ? [timesOf(parsed, rhythm).reportBy - REMIND_BEFORE] : [];
			});
			const ahead = moments.filter((moment) => moment > parts.now());
			return ahead.length > 0 ? Math.min(...ahead) : null;
		}
	};
}

import type { NewDue } from '../board/action-answers.ts';
import type { Author } from '../board/values.ts';
import { shownIn } from '../board/action.ts';
import type { ActionsRecord, WeekRecord } from '../board/document-record.ts';
import type { AreaId, RecordId } from '../ids.ts';
import type { Organisation } from '../organisation.ts';
import type { ScreenCaptured } from '../protocol/events.ts';
import { capturedSince } from './captured.ts';
import type { MeetingFacts } from './facts.ts';

/** What a priority made of a hidden row is called on the screen: its own words are the row's. */
export const HIDDEN_TITLE = 'Skyddad punkt';

/**
 * What the room's screen may be sent: rows that are hidden there are counted and nothing else, nobody is named beyond
 * functions, and of the åtgärder only those on the board, without their log. What is not here is in no byte sent.
 */
export function forScreen(facts: MeetingFacts): MeetingFacts {
	const hidden = hiddenIds(facts);
	return {
		...facts,
		organisation: withoutPeople(facts.organisation),
		record: shownOf(facts, hidden),
		carried: facts.carried
			.filter(({ carried }) => carried.removed === null && !hidden.has(carried.id))
			.map(({ carried, entry }) => ({ carried, entry: { ...entry, created: null, removed: null } })),
		returned: facts.returned.map(({ returned, note }) => ({
			returned,
			note: { ...note, created: null, removed: null }
		})),
		actions: shownActions(facts),
		hidden: countHidden(facts, hidden)
	};
}

/** The room's proof that it was got right; of those that the screen may show, the newest first. */
export function lastCaptured(facts: MeetingFacts, most = 3): ScreenCaptured[] {
	const hidden: ReadonlySet<string> = hiddenIds(facts);
	return capturedSince({ ...facts, actions: { actions: actionsShown(facts), comments: [] } }, 0)
		.filter(({ id }) => !hidden.has(id))
		.slice(0, most)
		.map(({ by, ...captured }) => ({ ...captured, at: by.at }));
}

function hiddenIds({ record, carried }: MeetingFacts): ReadonlySet<RecordId> {
	const own = record.entries.filter(({ hiddenOnScreen }) => hiddenOnScreen).map(({ id }) => id);
	const taken = [...carried.filter(({ carried, entry }) => carried.hiddenOnScreen || entry.hiddenOnScreen)];
	// A carried row whose own words could not be read may be one that is hidden.
	const unread = record.carried.filter(({ id }) => !carried.some(({ carried }) => carried.id === id));
	return new Set([...own, ...taken.map(({ carried }) => carried.id), ...unread.map(({ id }) => id)]);
}

function countHidden({ record, carried }: MeetingFacts, hidden: ReadonlySet<RecordId>): MeetingFacts['hidden'] {
	const counts = new Map<AreaId | null, number>();
	const rows = [
		...record.entries.filter(({ removed }) => removed === null),
		...carried
			.filter(({ carried }) => carried.removed === null)
			.map(({ entry, carried }) => ({ ...entry, id: carried.id }))
	];
	for (const { where } of rows.filter(({ id }) => hidden.has(id)))
		counts.set(where?.area ?? null, (counts.get(where?.area ?? null) ?? 0) + 1);
	return counts;
}

const withoutPeople = (organisation: Organisation): Organisation => ({
	...organisation,
	parties: organisation.parties.map((party) => ({ ...party, registryNumber: '' })),
	funktioner: organisation.funktioner.map((funktion) => ({ ...funktion, people: [] })),
	people: []
});

type Made = { removed: unknown; created: unknown };

/** There, and without who made it. */
const living = <T extends Made>(records: readonly T[]): T[] =>
	records.filter(({ removed }) => removed === null).map((record) => ({ ...record, created: null }));

function shownOf({ record }: MeetingFacts, hidden: ReadonlySet<RecordId>): WeekRecord {
	const isShown = ({ id }: { id: RecordId }) => !hidden.has(id);
	return {
		entries: living(record.entries).filter(isShown),
		carried: record.carried.filter((row) => row.removed === null && isShown(row)),
		levels: record.levels,
		priorities: living(record.priorities).map((priority) =>
			priority.entry !== null && hidden.has(priority.entry) ? { ...priority, title: HIDDEN_TITLE } : priority
		),
		slots: living(record.slots),
		attendance: record.attendance,
		followUps: record.followUps.map((followUp) => ({ ...followUp, by: null })),
		decisions: living(record.decisions),
		notes: living(record.notes),
		returned: record.returned,
		upcoming: living(record.upcoming),
		reports: record.reports.map((report) => ({ ...report, by: null }))
	};
}

const NOBODY: Author = { person: '' as Author['person'], party: '' as Author['party'], at: 0 };
const withoutWords = (answer: NonNullable<NewDue>['answer']) => answer && { by: NOBODY, reason: '' };

/** The board's, with the words that the screen shows and no others. */
function shownActions(facts: MeetingFacts): ActionsRecord {
	return {
		actions: living(actionsShown(facts)).map((action) => ({
			...action,
			description: '',
			goal: '',
			agreed: null,
			// that it was said is a mark; by whom and why is not for a screen
			accepted: action.accepted && { ...action.accepted, by: NOBODY },
			handedBack: action.handedBack && { ...action.handedBack, by: NOBODY, reason: '' },
			newDue: action.newDue && { ...action.newDue, by: NOBODY, reason: '', answer: withoutWords(action.newDue.answer) }
		})),
		comments: []
	};
}

const actionsShown = ({ actions, week }: MeetingFacts) => actions.actions.filter(shownIn(week));

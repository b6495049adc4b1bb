import { assessCarried, carriedKind, carryRows } from '../../src/lib/shared/board/carried.ts';
import type { EntryAssessment } from '../../src/lib/shared/board/entry.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import { setValue, textOf } from '../../src/lib/shared/board/record.ts';
import { removeRecord } from '../../src/lib/shared/board/remove.ts';
import { handleReturned, returnNotes } from '../../src/lib/shared/board/returned.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { MEETING, type StoryTime } from './calendar.ts';
import type { StoryEdit } from './recorder.ts';
import type { Scenario, StoryEntry, StoryParked, StoryStanding, StoryWeek } from './scenario.ts';
import { authorOf, convenerOf, entryIdIn, noteIdIn, type Story } from './story.ts';

/** A row that an earlier week handed on, and what was said of it; null: it was taken away. */
interface HandedOn {
	id: RecordId;
	from: StoryWeek;
	now: StoryStanding | null;
}

/** What the week took over when it was opened, on Monday morning, and what was then said of it. */
export function takenOver(story: Story, week: StoryWeek): StoryEdit[] {
	const rows = rowsInto(story, week);
	const notes = notesInto(story, week);
	if (rows.length + notes.length === 0) return [];
	const whole = story.calendar.hasMet(week.offset);
	const said: StoryTime = whole ? [week.offset, MEETING.weekday, '09:08'] : [week.offset, 1, '08:40'];
	const by = authorOf(story, convenerOf(story), story.calendar.moment(said));
	const edit = (write: StoryEdit['write']): StoryEdit => ({
		...{ at: by.at, person: by.person, via: whole ? 'meeting' : 'desk', write }
	});
	return [
		opening(story, week, rows, notes),
		...rows.map(({ id, now }) =>
			edit((doc) => (now ? stand(doc, id, now) : removeRecord(doc, carriedKind, id, by.person, by.at, SERVER)))
		),
		...notes.filter(({ handled }) => handled).map(({ id }) => edit((doc) => handleReturned(doc, id, true, SERVER)))
	];
}

function opening({ calendar }: Story, { offset }: StoryWeek, rows: HandedOn[], notes: ReturnedStory[]): StoryEdit {
	const pointing = (all: readonly { id: RecordId; from: StoryWeek }[]) =>
		new Map(all.map(({ id, from }) => [id, calendar.week(from.offset)]));
	return {
		at: calendar.moment([offset, 1, '07:00']),
		person: null,
		via: 'rule',
		write(doc) {
			carryRows(doc, pointing(rows), SERVER);
			returnNotes(doc, pointing(notes), SERVER);
		}
	};
}

function stand(doc: Parameters<StoryEdit['write']>[0], id: RecordId, { assessment, news = '' }: StoryStanding) {
	if (assessment === 'confirmed') setValue(doc, carriedKind, id, 'assessment', CONFIRMED);
	else assessCarried(doc, id, assessment, SERVER);
	textOf(doc, carriedKind, id, 'text')?.insert(0, news);
}

const CONFIRMED: EntryAssessment = { kind: 'confirmed' };

const before = ({ weeks }: Scenario, { offset }: StoryWeek) => weeks.filter((other) => other.offset < offset);

const rowsInto = (story: Story, week: StoryWeek): HandedOn[] =>
	before(story.scenario, week).flatMap((from) =>
		from.entries.flatMap((entry): HandedOn[] => {
			const weeksBetween = week.offset - from.offset - 1;
			if (!goesOnAfter(entry, weeksBetween)) return [];
			return [{ id: entryIdIn(story, from, entry), from, now: entry.stands?.[weeksBetween] ?? null }];
		})
	);

/** Did it still stand so many weeks after its own? */
function goesOnAfter({ assessment, stands = [] }: StoryEntry, weeks: number): boolean {
	const said = [assessment, ...stands.slice(0, weeks).map((standing) => standing.assessment)];
	return weeks <= stands.length && !said.includes('ceased');
}

interface ReturnedStory {
	id: RecordId;
	from: StoryWeek;
	handled: boolean;
}

const notesInto = (story: Story, week: StoryWeek): ReturnedStory[] =>
	before(story.scenario, week).flatMap((from) =>
		from.notes.flatMap((note): ReturnedStory[] => {
			const after = week.offset - from.offset;
			if (typeof note === 'string' || after > handledAfter(note)) return [];
			return [{ id: noteIdIn(story, from, note), from, handled: after === handledAfter(note) }];
		})
	);

const handledAfter = ({ handledAfter = Infinity }: StoryParked): number => handledAfter;

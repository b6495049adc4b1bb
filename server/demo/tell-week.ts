import { areaLevelKind } from '../../src/lib/shared/board/area-level.ts';
import { attendanceKind } from '../../src/lib/shared/board/attendance.ts';
import { decisionKind } from '../../src/lib/shared/board/decision.ts';
import { entryKind } from '../../src/lib/shared/board/entry.ts';
import { noteKind } from '../../src/lib/shared/board/note.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import { partyReportKind } from '../../src/lib/shared/board/party-report.ts';
import { priorityKind } from '../../src/lib/shared/board/priority.ts';
import { createRecord } from '../../src/lib/shared/board/record.ts';
import { META_ROOT } from '../../src/lib/shared/board/schema.ts';
import { slotKind } from '../../src/lib/shared/board/slot.ts';
import { upcomingKind } from '../../src/lib/shared/board/upcoming.ts';
import { orderAtEnd, putRecord } from '../../src/lib/shared/board/write.ts';
import { newRecordId } from '../../src/lib/shared/ids.ts';
import { weekdayOf } from '../../src/lib/shared/week/iso-week.ts';
import type { DocumentId, PersonId } from '../../src/lib/shared/ids.ts';
import { MEETING, type StoryTime } from './calendar.ts';
import { recordEdits, type StoryEdit } from './recorder.ts';
import type { StoryEntry, StoryWeek } from './scenario.ts';
import { authorOf, convenerOf, entryId, entryIdIn, idOf, noteIdIn, whereOf, type Story } from './story.ts';
import { takenOver } from './tell-carried.ts';

/** How many of a week's levels and priorities stand before its meeting: what the sammankallande has prepared. */
const PREPARED_LEVELS = 2;
const PREPARED_PRIORITIES = 1;

/** Writes one week of the story, as far as it has come, and leaves it in the state it is in. */
export async function tellWeek(story: Story, week: StoryWeek): Promise<void> {
	const document = await story.store.documents.weekDocument(story.samverkan, story.calendar.week(week.offset));
	const edits = [...takenOver(story, week), ...reported(story, week), ...prepared(story, week), ...met(story, week)];
	await recordEdits(story.store.journal, document.id, 'week', edits);
	await tellStates(story, week, document.id);
}

function reported(story: Story, week: StoryWeek): StoryEdit[] {
	return [
		...week.entries.map((entry) => entryEdit(story, week, entry)),
		...Object.entries(week.reports).map(([party, state], index): StoryEdit => {
			const at = story.calendar.moment([week.offset, 1, `${11 + (index % 6)}:05`]);
			const by = authorOf(story, convenerOf(story), at);
			return {
				at,
				person: by.person,
				via: 'desk',
				write: (doc) => putRecord(doc, partyReportKind, idOf(story.parties, party), { state, by }, SERVER)
			};
		}),
		...week.upcoming.map((upcoming): StoryEdit => {
			const { title, kind, from, to, where } = upcoming;
			const dates = { from: story.calendar.day(from), to: to ? story.calendar.day(to) : null };
			return byConvener(story, [week.offset, 1, '08:15'], 'desk', (doc, created) =>
				createRecord(doc, upcomingKind, newRecordId(story.random), {
					title,
					kind,
					dates,
					where: whereOf(story, where),
					created
				})
			);
		}),
		...week.slots.map(({ funktion, where, day, hours: [from, to], note = '' }): StoryEdit =>
			byConvener(story, [week.offset, 1, '08:30'], 'desk', (doc, created) =>
				createRecord(doc, slotKind, newRecordId(story.random), {
					funktion: idOf(story.funktioner, funktion),
					where: whereOf(story, where),
					day: story.calendar.day(day),
					hours: { from, to },
					note,
					created
				})
			)
		)
	];
}

function entryEdit(story: Story, week: StoryWeek, entry: StoryEntry): StoryEdit {
	const at = story.calendar.moment(entry.reported);
	const created = authorOf(story, entry.by, at);
	const id = entryIdIn(story, week, entry);
	return {
		at,
		person: created.person,
		via: 'desk',
		write: (doc) =>
			createRecord(doc, entryKind, id, { ...entryFields(story, entry), created, order: orderAtEnd(doc, entryKind) })
	};
}

/** What a row of the story says, as the record's fields. */
export function entryFields(story: Story, entry: StoryEntry) {
	const { assessment, from } = entry;
	return {
		text: entry.text,
		category: idOf(story.categories, entry.category),
		where: whereOf(story, entry.where),
		when: from
			? {
					from: story.calendar.day(from),
					to: null,
					block: entry.block ?? null,
					time: null,
					recurring: entry.recurring ?? false
				}
			: null,
		count: entry.count ?? null,
		source: sourceOf(story, entry.source),
		basis: entry.basis,
		reliability: entry.reliability ?? null,
		severity: entry.severity,
		assessment:
			assessment === null
				? null
				: assessment === 'confirmed'
					? { kind: 'confirmed' as const }
					: { kind: 'trend' as const, trend: assessment }
	};
}

function sourceOf({ scenario, parties, funktioner }: Story, funktion: string) {
	const told = scenario.funktioner[funktion];
	if (!told) throw new Error(`The example names ${funktion}, which is not there`);
	return { party: idOf(parties, told.party), funktion: idOf(funktioner, funktion) };
}

function prepared(story: Story, week: StoryWeek): StoryEdit[] {
	const whole = story.calendar.hasMet(week.offset);
	const levels = Object.entries(week.levels).slice(0, whole ? undefined : PREPARED_LEVELS);
	const priorities = week.priorities.slice(0, whole ? undefined : PREPARED_PRIORITIES);
	const at = (index: number): StoryTime =>
		whole ? [week.offset, MEETING.weekday, `09:${10 + index}`] : [week.offset, 1, `13:${10 + index}`];
	return [
		...levels.map(([area, level], index) =>
			byConvener(story, at(index), whole ? 'meeting' : 'desk', (doc) =>
				putRecord(doc, areaLevelKind, idOf(story.areas, area), level, SERVER)
			)
		),
		...priorities.map(({ title, where, entry }, index) =>
			byConvener(story, at(index + levels.length), whole ? 'meeting' : 'desk', (doc, created) =>
				createRecord(doc, priorityKind, newRecordId(story.random), {
					title,
					where: whereOf(story, where),
					entry: entry ? entryId(story, week.offset, entry) : null,
					created,
					order: orderAtEnd(doc, priorityKind)
				})
			)
		)
	];
}

/** What comes to be at the meeting; a beslut of the sammankallande's may be made between two. */
function met(story: Story, week: StoryWeek): StoryEdit[] {
	if (!story.calendar.hasMet(week.offset)) return decided(story, week.offset, week.decisions.slice(0, 1), [2, '15:00']);
	return [
		...[...story.funktioner].map(([key, id]) =>
			byConvener(story, [week.offset, MEETING.weekday, '09:01'], 'meeting', (doc) =>
				putRecord(doc, attendanceKind, id, { state: week.attendance[key] ?? 'ordinary' }, SERVER)
			)
		),
		...decided(story, week.offset, week.decisions, [MEETING.weekday, '09:26']),
		...week.notes.map((note) => {
			const told = typeof note === 'string' ? { text: note } : { text: note.parked, parked: true };
			return byConvener(story, [week.offset, MEETING.weekday, '09:29'], 'meeting', (doc, created) =>
				createRecord(doc, noteKind, noteIdIn(story, week, note), {
					...told,
					created,
					order: orderAtEnd(doc, noteKind)
				})
			);
		})
	];
}

const decided = (story: Story, offset: number, texts: string[], [day, clock]: [number, string]): StoryEdit[] =>
	texts.map((text, index) =>
		byConvener(story, [offset, day, clock], day === MEETING.weekday ? 'meeting' : 'desk', (doc, created) => {
			const order = orderAtEnd(doc, decisionKind);
			createRecord(doc, decisionKind, newRecordId(story.random), { text, created, order, number: index + 1 });
			doc.getMap<number>(META_ROOT).set('lastNumber', index + 1);
		})
	);

type Write = (doc: Parameters<StoryEdit['write']>[0], created: ReturnType<typeof authorOf>) => void;

function byConvener(story: Story, time: StoryTime, via: StoryEdit['via'], write: Write): StoryEdit {
	const at = story.calendar.moment(time);
	const created = authorOf(story, convenerOf(story), at);
	return { at, person: created.person, via, write: (doc) => write(doc, created) };
}

/** Earlier weeks are sealed; this one is open for reports, in its meeting on Thursday, and after that to be fastställd. */
async function tellStates(story: Story, { offset }: StoryWeek, document: DocumentId): Promise<void> {
	if (!story.calendar.hasMet(offset)) return;
	const by: PersonId = idOf(story.people, convenerOf(story));
	const move = (state: 'compiling' | 'meeting' | 'ended' | 'sealed', at: StoryTime) =>
		story.store.documents.setWeekState(document, state, by, story.calendar.moment(at));
	await move('compiling', [offset, MEETING.weekday - 1, '13:00']);
	await move('meeting', [offset, MEETING.weekday, MEETING.from]);
	if (offset < 0) await move('sealed', [offset, MEETING.weekday, MEETING.to]);
	else if (weekdayOf(story.calendar.today) > MEETING.weekday)
		await move('ended', [offset, MEETING.weekday, MEETING.to]);
}

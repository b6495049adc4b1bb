import { actionKind, addAction, editAction, setStatus } from '../../src/lib/shared/board/action.ts';
import { commentKind } from '../../src/lib/shared/board/comment.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import type { Author } from '../../src/lib/shared/board/values.ts';
import { editRecord } from '../../src/lib/shared/board/write.ts';
import { createRecord, setValue } from '../../src/lib/shared/board/record.ts';
import { META_ROOT } from '../../src/lib/shared/board/schema.ts';
import { newRecordId, type RecordId } from '../../src/lib/shared/ids.ts';
import type { Result } from '../../src/lib/shared/result.ts';
import { localDay } from '../../src/lib/shared/week/iso-week.ts';
import type { StoryTime } from './calendar.ts';
import { recordEdits, type StoryEdit } from './recorder.ts';
import type { StoryAction } from './scenario.ts';
import { authorOf, entryId, idOf, whereOf, type Story } from './story.ts';

/** Writes the åtgärder with all that has happened to them, step by step, so that each past week can show how they stood. */
export async function tellActions(story: Story): Promise<void> {
	const document = await story.store.documents.actionsDocument(story.samverkan);
	const edits = story.scenario.actions.flatMap((action, index) => actionEdits(story, action, index + 1));
	await recordEdits(story.store.journal, document.id, 'actions', edits);
}

function actionEdits(story: Story, action: StoryAction, number: number): StoryEdit[] {
	const id = newRecordId(story.random);
	return [
		proposal(story, action, id, number),
		...action.steps.map(({ at, by, status }) =>
			edit(story, at, by, (doc) => {
				const moment = { week: story.calendar.week(at[0]), today: localDay(story.calendar.moment(at)) };
				must(setStatus(doc, id, status, moment, SERVER));
			})
		),
		...relinked(story, action, id),
		...answered(story, action, id),
		...(action.comments ?? []).map(({ at, by, text }) =>
			edit(story, at, by, (doc, created) =>
				createRecord(doc, commentKind, newRecordId(story.random), { action: id, text, created })
			)
		)
	];
}

function proposal(story: Story, action: StoryAction, id: RecordId, number: number): StoryEdit {
	const { title, description = '', goal = '', type, prevention, horizon, proposed, by } = action;
	const draft = {
		title,
		description,
		goal,
		type,
		prevention,
		horizon,
		where: whereOf(story, action.where),
		performers: action.performers.map((funktion) => idOf(story.funktioner, funktion)),
		owner: idOf(story.funktioner, action.owner),
		due: story.calendar.day(action.due),
		followUp: story.calendar.day(action.followUp),
		answers: answersOf(story, action)
	};
	return edit(story, proposed, by, (doc, created) => {
		must(addAction(doc, id, draft, created, story.calendar.week(proposed[0]), SERVER));
		setValue(doc, actionKind, id, 'number', number);
		doc.getMap<number>(META_ROOT).set('lastNumber', number);
	});
}

function relinked(story: Story, { answersNow }: StoryAction, id: RecordId): StoryEdit[] {
	if (!answersNow) return [];
	const answers = { week: story.calendar.week(0), kind: 'entry' as const, id: entryId(story, 0, answersNow) };
	return [edit(story, [0, 1, '13:20'], 'coordinator', (doc) => must(editAction(doc, id, { answers }, SERVER)))];
}

/** Kvittens, what was handed back, and another date that is asked for. */
function answered(story: Story, { said = {} }: StoryAction, id: RecordId): StoryEdit[] {
	const write = (
		at: StoryTime,
		by: string,
		changes: (by: Author) => Parameters<typeof editRecord<typeof actionKind>>[3]
	) => edit(story, at, by, (doc, created) => editRecord(doc, actionKind, id, changes(created), SERVER));
	const { accepted, handedBack, newDue } = said;
	const funktion = (key: string) => idOf(story.funktioner, key);
	return [
		...(accepted
			? [write(accepted.at, accepted.by, (by) => ({ accepted: { by, funktion: funktion(accepted.funktion) } }))]
			: []),
		...(handedBack
			? [
					write(handedBack.at, handedBack.by, (by) => ({
						handedBack: { by, funktion: funktion(handedBack.funktion), reason: handedBack.reason }
					}))
				]
			: []),
		...(newDue
			? [
					write(newDue.at, newDue.by, (by) => ({
						newDue: { due: story.calendar.day(newDue.due), reason: newDue.reason, by, answer: null }
					}))
				]
			: [])
	];
}

function answersOf(story: Story, { answers }: StoryAction) {
	if (!answers) return null;
	const { week, entry } = answers;
	return { week: story.calendar.week(week), kind: 'entry' as const, id: entryId(story, week, entry) };
}

type Write = (doc: Parameters<StoryEdit['write']>[0], created: ReturnType<typeof authorOf>) => void;

function edit(story: Story, time: StoryTime, by: string, write: Write): StoryEdit {
	const at = story.calendar.moment(time);
	const created = authorOf(story, by, at);
	const inMeeting = time[1] === 4 && time[2].startsWith('09:');
	return { at, person: created.person, via: inMeeting ? 'meeting' : 'desk', write: (doc) => write(doc, created) };
}

function must(result: Result<true>): void {
	if (!result.ok) throw new Error(`The example breaks a rule of the board: ${result.problem.code}`);
}

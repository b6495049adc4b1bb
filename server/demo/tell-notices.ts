import { holdersOf } from '../../src/lib/shared/board/action-answers.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import { isUnderWay } from '../../src/lib/shared/board/action-status.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import { addDays, mondayOf, weekOf, type Day } from '../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../src/lib/shared/week/local-time.ts';
import { createLog } from '../log.ts';
import { latestMorning, MORNING, tellMornings } from '../notices/mornings.ts';
import { Notices } from '../notices/notices.ts';
import { tellSealed } from '../notices/week-sealed.ts';
import { readPast } from '../history/past-record.ts';
import { idOf, type Story } from './story.ts';

const HOUR = 3_600_000;
/** What is older has been seen. */
const SEEN_AFTER = 36 * HOUR;

/** What people were told of lately, and what would have been mailed, by the rules that hold for everybody. */
export async function tellNotices(story: Story): Promise<void> {
	const { store, samverkan, now } = story;
	const seal = await store.seals.latest(samverkan);
	if (seal) await tellSealed(partsAt(story, seal.at), seal);
	for (const day of morningsOf(now())) {
		const mornings = { last: addDays(day, -1), today: day };
		await tellMornings(partsAt(story, momentOf(day, MORNING)), samverkan, mornings);
	}
	await tellOfActions(story);
	await markSeen(story);
}

/** This week's Monday, and the latest morning there was. */
function morningsOf(now: number): Day[] {
	const latest = latestMorning(now);
	return [...new Set([mondayOf(weekOf(latest)), latest])];
}

function partsAt(story: Story, at: number) {
	const { store, random } = story;
	const rooms = {
		read: async (id: DocumentId) => (await readPast(store.history, id, 'actions', END)).record
	};
	const live = { noticed: () => undefined, unseen: () => undefined };
	const parts = { store, rooms, random, now: () => at };
	return { ...parts, notices: new Notices({ ...parts, live, log: createLog('silent') }) };
}

const END = Number.MAX_SAFE_INTEGER;

/** Somebody moved an åtgärd on, gave one away, and asked about one in a comment: in the last hours of the day. */
async function tellOfActions(story: Story): Promise<void> {
	const { samverkan, now, people } = story;
	const { rooms, notices } = partsAt(story, now());
	const { id } = await story.store.documents.actionsDocument(samverkan);
	const actions = (await rooms.read(id)).actions.filter(({ status }) => isUnderWay(status.state)).toSorted(byNumber);
	const by = idOf(people, 'coordinator');
	for (const [index, action] of actions.slice(-4).entries())
		await notices.tell({
			...{
				samverkan,
				kind: index % 2 === 0 ? 'action-assigned' : 'action-status',
				except: by,
				at: now() - (5 - index) * HOUR
			},
			about: {
				action: action.id,
				...(index % 2 === 0 ? { funktioner: holdersOf(action) } : { state: action.status.state })
			},
			...{ funktioner: holdersOf(action), dedupe: `example:${action.id}` }
		});
	const asked = actions.find((action) => action.performers.length > 0);
	if (asked)
		await notices.tell({
			...{ samverkan, kind: 'mention', about: { action: asked.id }, at: now() - HOUR, dedupe: 'example:mention' },
			...{ funktioner: asked.performers, people: [by] }
		});
}

const byNumber = (a: Action, b: Action): number => (a.number ?? 0) - (b.number ?? 0);

async function markSeen({ store, samverkan, now, people }: Story): Promise<void> {
	for (const person of people.values()) {
		const notices = await store.notices.of(person, samverkan, 200);
		const old = notices.filter(({ at }) => now() - at > SEEN_AFTER).map(({ id }) => id);
		await store.notices.markSeen(person, samverkan, now() - SEEN_AFTER, old);
	}
}

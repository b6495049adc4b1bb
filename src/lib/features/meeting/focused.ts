import type { Action } from '../../shared/board/action.ts';
import type { Entry } from '../../shared/board/entry.ts';
import type { Priority } from '../../shared/board/priority.ts';
import type { Area } from '../../shared/organisation.ts';
import type { MeetingFacts, ReturnedNote } from '../../shared/meeting/facts.ts';
import type { Scene } from '../../shared/meeting/scene.ts';
import { weekKey, type WeekKey } from '../../shared/week/iso-week.ts';

/** What the row in focus is of, or what the scene is of while none is. */
export type Focused =
	| { is: 'action'; action: Action }
	| { is: 'entry'; entry: Entry; carried: boolean; week: WeekKey; assessed: boolean }
	| { is: 'area'; area: Area }
	| { is: 'priority'; priority: Priority }
	| { is: 'returned'; note: ReturnedNote }
	| null;

/** Rows are named by their records; some with what they stand under before it. */
const recordOf = (id: string): string => id.slice(id.indexOf(':') + 1);

export function focusedIn(facts: MeetingFacts, scene: Scene, focus: string | null): Focused {
	return (focus === null ? null : rowOf(facts, recordOf(focus))) ?? sceneOf(facts, scene);
}

function rowOf(facts: MeetingFacts, id: string): Focused {
	const action = facts.actions.actions.find((one) => one.id === id);
	if (action) return { is: 'action', action };
	const priority = facts.record.priorities.find((one) => one.id === id);
	if (priority) return { is: 'priority', priority };
	const note = facts.returned.find(({ returned }) => returned.id === id);
	if (note) return { is: 'returned', note };
	return entryOf(facts, id) ?? areaOf(facts, id);
}

function entryOf(facts: MeetingFacts, id: string): Focused {
	const own = facts.record.entries.find((one) => one.id === id);
	const week = weekKey(facts.week);
	if (own) return { is: 'entry', entry: own, carried: false, week, assessed: own.assessment !== null };
	const both = facts.carried.find(({ carried }) => carried.id === id);
	if (!both) return null;
	const { carried, entry } = both;
	return { is: 'entry', entry, carried: true, week: carried.from ?? week, assessed: carried.assessment !== null };
}

function areaOf(facts: MeetingFacts, id: string): Focused {
	const area = facts.organisation.areas.find((one) => one.id === id);
	return area ? { is: 'area', area } : null;
}

function sceneOf(facts: MeetingFacts, { key }: Scene): Focused {
	if (key.startsWith('area:')) return areaOf(facts, recordOf(key));
	const priority = facts.record.priorities.find((one) => one.id === recordOf(key));
	return key.startsWith('decide:') && priority ? { is: 'priority', priority } : null;
}

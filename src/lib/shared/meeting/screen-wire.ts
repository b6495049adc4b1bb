import type { ActionsRecord, WeekRecord } from '../board/document-record.ts';
import type { ScreenCaptured, ScreenChanges, ScreenFacts } from '../protocol/events.ts';
import type { MeetingFacts } from './facts.ts';

/** Between what scenes are made of and what JSON carries. */
export const toWire = (facts: MeetingFacts, captured: ScreenCaptured[] = []): ScreenFacts => ({
	...facts,
	hidden: [...facts.hidden],
	captured
});
export const fromWire = ({ captured: _, ...facts }: ScreenFacts): MeetingFacts => ({
	...facts,
	hidden: new Map(facts.hidden)
});

type Parts = Record<string, unknown>;

function changedParts<T extends object>(before: T, after: T): Partial<T> {
	const [was, is] = [before as Parts, after as Parts];
	const changed = Object.keys(is).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
	return Object.fromEntries(changed.map((name) => [name, is[name]])) as Partial<T>;
}

function split({ record, actions, ...facts }: ScreenFacts) {
	return { facts, record, actions };
}

/** What has to be sent to one who has `before`; null when nothing. A long list of lägesrader is not sent for an åtgärd. */
export function screenChanges(before: ScreenFacts, after: ScreenFacts): ScreenChanges | null {
	const [was, is] = [split(before), split(after)];
	const changes = {
		facts: changedParts(was.facts, is.facts),
		record: changedParts<WeekRecord>(was.record, is.record),
		actions: changedParts<ActionsRecord>(was.actions, is.actions)
	};
	return Object.values(changes).every((part) => Object.keys(part).length === 0) ? null : changes;
}

export const applyChanges = (before: ScreenFacts, { facts, record, actions }: ScreenChanges): ScreenFacts => ({
	...before,
	...facts,
	record: { ...before.record, ...record },
	actions: { ...before.actions, ...actions }
});

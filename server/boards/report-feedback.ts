import { mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { visibleActions } from '../../src/lib/shared/access/visible-actions.ts';
import { emptyRecord, type ActionsRecord, type DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { Observation } from '../../src/lib/shared/board/observation.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, RecordId } from '../../src/lib/shared/ids.ts';
import { feedbackOn, isOwnStill, type FeedbackStep } from '../../src/lib/shared/report/feedback.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { ReceivedReport } from '../storage/reports.ts';
import type { Store } from '../storage/store.ts';

export interface FeedbackParts {
	store: Pick<Store, 'documents' | 'reports'>;
	rooms: { read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>> };
	now: () => number;
}

/** One of the reporter's own, and what became of it. */
export type OwnReport =
	| {
			kind: 'report';
			id: RecordId;
			week: WeekKey;
			at: number;
			observation: Observation;
			steps: FeedbackStep[];
			/** The reporter may still change it and take it back. */
			isOwnStill: boolean;
	  }
	| { kind: 'nil'; id: RecordId; week: WeekKey; at: number; isTakenBack: boolean };

/** How far back a reporter sees: a term. */
const KEPT_DAYS = 120;
const DAY = 24 * 3_600_000;

/** A reporter's own reports, newest first, with what became of each as far as they may know it. */
export async function ownReports(parts: FeedbackParts, actor: Actor): Promise<OwnReport[]> {
	const { store, rooms, now } = parts;
	const received = await store.reports.ofPerson(actor.samverkan, actor.person, now() - KEPT_DAYS * DAY);
	const actions = await store.documents.actionsDocument(actor.samverkan).then(({ id }) => rooms.read(id, 'actions'));
	const byDraft = Map.groupBy(received, ({ document }) => document);
	const own: OwnReport[] = [];
	for (const [document, reports] of byDraft) {
		const draft = await rooms.read(document, 'draft');
		const priorities = await readPriorities(parts, actor, reports[0]!.week);
		const facts = { draft, priorities, actions: actions.actions, mayRead: knows(actor, actions) };
		for (const report of reports) own.push(...asOwn(report, facts));
	}
	return own.sort((a, b) => b.at - a.at);
}

function asOwn({ id, kind, week, at }: ReceivedReport, facts: Parameters<typeof feedbackOn>[1]): OwnReport[] {
	if (kind === 'nil') {
		const nil = facts.draft.nilReports.find((one) => one.id === id);
		return [{ kind, id, week, at, isTakenBack: !nil || nil.removed !== null }];
	}
	const observation = facts.draft.observations.find((one) => one.id === id);
	if (!observation) return []; // somebody who compiles has taken it out of the document
	const steps = feedbackOn(observation, facts);
	return [{ kind, id, week, at, observation, steps, isOwnStill: isOwnStill(steps) }];
}

async function readPriorities(
	{ store, rooms }: FeedbackParts,
	{ samverkan }: Actor,
	key: WeekKey
): Promise<DocumentRecord<'week'>['priorities']> {
	const week = await store.documents.findWeek(samverkan, key);
	return week ? (await rooms.read(week.id, 'week')).priorities : emptyRecord('week').priorities;
}

/** The åtgärder that the reporter reads anyway. */
function knows(actor: Actor, record: ActionsRecord): (action: { id: RecordId }) => boolean {
	const isVisible = new Set(visibleActions(actor, record).actions.map(({ id }) => id));
	const mayRead = mayReadDocument(actor, { kind: 'actions' });
	const isExternal = actor.roles.every((role) => role === 'external');
	return ({ id }) => (mayRead || isExternal) && isVisible.has(id);
}

import { isOwnAction } from '../../src/lib/shared/access/action-rules.ts';
import { mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { seesOnlyOwn, visibleActions } from '../../src/lib/shared/access/visible-actions.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { ActionsRecord } from '../../src/lib/shared/board/document-record.ts';
import type { Change } from '../../src/lib/shared/history/change.ts';
import type { DocumentId, RecordId } from '../../src/lib/shared/ids.ts';
import { parseWeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { isSealed, WEEK_STATES } from '../../src/lib/shared/week/lifecycle.ts';
import { endOfWeek } from '../../src/lib/shared/week/local-time.ts';
import type { ActionStretch, HistoryScope } from '../storage/history.ts';
import type { Store } from '../storage/store.ts';

export interface ScopeParts {
	store: Pick<Store, 'documents' | 'history'>;
	rooms: { read(id: DocumentId, kind: 'actions'): Promise<ActionsRecord> };
}

/**
 * What of the past this person may see, by the policies that open the documents as they are today, asked each time: who
 * lost a role a second ago sees nothing by it.
 */
export async function scopeOf(parts: ScopeParts, actor: Actor): Promise<HistoryScope> {
	return {
		samverkan: actor.samverkan,
		weekStates: WEEK_STATES.filter((state) => mayReadDocument(actor, { kind: 'week', state })),
		draftParties: [actor.party].filter((party) => mayReadDocument(actor, { kind: 'draft', party })),
		actions: await actionsOf(parts, actor),
		party: actor.party
	};
}

async function actionsOf(parts: ScopeParts, actor: Actor): Promise<HistoryScope['actions']> {
	if (seesOnlyOwn(actor)) return { stretches: await ownStretches(parts, actor) };
	if (mayReadDocument(actor, { kind: 'actions' })) return 'all';
	const before = await actionsUntil(parts, actor);
	return before === null ? { stretches: [] } : { before };
}

/** Until when who reads sealed weeks alone may follow the åtgärder: the end of the newest of them. */
export async function actionsUntil({ store }: Pick<ScopeParts, 'store'>, actor: Actor): Promise<number | null> {
	if (!mayReadDocument(actor, { kind: 'week', state: 'sealed' })) return null;
	const weeks = await store.documents.weeks(actor.samverkan);
	const week = parseWeekKey(weeks.findLast(({ state }) => isSealed(state))?.week ?? '');
	return week && endOfWeek(week);
}

/** An external party sees of an åtgärd what was done while it was theirs, as long as it still is. */
async function ownStretches({ store, rooms }: ScopeParts, actor: Actor): Promise<ActionStretch[]> {
	if (actor.funktioner.length === 0) return [];
	const { id } = await store.documents.actionsDocument(actor.samverkan);
	const own = visibleActions(actor, await rooms.read(id, 'actions')).actions.map((action) => action.id);
	if (own.length === 0) return [];
	const holders = await store.history.holders(id, own);
	return own.flatMap((action) =>
		stretchesOf(
			action,
			holders.filter(({ record }) => record === action),
			actor
		)
	);
}

/** The change by which it came to them is in the stretch, the one by which it left them is not. */
export function stretchesOf(action: RecordId, holders: readonly Change[], actor: Actor): ActionStretch[] {
	const stretches: ActionStretch[] = [];
	let held: Partial<Action> = {};
	let since: number | null = null;
	for (const { id, field, after } of holders) {
		held = field === null ? ((after as Action | null) ?? {}) : { ...held, [field]: after };
		const isOwn = isOwnAction(held, actor);
		if (isOwn) since ??= id;
		else if (since !== null) {
			stretches.push({ action, since, until: id - 1 });
			since = null;
		}
	}
	return since === null ? stretches : [...stretches, { action, since, until: Number.MAX_SAFE_INTEGER }];
}

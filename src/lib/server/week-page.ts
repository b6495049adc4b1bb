import { may, mayReadDocument, permissionsOf } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { visibleActions } from '#lib/shared/access/visible-actions.ts';
import { emptyRecord, type WeekRecord } from '#lib/shared/board/document-record.ts';
import { isShared } from '#lib/shared/board/observation.ts';
import type { WeekPage } from '#lib/shared/board/week-page.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { localDay, weekKey, weekOf, weeksBetween, type Week } from '#lib/shared/week/iso-week.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';
import { endOfWeek } from '#lib/shared/week/local-time.ts';
import { logView } from './log-view.ts';
import { readWeekLife } from './week-life.ts';
import type { Services } from '../../../server/services.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';

/** Weeks ahead that get a board when somebody opens them; further on there is nothing to plan together yet. */
const WEEKS_AHEAD = 26;

interface Asked {
	services: Services;
	actor: Actor;
	name: string;
	organisation: Organisation;
	week: Week;
}

/** Everything the week page shows at first, as this person may see it. */
export async function readWeekPage({ services, actor, name, organisation, week }: Asked): Promise<WeekPage> {
	const today = localDay(services.now());
	const thisWeek = weekOf(today);
	const document = await findDocument(services, actor, week, thisWeek);
	const allowed = permissionsOf(actor, document?.state ?? null);
	const readable = document && allowed.readBoard ? document : null;
	if (readable) await logView(actor, readable, 'board');
	const [actions, weekRecord, previousLevels, seal, life, unhandled] = await Promise.all([
		readActions(services, actor, week, thisWeek, allowed.readBoard),
		readable ? readWeek(services, organisation, readable) : emptyRecord('week'),
		allowed.readBoard ? readPreviousLevels(services, actor, organisation, week) : {},
		readSeal(services, actor, readable),
		readWeekLife(services, actor, organisation, readable),
		allowed.compile && readable ? countUnhandled(services, actor, readable) : undefined
	]);
	return {
		organisation,
		me: { person: actor.person, name, party: actor.party, roles: [...actor.roles] },
		week,
		state: document?.state ?? (weeksBetween(thisWeek, week) > 0 ? 'upcoming' : 'reporting'),
		today,
		thisWeek,
		documents: { week: readable?.id ?? null, actions: actions.live },
		weekRecord,
		actionsRecord: actions.record,
		...(await services.earlierWords(actor.samverkan, weekRecord)),
		previousLevels,
		life,
		seal,
		...(unhandled !== undefined && { unhandled }),
		may: allowed
	};
}

/** Of the own party's draft, and never of another's. */
async function countUnhandled({ store, rooms }: Services, actor: Actor, { week }: WeekDocument): Promise<number> {
	const draft = await store.documents.findDraft(actor.samverkan, actor.party, week);
	if (!draft) return 0;
	const { observations } = await rooms.read(draft.id, 'draft');
	return observations.filter((row) => row.removed === null && row.mergedInto === null && !isShared(row)).length;
}

async function readSeal({ store }: Services, actor: Actor, week: WeekDocument | null): Promise<WeekPage['seal']> {
	if (!week || !isSealed(week.state) || !may(actor, 'record:read')) return null;
	const seals = await store.seals.ofWeek(week.id);
	return seals.length === 0 ? null : { corrections: seals.length - 1 };
}

async function findDocument(
	{ store }: Services,
	actor: Actor,
	week: Week,
	thisWeek: Week
): Promise<WeekDocument | null> {
	const key = weekKey(week);
	const ahead = weeksBetween(thisWeek, week);
	const found = await store.documents.findWeek(actor.samverkan, key);
	if (found || ahead < 0 || ahead > WEEKS_AHEAD) return found;
	return permissionsOf(actor, 'reporting').readBoard
		? store.documents.weekDocument(actor.samverkan, key, ahead > 0 ? 'upcoming' : 'reporting')
		: null;
}

/** The week's record, after what it lacks has been made while it can still be written: keyed records, and references. */
async function readWeek(services: Services, organisation: Organisation, document: WeekDocument): Promise<WeekRecord> {
	const { rooms, prepareWeek, carryOver } = services;
	const { id, state } = document;
	const record = await rooms.read(id, 'week');
	if (isSealed(state)) return record;
	const wrote = [await prepareWeek(id, record, organisation), await carryOver(document)];
	return wrote.includes(true) ? rooms.read(id, 'week') : record;
}

/** Live for this week and those to come; a week that is over shows its åtgärder as they stood when it ended. */
async function readActions(
	{ store, rooms, history }: Services,
	actor: Actor,
	week: Week,
	thisWeek: Week,
	readable: boolean
) {
	const { id } = await store.documents.actionsDocument(actor.samverkan);
	const over = weeksBetween(week, thisWeek) > 0;
	const live = !over && mayReadDocument(actor, { kind: 'actions' }) ? id : null;
	if (!readable) return { live, record: emptyRecord('actions') };
	const record = await (over
		? history.boardActionsAt(actor.samverkan, weekKey(week), endOfWeek(week) - 1)
		: rooms.read(id, 'actions'));
	return { live, record: visibleActions(actor, record) };
}

async function readPreviousLevels(
	services: Services,
	{ samverkan }: Actor,
	{ areas }: Organisation,
	week: Week
): Promise<WeekPage['previousLevels']> {
	const earlier = await services.earlierWeeks(samverkan);
	const inUse = areas.filter(({ archived }) => !archived).map(({ id }) => id);
	return earlier.levelsBefore(weekKey(week), inUse);
}

import { error } from '@sveltejs/kit';
import type { Actor } from '#lib/shared/access/roles.ts';
import { kindAt } from '#lib/shared/board/schema.ts';
import type { HistoryRow } from '#lib/shared/history/history-row.ts';
import type { EventAbout } from '#lib/shared/log/event.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';
import { weekKey, type WeekKey } from '#lib/shared/week/iso-week.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import { services } from './services.ts';

type Week = Pick<WeekDocument, 'state' | 'week'>;

/** A sealed week is read: once for each person, view and hour. What can not be logged is not shown. */
export async function logView(actor: Actor, { state, week }: Week, page: string): Promise<void> {
	if (!isSealed(state)) return;
	const { store, eventLog } = services();
	const document = await store.documents.findWeek(actor.samverkan, week);
	const gone = document && (await store.retention.removedWeek(document.id));
	if (gone)
		error(
			410,
			`Veckan är gallrad enligt beslut ${gone.decision}. Den fastställdes och har kvar sin plats i sigillens kedja.`
		);
	await logged(eventLog.viewed(actor, { week, page }));
}

/** Words of several weeks are shown, of sealed ones among them: as `logView`, for each of those. */
export async function logViews(actor: Actor, weeks: Iterable<WeekKey>, page: string): Promise<void> {
	const shown = new Set(weeks);
	if (shown.size === 0) return;
	const { store, eventLog } = services();
	const sealed = (await store.documents.weeks(actor.samverkan)).filter(
		({ week, state }) => isSealed(state) && shown.has(week)
	);
	const abouts = sealed.map(({ week }) => ({ week }));
	await logged(eventLog.viewedAmong(actor, page, abouts));
}

/** Changes are shown: those of åtgärder are of no week that is sealed, nor are drafts. */
export const logRows = (actor: Actor, rows: readonly HistoryRow[], page: string): Promise<void> =>
	logViews(
		actor,
		rows.filter(({ root }) => kindAt('week', root)).map(({ week }) => weekKey(week)),
		page
	);

/** Figures and words of many sealed weeks at once: one entry, which says which weeks were asked for. */
export async function logOverview(actor: Actor, filter: string): Promise<void> {
	await logged(services().eventLog.viewedAmong(actor, 'oversikt', [{ filter }]));
}

/** A file leaves the house. What can not be logged is not handed out. */
export async function logExport(actor: Actor, about: EventAbout): Promise<void> {
	await logged(services().eventLog.exported(actor, about));
}

export async function logged(keeping: Promise<void>): Promise<void> {
	try {
		await keeping;
	} catch (err) {
		services().log.error({ event: 'event-log-failed', err }, 'what could not be logged was refused');
		error(503, 'Det gick inte att skriva i händelseloggen, och då lämnas inget ut. Försök igen om en stund.');
	}
}

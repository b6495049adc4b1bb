import { error } from '@sveltejs/kit';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { EventAbout } from '#lib/shared/log/event.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';
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

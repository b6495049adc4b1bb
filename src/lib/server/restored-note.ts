import { formatMoment } from '#lib/shared/history/moment.ts';
import { localDay, parseWeekKey, weekOf, weekPath } from '#lib/shared/week/iso-week.ts';
import { services } from './services.ts';

/** What was just restored, for the page that the person comes back to. */
export interface RestoredNote {
	id: string;
	/** "tor 8 okt 10.42" */
	moment: string;
	/** It was a restore that was taken back. */
	isUndo: boolean;
	/** `2026-41`: where it is taken back. */
	week: string;
}

/** Of one's own alone, and only while its address says so: it stands on any page of the app. */
export async function readRestoredNote({ actor }: App.Locals, id: string | null): Promise<RestoredNote | null> {
	if (!actor || !id) return null;
	const { store, now } = services();
	const restore = await store.restores.find(id);
	const info = restore?.person === actor.person ? await store.documents.find(restore.document) : null;
	if (!restore || !info || info.samverkan !== actor.samverkan) return null;
	const today = localDay(now());
	const week = info.kind === 'week' ? parseWeekKey(info.week)! : weekOf(today);
	return {
		id,
		moment: formatMoment(restore.moment, today),
		isUndo: restore.undoes !== null,
		week: weekPath(week)
	};
}

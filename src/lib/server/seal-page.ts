import { error, type RequestEvent } from '@sveltejs/kit';
import { may, permissionsOf } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { parseWeekPath, weekKey, type Week } from '#lib/shared/week/iso-week.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import { requireActor } from './guards.ts';
import { logView } from './log-view.ts';
import { services } from './services.ts';

export interface WeekAsked {
	actor: Actor;
	organisation: Organisation;
	week: Week;
	document: WeekDocument;
}

/** The week in the address, for somebody who may read its record, or what will be one. */
export async function requireRecord(event: Pick<RequestEvent, 'locals' | 'url' | 'params'>): Promise<WeekAsked> {
	const { actor, organisation } = requireActor(event);
	const week = parseWeekPath(event.params.week ?? '');
	const document = week && (await services().store.documents.findWeek(actor.samverkan, weekKey(week)));
	if (!document) error(404, 'Det finns inget protokoll för den veckan.');
	if (!permissionsOf(actor, document.state).readBoard || !may(actor, 'record:read'))
		error(403, 'Du har inte behörighet att läsa protokollet. Be sammankallande om ett utdrag.');
	await logView(actor, document, 'protokoll');
	return { actor, organisation, week, document };
}

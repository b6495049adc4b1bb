import { error, type RequestEvent } from '@sveltejs/kit';
import { permissionsOf } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { visibleActions } from '#lib/shared/access/visible-actions.ts';
import { actionLabel, isOverdue } from '#lib/shared/board/action.ts';
import { STATE_WORDS } from '#lib/shared/board/words.ts';
import { extractOf } from '#lib/shared/seal/extract.ts';
import { dayWords } from '#lib/shared/seal/compose-parts.ts';
import { localDay, parseWeekPath, weekKey } from '#lib/shared/week/iso-week.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';
import { requireActor } from './guards.ts';
import { logView } from './log-view.ts';
import { services } from './services.ts';

/** An external party: reads of the sealed weeks what their circles let it, and no board. */
export const readsExtractsOnly = (actor: Actor): boolean =>
	permissionsOf(actor, 'sealed').readExtract && !permissionsOf(actor, 'sealed').readBoard;

/** Of the week what this person may read who is in no EST-grupp; null where it is not sealed yet, or can not be read. */
export async function readExtractPage(event: Pick<RequestEvent, 'locals' | 'url' | 'params'>) {
	const { actor, organisation } = requireActor(event);
	const week = parseWeekPath(event.params.week ?? '');
	if (!week) error(404, `"${event.params.week}" är ingen vecka. Skriv år och vecka, som i /v/2026-48/utdrag.`);
	if (!permissionsOf(actor, 'sealed').readExtract)
		error(403, 'Utdraget är för externa parter. Du läser veckan på tavlan.');
	const { store, seals } = services();
	const document = await store.documents.findWeek(actor.samverkan, weekKey(week));
	if (document) await logView(actor, document, 'utdrag');
	const sealed = document && isSealed(document.state) ? await seals.read(document.id) : null;
	return {
		week,
		samverkan: organisation.samverkan.name,
		extract: sealed && sealed !== 'damaged' ? extractOf(sealed.record) : null,
		corrections: sealed && sealed !== 'damaged' ? sealed.corrections.length : 0,
		actions: await ownActions(actor)
	};
}

/** The åtgärder that the party's own functions own or perform, as they stand now. */
async function ownActions(actor: Actor) {
	const { store, rooms, now } = services();
	const { id } = await store.documents.actionsDocument(actor.samverkan);
	const { actions } = visibleActions(actor, await rooms.read(id, 'actions'));
	const today = localDay(now());
	return actions
		.filter(({ removed, status }) => removed === null && status.state !== 'cancelled')
		.map((action) => ({
			id: action.id,
			label: actionLabel(action),
			title: action.title,
			state: STATE_WORDS[action.status.state] + (isOverdue(action, today) ? ', försenad' : ''),
			due: dayWords(action.due)
		}));
}

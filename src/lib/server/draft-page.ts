import { error, type RequestEvent } from '@sveltejs/kit';
import { permissionsOf } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { WeekPage } from '#lib/shared/board/week-page.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { parseWeekPath, weekKey, type Week } from '#lib/shared/week/iso-week.ts';
import { requireActor } from './guards.ts';
import { services } from './services.ts';
import { readWeekPage } from './week-page.ts';

type Guarded = Pick<RequestEvent, 'locals' | 'url' | 'params'>;

/** The week in the address, for somebody who compiles their party's draft. */
export function requireCompiler(event: Guarded): { actor: Actor; organisation: Organisation; week: Week } {
	const { actor, organisation } = requireActor(event);
	const week = parseWeekPath(event.params.week ?? '');
	if (!week) error(404, `"${event.params.week}" är ingen vecka. Skriv år och vecka, som i /v/2026-48/utkast.`);
	if (!permissionsOf(actor, null).compile)
		error(403, 'Utkastet sammanställs av partens samordnare. Dina egna rapporter finns under Rapportera.');
	return { actor, organisation, week };
}

/** The week's board with the own party's draft. A week that has no board yet has no draft either. */
export async function readDraftPage(event: Guarded): Promise<WeekPage> {
	const { actor, organisation, week } = requireCompiler(event);
	const { store, rooms } = services();
	const name = event.locals.person?.name ?? '';
	const page = await readWeekPage({ services: services(), actor, organisation, name, week });
	if (!page.documents.week) error(404, 'Veckan är inte öppnad ännu. Det finns inget utkast att sammanställa.');
	const { id } = await store.documents.draftDocument(actor.samverkan, actor.party, weekKey(week));
	return { ...page, draft: { id, record: await rooms.read(id, 'draft') } };
}

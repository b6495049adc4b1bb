import { error, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { permissionsOf } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { newRecordId } from '#lib/shared/ids.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { EMPTY_FIELDS, type ReportFields } from '#lib/shared/report/report-fields.ts';
import { reportKit, type ReportKit } from '#lib/shared/report/report-kit.ts';
import { requireActor } from './guards.ts';
import { services } from './services.ts';

/** Somebody who may report for their party. */
export function requireReporter(event: Pick<RequestEvent, 'locals' | 'url'>): {
	actor: Actor;
	organisation: Organisation;
} {
	const found = requireActor(event);
	if (!permissionsOf(found.actor, null).report)
		error(403, 'Du kan inte rapportera här. Be din samordnare om du behöver det.');
	return found;
}

export async function readKit(organisation: Organisation, actor: Actor): Promise<ReportKit> {
	const { reporting, privacy } = services();
	const [week, { allow }] = await Promise.all([reporting.week(organisation), privacy.factsOf(organisation)]);
	return reportKit(organisation, actor, { week, allow });
}

/** An empty form with an id of its own: posted twice, it is one report. */
export function newFields({ funktioner }: ReportKit): ReportFields {
	const id = newRecordId((length) => services().random(length));
	return { ...EMPTY_FIELDS, id, funktion: funktioner[0]?.id ?? '' };
}

const field = v.pipe(v.string(), v.maxLength(2_000, 'Skriv kortare.'));

/** The form as a browser without scripts posts it: every field is text, and is there. */
export const reportForm = v.object(
	Object.fromEntries(['id', ...Object.keys(EMPTY_FIELDS), 'changes'].map((name) => [name, field])) as Record<
		keyof ReportFields | 'changes',
		typeof field
	>
);

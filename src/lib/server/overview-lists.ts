import { error, type RequestEvent } from '@sveltejs/kit';
import type { ActionFact } from '#lib/shared/history/overview/action-facts.ts';
import { selectActions, type ActionSelection } from '#lib/shared/history/overview/action-figures.ts';
import { readActionsAsked, readRowsAsked } from '#lib/shared/history/overview/addresses.ts';
import { selectRows } from '#lib/shared/history/overview/row-figures.ts';
import type { DigestRow } from '#lib/shared/history/overview/week-digest.ts';
import { readOverview, type OverviewRead } from './overview-page.ts';

type Asking = Pick<RequestEvent, 'locals' | 'url'>;

async function requireOverview(event: Asking): Promise<OverviewRead> {
	const read = await readOverview(event);
	if (!read) error(404, 'Det finns ingen vecka att visa ännu.');
	return read;
}

/** The åtgärder that a figure of the overview counts. */
export async function readActionList(
	event: Asking
): Promise<OverviewRead & { selection: ActionSelection; list: ActionFact[] }> {
	const read = await requireOverview(event);
	const selection = readActionsAsked(event.url.searchParams, read.asked.range, read.facts.at);
	if (!selection) error(404, 'Det finns ingen sådan lista. Gå till översikten och följ en siffra.');
	const list = selectActions(read.facts.actions, selection);
	return { ...read, selection, list: list.toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity)) };
}

/** The lägesrader that a figure of the overview counts. */
export async function readRowList(event: Asking): Promise<OverviewRead & { list: DigestRow[] }> {
	const read = await requireOverview(event);
	return { ...read, list: selectRows(read.facts.weeks, readRowsAsked(event.url.searchParams, read.asked.range)) };
}

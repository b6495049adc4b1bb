import { error, type RequestEvent } from '@sveltejs/kit';
import { selectActions } from '#lib/shared/history/overview/action-figures.ts';
import { readActionsAsked, readRowsAsked } from '#lib/shared/history/overview/addresses.ts';
import { actionList, rowList, type CountedList } from '#lib/shared/history/overview/lists.ts';
import { selectRows } from '#lib/shared/history/overview/row-figures.ts';
import { readOverview, type OverviewRead } from './overview-page.ts';

type Asking = Pick<RequestEvent, 'locals' | 'url'>;

async function requireOverview(event: Asking): Promise<OverviewRead> {
	const read = await readOverview(event);
	if (!read) error(404, 'Det finns ingen vecka att visa ännu.');
	return read;
}

/** The åtgärder that a figure of the overview counts. */
export async function readActionList(event: Asking): Promise<OverviewRead & { list: CountedList }> {
	const read = await requireOverview(event);
	const selection = readActionsAsked(event.url.searchParams, read.asked.range, read.facts.at);
	if (!selection) error(404, 'Det finns ingen sådan lista. Gå till översikten och följ en siffra.');
	const found = selectActions(read.facts.actions, selection);
	const list = found.toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));
	const { facts, boards, asked, organisation } = read;
	const from = { at: facts.at, range: asked.range, boards, funktioner: organisation.funktioner };
	return { ...read, list: actionList(list, selection, from) };
}

/** The lägesrader that a figure of the overview counts. */
export async function readRowList(event: Asking): Promise<OverviewRead & { list: CountedList }> {
	const read = await requireOverview(event);
	const { range } = read.asked;
	const list = selectRows(read.facts.weeks, readRowsAsked(event.url.searchParams, range));
	return { ...read, list: rowList(list, range) };
}

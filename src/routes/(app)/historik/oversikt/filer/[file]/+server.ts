import { error, type RequestEvent } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { requireHistoryPage } from '#lib/server/guards.ts';
import { readActionList, readRowList } from '#lib/server/overview-lists.ts';
import { readOverview } from '#lib/server/overview-page.ts';
import { tableAnswer, tableFormat } from '#lib/server/table-answer.ts';
import { may } from '#lib/shared/access/policies.ts';
import { rangeWords } from '#lib/shared/history/overview/lists.ts';
import { overviewModel } from '#lib/shared/history/overview/model.ts';
import { overviewTables, plainRows, TABLE_NAMES, type LinkedTable } from '#lib/shared/history/overview/tables.ts';

/** A table or a list of the overview as a file: the same rows as on the page. Noted in the log. */
export const GET: RequestHandler = async (event) => {
	const { actor, organisation } = requireHistoryPage(event, 'overview');
	if (!may(actor, 'content:export')) error(403, 'Du har inte behörighet att ta ut filer. Be din samordnare.');
	const [name = '', end = ''] = event.params.file.split('.');
	const format = tableFormat(end);
	const { title, about, columns, rows } = await tableNamed(event, name);
	return tableAnswer(
		{
			actor,
			organisation,
			format,
			page: 'oversikt',
			search: event.url.searchParams,
			name: `oversikt-${name}`,
			say: problemText
		},
		{
			title,
			subtitle: about,
			columns: columns.map((column) => ({ title: column, share: 1 })),
			rows: plainRows({ rows })
		}
	);
};

async function tableNamed(event: RequestEvent, name: string): Promise<LinkedTable & { about: string }> {
	if (name === 'atgarder-lista') return (await readActionList(event)).list;
	if (name === 'rader-lista') return (await readRowList(event)).list;
	const found = TABLE_NAMES.find((one) => one === name);
	const read = found && (await readOverview(event));
	if (!found || !read) error(404, 'Filen finns inte. Se översiktens länkar.');
	const table = overviewTables(overviewModel(read.asked, read.facts, read.thisWeek))[found];
	return { ...table, about: rangeWords(read.asked.range) };
}

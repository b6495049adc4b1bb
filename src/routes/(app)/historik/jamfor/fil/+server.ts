import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import type { Outcome } from '#lib/shared/history/compare-page.ts';
import { readComparePage } from '#lib/server/compare-page.ts';
import { requireHistoryPage } from '#lib/server/guards.ts';
import { logExport } from '#lib/server/log-view.ts';
import { contentDisposition } from '#lib/server/record-file.ts';
import { services } from '#lib/server/services.ts';
import { COMPARISON_COLUMNS, comparisonRows } from '#lib/shared/history/comparison-table.ts';
import { ALL } from '#lib/shared/history/told.ts';
import { filterForLog } from '#lib/shared/log/event.ts';

const FORMATS = ['csv', 'xlsx', 'pdf'] as const;

/** The comparison as a file, with every row of it. Noted in the log. */
export const GET: RequestHandler = async (event) => {
	const { actor, organisation } = requireHistoryPage(event, 'compare');
	const search = event.url.searchParams;
	const format = FORMATS.find((one) => one === search.get('format'));
	if (!format) error(404, 'Filen finns inte. Se jämförelsens länkar.');
	const { outcome } = await readComparePage({ services: services(), actor, organisation, search, how: ALL });
	if (outcome.is !== 'compared') error(404, 'Det finns inget att jämföra där. Välj två veckor som har en tavla.');
	const rows = comparisonRows(outcome.comparison);
	const { tableFile, now } = services();
	const party = organisation.parties.find(({ id }) => id === actor.party)?.name ?? '';
	const file = await tableFile(format, {
		...{ title: 'Jämförelse', subtitle: subtitle(outcome), columns: COMPARISON_COLUMNS, rows },
		samverkan: organisation.samverkan.name,
		by: `${event.locals.person?.name ?? ''}, ${party}`,
		at: now()
	});
	if (!file.ok) error(503, problemText(file.problem));
	const { bytes, type, name } = file.value;
	await logExport(actor, { page: 'jamfor', format, rows: rows.length, filter: filterForLog(search) });
	return new Response(bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'cache-control': 'private, no-store',
			'content-type': type,
			'content-length': String(bytes.length),
			'content-disposition': contentDisposition({ name: `jamforelse.${format}`, savedAs: name, format: 'CSV' }),
			'x-content-type-options': 'nosniff'
		}
	});
};

const subtitle = ({ before, after, comparison }: Extract<Outcome, { is: 'compared' }>): string =>
	[`Från ${before.name}, ${before.how}`, `Till ${after.name}, ${after.how}`, comparison.sentence].join('\n');

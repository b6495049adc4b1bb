import { error } from '@sveltejs/kit';
import { problemText } from '#lib/features/account/problem-text.ts';
import { may } from '#lib/shared/access/policies.ts';
import { readHistoryAsked } from '#lib/shared/history/history-address.ts';
import { localDay, weekOf } from '#lib/shared/week/iso-week.ts';
import { requireHistoryPage } from '#lib/server/guards.ts';
import { changesTable } from '#lib/server/history-export.ts';
import { readingOf } from '#lib/server/history-page.ts';
import { services } from '#lib/server/services.ts';
import { tableAnswer, tableFormat } from '#lib/server/table-answer.ts';
import type { RequestHandler } from './$types';

/** All that the address asks for, as a file. */
export const GET: RequestHandler = async (event) => {
	const { actor, organisation } = requireHistoryPage(event, 'changes');
	if (!may(actor, 'content:export')) error(403, 'Du har inte behörighet att ta ut filer. Be din samordnare.');
	const format = tableFormat(event.params.format);
	const search = event.url.searchParams;
	const asked = readHistoryAsked(search, weekOf(localDay(services().now())));
	const reading = await readingOf({ services: services(), actor, organisation });
	const table = await changesTable(reading, asked, format);
	return tableAnswer(
		{ actor, organisation, format, page: 'historik', search, name: 'andringar', say: problemText },
		table
	);
};

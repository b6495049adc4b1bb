import type { PageServerLoad } from './$types';
import { lineOf, filterWords, namesIn, namesOf, requireLog } from '#lib/server/log-page.ts';
import { logged } from '#lib/server/log-view.ts';
import { services } from '#lib/server/services.ts';
import { may } from '#lib/shared/access/policies.ts';
import { EVENTS } from '#lib/shared/log/event.ts';
import { EVENT_WORDS } from '#lib/shared/log/event-words.ts';

const PAGE = 100;

/** Reading the log is itself in it. */
export const load: PageServerLoad = async (event) => {
	const asked = requireLog(event);
	const { actor, organisation, chain, filter, fields, search } = asked;
	const { store, eventLog } = services();
	const before = Number(/^\d{1,15}$/.exec(event.url.searchParams.get('fore') ?? '')?.[0] ?? 0);
	const checked = event.url.searchParams.has('kontroll');
	const words = filterWords(asked);
	await logged(
		eventLog.logRead(actor, { ...(checked && { did: 'verify' }), ...(!checked && words !== '' && { filter: words }) })
	);
	await eventLog.settle();
	const names = await namesIn(asked);
	const found = await store.events.list(chain, filter, { limit: PAGE + 1, ...(before > 0 && { before }) });
	const lines = found.slice(0, PAGE).map((entry) => lineOf(entry, namesOf(names, organisation)));
	return {
		lines,
		total: await store.events.count(chain, filter),
		older: found.length > PAGE ? (lines.at(-1)?.number ?? null) : null,
		before,
		fields,
		query: search.toString(),
		people: [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'sv')),
		kinds: EVENTS.map((kind) => ({ kind, name: EVENT_WORDS[kind] })),
		check: checked ? await eventLog.verify(chain) : null,
		installation: may(actor, 'audit:read-installation')
	};
};

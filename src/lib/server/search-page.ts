import type { Actor } from '#lib/shared/access/roles.ts';
import { seesOnlyOwn } from '#lib/shared/access/visible-actions.ts';
import type { Where } from '#lib/shared/board/values.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { hitAddress } from '#lib/shared/search/hit-address.ts';
import type { Hit, SearchKind } from '#lib/shared/search/hit.ts';
import { markHits } from '#lib/shared/search/marks.ts';
import { namedHits, type NamedHit } from '#lib/shared/search/named.ts';
import type { AskedFor } from '#lib/shared/search/search-address.ts';
import { localDay, weekOf, type Week } from '#lib/shared/week/iso-week.ts';
import type { FoundRow } from '../../../server/storage/search.ts';
import type { SearchAnswer } from '../../../server/search/search.ts';
import { logViews } from './log-view.ts';
import type { Services } from '../../../server/services.ts';

export interface Answered extends Pick<SearchAnswer, 'counts' | 'suggestion' | 'behind'> {
	hits: Hit[];
	named: NamedHit[];
}

interface Asking {
	services: Pick<Services, 'search' | 'now'>;
	actor: Actor;
	organisation: Organisation;
	asked: AskedFor;
	/** Most of each kind. */
	limit: number;
}

/** What a sealed week does not hold: åtgärder live on, drafts are their party's. */
const NOT_SEALED: ReadonlySet<SearchKind> = new Set(['action', 'comment', 'observation']);

/** What this person finds, as it is shown. */
export async function answerSearch({ services, actor, organisation, asked, limit }: Asking): Promise<Answered> {
	const { text, kind, week, area, place, category } = asked;
	const filters = { kinds: kind && [kind], weekFrom: week, weekTo: week, area, place, category };
	const found = await services.search.find(actor, { text, filters, limit });
	const { counts, suggestion, behind, terms } = found;
	await logViews(
		actor,
		found.rows.flatMap(({ kind, week }) => (week && !NOT_SEALED.has(kind) ? [week] : [])),
		'sok'
	);
	const showing = { organisation, terms, thisWeek: weekOf(localDay(services.now())), hasBoard: !seesOnlyOwn(actor) };
	return {
		...{ counts, suggestion, behind },
		hits: found.rows.map((row) => hitOf(row, showing)),
		named: namedHits(organisation, actor, text)
	};
}

interface Showing {
	organisation: Organisation;
	terms: readonly string[];
	thisWeek: Week;
	hasBoard: boolean;
}

function hitOf(row: FoundRow, { organisation, terms, thisWeek, hasBoard }: Showing): Hit {
	const { kind, record, label, week, area, place, title, body, about } = row;
	return {
		...{ kind, record, label, week },
		title: markHits(about ?? title, terms),
		text: markHits(body, terms),
		where: whereWords(organisation, area && { area, place }),
		href: hitAddress(row, thisWeek, hasBoard)
	};
}

function whereWords({ areas, places }: Organisation, where: Where): string {
	const area = areas.find(({ id }) => id === where?.area)?.name ?? '';
	const place = places.find(({ id }) => id === where?.place)?.name ?? '';
	return [place, area].filter(Boolean).join(', ');
}

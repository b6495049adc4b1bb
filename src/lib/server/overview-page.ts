import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/shared/access/roles.ts';
import { readAsked, type OverviewAsked } from '#lib/shared/history/overview/asked.ts';
import { weeksNeeded } from '#lib/shared/history/overview/model.ts';
import type { RemovedWeek } from '#lib/shared/history/overview/week-digest.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { localDay, weekOf, weekPath, type Week, type WeekKey } from '#lib/shared/week/iso-week.ts';
import type { OverviewFacts } from '../../../server/boards/overview.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';
import { requireHistoryPage } from './guards.ts';
import { logOverview } from './log-view.ts';
import { removedWeeks } from './overview-removed.ts';
import { services } from './services.ts';

/** What somebody asked to see of the overview, and what it is counted from as they may see it. */
export interface OverviewRead {
	actor: Actor;
	organisation: Organisation;
	thisWeek: Week;
	/** Weeks that have a board this person reads, oldest first. */
	boards: WeekKey[];
	asked: OverviewAsked;
	/** With those of the weeks, whose record is not to be read, that are gallrade. */
	facts: OverviewFacts & { removed: RemovedWeek[] };
}

/** Null where there is no board to look at yet. */
export async function readOverview(event: Pick<RequestEvent, 'locals' | 'url'>): Promise<OverviewRead | null> {
	const { actor, organisation } = requireHistoryPage(event, 'overview');
	const { overview, store, now } = services();
	const thisWeek = weekOf(localDay(now()));
	const boards = await overview.boards(actor);
	const asked = readAsked(event.url.searchParams, boards, thisWeek);
	if (!asked) return null;
	const needed = weeksNeeded(asked, boards);
	const facts = await overview.read(actor, (week) => needed.has(week));
	const removed = await removedWeeks(store, actor, facts.damaged);
	if (facts.weeks.some(({ state }) => isSealed(state)))
		await logOverview(actor, `fran=${weekPath(asked.range.from)}&till=${weekPath(asked.range.to)}`);
	return { actor, organisation, thisWeek, boards, asked, facts: { ...facts, removed } };
}

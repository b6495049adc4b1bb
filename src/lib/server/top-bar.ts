import { mainPagesOf, type MainPage } from '#lib/shared/access/main-pages.ts';
import type { Samverkan } from '#lib/shared/organisation.ts';
import { localDay, weekOf, type Week } from '#lib/shared/week/iso-week.ts';
import { services } from './services.ts';

/** What the bar at the top shows. */
export interface TopBarData {
	samverkan: Samverkan[];
	inUse: Samverkan | null;
	pages: MainPage[];
	thisWeek: Week;
	/** Notices that have not been seen. */
	unseen: number;
}

export async function readTopBar({ samverkan, organisation, actor }: App.Locals): Promise<TopBarData> {
	const thisWeek = weekOf(localDay(services().now()));
	const unseen = actor ? await services().notices.unseen(actor) : 0;
	return { samverkan, inUse: organisation?.samverkan ?? null, pages: mainPagesOf(actor), thisWeek, unseen };
}

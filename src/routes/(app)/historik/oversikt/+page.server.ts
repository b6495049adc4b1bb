import type { PageServerLoad } from './$types';
import { readOverview } from '#lib/server/overview-page.ts';
import { may, permissionsOf } from '#lib/shared/access/policies.ts';
import { overviewModel } from '#lib/shared/history/overview/model.ts';
import { overviewTables } from '#lib/shared/history/overview/tables.ts';

export const load: PageServerLoad = async (event) => {
	const read = await readOverview(event);
	if (!read) return { overview: null };
	const { actor, boards, asked, facts, thisWeek } = read;
	const { removed } = facts;
	const damaged = facts.damaged.filter((week) => !removed.some((one) => one.week === week));
	const model = overviewModel(asked, facts, thisWeek);
	const { weeks, ...figures } = model;
	return {
		overview: {
			...{ figures, asked, boards: boards.length, damaged, tables: overviewTables(model) },
			shown: weeks.length,
			levels: model.strip.levels,
			exports: may(actor, 'content:export'),
			readsOpen: permissionsOf(actor, null).readBoard,
			proposes: permissionsOf(actor, null).editActions
		}
	};
};

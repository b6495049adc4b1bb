import { permissionsOf } from '#lib/shared/access/policies.ts';
import type { WeekPage } from '#lib/shared/board/week-page.ts';

/** The page as somebody sees it who may read and do nothing, with no document to go live with. */
export const readOnly = (page: WeekPage): WeekPage => ({
	...page,
	documents: { week: null, actions: null },
	may: { ...permissionsOf(null, page.state), readBoard: page.may.readBoard }
});

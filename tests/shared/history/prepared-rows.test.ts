import { expect, test } from 'vitest';
import type { HistoryRow } from '../../../src/lib/shared/history/history-row.ts';
import { withPreparedFolded } from '../../../src/lib/shared/history/prepared-rows.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';

const MADE = Date.UTC(2026, 10, 16, 7);

const row = (fields: Partial<HistoryRow>): HistoryRow => ({
	...{ id: 1, root: 'levels', record: 'centrum' as RecordId, field: null, kind: 'Områdesläge', name: 'Centrum' },
	...{ what: 'Nivå', before: null, after: null, isText: false, values: [], who: null, whose: '', via: 'rule' },
	...{ from: MADE, at: MADE, count: 1, week: { year: 2026, number: 47 }, restored: null },
	...fields
});

test('[HX2] the places that the server makes ready for a week are told as one thing, and not as changes of a level', () => {
	const rows = withPreparedFolded([
		row({ id: 3, root: 'reports', name: 'Polisen', kind: 'Rapportering', what: 'Rapportering' }),
		row({ id: 2, name: 'Norrhaga' }),
		row({ id: 1 })
	]);
	expect(rows).toHaveLength(1);
	expect(rows[0]).toMatchObject({ what: 'Tavlan förbereddes', name: 'Polisen, Norrhaga, Centrum', count: 3 });
});

test('[HX2] what a person did, what has a value, another week and another time stay rows of their own', () => {
	const rows = [
		row({ id: 5, who: 'Kim Ek' }),
		row({ id: 4, field: 'level', before: '1', after: '2' }),
		row({ id: 3 }),
		row({ id: 2, week: { year: 2026, number: 46 } }),
		row({ id: 1, week: { year: 2026, number: 46 }, at: MADE - 60_000, from: MADE - 60_000 })
	];
	const told = withPreparedFolded(rows);
	expect(told.map(({ id, what }) => [id, what])).toEqual([
		[5, 'Nivå'],
		[4, 'Nivå'],
		[3, 'Tavlan förbereddes'],
		[2, 'Tavlan förbereddes'],
		[1, 'Tavlan förbereddes']
	]);
});

import { getContext, setContext } from 'svelte';
import { askedParams, type OverviewAsked } from '../../../shared/history/overview/asked.ts';
import type { OverviewModel } from '../../../shared/history/overview/model.ts';
import { periodHref, type LinkedTable, type TableName } from '../../../shared/history/overview/tables.ts';
import type { Period } from '../../../shared/history/overview/periods.ts';
import type { AlertLevel } from '../../../shared/organisation.ts';
import type { WeekKey } from '../../../shared/week/iso-week.ts';
import type { ChartColumn } from '../../../ui/chart/chart.ts';

/** What the overview's page is made of, as the server sends it. */
export interface OverviewShown {
	figures: Omit<OverviewModel, 'weeks'>;
	tables: Record<TableName, LinkedTable>;
	asked: OverviewAsked;
	levels: AlertLevel[];
	/** Boards that this person reads in all, and of the weeks that are shown. */
	boards: number;
	shown: number;
	damaged: WeekKey[];
	/** May this person take out files? */
	exports: boolean;
	readsOpen: boolean;
	proposes: boolean;
}

const KEY = Symbol('overview');
export const setShown = (shown: () => OverviewShown): unknown => setContext(KEY, shown);
export function getShown(): () => OverviewShown {
	const shown = getContext<(() => OverviewShown) | undefined>(KEY);
	if (!shown) throw new Error('Call setShown in a parent component');
	return shown;
}

export const columnsOf = (periods: readonly Period[]): ChartColumn[] =>
	periods.map(({ key, short, name, year }) => ({ key, short, name, group: String(year) }));

/** Where a period leads: its board, its protokoll where it is fastställd, or the overview of its weeks. */
export const hrefOfColumn =
	(model: Pick<OverviewModel, 'periods' | 'boards' | 'sealed' | 'thisWeek'>) =>
	(column: number): string | null => {
		const period = model.periods[column];
		return period ? periodHref(period, model) : null;
	};

const FORMATS = [
	{ name: 'CSV', end: 'csv' },
	{ name: 'XLSX', end: 'xlsx' },
	{ name: 'PDF', end: 'pdf' }
];

export const filesOf = (
	{ exports, asked, figures }: OverviewShown,
	table: TableName
): { name: string; href: string }[] => {
	const params = askedParams({ range: asked.range, per: asked.per }, figures.thisWeek);
	return (exports ? FORMATS : []).map(({ name, end }) => ({
		name,
		href: `/historik/oversikt/filer/${table}.${end}?${params}`
	}));
};

/** A column of a picture: a period of time. */
export interface ChartColumn {
	key: string;
	/** Under the picture, a few letters. */
	short: string;
	/** Said in full. */
	name: string;
	/** What several columns share: a year. */
	group: string;
}

/** One of the parts that a bar is stacked of. Told apart by pattern and lightness, never by colour alone. */
export interface ChartSeries {
	key: string;
	name: string;
	fill: 'solid' | 'light' | 'striped' | 'open';
	/** By column; null where nothing could be counted. */
	values: readonly (number | null)[];
}

export interface ChartGroup {
	name: string;
	span: number;
}

/** Neighbours of the same group, together. */
export function groupsOf(columns: readonly ChartColumn[]): ChartGroup[] {
	const groups: ChartGroup[] = [];
	for (const { group } of columns) {
		const last = groups.at(-1);
		if (last?.name === group) last.span += 1;
		else groups.push({ name: group, span: 1 });
	}
	return groups;
}

/** Every so many columns has room for its label. */
export const labelEvery = (columns: number, room: number): number => Math.max(1, Math.ceil(columns / room));

/** The highest stack, at least 1. */
export function highest(series: readonly Pick<ChartSeries, 'values'>[], more: readonly (number | null)[] = []): number {
	const stacks =
		series[0]?.values.map((_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0)) ?? [];
	return Math.max(1, ...stacks, ...more.map((value) => value ?? 0));
}

export interface Segment {
	key: string;
	fill: ChartSeries['fill'];
	value: number;
	/** Pixels from the top. */
	y: number;
	height: number;
}

/** A column's parts from the bottom up, in pixels of a picture so high. Something is never drawn as nothing. */
export function stackOf(
	series: readonly ChartSeries[],
	column: number,
	scale: { max: number; height: number }
): Segment[] {
	let y = scale.height;
	return series.flatMap(({ key, fill, values }) => {
		const value = values[column] ?? 0;
		if (value === 0) return [];
		const height = Math.max(2, Math.round((value / scale.max) * scale.height));
		y -= height;
		return [{ key, fill, value, y, height }];
	});
}

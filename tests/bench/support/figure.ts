/** What a figure is held against: itself, its ratio to the floor, how far it is above the floor, or its ratio to a peer. */
export interface Target {
	most: number;
	of: 'ours' | 'ratio' | 'above-floor' | 'best-peer' | { peer: string };
}

/** One line of the table. The floor is what the same machine does with nothing of ours in it, in the same run. */
export interface Figure {
	name: string;
	unit: 'ms' | 'µs' | 'kB' | 'KiB' | 'MiB' | '';
	/** Null where it could not be measured here. */
	ours: number | null;
	floor?: number | null;
	/** The same with other servers in our place, by name. */
	peers?: Record<string, number | null>;
	target?: Target;
}

export interface Report {
	figures: Figure[];
	/** Where the time goes, and what else a reader must know, one line each. */
	notes: string[];
}

/** A file of its own under `tests/bench`. Whatever it opens it puts on the stack, which is emptied after it. */
export type Scenario = (stack: AsyncDisposableStack, options: { quick: boolean }) => Promise<Report>;

const ROUNDED = (value: number): string =>
	value.toFixed(value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2);

const amount = (value: number | null | undefined, unit: Figure['unit']): string =>
	value === undefined ? '' : value === null || Number.isNaN(value) ? '–' : `${ROUNDED(value)} ${unit}`.trim();

function ratioOf({ ours, floor }: Figure): number | null {
	return ours === null || !floor ? null : ours / floor;
}

/** What the target is held against; null where it could not be measured. */
function heldAgainst(figure: Figure, { of }: Target): number | null {
	if (of === 'ours') return figure.ours;
	if (of === 'ratio') return ratioOf(figure);
	if (typeof of === 'object' || of === 'best-peer') return besidePeer(figure, of);
	return figure.ours === null || figure.floor == null ? null : figure.ours - figure.floor;
}

function besidePeer({ ours, peers = {} }: Figure, of: 'best-peer' | { peer: string }): number | null {
	const values = Object.entries(peers).filter(([name]) => of === 'best-peer' || of.peer === name);
	const best = Math.min(...values.map(([, value]) => value ?? Infinity));
	return ours === null || !Number.isFinite(best) ? null : ours / best;
}

function targetWords({ most, of }: Target, unit: Figure['unit']): string {
	if (of === 'ratio') return `≤ ${most} ×`;
	if (of === 'best-peer') return `≤ ${most} × the best peer`;
	if (typeof of === 'object') return `≤ ${most} × ${of.peer}`;
	return of === 'ours' ? `≤ ${amount(most, unit)}` : `≤ floor + ${amount(most, unit)}`;
}

function metWords(figure: Figure): string {
	if (!figure.target) return '';
	const value = heldAgainst(figure, figure.target);
	if (value === null || Number.isNaN(value)) return 'not measured';
	return value <= figure.target.most ? 'yes' : `no, ${ROUNDED(value / figure.target.most)} × the target`;
}

function headOf(peers: readonly string[]): string[] {
	return ['scenario', 'figure', 'ours', 'floor', 'ratio', ...peers, 'target', 'met'];
}

function row(scenario: string, figure: Figure, peers: readonly string[]): string[] {
	const ratio = ratioOf(figure);
	return [
		scenario,
		figure.name,
		amount(figure.ours, figure.unit),
		amount(figure.floor, figure.unit),
		ratio === null ? '' : `${ROUNDED(ratio)} ×`,
		...peers.map((peer) => amount(figure.peers?.[peer], figure.unit)),
		figure.target ? targetWords(figure.target, figure.unit) : '',
		metWords(figure)
	];
}

/** The figures as a Markdown table that is also readable as it is, with the notes under it. */
export function table(reports: ReadonlyMap<string, Report>): string {
	const all = [...reports].flatMap(([, { figures }]) => figures);
	const peers = [...new Set(all.flatMap(({ peers = {} }) => Object.keys(peers)))];
	const head = headOf(peers);
	const rows = [...reports].flatMap(([scenario, { figures }]) => figures.map((figure) => row(scenario, figure, peers)));
	const widths = head.map((head, column) => Math.max(head.length, ...rows.map((cells) => cells[column]!.length)));
	const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
	const notes = [...reports].flatMap(([scenario, report]) => report.notes.map((note) => `- ${scenario}: ${note}`));
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), '', ...notes].join('\n');
}

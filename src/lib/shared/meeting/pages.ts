import { bodySize, metaSize, titleSize, type Fit } from './fit.ts';
import { matrixLayout } from './matrix.ts';
import type { Block, Mark, Scene, SceneRow } from './scene.ts';
import { textWidth, wrap } from './wrap.ts';

/** A row on a page; a row longer than a page goes on on the next, and `part` counts from 0. */
export interface PageRow extends SceneRow {
	part: number;
}

export interface PageBlock extends Omit<Block, 'rows'> {
	/** It began on an earlier page. */
	continued: boolean;
	rows: readonly PageRow[];
}

export interface ScenePage {
	/** From 0. */
	index: number;
	blocks: readonly PageBlock[];
}

/** What something takes of a page. */
interface Cost {
	rows: number;
	lines: number;
	height: number;
}

const NOTHING: Cost = { rows: 0, lines: 0, height: 0 };
const plus = (a: Cost, b: Cost): Cost => ({
	...{ rows: a.rows + b.rows, lines: a.lines + b.lines },
	height: a.height + b.height
});
const fits = (cost: Cost, within: Cost): boolean =>
	cost.rows <= within.rows && cost.lines <= within.lines && cost.height <= within.height + 0.001;

/** Of the width, for the problem that stands beside and for the rest. */
const BESIDE_SHARE = 0.34;
const MAIN_SHARE = 0.58;
/** Size of a block's title at scale 1. */
const SECTION_PX = 52;
const CONTINUED = ' (fortsättning)';
/** What a mark takes beside its words, in em: icon, padding, and the gap to the next. */
const AROUND_MARK = 2.9;

const room = ({ rows, lines, height }: Fit): Cost => ({ rows, lines, height });

/**
 * Splits a scene into pages that the screen can show without scrolling: every row once and in order, none cut short. What
 * stands beside is on every page where there is room for it.
 */
export function pagesOf(scene: Scene, room: Fit): ScenePage[] {
	const fit = belowTitle(scene, room);
	const beside = scene.blocks.filter(({ place }) => place === 'beside');
	const pinned = pinnedOn(beside, fit);
	const share = pinned ? MAIN_SHARE : 1;
	const blocks = pinned ? scene.blocks.filter(({ place }) => place !== 'beside') : scene.blocks;
	const pager = new Pager(fit, fit.width * share, pinned?.cost.rows ?? 0);
	for (const block of blocks) for (const row of block.rows) pager.add(block, row);
	return pager.pages.map((own, index) => ({ index, blocks: [...(pinned?.blocks ?? []), ...own] }));
}

/** A title that takes several lines takes them from the rows. */
function belowTitle({ title }: Scene, fit: Fit): Fit {
	const more = wrap(title, fit.width, titleSize(fit)).length - 1;
	return { ...fit, height: Math.max(fit.bodyLine + fit.rowGap, fit.height - more * fit.titleLine) };
}

/** What is beside, when it leaves room for at least one row more. */
function pinnedOn(blocks: readonly Block[], fit: Fit): { blocks: PageBlock[]; cost: Cost } | null {
	if (blocks.length === 0) return null;
	const width = fit.width * BESIDE_SHARE;
	const cost = blocks.reduce(
		(sum, block) =>
			block.rows.reduce((sum, row) => plus(sum, costOf(row, width, fit)), plus(sum, titleCost(block, width, fit))),
		NOTHING
	);
	if (!fits(plus(cost, { rows: 1, lines: 0, height: 0 }), room(fit))) return null;
	const whole = blocks.map((block) => ({
		...block,
		continued: false,
		rows: block.rows.map((row) => ({ ...row, part: 0 }))
	}));
	return { blocks: whole, cost };
}

/** A block's title; of the matrix its heads and its legend. */
function titleCost({ title, rows }: Pick<Block, 'title' | 'rows'>, width: number, fit: Fit): Cost {
	const lines = title === null ? 0 : wrap(title + CONTINUED, width, SECTION_PX * fit.scale).length;
	const own = { rows: 0, lines, height: lines * fit.sectionLine };
	if (!rows[0]?.cells) return own;
	const { headLines, legendLines } = matrixLayout(fit);
	// Heads and legend say what cells mean; they are no lines to read.
	return plus(own, { rows: 0, lines: 0, height: (headLines + legendLines) * fit.metaLine + 2 * fit.rowGap });
}

/** Those that are words: the matrix has a column for levels and trends. */
const wordMarks = ({ cells, marks }: SceneRow): readonly Mark[] =>
	cells ? marks.filter(({ kind }) => kind === 'hidden') : marks;

/** Marks stand beside one another, each whole where a line has room for it. */
function marksLines(row: SceneRow, width: number, px: number): number {
	let [lines, used] = [0, Infinity];
	for (const { text } of wordMarks(row)) {
		const own = textWidth(text, px) * 1.04 + AROUND_MARK * px;
		if (used + own <= width) used += own;
		else [lines, used] = [lines + Math.max(1, Math.ceil((own * 1.1) / width)), own > width ? Infinity : own];
	}
	return lines;
}

const textWidthOf = ({ cells }: SceneRow, width: number, fit: Fit): number =>
	cells ? width * matrixLayout(fit).name : width;

interface RowLines {
	text: string[];
	details: string[][];
	marks: Cost;
}

function linesOf(row: SceneRow, width: number, fit: Fit): RowLines {
	const own = textWidthOf(row, width, fit);
	return {
		text: wrap(row.text, own, bodySize(fit)),
		details: row.details.map((detail) => wrap(detail, own, metaSize(fit))),
		marks: plus(marksCost(row, own, fit), cellsCost(row, fit))
	};
}

/** An area's level is what its scene is about: its marks are as large as its words. */
const marksCost = (row: SceneRow, width: number, fit: Fit): Cost =>
	row.kind === 'level'
		? bodyCost(marksLines(row, width, bodySize(fit)), fit)
		: metaCost(marksLines(row, width, metaSize(fit)), fit);

/** Cells below a name take a line of their own. */
const cellsCost = ({ cells }: SceneRow, fit: Fit): Cost =>
	cells && matrixLayout(fit).stacked ? bodyCost(1, fit) : NOTHING;

const bodyCost = (lines: number, fit: Fit): Cost => ({ rows: 0, lines, height: lines * fit.bodyLine });
const metaCost = (lines: number, fit: Fit): Cost => ({ rows: 0, lines, height: lines * fit.metaLine });
const rowCost = ({ rowGap }: Fit): Cost => ({ rows: 1, lines: 0, height: rowGap });

function costOf(row: SceneRow, width: number, fit: Fit): Cost {
	const { text, details, marks } = linesOf(row, width, fit);
	const meta = details.reduce((sum, lines) => sum + lines.length, 0);
	return [bodyCost(text.length, fit), metaCost(meta, fit), marks].reduce(plus, rowCost(fit));
}

/** A row in as many parts as it takes; the marks stand with the first. */
function partsOf(row: SceneRow, width: number, fit: Fit, within: Cost): { row: PageRow; cost: Cost }[] {
	const { text, details, marks } = linesOf(row, width, fit);
	const splitter = new Splitter(row, within, fit);
	splitter.reserve(marks);
	text.forEach((line) => splitter.text(line));
	details.forEach((lines) => lines.forEach((line, index) => splitter.detail(line, index === 0)));
	return splitter.parts;
}

/** Fills parts of a row with lines, one after the other. */
class Splitter {
	readonly parts: { row: PageRow; cost: Cost }[] = [];
	readonly #row: SceneRow;
	readonly #within: Cost;
	readonly #fit: Fit;

	constructor(row: SceneRow, within: Cost, fit: Fit) {
		[this.#row, this.#within, this.#fit] = [row, within, fit];
		this.#start();
	}

	/** Room in the part at hand. */
	reserve(cost: Cost) {
		const last = this.parts.at(-1)!;
		last.cost = plus(last.cost, cost);
	}

	text(line: string) {
		const { row } = this.#roomFor(bodyCost(1, this.#fit));
		row.text = (row.text + line).trimStart();
	}

	detail(line: string, starts: boolean) {
		const { row } = this.#roomFor(metaCost(1, this.#fit));
		const [before, last] = [row.details.slice(0, -1), row.details.at(-1)];
		row.details = starts || last === undefined ? [...row.details, line.trimStart()] : [...before, last + line];
	}

	#roomFor(cost: Cost): { row: PageRow; cost: Cost } {
		let last = this.parts.at(-1)!;
		const isEmpty = last.row.text === '' && last.row.details.length === 0;
		if (!isEmpty && !fits(plus(last.cost, cost), this.#within)) last = this.#start();
		last.cost = plus(last.cost, cost);
		return last;
	}

	#start() {
		const part = this.parts.length;
		const row: PageRow = { ...this.#row, text: '', details: [], marks: part === 0 ? this.#row.marks : [], part };
		const started = { row, cost: rowCost(this.#fit) };
		this.parts.push(started);
		return started;
	}
}

/** Fills pages with rows, one after the other. */
class Pager {
	readonly pages: PageBlock[][] = [[]];
	readonly #fit: Fit;
	readonly #width: number;
	readonly #pinnedRows: number;
	#used: Cost;

	constructor(fit: Fit, width: number, pinnedRows: number) {
		[this.#fit, this.#width, this.#pinnedRows] = [fit, width, pinnedRows];
		this.#used = { ...NOTHING, rows: pinnedRows };
	}

	add(block: Block, row: SceneRow) {
		const title = titleCost(block, this.#width, this.#fit);
		const whole = room(this.#fit);
		const within = { rows: 1, lines: Math.max(1, whole.lines - title.lines), height: whole.height - title.height };
		for (const part of partsOf(row, this.#width, this.#fit, within)) this.#place(block, title, part);
	}

	#place(block: Block, title: Cost, { row, cost }: { row: PageRow; cost: Cost }) {
		const needed = this.#blockHere(block) ? cost : plus(title, cost);
		const isEmpty = this.pages.at(-1)!.length === 0;
		if (!isEmpty && !fits(plus(this.#used, needed), room(this.#fit))) this.#turn();
		if (!this.#blockHere(block)) this.#begin(block, title);
		const here = this.#blockHere(block)!;
		here.rows = [...here.rows, row];
		this.#used = plus(this.#used, cost);
	}

	#blockHere({ key }: Block): PageBlock | undefined {
		const last = this.pages.at(-1)!.at(-1);
		return last?.key === key ? last : undefined;
	}

	#begin({ key, title, place }: Block, cost: Cost) {
		const continued = this.pages.some((page) => page.some((block) => block.key === key));
		this.pages.at(-1)!.push({ key, title, place, continued, rows: [] });
		this.#used = plus(this.#used, cost);
	}

	#turn() {
		this.pages.push([]);
		this.#used = { ...NOTHING, rows: this.#pinnedRows };
	}
}

import { bodySize, metaSize, type Fit } from './fit.ts';
import type { Block, Scene, SceneRow } from './scene.ts';
import { wrap } from './wrap.ts';

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

/** Of the width, for the problem that stands beside and for the rest; and for the name of a row of the matrix. */
const BESIDE_SHARE = 0.36;
const MAIN_SHARE = 0.6;
const NAME_SHARE = 0.3;
/** Size of a block's title at scale 1, and what separates marks, in letters. */
const SECTION_PX = 64;
const BETWEEN_MARKS = '     ';

const room = ({ rows, lines, height }: Fit): Cost => ({ rows, lines, height });

/**
 * Splits a scene into pages that the screen can show without scrolling: every row once and in order, none cut short. What
 * stands beside is on every page where there is room for it.
 */
export function pagesOf(scene: Scene, fit: Fit): ScenePage[] {
	const beside = scene.blocks.filter(({ place }) => place === 'beside');
	const pinned = pinnedOn(beside, fit);
	const share = pinned ? MAIN_SHARE : 1;
	const blocks = pinned ? scene.blocks.filter(({ place }) => place !== 'beside') : scene.blocks;
	const pager = new Pager(fit, fit.width * share, pinned?.cost.rows ?? 0);
	for (const block of blocks) for (const row of block.rows) pager.add(block, row);
	return pager.pages.map((own, index) => ({ index, blocks: [...(pinned?.blocks ?? []), ...own] }));
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

function titleCost({ title }: Pick<Block, 'title'>, width: number, fit: Fit): Cost {
	const lines = title === null ? 0 : wrap(title, width, SECTION_PX * fit.scale).length;
	return { rows: 0, lines, height: lines * fit.sectionLine };
}

const marksLines = ({ marks }: SceneRow, width: number, fit: Fit): number =>
	marks.length === 0 ? 0 : wrap(marks.map(({ text }) => `   ${text}`).join(BETWEEN_MARKS), width, metaSize(fit)).length;

const textWidthOf = ({ cells }: SceneRow, width: number): number => (cells ? width * NAME_SHARE : width);

function linesOf(row: SceneRow, width: number, fit: Fit): { text: string[]; details: string[][]; marks: number } {
	const own = textWidthOf(row, width);
	return {
		text: wrap(row.text, own, bodySize(fit)),
		details: row.details.map((detail) => wrap(detail, own, metaSize(fit))),
		marks: marksLines(row, own, fit)
	};
}

const bodyCost = (lines: number, fit: Fit): Cost => ({ rows: 0, lines, height: lines * fit.bodyLine });
const metaCost = (lines: number, fit: Fit): Cost => ({ rows: 0, lines, height: lines * fit.metaLine });
const rowCost = ({ rowGap }: Fit): Cost => ({ rows: 1, lines: 0, height: rowGap });

function costOf(row: SceneRow, width: number, fit: Fit): Cost {
	const { text, details, marks } = linesOf(row, width, fit);
	const meta = marks + details.reduce((sum, lines) => sum + lines.length, 0);
	return [bodyCost(text.length, fit), metaCost(meta, fit)].reduce(plus, rowCost(fit));
}

/** A row in as many parts as it takes; the marks stand with the first. */
function partsOf(row: SceneRow, width: number, fit: Fit, within: Cost): { row: PageRow; cost: Cost }[] {
	const { text, details, marks } = linesOf(row, width, fit);
	const splitter = new Splitter(row, within, fit);
	splitter.reserve(metaCost(marks, fit));
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

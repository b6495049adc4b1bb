import type { Day } from '../week/iso-week.ts';

/**
 * A document as a list of blocks: composed once from the sealed record, and set as PDF, as DOCX and on the page. What a
 * block means is said here; how it looks is the business of each.
 */
export type Block =
	| { is: 'heading'; level: 2 | 3; text: string; onNewPage?: boolean }
	| { is: 'text'; text: string; quiet?: boolean }
	/** Name and value, side by side. */
	| { is: 'facts'; facts: readonly Fact[] }
	| { is: 'list'; items: readonly string[] }
	/** The first column heads each row. */
	| { is: 'table'; caption: string; columns: readonly Column[]; rows: readonly (readonly string[])[] }
	/** How an area stands: digit, word and shape, so that it reads in greyscale. */
	| { is: 'level'; level: LevelMark | null; words: string };

export interface Fact {
	name: string;
	value: string;
}

export interface Column {
	title: string;
	/** Share of the width beside the other columns'. */
	share: number;
}

/** `count` is how many levels the samverkan has. */
export interface LevelMark {
	number: number;
	count: number;
	name: string;
}

export interface Composition {
	/** "Lägesbild", "Protokoll" … */
	kind: string;
	title: string;
	/** The Swedish day that it was sealed or approved, or what `dated` says. */
	date: Day;
	/** The word before the date; "Fastställd" where it is left out. */
	dated?: string;
	/** For tables of many columns. */
	landscape?: boolean;
	author: string;
	/** The main parties, whose document it is, each with its diarienummer; the value is empty where it has none. */
	parties: readonly Fact[];
	/** In the foot of every page. */
	foot: string;
	blocks: readonly Block[];
}

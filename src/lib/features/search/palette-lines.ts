import { SEARCH_KIND_WORDS, type Hit } from '../../shared/search/hit.ts';
import type { Command, Does } from '../../shared/search/commands.ts';
import type { Piece } from '../../shared/search/marks.ts';
import { markHits } from '../../shared/search/marks.ts';
import type { NamedHit } from '../../shared/search/named.ts';
import { searchTerms } from '../../shared/search/terms.ts';
import { searchAddress } from '../../shared/search/search-address.ts';
import { formatWeek } from '../../shared/week/format.ts';
import { parseWeekKey } from '../../shared/week/iso-week.ts';

/** A line of the palette that can be chosen. */
export interface Line {
	id: string;
	label: string;
	words: readonly Piece[];
	/** Beside it, quieter: what it is and where. */
	hint: string;
	does: Does;
}

export interface LineGroup {
	name: string;
	lines: Line[];
}

interface Found {
	typed: string;
	commands: readonly Command[];
	onBoard: readonly Hit[];
	everywhere: readonly Hit[];
	named: readonly NamedHit[];
}

/** Lines of commands while something else was found: the rest is reached by more letters. */
const MOST_COMMANDS = 6;
const MOST_EVERYWHERE = 8;

/** Everything that was found, in the order it is shown; nothing twice. */
export function paletteGroups({ typed, commands, onBoard, everywhere, named }: Found): LineGroup[] {
	const terms = searchTerms(typed);
	const opened = new Set(onBoard.map(({ record }) => record));
	const elsewhere = everywhere.filter(({ record }) => !opened.has(record)).slice(0, MOST_EVERYWHERE);
	const isWeek = commands[0]?.name.startsWith('Gå till vecka') ?? false;
	const lines = commands
		.slice(0, typed.trim() === '' ? undefined : MOST_COMMANDS)
		.map((one) => commandLine(one, terms));
	const hits = [
		{ name: 'På tavlan', lines: onBoard.map(hitLine) },
		{ name: 'I allt som du får läsa', lines: elsewhere.map(hitLine) },
		{ name: 'Platser, områden och funktioner', lines: named.map((hit) => namedLine(hit, terms)) }
	];
	const actions = { name: 'Gör eller gå till', lines };
	const groups = typed.trim() === '' || isWeek ? [actions, ...hits] : [...hits, actions];
	const all = typed.trim() === '' ? [] : [{ name: 'Söksidan', lines: [everythingLine(typed)] }];
	return [...groups, ...all].filter(({ lines }) => lines.length > 0);
}

const go = (href: string): Does => ({ do: 'go', href });

const commandLine = ({ id, name, hint, does }: Command, terms: readonly string[]): Line => ({
	...{ id: `gor-${id}`, label: '', hint, does },
	words: markHits(name, terms)
});

function hitLine({ kind, record, label, title, text, week, where, href }: Hit): Line {
	const parsed = parseWeekKey(week ?? '');
	const hint = [SEARCH_KIND_WORDS[kind].one, where.split(',')[0], parsed && formatWeek(parsed)]
		.filter(Boolean)
		.join(' · ');
	return { id: `${kind}-${week}-${record}`, label, words: title.length > 0 ? title : text, hint, does: go(href) };
}

const namedLine = ({ id, what, name, of, href }: NamedHit, terms: readonly string[]): Line => ({
	...{ id: `namn-${id}`, label: '', words: markHits(name, terms), does: go(href) },
	hint: [what, of].filter(Boolean).join(' · ')
});

const everythingLine = (typed: string): Line => ({
	...{ id: 'allt', label: '', hint: '', does: go(searchAddress({ text: typed.trim() })) },
	words: [{ text: `Visa alla träffar på ”${typed.trim()}”`, hit: false }]
});

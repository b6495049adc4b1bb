import type { Comparison, Group, Section } from './comparison.ts';
import type { Card, Line } from './comparison-cards.ts';

/** The columns of the comparison as a file, with their share of the width. */
export const COMPARISON_COLUMNS = [
	{ title: 'Avsnitt', share: 2 },
	{ title: 'Grupp', share: 2.4 },
	{ title: 'Nummer', share: 1.4 },
	{ title: 'Rubrik', share: 4.5 },
	{ title: 'Uppgifter', share: 4 },
	{ title: 'Fält', share: 2 },
	{ title: 'Före', share: 4 },
	{ title: 'Efter', share: 4 },
	{ title: 'Av', share: 4 }
] as const;

/** A row for each field that is another way, and one for what came, went or goes on. */
export function comparisonRows({ sections }: Comparison): string[][] {
	return sections.flatMap((section) =>
		section.groups.flatMap((group) => group.cards.flatMap((card) => cardRows(section, group, card)))
	);
}

function cardRows({ title }: Section, group: Group, card: Card): string[][] {
	const own = [title, group.title, card.label ?? '', card.title, card.facts.join(', ')];
	if (card.lines.length === 0)
		return [[...own, '', '', '', card.author ? `${card.author.name} ${card.author.when}` : '']];
	return card.lines.map((line) => [...own, line.what, line.before ?? '', line.after ?? '', authorWords(line)]);
}

const authorWords = ({ authors }: Line): string => authors.map(({ name, when }) => `${name} ${when}`).join('; ');

import { formatDayLong } from '../week/format.ts';
import { localDay } from '../week/iso-week.ts';
import type { Block, Composition, Fact } from './blocks.ts';
import { heading, paragraph, quiet, weekDates, weekWords } from './compose-parts.ts';
import type { PublicSummary } from './public-summary.ts';

/** Publik sammanfattning as it was approved: what it says, and nothing of the record beside it. */
export function composeSummary({ summary, sha256 }: { summary: PublicSummary; sha256: string }): Composition {
	const { samverkan, week, approvedAt, approvedBy, record } = summary;
	const parties = approvedBy.join(' och ');
	return {
		kind: 'Publik sammanfattning',
		title: `Lägesbild ${weekWords(week.key)}, ${samverkan.municipality}`,
		date: localDay(Date.parse(approvedAt)),
		author: parties,
		parties: approvedBy.map((name): Fact => ({ name, value: '' })),
		foot: `${samverkan.name} · ${weekWords(week.key)} · SHA-256 ${sha256.slice(0, 16)}…`,
		blocks: [
			quiet(`${samverkan.municipality}, ${samverkan.policeDistrict}. ${weekDates(week.key)}.`),
			...summary.sections.flatMap(({ title, text }): Block[] => [heading(title), ...paragraphs(text)]),
			heading('Om sammanfattningen'),
			paragraph(`Godkänd av ${parties} ${formatDayLong(localDay(Date.parse(approvedAt)))}.`),
			{
				is: 'facts',
				facts: [
					{ name: 'Kontrollsumma (SHA-256)', value: sha256 },
					{ name: 'Gjord av lägesbilden', value: record.sha256 }
				]
			}
		]
	};
}

const paragraphs = (text: string): Block[] =>
	text
		.split(/\n\s*\n/)
		.filter((one) => one.trim() !== '')
		.map(paragraph);

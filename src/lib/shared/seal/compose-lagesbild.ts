import { UPCOMING_WORDS } from '../board/words.ts';
import { formatDay } from '../week/format.ts';
import type { Block, Composition } from './blocks.ts';
import {
	actionTable,
	actionWords,
	areaLevel,
	correctionNotice,
	corrections,
	coverageWords,
	entryWords,
	frame,
	heading,
	levelTable,
	NONE,
	orNone,
	paragraph,
	personWords,
	placeWords,
	quiet,
	sealBlocks,
	slotHours,
	upcomingWords,
	weekDates,
	type SealFacts
} from './compose-parts.ts';
import type { SealedArea, SealedRecord } from './sealed-record.ts';

/** Veckans lägesbild (domain.md §1.5): how it stands, area by area, and what is done about it. */
export const composeLagesbild = (record: SealedRecord, seal: SealFacts): Composition => ({
	...frame('Lägesbild', record, seal),
	blocks: [
		...correctionNotice(seal),
		...head(record),
		...overview(record),
		...record.areas.flatMap((area) => areaBlocks(area, record)),
		...municipality(record),
		...priorities(record),
		...actions(record),
		...presence(record),
		...ahead(record),
		...sealBlocks(record, seal),
		...corrections(seal)
	]
});

function head(record: SealedRecord): Block[] {
	const { samverkan, week, sealedBy, meeting } = record;
	return [
		{
			is: 'facts',
			facts: [
				{ name: 'Kommun', value: samverkan.municipality },
				{ name: 'Lokalpolisområde', value: samverkan.policeDistrict },
				{ name: 'Period', value: weekDates(week.key) },
				{ name: 'Forum', value: meeting.startedAt ? 'EST-möte' : 'Utan möte' },
				{ name: 'Underlag', value: coverageWords(record) },
				{ name: 'Fastställd av', value: personWords(sealedBy) }
			]
		}
	];
}

function overview({ areas }: SealedRecord): Block[] {
	if (areas.length === 0) return [];
	return [heading('Läget i korthet'), levelTable('Lägesnivå per område', areas)];
}

function areaBlocks(area: SealedArea, { levels, week }: SealedRecord): Block[] {
	const rows = area.entries.map((entry) => entryWords(entry, week.key));
	return [
		heading(area.name),
		areaLevel(area, levels.length),
		...(area.level?.motive ? [paragraph(area.level.motive)] : []),
		rows.length > 0 ? { is: 'list', items: rows } : quiet('Inget rapporterat.')
	];
}

function municipality({ municipality, week }: SealedRecord): Block[] {
	if (municipality.length === 0) return [];
	return [heading('Hela kommunen'), { is: 'list', items: municipality.map((entry) => entryWords(entry, week.key)) }];
}

function priorities({ priorities }: SealedRecord): Block[] {
	return [
		heading('Prioriteringar'),
		priorities.length === 0
			? quiet('Inga prioriteringar.')
			: {
					is: 'table',
					caption: 'Prioriterat till nästa möte',
					columns: [
						{ title: 'Prioritering', share: 6 },
						{ title: 'Var', share: 4 },
						{ title: 'Åtgärder', share: 3 }
					],
					rows: priorities.map(({ title, where, actions }) => [
						title,
						placeWords(where),
						actions.length > 0 ? actions.map((number) => `Å-${number}`).join(', ') : 'Saknar åtgärd'
					])
				}
	];
}

function actions({ actions }: SealedRecord): Block[] {
	if (actions.length === 0) return [heading('Åtgärder'), quiet('Inga åtgärder.')];
	const described = actions.filter(({ goal, description }) => goal !== '' || description !== '');
	return [
		heading('Åtgärder'),
		actionTable('Åtgärder på veckans tavla', actions),
		...described.flatMap((action): Block[] => [
			heading(actionWords(action), 3),
			...(action.description ? [paragraph(action.description)] : []),
			...(action.goal ? [paragraph(`Mål: ${action.goal}`)] : [])
		])
	];
}

function presence({ slots }: SealedRecord): Block[] {
	if (slots.length === 0) return [];
	return [
		heading('Närvaroplan'),
		{
			is: 'table',
			caption: 'Närvaropass',
			columns: [
				{ title: 'Funktion', share: 4 },
				{ title: 'Dag', share: 2.4 },
				{ title: 'Tid', share: 2.8 },
				{ title: 'Plats', share: 4 },
				{ title: 'Anteckning', share: 4 }
			],
			rows: slots.map((slot) => [
				orNone(slot.funktion),
				slot.day ? formatDay(slot.day) : NONE,
				slotHours(slot),
				placeWords(slot.where),
				orNone(slot.note)
			])
		}
	];
}

function ahead({ upcoming }: SealedRecord): Block[] {
	if (upcoming.length === 0) return [];
	const line = (event: SealedRecord['upcoming'][number]) => `${UPCOMING_WORDS[event.kind]}: ${upcomingWords(event)}`;
	return [heading('Kommande'), { is: 'list', items: upcoming.map(line) }];
}

import { ATTENDANCE_WORDS, COVERAGE_WORDS } from '../board/words.ts';
import { DISPOSITION_WORDS } from './disposition-words.ts';
import type { Block, Composition } from './blocks.ts';
import {
	actionTable,
	actionWords,
	correctionNotice,
	corrections,
	frame,
	heading,
	levelTable,
	momentWords,
	NONE,
	placeWords,
	quiet,
	sealBlocks,
	weekWords,
	type SealFacts
} from './compose-parts.ts';
import type { SealedRecord } from './sealed-record.ts';

/** Protokoll från EST-mötet: who was there, what was said of last week's åtgärder, and what was decided. */
export const composeMinutes = (record: SealedRecord, seal: SealFacts): Composition => ({
	...frame('Protokoll', record, seal),
	blocks: [
		...correctionNotice(seal),
		...meeting(record),
		...attendance(record),
		...followUps(record),
		...levels(record),
		...priorities(record),
		...decisions(record),
		...decided(record),
		...notes(record),
		...sealBlocks(record, seal),
		...corrections(seal)
	]
});

const orQuiet = (items: readonly string[], none: string): Block =>
	items.length > 0 ? { is: 'list', items } : quiet(none);

function meeting({ samverkan, meeting, week }: SealedRecord): Block[] {
	return [
		{
			is: 'facts',
			facts: [
				{ name: 'Forum', value: `EST-möte, ${samverkan.municipality} och ${samverkan.policeDistrict}` },
				{ name: 'Vecka', value: weekWords(week.key) },
				{ name: 'Mötet började', value: meeting.startedAt ? momentWords(meeting.startedAt) : NONE },
				{ name: 'Mötet slutade', value: meeting.endedAt ? momentWords(meeting.endedAt) : NONE }
			]
		}
	];
}

/** Functions, not people: it is functions that are bound by what was decided. */
function attendance({ attendance, parties }: SealedRecord): Block[] {
	return [
		heading('Närvaro'),
		{
			is: 'table',
			caption: 'Närvaro per funktion',
			columns: [
				{ title: 'Funktion', share: 5 },
				{ title: 'Part', share: 4 },
				{ title: 'Närvaro', share: 3 }
			],
			rows: attendance.map(({ funktion, party, state }) => [
				funktion,
				party,
				state ? ATTENDANCE_WORDS[state] : 'Inte noterad'
			])
		},
		{
			is: 'table',
			caption: 'Rapportering per part',
			columns: [
				{ title: 'Part', share: 6 },
				{ title: 'Rapportering', share: 6 }
			],
			rows: parties.map(({ name, coverage }) => [name, COVERAGE_WORDS[coverage].word])
		}
	];
}

function followUps({ followUps }: SealedRecord): Block[] {
	const items = followUps.map((followed) => `${actionWords(followed)}: ${DISPOSITION_WORDS[followed.disposition]}`);
	return [heading('Uppföljning av åtgärder'), orQuiet(items, 'Inga åtgärder följdes upp i mötet.')];
}

function levels({ areas }: SealedRecord): Block[] {
	return [heading('Lägesnivåer'), levelTable('Nivå och motivering per område', areas)];
}

function priorities({ priorities }: SealedRecord): Block[] {
	const items = priorities.map(({ title, where }) => `${title} · ${placeWords(where)}`);
	return [heading('Prioriteringar'), orQuiet(items, 'Mötet prioriterade inget särskilt.')];
}

function decisions({ decisions }: SealedRecord): Block[] {
	const items = decisions.map(({ number, text }) => `§ ${number} ${text}`);
	return [heading('Beslut'), orQuiet(items, 'Inga andra beslut än åtgärderna nedan.')];
}

function decided({ actions, week }: SealedRecord): Block[] {
	const ours = actions.filter(({ decidedIn }) => decidedIn === week.key);
	return [
		heading('Beslutade åtgärder'),
		ours.length > 0 ? actionTable('Åtgärder som mötet beslutade', ours) : quiet('Inga nya åtgärder.')
	];
}

function notes({ notes, returned }: SealedRecord): Block[] {
	const noted = notes.filter(({ parked }) => !parked).map(({ text }) => text);
	const parked = [
		...notes.filter(({ parked }) => parked).map(({ text }) => text),
		...returned.filter(({ handled }) => !handled).map(({ text, from }) => `${text} (sedan ${weekWords(from)})`)
	];
	const handled = returned
		.filter(({ handled }) => handled)
		.map(({ text, from }) => `${text} (från ${weekWords(from)})`);
	return [
		...(noted.length > 0 ? [heading('Noteringar'), orQuiet(noted, '')] : []),
		...(handled.length > 0 ? [heading('Tidigare parkerat, klart'), orQuiet(handled, '')] : []),
		...(parked.length > 0 ? [heading('Parkerat till nästa möte'), orQuiet(parked, '')] : [])
	];
}

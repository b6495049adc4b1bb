import { assessmentWords, whenWords } from '../board/entry-words.ts';
import {
	AREA_TREND_WORDS,
	ATTENDANCE_WORDS,
	BASIS_WORDS,
	COVERAGE_WORDS,
	EFFECT_WORDS,
	RELIABILITY_WORDS,
	SEVERITY_WORDS,
	STATE_WORDS,
	UPCOMING_WORDS
} from '../board/words.ts';
import { DISPOSITION_WORDS } from './disposition-words.ts';
import type {
	SealedAction,
	SealedArea,
	SealedCorrection,
	SealedEntry,
	SealedPlace,
	SealedRecord,
	SealedRedaction
} from './sealed-record.ts';

export type Cell = string | number;

/** A kind of row in a sealed week, for those who count and sort. What the columns hold: README.md, "Tables". */
export interface SealedTable {
	/** `lagesrader`: the file's name. */
	name: string;
	title: string;
	columns: readonly string[];
	rows: readonly (readonly Cell[])[];
}

/** Each row says its week, so that the weeks of a year can be put under each other. */
export function sealedTables(
	record: SealedRecord,
	corrections: readonly SealedCorrection[],
	redactions: readonly SealedRedaction[] = []
): SealedTable[] {
	const tables = [
		areas(record),
		entries(record),
		priorities(record),
		actions(record),
		decisions(record),
		attendance(record),
		reports(record),
		slots(record),
		upcoming(record),
		corrected(corrections),
		redacted(redactions)
	];
	return tables
		.filter(({ rows }) => rows.length > 0)
		.map(({ columns, rows, ...table }) => ({
			...table,
			columns: ['Vecka', ...columns],
			rows: rows.map((row) => [record.week.key, ...row])
		}));
}

const yesNo = (is: boolean): string => (is ? 'ja' : 'nej');
/** What is not said is empty: a dash is a value to a spreadsheet. */
const where = (place: SealedPlace | null): [string, string] => [place?.area ?? 'Hela kommunen', place?.place ?? ''];

const areas = ({ areas }: SealedRecord): SealedTable => ({
	name: 'omraden',
	title: 'Områden och nivåer',
	columns: [
		'Område',
		'Nivå',
		'Nivånamn',
		'Föregående nivå',
		'Trend',
		'Bekräftat oförändrat',
		'Motivering',
		'Lägesrader'
	],
	rows: areas.map(({ name, level, previousLevel, trend, entries }) => [
		name,
		level?.number ?? '',
		level?.name ?? 'Ej bedömt',
		previousLevel ?? '',
		trend ? AREA_TREND_WORDS[trend] : '',
		level ? yesNo(level.confirmed) : '',
		level?.motive ?? '',
		entries.length
	])
});

const entries = ({ areas, municipality, week }: SealedRecord): SealedTable => ({
	name: 'lagesrader',
	title: 'Lägesrader',
	columns: [
		...['Område', 'Plats', 'Text', 'Nytt den här veckan', 'Kategorikod', 'Kategori', 'Från dag', 'Till dag', 'När'],
		...['Antal', 'Allvar', 'Tillförlitlighet', 'Underlag', 'Källa, part', 'Källa, funktion', 'Bedömning'],
		...['Veckor i rad', 'Först vecka', 'Dold på storskärm']
	],
	rows: [
		...areas.flatMap(({ name, entries }: SealedArea) => entries.map((entry) => entryRow(name, entry, week.from))),
		...municipality.map((entry) => entryRow('Hela kommunen', entry, week.from))
	]
});

const entryRow = (area: string, entry: SealedEntry, today: SealedRecord['week']['from']): Cell[] => [
	area,
	entry.place ?? '',
	entry.text,
	entry.carried?.text ?? '',
	entry.category?.code ?? '',
	entry.category?.name ?? '',
	entry.when?.from ?? '',
	entry.when?.to ?? '',
	whenWords(entry.when, today),
	entry.count ?? '',
	entry.severity ? `${entry.severity} ${SEVERITY_WORDS[entry.severity]}` : '',
	entry.reliability ? RELIABILITY_WORDS[entry.reliability] : '',
	entry.basis ? BASIS_WORDS[entry.basis] : '',
	entry.source?.party ?? '',
	entry.source?.funktion ?? '',
	assessmentWords(entry.assessment),
	entry.carried?.weeks ?? 1,
	entry.carried?.from ?? '',
	yesNo(entry.hiddenOnScreen)
];

const priorities = ({ priorities }: SealedRecord): SealedTable => ({
	name: 'prioriteringar',
	title: 'Prioriteringar',
	columns: ['Ordning', 'Prioritering', 'Område', 'Plats', 'Åtgärder'],
	rows: priorities.map(({ title, where: place, actions }, index) => [
		index + 1,
		title,
		...where(place),
		actions.map((number) => `Å-${number}`).join(', ')
	])
});

const actions = ({ actions, followUps }: SealedRecord): SealedTable => ({
	name: 'atgarder',
	title: 'Åtgärder',
	columns: [
		...['Nummer', 'Åtgärd', 'Beskrivning', 'Mål', 'Område', 'Plats', 'Ansvarig', 'Utförare', 'Klart senast', 'Status'],
		...['Skäl', 'Effekt', 'Uppföljning', 'Försenad', 'Beslutad vecka', 'Veckor i rad', 'I mötet']
	],
	rows: actions.map((action) => {
		const followed = followUps.find(({ id }) => id === action.id);
		return [...actionRow(action), followed ? DISPOSITION_WORDS[followed.disposition] : ''];
	})
});

const actionRow = ({ status, ...action }: SealedAction): Cell[] => [
	action.number === null ? '' : `Å-${action.number}`,
	action.title,
	action.description,
	action.goal,
	...where(action.where),
	action.owner ?? '',
	action.performers.join(', '),
	action.due ?? '',
	STATE_WORDS[status.state],
	'reason' in status ? status.reason : '',
	status.state === 'followed-up' ? EFFECT_WORDS[status.effect] : '',
	status.state === 'followed-up' ? status.sentence : '',
	yesNo(action.overdue),
	action.decidedIn ?? '',
	action.weeksInRow
];

const decisions = ({ decisions, notes, returned }: SealedRecord): SealedTable => ({
	name: 'beslut',
	title: 'Beslut och noteringar',
	columns: ['Slag', 'Paragraf', 'Text', 'Från vecka'],
	rows: [
		...decisions.map(({ number, text }) => ['Beslut', number, text, '']),
		...notes.map(({ text, parked }) => [parked ? 'Parkerat' : 'Notering', '', text, '']),
		...returned.map(({ text, from, handled }) => [handled ? 'Tidigare parkerat, klart' : 'Parkerat', '', text, from])
	]
});

const attendance = ({ attendance }: SealedRecord): SealedTable => ({
	name: 'narvaro',
	title: 'Närvaro',
	columns: ['Funktion', 'Part', 'Närvaro'],
	rows: attendance.map(({ funktion, party, state }) => [
		funktion,
		party,
		state ? ATTENDANCE_WORDS[state] : 'Inte noterad'
	])
});

const reports = ({ parties }: SealedRecord): SealedTable => ({
	name: 'parter',
	title: 'Parter, diarienummer och rapportering',
	columns: ['Part', 'Diarienummer', 'Rapportering'],
	rows: parties.map(({ name, registryNumber, coverage }) => [name, registryNumber, COVERAGE_WORDS[coverage].word])
});

const slots = ({ slots }: SealedRecord): SealedTable => ({
	name: 'narvaroplan',
	title: 'Närvaroplan',
	columns: ['Funktion', 'Dag', 'Från', 'Till', 'Område', 'Plats', 'Anteckning'],
	rows: slots.map(({ funktion, day, from, to, where: place, note }) => [
		funktion ?? '',
		day ?? '',
		from ?? '',
		to ?? '',
		...where(place),
		note
	])
});

const upcoming = ({ upcoming }: SealedRecord): SealedTable => ({
	name: 'kommande',
	title: 'Kommande',
	columns: ['Slag', 'Rubrik', 'Från dag', 'Till dag', 'Område', 'Plats'],
	rows: upcoming.map(({ title, kind, from, to, where: place }) => [
		UPCOMING_WORDS[kind],
		title,
		from ?? '',
		to ?? '',
		...where(place)
	])
});

const corrected = (corrections: readonly SealedCorrection[]): SealedTable => ({
	name: 'rattelser',
	title: 'Rättelser',
	columns: ['Nummer', 'Gäller', 'Rätt är', 'Skäl', 'Fastställd', 'Av', 'Part'],
	rows: corrections.map(({ number, about, text, reason, sealedAt, sealedBy }) => [
		...[number, about, text, reason, sealedAt],
		...[sealedBy.name, sealedBy.party]
	])
});

const redacted = (redactions: readonly SealedRedaction[]): SealedTable => ({
	name: 'redigeringar',
	title: 'Redigeringar',
	columns: ['Rättelse', 'Till vecka', 'Gäller', 'Står i stället', 'Skäl', 'Fastställd', 'Av', 'Part'],
	rows: redactions.map(({ number, week, about, text, reason, sealedAt, sealedBy }) => [
		...[number, week.key, about, text, reason, sealedAt],
		...[sealedBy.name, sealedBy.party]
	])
});

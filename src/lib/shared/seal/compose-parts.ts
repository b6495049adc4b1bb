import { assessmentWords, countWords, reliabilityWords, whenWords } from '../board/entry-words.ts';
import { AREA_TREND_WORDS, BASIS_WORDS, EFFECT_WORDS, SEVERITY_WORDS, STATE_WORDS } from '../board/words.ts';
import {
	formatClock,
	formatDay,
	formatDayLong,
	formatDays,
	formatTime,
	formatWeek,
	formatWeekDates,
	formatWeekInRow
} from '../week/format.ts';
import { localDay, parseWeekKey, weekOf, type Day, type WeekKey } from '../week/iso-week.ts';
import type { Block, Composition, Fact } from './blocks.ts';
import { MAIN_PARTIES } from './public-summary.ts';
import type {
	SealedAction,
	SealedArea,
	SealedCorrection,
	SealedEntry,
	SealedPerson,
	SealedPlace,
	SealedRecord,
	SealedRedaction
} from './sealed-record.ts';

/** What the lägesbild and the protokoll have in common: how the record's values are put into Swedish words. */

/** Nothing to say stands as this, so that an empty cell is never taken for a forgotten one. */
export const NONE = '–';

export interface SealFacts {
	sha256: string;
	corrections: readonly SealedCorrection[];
	/** What was taken out of the record. */
	redactions?: readonly SealedRedaction[];
}

export const heading = (text: string, level: 2 | 3 = 2): Block => ({ is: 'heading', level, text });
export const paragraph = (text: string): Block => ({ is: 'text', text });
export const quiet = (text: string): Block => ({ is: 'text', text, quiet: true });

export const weekWords = (key: WeekKey): string => {
	const week = parseWeekKey(key);
	return week ? `${formatWeek(week)} ${week.year}` : key;
};

export const weekDates = (key: WeekKey): string => {
	const week = parseWeekKey(key);
	return week ? formatWeekDates(week) : '';
};

/** "torsdag 26 november 2026 kl. 09.31" */
export function momentWords(iso: string): string {
	const ms = Date.parse(iso);
	return `${formatDayLong(localDay(ms))} kl. ${formatTime(ms)}`;
}

/** "fre 27 nov, v. 48": the week stands beside every due date. */
export const dayWords = (day: Day | null): string => (day ? `${formatDay(day)}, ${formatWeek(weekOf(day))}` : NONE);

export const personWords = ({ name, party }: SealedPerson): string => `${name}, ${party}`;

export const placeWords = (place: SealedPlace | null): string =>
	place === null ? 'Hela kommunen' : [place.place, place.area].filter(Boolean).join(', ');

export const orNone = (text: string | null): string => (text?.trim() ? text.trim() : NONE);

export function actionWords({ number, title }: Pick<SealedAction, 'number' | 'title'>): string {
	return number === null ? title : `Å-${number} ${title}`;
}

/** The state with what belongs to it: the reason, the effect, or that it is late. */
export function statusWords({ status, overdue }: SealedAction): string {
	const word = STATE_WORDS[status.state] + (overdue ? ', försenad' : '');
	if (status.state === 'followed-up') return `${word}: ${EFFECT_WORDS[status.effect]}. ${status.sentence}`;
	return 'reason' in status ? `${word}: ${status.reason}` : word;
}

export function areaLevelWords({ level, previousLevel, trend }: SealedArea): string {
	if (!level) return 'Ej bedömt';
	const change = previousLevel !== null && previousLevel !== level.number ? ` (förra gången ${previousLevel})` : '';
	const words = [`${level.number} ${level.name}${change}`, trend && AREA_TREND_WORDS[trend].toLowerCase()];
	return [...words, level.confirmed && 'nivån bekräftad oförändrad'].filter(Boolean).join(', ');
}

export const areaLevel = (area: SealedArea, count: number): Block => ({
	is: 'level',
	level: area.level && { number: area.level.number, count, name: area.level.name },
	words: areaLevelWords(area)
});

/** Everything of a lägesrad but its text, in the order in which people ask for it. */
export function entryFacts(entry: SealedEntry, week: WeekKey): string {
	const known = (parseWeekKey(week)?.year ?? '') + '-01-01';
	const source = entry.source && [entry.source.party, entry.source.funktion].filter(Boolean).join(', ');
	const facts = [
		assessmentWords(entry.assessment),
		entry.carried && `${formatWeekInRow(entry.carried.weeks)} (sedan ${weekWords(entry.carried.from)})`,
		entry.place,
		entry.category && `${entry.category.code} ${entry.category.name}`,
		whenWords(entry.when, known as Day),
		countWords(entry.count),
		entry.severity && `allvar ${entry.severity} ${SEVERITY_WORDS[entry.severity].toLowerCase()}`,
		entry.reliability && reliabilityWords(entry.reliability).toLowerCase(),
		entry.basis && BASIS_WORDS[entry.basis].toLowerCase(),
		source && `källa: ${source}`
	];
	return facts.filter(Boolean).join(' · ');
}

export function entryWords(entry: SealedEntry, week: WeekKey): string {
	const text = [entry.text, entry.carried?.text && `Den här veckan: ${entry.carried.text}`].filter(Boolean).join('\n');
	return `${text || 'Utan text'}\n${entryFacts(entry, week)}`;
}

export const upcomingWords = ({ title, from, to, where }: SealedRecord['upcoming'][number]): string =>
	[from ? formatDays(from, to) : 'Utan datum', title, where && placeWords(where)].filter(Boolean).join(' · ');

export const slotHours = ({ from, to }: SealedRecord['slots'][number]): string =>
	from && to ? `${formatClock(from)}–${formatClock(to)}` : NONE;

export const coverageWords = ({ parties }: SealedRecord): string => {
	const reported = parties.filter(({ coverage }) => coverage !== 'missing').length;
	return `${reported} av ${parties.length} parter har rapporterat`;
};

/** Nobody shall read what was wrong without knowing that it has been put right. */
export const correctionNotice = ({ corrections, redactions = [] }: SealFacts): Block[] => [
	...redactions.map((redaction) =>
		paragraph(`Redigerad enligt ${redactionName(redaction)}: personuppgifter är borttagna.`)
	),
	...(corrections.length === 0
		? []
		: [
				paragraph(
					`Rättad ${corrections.length === 1 ? '1 gång' : `${corrections.length} gånger`}: se ”Rättelser” sist.`
				)
			])
];

/** "rättelse 2 till v. 48 2026" */
export const redactionName = ({ number, week }: SealedRedaction): string =>
	`rättelse ${number} till ${weekWords(week.key)}`;

/** A part of its own after the sealed text, which stays as it was, to the page. */
export function corrections({ corrections, redactions = [] }: SealFacts): Block[] {
	if (corrections.length + redactions.length === 0) return [];
	return [
		{ is: 'heading', level: 2, text: 'Rättelser', onNewPage: true },
		paragraph(
			redactions.length === 0
				? 'Den fastställda texten är oförändrad. Det här gäller i stället eller dessutom.'
				: 'Personuppgifter är borttagna ur den fastställda texten. I övrigt är den oförändrad.'
		),
		...redactions.flatMap(redactionBlocks),
		...corrections.flatMap((correction): Block[] => [
			heading(`Rättelse ${correction.number}: ${correction.about}`, 3),
			paragraph(correction.text),
			quiet(`Skäl: ${correction.reason}`),
			quiet(`Fastställd ${momentWords(correction.sealedAt)} av ${personWords(correction.sealedBy)}`)
		])
	];
}

export const levelTable = (caption: string, areas: readonly SealedArea[]): Block => ({
	is: 'table',
	caption,
	columns: [
		{ title: 'Område', share: 3 },
		{ title: 'Nivå och trend', share: 4 },
		{ title: 'Motivering', share: 6 }
	],
	rows: areas.map((area) => [area.name, areaLevelWords(area), orNone(area.level?.motive ?? null)])
});

export function actionTable(caption: string, actions: readonly SealedAction[]): Block {
	return {
		is: 'table',
		caption,
		columns: [
			{ title: 'Åtgärd', share: 4.6 },
			{ title: 'Utförare', share: 3.3 },
			{ title: 'Ansvarig', share: 3.3 },
			{ title: 'Klart senast', share: 3.1 },
			{ title: 'Status', share: 3.6 }
		],
		rows: actions.map((action) => [
			actionWords(action),
			orNone(action.performers.join(', ')),
			orNone(action.owner),
			dayWords(action.due),
			statusWords(action)
		])
	};
}

/** "Ekeby kommun, dnr KS 2026/12" */
export const partyWords = ({ name, value }: Fact): string => (value ? `${name}, dnr ${value}` : name);

/** Head and foot as on any document of a Swedish authority. */
export function frame(kind: string, record: SealedRecord, { sha256 }: SealFacts): Omit<Composition, 'blocks'> {
	const { samverkan, week, parties, sealedAt, sealedBy } = record;
	const owners = parties
		.filter(({ kind, registryNumber }) => MAIN_PARTIES.includes(kind) || registryNumber !== '')
		.map(({ name, registryNumber }): Fact => ({ name, value: registryNumber }));
	return {
		kind,
		title: `${kind} ${weekWords(week.key)}, ${samverkan.name}`,
		date: localDay(Date.parse(sealedAt)),
		author: personWords(sealedBy),
		parties: owners,
		foot: `${samverkan.name} · ${weekWords(week.key)} · SHA-256 ${sha256.slice(0, 16)}…`
	};
}

/** Who sealed it, and how anybody can see that not a letter has changed since. */
export function sealBlocks(record: SealedRecord, { sha256 }: SealFacts): Block[] {
	const { sealedAt, sealedBy, approvedBy, previous, warnings } = record;
	const approved: Fact[] = approvedBy ? [{ name: 'Godkänd av', value: personWords(approvedBy) }] : [];
	return [
		heading('Fastställande'),
		{
			is: 'facts',
			facts: [
				{ name: 'Fastställd', value: momentWords(sealedAt) },
				{ name: 'Av', value: personWords(sealedBy) },
				...approved,
				{ name: 'Kontrollsumma (SHA-256)', value: sha256 },
				{
					name: 'Föregående i kedjan',
					value: previous ? `${weekWords(previous.week)}: ${previous.sha256}` : 'Den första'
				}
			]
		},
		...(warnings.length > 0
			? [paragraph('Kvar när lägesbilden fastställdes:'), { is: 'list', items: warnings } as const]
			: [])
	];
}

/** What was taken away, by whom and why; the words are gone. */
export const redactionBlocks = (redaction: SealedRedaction): Block[] => [
	heading(`Redigering, ${redactionName(redaction)}: ${redaction.about}`, 3),
	...(redaction.text ? [paragraph(`I stället: ${redaction.text}`)] : []),
	quiet(`Skäl: ${redaction.reason}`),
	quiet(`Fastställd ${momentWords(redaction.sealedAt)} av ${personWords(redaction.sealedBy)}`)
];

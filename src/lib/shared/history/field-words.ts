import { assessmentWords, countWords, whenWords } from '../board/entry-words.ts';
import type { FieldValue } from '../board/fields.ts';
import type { RecordKind } from '../board/record.ts';
import type { DOCUMENT_KINDS } from '../board/schema.ts';
import {
	ACTION_TYPE_WORDS,
	AREA_TREND_WORDS,
	ATTENDANCE_WORDS,
	BASIS_WORDS,
	CIRCLE_WORDS,
	COVERAGE_WORDS,
	HORIZON_WORDS,
	PREVENTION_WORDS,
	RELIABILITY_WORDS,
	SEVERITY_WORDS,
	UPCOMING_WORDS
} from '../board/words.ts';
import { DISPOSITION_WORDS } from '../seal/disposition-words.ts';
import { formatDays } from '../week/format.ts';
import {
	acceptedWords,
	agreedWords,
	answersWords,
	areaWords,
	categoryWords,
	dayWords,
	funktionerWords,
	funktionWords,
	handedBackWords,
	hoursWords,
	levelWords,
	newDueWords,
	partyWords,
	referenceWords,
	statusWords,
	weekWords,
	whereWords,
	type HistoryNames
} from './value-words.ts';

type Kinds = (typeof DOCUMENT_KINDS)['week'] & (typeof DOCUMENT_KINDS)['actions'] & (typeof DOCUMENT_KINDS)['draft'];
/** The root maps of every kind of document. */
export type HistoryRoot = keyof Kinds;

/** A field's name, and its value in words; null where nothing stands in it. */
export interface FieldWords<T> {
	name: string;
	words(value: T, names: HistoryNames): string | null;
}

type FieldsOf<K> = K extends RecordKind<infer F> ? { [P in keyof F]: FieldWords<FieldValue<F[P]>> } : never;

const field = <T>(name: string, words: FieldWords<T>['words']): FieldWords<T> => ({ name, words });
const text = (name: string): FieldWords<string> => field(name, (value) => value || null);
const picked = <T extends string | number>(name: string, words: Record<T, string | { word: string }>) =>
	field<T | null>(name, (value) => {
		const found = value === null ? null : words[value];
		return found === null || typeof found === 'string' ? found : found.word;
	});
const either = (name: string, yes: string, no: string): FieldWords<boolean> => field(name, (is) => (is ? yes : no));
/** What the server notes beside a record: that it is there is what there is to say. */
const mark = <T extends object | null>(name: string, there: string, not: string | null): FieldWords<T> =>
	field(name, (value) => (value === null ? not : there));

const numbered = (name: string, sign: string): FieldWords<number | null> =>
	field(name, (value) => (value === null ? null : `${sign}${value}`));

const created = mark('Skapad', 'Skapad', null);
const removed = mark('Borttagen', 'Borttagen', 'På tavlan');
const flagged = mark('Flaggad', 'Flaggad som personuppgift', 'Inte flaggad');
/** Keys of order say nothing to anybody: that it moved does. */
const order = field<string>('Ordning', () => null);
const category = field('Kategori', categoryWords);
const where = field('Plats', whereWords);
const fromWeek = field('Från vecka', weekWords);
const reported = {
	category,
	where,
	when: field('När', (value: Parameters<typeof whenWords>[0], { today }) => whenWords(value, today) || null),
	count: field<number | null>('Antal', (value) => countWords(value) || null),
	basis: picked('Underlag', BASIS_WORDS),
	reliability: picked('Tillförlitlighet', RELIABILITY_WORDS),
	severity: picked('Allvar', SEVERITY_WORDS)
};
const assessment = field('Bedömning', assessmentWords);
const hiddenOnScreen = either('Storskärm', 'Dold på storskärm', 'Visas på storskärm');
const withdrawn = field<{ reason: string } | null>('Tillbakadragen', (value) => value && value.reason);
const by = mark('Noterad av', 'Noterad', null);

/** Every field of every record, by name and in words. The types let none be missing. */
export const FIELD_WORDS: { readonly [R in HistoryRoot]: FieldsOf<Kinds[R]> } = {
	entries: {
		text: text('Text'),
		...reported,
		source: field('Källa', (source, names) =>
			source
				? [partyWords(source.party, names), funktionWords(source.funktion, names)].filter(Boolean).join(', ')
				: null
		),
		assessment,
		hiddenOnScreen,
		circle: picked('Delningskrets', CIRCLE_WORDS),
		withdrawn,
		order,
		created,
		removed,
		flagged
	},
	carried: { from: fromWeek, assessment, text: text('Nytt den här veckan'), hiddenOnScreen, removed, flagged },
	levels: { assessment: field('Nivå', levelWords), trend: picked('Trend', AREA_TREND_WORDS), flagged },
	priorities: {
		title: text('Rubrik'),
		where,
		entry: field('Lägesrad', referenceWords('En lägesrad')),
		order,
		created,
		removed,
		flagged
	},
	slots: {
		funktion: field('Funktion', funktionWords),
		where,
		day: field('Dag', dayWords),
		hours: field('Tid', hoursWords),
		note: text('Anteckning'),
		created,
		removed,
		flagged
	},
	attendance: {
		state: field('Närvaro', (state) => (state === null ? 'Inte noterad' : ATTENDANCE_WORDS[state]))
	},
	followUps: { disposition: picked('Uppföljning i mötet', DISPOSITION_WORDS), by },
	decisions: {
		number: numbered('Paragraf', '§\u00a0'),
		text: text('Text'),
		about: field('Gäller', referenceWords('En rad i veckan')),
		order,
		created,
		removed,
		flagged
	},
	notes: {
		text: text('Text'),
		parked: either('Parkerad', 'Parkerad till nästa vecka', 'Inte parkerad'),
		about: field('Gäller', referenceWords('En rad i veckan')),
		order,
		created,
		removed,
		flagged
	},
	returned: { from: fromWeek, handled: either('Klar', 'Klar', 'Inte klar') },
	upcoming: {
		title: text('Rubrik'),
		kind: picked('Slag', UPCOMING_WORDS),
		dates: field('Dagar', (dates) => dates && formatDays(dates.from, dates.to)),
		where,
		created,
		removed,
		flagged
	},
	reports: {
		state: field('Rapportering', (state) => COVERAGE_WORDS[state ?? 'missing'].word),
		by: mark('Rapporterad av', 'Rapporterad', null)
	},
	actions: {
		number: numbered('Nummer', 'Å-'),
		title: text('Rubrik'),
		description: text('Beskrivning'),
		goal: text('Mål'),
		where,
		category,
		type: picked('Typ', ACTION_TYPE_WORDS),
		prevention: picked('Preventionsnivå', PREVENTION_WORDS),
		horizon: picked('Tidshorisont', HORIZON_WORDS),
		performers: field('Utförare', funktionerWords),
		owner: field('Ansvarig', funktionWords),
		due: field('Klart senast', dayWords),
		followUp: field('Uppföljning', dayWords),
		status: field('Status', statusWords),
		proposedIn: field('Föreslagen i vecka', weekWords),
		decidedIn: field('Beslutad i vecka', weekWords),
		closedOn: field('Avslutad', dayWords),
		answers: field('Svarar på', answersWords),
		accepted: field('Kvittens', acceptedWords),
		handedBack: field('Lämnad tillbaka', handedBackWords),
		newDue: field('Begärd ny tid', newDueWords),
		agreed: field('Ur överenskommelsen', agreedWords),
		order,
		created,
		removed,
		flagged
	},
	comments: {
		action: field('Åtgärd', referenceWords('En åtgärd')),
		text: text('Kommentar'),
		created,
		removed,
		flagged
	},
	observations: {
		text: text('Text'),
		...reported,
		sourceFunktion: field('Källa', funktionWords),
		created,
		removed: mark('Borttagen', 'Borttagen', 'I utkastet'),
		mergedInto: field('Sammanförd med', referenceWords('En annan rad')),
		shared: field('Delad', (shared) => shared && `Med ${CIRCLE_WORDS[shared.circle].word}`),
		withdrawn,
		flagged
	},
	nilReports: {
		funktion: field('Funktion', funktionWords),
		area: field('Område', areaWords),
		created,
		removed: mark('Borttagen', 'Borttagen', 'I utkastet')
	}
};

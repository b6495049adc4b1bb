import type { Accepted, HandedBack, NewDue } from '../board/action-answers.ts';
import type { ActionStatus } from '../board/action-status.ts';
import type { Agreed, Answers } from '../board/action.ts';
import type { LevelAssessment } from '../board/area-level.ts';
import type { Where } from '../board/values.ts';
import { EFFECT_WORDS, NOT_ASSESSED_WORD, STATE_WORDS } from '../board/words.ts';
import type { AreaId, CategoryId, FunktionId, PartyId, RecordId } from '../ids.ts';
import type { Organisation } from '../organisation.ts';
import { formatClock, formatDay, formatWeek } from '../week/format.ts';
import { parseWeekKey, weekOf, type Day, type WeekKey } from '../week/iso-week.ts';

/** What the history's words are made with. Nothing is shown by its id: what has no name here is said to be unknown. */
export interface HistoryNames {
	organisation: Pick<Organisation, 'parties' | 'funktioner' | 'areas' | 'places' | 'categories' | 'levels'>;
	/** Days and weeks of other years than this one's say their year. */
	today: Day;
	/** What another record is called: "Å-17 Laga belysningen". Left out or null where that is not known. */
	recordName?(id: RecordId): string | null;
}

interface Named {
	id: string;
	name: string;
}
const nameIn = (list: readonly Named[], id: string | null, unknown: string): string | null =>
	id === null ? null : (list.find((one) => one.id === id)?.name ?? unknown);

export const funktionWords = (id: FunktionId | null, { organisation }: HistoryNames): string | null =>
	nameIn(organisation.funktioner, id, 'Okänd funktion');
export const partyWords = (id: PartyId | null, { organisation }: HistoryNames): string | null =>
	nameIn(organisation.parties, id, 'Okänd part');
export const areaWords = (id: AreaId | null, { organisation }: HistoryNames): string | null =>
	nameIn(organisation.areas, id, 'Okänt område');
export const categoryWords = (id: CategoryId | null, { organisation }: HistoryNames): string | null =>
	nameIn(organisation.categories, id, 'Okänd kategori');

export const funktionerWords = (ids: readonly FunktionId[], names: HistoryNames): string | null =>
	ids.length === 0
		? null
		: ids
				.map((id) => funktionWords(id, names) ?? '')
				.sort((a, b) => a.localeCompare(b, 'sv'))
				.join(', ');

/** "Stationstorget, Centrum"; an area without a place is the area, and nothing is the whole municipality. */
export function whereWords(where: Where, names: HistoryNames): string {
	if (!where) return 'Hela kommunen';
	const area = areaWords(where.area, names) ?? '';
	const place = nameIn(names.organisation.places, where.place, 'Okänd plats');
	return place ? `${place}, ${area}` : area;
}

/** "fre 27 nov, v. 48" */
export function dayWords(day: Day | null, { today }: HistoryNames): string | null {
	return day === null ? null : `${formatDay(day, today)}, ${formatWeek(weekOf(day))}`;
}

/** "v. 41", "v. 41 2025" */
export function weekWords(key: WeekKey | null, { today }: Pick<HistoryNames, 'today'>): string | null {
	const week = parseWeekKey(key ?? '');
	if (!week) return null;
	return week.year === weekOf(today).year ? formatWeek(week) : `${formatWeek(week)} ${week.year}`;
}

export const hoursWords = (hours: { from: string; to: string } | null): string | null =>
	hours && `${formatClock(hours.from)}–${formatClock(hours.to)}`;

/** "2 Gult – förhöjt läge: bränder i containrar", "2 Gult – förhöjt läge, bekräftat oförändrad" */
export function levelWords(assessment: LevelAssessment, { organisation }: HistoryNames): string {
	if (!assessment) return NOT_ASSESSED_WORD;
	const name = organisation.levels.find(({ number }) => number === assessment.level)?.name;
	const level = name ? `${assessment.level} ${name}` : `Nivå ${assessment.level}`;
	return assessment.kind === 'set' ? `${level}: ${assessment.motive}` : `${level}, bekräftad oförändrad`;
}

/** "Pågår", "Hinder: väntar på elnätet", "Uppföljd, minskat: lugnare på torget" */
export function statusWords(status: ActionStatus | null): string | null {
	if (!status) return null;
	const word = STATE_WORDS[status.state];
	if ('reason' in status) return `${word}: ${status.reason}`;
	if ('sentence' in status) return `${word}, ${EFFECT_WORDS[status.effect].toLowerCase()}: ${status.sentence}`;
	return word;
}

export const acceptedWords = (accepted: Accepted, names: HistoryNames): string | null =>
	accepted && `För ${funktionWords(accepted.funktion, names)}`;

export const handedBackWords = (handed: HandedBack, names: HistoryNames): string | null =>
	handed && `Av ${funktionWords(handed.funktion, names)}: ${handed.reason}`;

/** "fre 4 dec, v. 49: materialet är försenat", and the answer where there is one. */
export function newDueWords(asked: NewDue, names: HistoryNames): string | null {
	if (!asked) return null;
	const words = `${dayWords(asked.due, names)}: ${asked.reason}`;
	return asked.answer ? `${words} – Nej: ${asked.answer.reason}` : words;
}

export function answersWords(answers: Answers, names: HistoryNames): string | null {
	if (!answers) return null;
	const kind = answers.kind === 'entry' ? 'Lägesrad' : 'Prioritering';
	const name = names.recordName?.(answers.id) ?? null;
	return `${kind} i ${weekWords(answers.week, names)}${name ? `: ${name}` : ''}`;
}

export function agreedWords(agreed: Agreed): string | null {
	if (!agreed) return null;
	const { document, section, performer, accountable, followUp } = agreed;
	return [
		document,
		section,
		performer && `Utförare: ${performer}`,
		accountable && `Ansvarig: ${accountable}`,
		followUp && `Uppföljning: ${followUp}`
	]
		.filter(Boolean)
		.join('. ');
}

/** What a record refers to, by name where it has one and by its kind where not. */
export const referenceWords =
	(kind: string) =>
	(id: RecordId | null, names: HistoryNames): string | null =>
		id === null ? null : (names.recordName?.(id) ?? kind);

import { areaLevelKind, type AreaLevel } from '../board/area-level.ts';
import { attendanceKind } from '../board/attendance.ts';
import { carriedKind, type CarriedEntry } from '../board/carried.ts';
import { decisionKind } from '../board/decision.ts';
import type { WeekRecord } from '../board/document-record.ts';
import { entryKind, type Entry } from '../board/entry.ts';
import { followUpKind } from '../board/follow-up.ts';
import { noteKind } from '../board/note.ts';
import { partyReportKind, type PartyReport } from '../board/party-report.ts';
import { priorityKind } from '../board/priority.ts';
import type { RecordKind, RecordOf } from '../board/record.ts';
import { returnedKind } from '../board/returned.ts';
import { slotKind } from '../board/slot.ts';
import { upcomingKind } from '../board/upcoming.ts';
import type { Where } from '../board/values.ts';
import type { AreaId, FunktionId, RecordId } from '../ids.ts';
import type { ReturnedNote } from '../meeting/facts.ts';
import type { Organisation } from '../organisation.ts';
import type { SealedArea, SealedEntry, SealedPlace, SealedRecord } from './sealed-record.ts';

/** A sealed week as its board shows it: what the record says, and beside it only what the record does not say. */
export interface SealedBoard {
	week: WeekRecord;
	/** With the words that they had when the week was sealed. */
	carried: CarriedEntry[];
	returned: ReturnedNote[];
	/** Level of each area before the week, as the record has it. */
	previousLevels: Record<AreaId, number>;
}

/**
 * The board that a record was made from. A record names things and has no order keys, nobody who wrote, and no ids of what
 * nothing refers to: those are taken from the week's document, as far as it has them (`beside`). What the record says is never
 * taken from there. What was taken away is in no record, and not on this board.
 */
export function boardOfRecord(
	record: SealedRecord,
	organisation: Organisation,
	beside: WeekRecord | null
): SealedBoard {
	const refs = new References(organisation);
	const known = new Known(beside);
	const rows = rowsIn(record);
	const carried = rows.flatMap(({ entry, area }, at) =>
		entry.carried ? [carriedOf({ entry, area, at }, known, refs)] : []
	);
	const returned = returnedOf(record, known);
	return {
		carried,
		returned,
		week: {
			entries: rows.flatMap(({ entry, area }, at) =>
				entry.carried ? [] : [entryOf({ entry, area, at }, known, refs)]
			),
			carried: carried.map((row) => row.carried),
			returned: returned.map((one) => one.returned),
			levels: record.areas.map((area) => levelOf(area, known)),
			priorities: record.priorities.map(({ id, title, where, entry }, at) => {
				const own = known.of('priorities', id);
				const said = { title, entry: entry as RecordId | null, where: refs.where(where, own?.where ?? null) };
				return { ...(own ?? initial(priorityKind, id)), order: orderAt(at, own), ...said };
			}),
			followUps: record.followUps.map(({ id, disposition }) => ({
				...(known.of('followUps', id) ?? initial(followUpKind, id)),
				disposition
			})),
			reports: record.parties.map((party) => reportOf(party, known)),
			...listsOf(record, known, refs)
		},
		previousLevels: Object.fromEntries(
			record.areas.flatMap(({ id, previousLevel }) => (previousLevel === null ? [] : [[id, previousLevel]]))
		)
	};
}

/** What the record has no ids of. */
function listsOf(
	{ attendance, decisions, notes, slots, upcoming }: SealedRecord,
	known: Known,
	refs: References
): Pick<WeekRecord, 'attendance' | 'decisions' | 'notes' | 'slots' | 'upcoming'> {
	return {
		attendance: attendance.flatMap(({ funktion, party, state }) => {
			const id = refs.funktion(funktion, party, null);
			return id === null ? [] : [{ ...initial(attendanceKind, id), state }];
		}),
		decisions: decisions.map((said, at) => {
			const own = known.saying(
				'decisions',
				({ text, number }) => text === said.text && (number ?? said.number) === said.number
			);
			return { ...(own ?? initial(decisionKind, nameless('decisions', at))), ...said, order: orderAt(at, own) };
		}),
		notes: notes.map((said, at) => {
			const own = known.saying('notes', ({ text, parked }) => text === said.text && parked === said.parked);
			return { ...(own ?? initial(noteKind, nameless('notes', at))), ...said, order: orderAt(at, own) };
		}),
		slots: slots.map(({ funktion, where, day, from, to, note }, at) => {
			const hours = from !== null && to !== null ? { from, to } : null;
			const own = known.saying(
				'slots',
				(slot) =>
					slot.note === note &&
					slot.day === day &&
					(slot.hours?.from ?? null) === from &&
					refs.isFunktion(slot.funktion, funktion)
			);
			const said = { day, hours, note, where: refs.where(where, own?.where ?? null) };
			const id = funktion === null ? null : refs.funktion(funktion, null, own?.funktion ?? null);
			return { ...(own ?? initial(slotKind, nameless('slots', at))), ...said, funktion: id };
		}),
		upcoming: upcoming.map(({ title, kind, from, to, where }, at) => {
			const own = known.saying('upcoming', (one) => one.title === title && (one.dates?.from ?? null) === from);
			const dates = from === null ? null : { from, to };
			const said = { title, kind, dates, where: refs.where(where, own?.where ?? null) };
			return { ...(own ?? initial(upcomingKind, nameless('upcoming', at))), ...said };
		})
	};
}

interface Row {
	entry: SealedEntry;
	/** Null concerns the whole municipality. */
	area: AreaId | null;
}

const rowsIn = ({ areas, municipality }: SealedRecord): Row[] => [
	...areas.flatMap(({ id, entries }) => entries.map((entry) => ({ entry, area: id as AreaId }))),
	...municipality.map((entry) => ({ entry, area: null }))
];

type PlacedRow = Row & { at: number };

function entryOf({ entry, area, at }: PlacedRow, known: Known, refs: References): Entry {
	const own = known.of('entries', entry.id);
	const { assessment, hiddenOnScreen } = entry;
	return { ...wordsOf({ entry, area }, own, refs), assessment, hiddenOnScreen, order: orderAt(at, own) };
}

/** Its words are those that the record has; how it stood where it was written is not this week's to say. */
function carriedOf({ entry, area, at }: PlacedRow, known: Known, refs: References): CarriedEntry {
	const { assessment, hiddenOnScreen, carried } = entry;
	const own = known.of('carried', entry.id) ?? initial(carriedKind, entry.id);
	return {
		carried: { ...own, from: carried!.from, assessment, hiddenOnScreen, text: carried!.text, removed: null },
		entry: { ...wordsOf({ entry, area }, null, refs), order: orderAt(at, null) }
	};
}

function wordsOf({ entry, area }: Row, own: Entry | null, refs: References): Entry {
	const { id, text, when, count, basis, reliability, severity, circle, source } = entry;
	const base = own ?? initial(entryKind, id);
	return {
		...base,
		...{ text, when, count, basis, reliability, severity, circle: circle ?? base.circle },
		category: refs.category(entry.category?.code ?? null, base.category),
		where: area === null ? base.where : { area, place: refs.place(area, entry.place, base.where) },
		source: source && refs.source(source, base.source)
	};
}

function levelOf({ id, level, trend }: SealedArea, known: Known): AreaLevel {
	const own = known.of('levels', id) ?? initial(areaLevelKind, id);
	if (level === null) return { ...own, assessment: null, trend };
	const { number, motive, confirmed } = level;
	const kind = confirmed ? ({ kind: 'confirmed' } as const) : ({ kind: 'set', motive: motive ?? '' } as const);
	return { ...own, assessment: { ...kind, level: number }, trend };
}

/** A party whose rows are on the board has reported by them: whether it also said so is not in the record. */
function reportOf({ id, coverage }: SealedRecord['parties'][number], known: Known): PartyReport {
	const own = known.of('reports', id) ?? initial(partyReportKind, id);
	if (coverage === 'reported') return known.isThere ? own : { ...own, state: 'reported' };
	return { ...own, state: coverage === 'nil' ? 'nil' : null };
}

function returnedOf({ returned }: SealedRecord, known: Known): ReturnedNote[] {
	return returned.map(({ text, from, handled }, at) => {
		const own = known.saying('returned', (one) => one.from === from && one.handled === handled);
		const id = own?.id ?? nameless('returned', at);
		return {
			returned: { ...initial(returnedKind, id), from, handled },
			note: { ...initial(noteKind, id), text, parked: true, order: orderAt(at, null) }
		};
	});
}

/** As they stand in the record: after each other. */
const orderAt = (at: number, own: { order: string } | null): string => own?.order ?? String(at).padStart(6, '0');

const nameless = (root: string, at: number): RecordId => `${root}-${at + 1}` as RecordId;

function initial<K extends RecordKind>(kind: K, id: string): RecordOf<K> {
	const fields = Object.entries(kind.fields).map(([name, field]) => [
		name,
		field.kind === 'value' ? field.initial : field.kind === 'text' ? '' : []
	]);
	return { id, ...Object.fromEntries(fields) } as RecordOf<K>;
}

type Living<R extends keyof WeekRecord> = WeekRecord[R][number];

/** What the week's document has beside the record. */
class Known {
	readonly #record: WeekRecord | null;
	readonly #used = new Set<object>();

	constructor(record: WeekRecord | null) {
		this.#record = record;
	}

	get isThere(): boolean {
		return this.#record !== null;
	}

	of<R extends keyof WeekRecord>(root: R, id: string): Living<R> | null {
		const list: readonly Living<R>[] = this.#record?.[root] ?? [];
		return list.find((one) => (one.id as string) === id) ?? null;
	}

	/** The first that says so and stands for nothing else yet. */
	saying<R extends keyof WeekRecord>(root: R, says: (one: Living<R>) => boolean): Living<R> | null {
		const list: readonly Living<R>[] = this.#record?.[root] ?? [];
		const stands = (one: Living<R>) => !('removed' in one) || one.removed === null;
		const found = list.find((one) => stands(one) && !this.#used.has(one) && says(one)) ?? null;
		if (found) this.#used.add(found);
		return found;
	}
}

interface Named {
	id: string;
	name: string;
}

/**
 * Ids of what a record names. Of several with one name it is the one that the document refers to; what has another name by now
 * is what the document refers to.
 */
class References {
	readonly #organisation: Organisation;

	constructor(organisation: Organisation) {
		this.#organisation = organisation;
	}

	category(code: string | null, known: Entry['category']): Entry['category'] {
		if (code === null) return null;
		return pick(
			this.#organisation.categories.filter((one) => one.code === code),
			known
		);
	}

	where(place: SealedPlace | null, known: Where): Where {
		if (place === null) return null;
		const area = pick(named(this.#organisation.areas, place.area), known?.area ?? null);
		return area && { area, place: this.place(area, place.place, known) };
	}

	place(area: AreaId, name: string | null, known: Where): NonNullable<Where>['place'] {
		if (name === null) return null;
		const here = this.#organisation.places.filter((one) => one.area === area);
		return pick(named(here, name), known?.place ?? null);
	}

	funktion(name: string, party: string | null, known: FunktionId | null): FunktionId | null {
		const parties = named(this.#organisation.parties, party ?? '').map(({ id }) => id);
		const all = named(this.#organisation.funktioner, name);
		const own = all.filter((one) => parties.includes(one.party));
		return pick(own.length > 0 ? own : all, known);
	}

	isFunktion(id: FunktionId | null, name: string | null): boolean {
		if (id === null || name === null) return id === name;
		const found = this.#organisation.funktioner.find((one) => one.id === id);
		return found === undefined || found.name === name;
	}

	source({ party, funktion }: NonNullable<SealedEntry['source']>, known: Entry['source']): Entry['source'] {
		const id = pick(named(this.#organisation.parties, party), known?.party ?? null);
		return (
			id && { party: id, funktion: funktion === null ? null : this.funktion(funktion, party, known?.funktion ?? null) }
		);
	}
}

const named = <T extends Named>(things: readonly T[], name: string): T[] => things.filter((one) => one.name === name);

const pick = <Id extends string>(candidates: readonly { id: Id }[], known: Id | null): Id | null =>
	candidates.some(({ id }) => id === known) ? known : (candidates[0]?.id ?? known);

import { isOverdue, shownIn, weekInRow, type Action } from '../board/action.ts';
import { weeksInARow, type CarriedEntry } from '../board/carried.ts';
import { coverageOf } from '../board/coverage.ts';
import type { Entry } from '../board/entry.ts';
import { openActionsForPriority } from '../board/links.ts';
import type { Where } from '../board/values.ts';
import type { AreaId, FunktionId, PartyId } from '../ids.ts';
import type { Area, Organisation } from '../organisation.ts';
import { mondayOf, parseWeekKey, sundayOf, weekKey, type Week } from '../week/iso-week.ts';
import { checklist } from './checklist.ts';
import type { SealFacts, SealMoment } from './facts.ts';
import type {
	SealedAction,
	SealedArea,
	SealedCorrection,
	SealedEntry,
	SealedJournal,
	SealedLink,
	SealedPlace,
	SealedRecord
} from './sealed-record.ts';

/** What a lägesbild says, apart from who sealed it, when, and where in the chain. Two people can agree on this. */
export type SealedContent = Omit<
	SealedRecord,
	'sealedAt' | 'sealedBy' | 'approvedBy' | 'meeting' | 'journal' | 'previous'
>;

/**
 * The facts as they are sealed: names for ids, what was taken away left out, all in an order that follows from the facts
 * alone, so that the same week always gives the same bytes.
 */
export function makeContent(facts: SealFacts): SealedContent {
	const { organisation, week, record } = facts;
	const names = new Names(organisation);
	const shown = shownActions(facts);
	const entries = sealedEntries(facts, names);
	return {
		format: 'lagestavlan/lagesbild',
		version: 2,
		samverkan: samverkanOf(organisation),
		week: { key: weekKey(week), from: mondayOf(week), to: sundayOf(week) },
		parties: partiesOf(facts),
		attendance: attendanceOf(facts),
		levels: organisation.levels.map(({ number, name, meaning }) => ({ number, name, meaning })),
		areas: areasOf(facts, entries),
		municipality: entries.get(null) ?? [],
		priorities: living(record.priorities)
			.sort(byOrder)
			.map((priority) => ({
				id: priority.id,
				title: priority.title,
				where: names.place(priority.where),
				entry: priority.entry,
				actions: numbersOf(openActionsForPriority(priority, shown))
			})),
		followUps: followUpsOf(facts),
		decisions: decisionsOf(facts),
		notes: living(record.notes)
			.sort(byOrder)
			.map(({ text, parked }) => ({ text, parked })),
		returned: returnedOf(facts),
		actions: shown.map((action) => sealedAction(facts, names, action)),
		slots: slotsOf(facts, names),
		upcoming: upcomingOf(facts, names),
		warnings: checklist(facts).flatMap(({ kind, text }) => (kind === 'warning' ? [text] : []))
	};
}

export function makeRecord(
	facts: SealFacts,
	moment: SealMoment,
	{ journal, previous }: { journal: SealedJournal; previous: SealedLink | null }
): SealedRecord {
	const { startedAt, endedAt } = facts.meeting;
	return {
		...makeContent(facts),
		sealedAt: iso(moment.at),
		sealedBy: moment.by,
		approvedBy: moment.approvedBy,
		meeting: { startedAt: isoOrNull(startedAt), endedAt: isoOrNull(endedAt) },
		journal,
		previous
	};
}

/** What would be sealed now, to be looked at: by nobody, and in no chain. */
export const draftRecord = (facts: SealFacts): SealedRecord => ({
	...makeContent(facts),
	sealedAt: iso(facts.meeting.endedAt ?? Date.parse(`${facts.today}T12:00:00Z`)),
	sealedBy: { name: 'Ingen ännu', party: 'utkast' },
	approvedBy: null,
	meeting: { startedAt: isoOrNull(facts.meeting.startedAt), endedAt: isoOrNull(facts.meeting.endedAt) },
	journal: { sequence: 0, rows: 0, sha256: '' },
	previous: null
});

/** The part of a record that two people agree on. */
export function contentOf(record: SealedRecord): SealedContent {
	// eslint-disable-next-line @typescript-eslint/no-unused-vars
	const { sealedAt, sealedBy, approvedBy, meeting, journal, previous, ...content } = record;
	return content;
}

export type CorrectionWords = Pick<SealedCorrection, 'about' | 'text' | 'reason'>;

export function makeCorrection(
	{ samverkan }: Pick<Organisation, 'samverkan'>,
	week: Week,
	words: CorrectionWords,
	{ at, by, number, previous }: Pick<SealMoment, 'at' | 'by'> & Pick<SealedCorrection, 'number' | 'previous'>
): SealedCorrection {
	return {
		format: 'lagestavlan/rattelse',
		version: 1,
		samverkan: { id: samverkan.id, name: samverkan.name },
		week: { key: weekKey(week) },
		number,
		sealedAt: iso(at),
		sealedBy: by,
		...words,
		previous
	};
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

// Order

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byOrder = (a: { order: string; id: string }, b: { order: string; id: string }): number =>
	compare(a.order, b.order) || compare(a.id, b.id);
const living = <T extends { removed: unknown }>(things: readonly T[]): T[] =>
	things.filter(({ removed }) => removed === null);
/** The first text that differs decides; null is last. */
const byTexts =
	<T>(texts: (thing: T) => readonly (string | null)[]) =>
	(a: T, b: T): number => {
		const [left, right] = [texts(a), texts(b)];
		const at = left.findIndex((text, index) => text !== right[index]);
		return at === -1 ? 0 : compare(left[at] ?? '\uffff', right[at] ?? '\uffff');
	};

/** What a thing that has been deleted since is called. */
const UNKNOWN = '(okänd)';

class Names {
	readonly #areas: Map<string, string>;
	readonly #places: Map<string, string>;
	readonly #funktioner: Map<string, string>;
	readonly #parties: Map<string, string>;
	readonly #organisation: Organisation;

	constructor(organisation: Organisation) {
		const named = (things: readonly { id: string; name: string }[]) =>
			new Map(things.map(({ id, name }) => [id, name]));
		this.#organisation = organisation;
		this.#areas = named(organisation.areas);
		this.#places = named(organisation.places);
		this.#funktioner = named(organisation.funktioner);
		this.#parties = named(organisation.parties);
	}

	party = (id: PartyId): string => this.#parties.get(id) ?? UNKNOWN;
	funktion = (id: FunktionId): string => this.#funktioner.get(id) ?? UNKNOWN;

	place(where: Where): SealedPlace | null {
		if (where === null) return null;
		const place = where.place === null ? null : (this.#places.get(where.place) ?? UNKNOWN);
		return { area: this.#areas.get(where.area) ?? UNKNOWN, place };
	}

	category(id: Entry['category']): SealedEntry['category'] {
		const found = this.#organisation.categories.find((category) => category.id === id);
		return found ? { code: found.code, name: found.name, group: found.group } : null;
	}
}

// Parts

const samverkanOf = ({ samverkan }: Organisation): SealedRecord['samverkan'] => {
	const { id, name, municipality, policeDistrict } = samverkan;
	return { id, name, municipality, policeDistrict };
};

function partiesOf({ organisation, record, carried }: SealFacts): SealedRecord['parties'] {
	const coverage = coverageOf(organisation.parties, record.reports, record.entries, carried);
	return organisation.parties.map(({ id, name, kind, registryNumber }) => ({
		...{ id, name, kind, registryNumber },
		coverage: coverage.of[id] ?? 'missing'
	}));
}

/** Every function of today's, and those archived since whose närvaro was noted. */
function attendanceOf({ organisation, record }: SealFacts): SealedRecord['attendance'] {
	const states = new Map(record.attendance.map(({ id, state }) => [id as string, state]));
	const names = new Names(organisation);
	return organisation.funktioner
		.filter(({ id, archived }) => !archived || (states.get(id) ?? null) !== null)
		.map(({ id, name, party }) => ({ funktion: name, party: names.party(party), state: states.get(id) ?? null }));
}

/** Rows by area; what is in no area of the samverkan's concerns all of it. */
function sealedEntries(facts: SealFacts, names: Names): Map<AreaId | null, SealedEntry[]> {
	const { organisation, record, week } = facts;
	const areas = new Set(organisation.areas.map(({ id }) => id));
	const rows = [
		...facts.carried
			.filter(({ carried }) => carried.removed === null)
			.toSorted(byTexts(({ carried, entry }) => [carried.from, entry.order, entry.id]))
			.map((row) => ({ entry: row.entry, sealed: sealedCarried(row, names, week) })),
		...living(record.entries)
			.sort(byOrder)
			.map((entry) => ({ entry, sealed: sealedEntry(entry, names) }))
	];
	const areaOf = ({ where }: Entry) => (where !== null && areas.has(where.area) ? where.area : null);
	const groups = Map.groupBy(rows, ({ entry }) => areaOf(entry));
	return new Map([...groups].map(([area, group]) => [area, group.map(({ sealed }) => sealed)]));
}

function sealedEntry(entry: Entry, names: Names): SealedEntry {
	const { id, text, when, count, source, basis, reliability, severity, assessment, hiddenOnScreen, circle } = entry;
	return {
		...{ id, text, when, count, basis, reliability, severity, assessment, hiddenOnScreen, circle },
		category: names.category(entry.category),
		place: names.place(entry.where)?.place ?? null,
		source: source && {
			party: names.party(source.party),
			funktion: source.funktion && names.funktion(source.funktion)
		},
		carried: null
	};
}

/** Its words are the earlier week's; how it stands, and what is new, are this week's. */
function sealedCarried({ carried, entry }: CarriedEntry, names: Names, week: Week): SealedEntry {
	const from = parseWeekKey(carried.from ?? '') ?? week;
	return {
		...sealedEntry(entry, names),
		assessment: carried.assessment,
		hiddenOnScreen: carried.hiddenOnScreen || entry.hiddenOnScreen,
		carried: { from: weekKey(from), weeks: weeksInARow(carried, week), text: carried.text }
	};
}

/** Areas in use, and archived ones that the week says something of. */
function areasOf(facts: SealFacts, entries: ReadonlyMap<AreaId | null, SealedEntry[]>): SealedArea[] {
	const levels = new Map(facts.record.levels.map((level) => [level.id as string, level]));
	const isSaid = ({ id }: Area) => entries.has(id) || (levels.get(id)?.assessment ?? null) !== null;
	return facts.organisation.areas
		.filter((area) => !area.archived || isSaid(area))
		.map((area) => {
			const level = levels.get(area.id);
			return {
				id: area.id,
				name: area.name,
				level: sealedLevel(facts, level?.assessment ?? null),
				previousLevel: facts.previousLevels[area.id] ?? null,
				trend: level?.trend ?? null,
				entries: entries.get(area.id) ?? []
			};
		});
}

type Assessment = SealFacts['record']['levels'][number]['assessment'];

function sealedLevel({ organisation }: SealFacts, assessment: Assessment): SealedArea['level'] {
	if (assessment === null) return null;
	const name = organisation.levels.find(({ number }) => number === assessment.level)?.name ?? UNKNOWN;
	const confirmed = assessment.kind === 'confirmed';
	return { number: assessment.level, name, motive: assessment.kind === 'set' ? assessment.motive : null, confirmed };
}

const numbersOf = (actions: readonly Pick<Action, 'number'>[]): number[] =>
	actions.flatMap(({ number }) => (number === null ? [] : [number])).sort((a, b) => a - b);

/** Those that have no number yet are last. */
const byNumber = (a: { number: number | null; id: string }, b: { number: number | null; id: string }): number =>
	(a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER) || compare(a.id, b.id);

/** The åtgärder on the week's board. */
export const shownActions = ({ actions, week }: Pick<SealFacts, 'actions' | 'week'>): Action[] =>
	actions.actions.filter(shownIn(week)).sort(byNumber);

function sealedAction({ today, week }: SealFacts, names: Names, action: Action): SealedAction {
	const { id, number, title, description, goal, due, status, decidedIn } = action;
	return {
		...{ id, number, title, description, goal, due, status, decidedIn },
		where: names.place(action.where),
		owner: action.owner && names.funktion(action.owner),
		performers: action.performers.map(names.funktion).sort(compare),
		overdue: isOverdue(action, today),
		weeksInRow: weekInRow(action, week)
	};
}

/** In the order of the åtgärder's numbers; an åtgärd that is gone keeps its id. */
function followUpsOf({ record, actions }: SealFacts): SealedRecord['followUps'] {
	const known = new Map(actions.actions.map((action) => [action.id, action]));
	return record.followUps
		.flatMap(({ id, disposition }) => {
			const action = known.get(id);
			const { number = null, title = UNKNOWN } = action ?? {};
			return disposition === null ? [] : [{ id, number, title, disposition }];
		})
		.sort(byNumber);
}

/** A beslut whose number has not been given gets the next one here: a sealed beslut always has a §. */
function decisionsOf({ record }: SealFacts): SealedRecord['decisions'] {
	const decisions = living(record.decisions).sort(byOrder);
	let last = Math.max(0, ...record.decisions.map(({ number }) => number ?? 0));
	return decisions.map(({ number, text }) => ({ number: number ?? ++last, text })).sort((a, b) => a.number - b.number);
}

const returnedOf = ({ returned }: SealFacts): SealedRecord['returned'] =>
	returned
		.filter(({ note }) => note.removed === null)
		.toSorted(byTexts(({ returned: { from }, note: { order, id } }) => [from, order, id]))
		.flatMap(({ returned: { from, handled }, note: { text } }) => (from === null ? [] : [{ text, from, handled }]));

const slotsOf = ({ record }: SealFacts, names: Names): SealedRecord['slots'] =>
	living(record.slots)
		.sort(byTexts(({ day, hours, id }) => [day, hours?.from ?? null, id]))
		.map(({ funktion, where, day, hours, note }) => ({
			funktion: funktion && names.funktion(funktion),
			where: names.place(where),
			day,
			from: hours?.from ?? null,
			to: hours?.to ?? null,
			note
		}));

const upcomingOf = ({ record }: SealFacts, names: Names): SealedRecord['upcoming'] =>
	living(record.upcoming)
		.sort(byTexts(({ dates, title, id }) => [dates?.from ?? null, title, id]))
		.map(({ title, kind, dates, where }) => ({
			...{ title, kind, from: dates?.from ?? null, to: dates?.to ?? null },
			where: names.place(where)
		}));

import type { Actor } from '#lib/shared/access/roles.ts';
import { visibleActions } from '#lib/shared/access/visible-actions.ts';
import type { HistoryPerson } from '#lib/shared/history/asked-words.ts';
import type { Change, ChangeFilter } from '#lib/shared/history/change.ts';
import { changeWords, isFact, kindName, recordValues } from '#lib/shared/history/change-words.ts';
import type { HistoryRoot } from '#lib/shared/history/field-words.ts';
import type { HistoryAsked, WhatAsked, WhenAsked } from '#lib/shared/history/history-address.ts';
import type { HistoryRow, HistoryRows } from '#lib/shared/history/history-row.ts';
import { isWrittenText } from '#lib/shared/history/written-text.ts';
import { withPreparedFolded } from '#lib/shared/history/prepared-rows.ts';
import { readPage } from '#lib/shared/history/sitting-pages.ts';
import { sittingsOf, type Sitting } from '#lib/shared/history/sittings.ts';
import { understood } from '#lib/shared/history/typed-question.ts';
import { partyWords } from '#lib/shared/history/value-words.ts';
import type { FunktionId, PersonId, RecordId } from '#lib/shared/ids.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { addDays, localDay, parseWeekKey, weekKey, weekOf, type WeekKey } from '#lib/shared/week/iso-week.ts';
import { momentOf } from '#lib/shared/week/local-time.ts';
import type { Who } from '../../../server/history/history.ts';
import type { Services } from '../../../server/services.ts';
import { recordNames, type RecordNames } from './history-names.ts';

export interface HistoryAsking {
	services: Pick<Services, 'store' | 'rooms' | 'now' | 'history'>;
	actor: Actor;
	organisation: Organisation;
}

/** Everything that rows are told with, read once for each answer. */
export interface HistoryReading extends HistoryAsking {
	people: Map<PersonId, Who>;
	/** What this person may see of the åtgärder. */
	actions: ReturnType<typeof visibleActions>;
}

export async function readingOf(asking: HistoryAsking): Promise<HistoryReading> {
	const { services, actor } = asking;
	const document = await services.store.documents.actionsDocument(actor.samverkan);
	const actions = visibleActions(actor, await services.rooms.read(document.id, 'actions'));
	return { ...asking, actions, people: await services.history.who(actor.samverkan) };
}

const NOTHING: HistoryRows = { rows: [], next: null, total: 0 };

/** A page of what is asked for, as it is shown, and so much more as ends a sitting; `before` goes on after a page. */
export async function answerHistory(
	reading: HistoryReading,
	asked: HistoryAsked,
	page: { before?: number; limit: number }
): Promise<HistoryRows> {
	const filter = filterOf(reading, asked);
	return filter ? answerFilter(reading, filter, page) : NOTHING;
}

export async function answerFilter(
	reading: HistoryReading,
	filter: ChangeFilter,
	page: { before?: number; limit: number }
): Promise<HistoryRows> {
	const { services, actor, organisation, actions } = reading;
	const found = await readPage((part) => services.history.changes(actor, filter, part), page);
	const asking = { services, organisation, actions, today: localDay(services.now()) };
	const names = await recordNames(asking, found.changes);
	const rows = withPreparedFolded(sittingsOf(found.changes).map((sitting) => rowOf(sitting, names, reading)));
	return { rows, next: found.next, total: found.total };
}

/** As the history is asked; null where nothing can be found: an Å-number that there is not. */
export function filterOf({ actions, people, organisation }: HistoryReading, asked: HistoryAsked): ChangeFilter | null {
	const said = understood(asked.text, asked.what);
	const numbered = actions.actions.filter(({ number }) => number !== null && said.numbers.includes(number));
	if (said.numbers.length > 0 && numbered.length === 0) return null;
	const staff = staffOf(asked.funktioner, organisation, people);
	if (asked.funktioner.length > 0 && asked.people.length + staff.length === 0) return null;
	const comments = actions.comments.filter(({ action }) => numbered.some(({ id }) => id === action));
	return {
		...listed('persons', [...asked.people, ...staff]),
		...listed('parties', asked.parties),
		...listed('vias', asked.vias),
		...listed('areas', asked.areas),
		...listed('places', asked.places),
		...listed('categories', asked.categories),
		...listed(
			'records',
			[...numbered, ...comments].map(({ id }) => id)
		),
		...whatOf(asked.what ? [asked.what] : said.fields, said.words),
		...startOf(asked.from),
		...endOf(asked.until)
	};
}

/**
 * Of a field that people write, the words are looked for in what was changed; of any other – ansvarig, klart senast – in
 * the card: it is its words that somebody remembers.
 */
function whatOf(whats: readonly WhatAsked[], words: string): Pick<ChangeFilter, 'roots' | 'fields' | 'text' | 'about'> {
	const fields = whats.flatMap(({ root, field }) => (field === null ? [] : [{ root, field }]));
	const isWritten = fields.every(({ root, field }) => isWrittenText(root, field));
	return {
		...listed(
			'roots',
			whats.map(({ root }) => root)
		),
		...listed(
			'fields',
			fields.map(({ field }) => field)
		),
		...(words && (isWritten ? { text: words } : { about: words }))
	};
}

const listed = <Key extends string, T>(key: Key, list: readonly T[]) =>
	(list.length > 0 ? { [key]: [...new Set(list)] } : {}) as { [K in Key]?: T[] };

/** Who staffs a function, or did when they were here. */
function staffOf(
	funktioner: readonly FunktionId[],
	organisation: Organisation,
	people: HistoryReading['people']
): PersonId[] {
	const now = organisation.funktioner.filter(({ id }) => funktioner.includes(id)).flatMap((one) => one.people);
	const known = [...people].filter(([, person]) => person.funktioner.some((id) => funktioner.includes(id)));
	return [...now, ...known.map(([id]) => id)];
}

const startOf = (when: WhenAsked | null): Pick<ChangeFilter, 'from' | 'fromWeek'> =>
	when === null ? {} : 'day' in when ? { from: momentOf(when.day) } : { fromWeek: weekKey(when.week) };
const endOf = (when: WhenAsked | null): Pick<ChangeFilter, 'until' | 'toWeek'> =>
	when === null ? {} : 'day' in when ? { until: momentOf(addDays(when.day, 1)) } : { toWeek: weekKey(when.week) };

function rowOf(
	{ last, before, after, from, until, count }: Sitting,
	names: RecordNames,
	reading: HistoryReading
): HistoryRow {
	const { root, field, via, restored } = last;
	return {
		...{ id: last.id, root: root as HistoryRoot, record: last.record, field, via, restored, from, at: until, count },
		...{ kind: kindName(root), name: names.nameOf(last) },
		...changeWords({ root, field, before, after }, names),
		isText: field !== null && isWrittenText(root, field),
		values: field === null && after !== null && !isFact(root) ? recordValues(root, after, names) : [],
		...writerOf(last, reading, names),
		week: weekOfChange(last.week, until)
	};
}

const weekOfChange = (key: WeekKey, at: number) => parseWeekKey(key) ?? weekOf(localDay(at));

function writerOf({ person, party }: Change, { people, organisation }: HistoryReading, names: RecordNames) {
	if (person === null) return { who: null, whose: '' };
	const known = people.get(person);
	const member = organisation.people.find((one) => one.person === person);
	const funktioner = organisation.funktioner.filter(({ id }) => known?.funktioner.includes(id)).map(({ name }) => name);
	const of = partyWords(party ?? member?.party ?? known?.party ?? null, names);
	return { who: known?.name ?? member?.name ?? 'Okänd person', whose: [of, ...funktioner].filter(Boolean).join(' · ') };
}

/** The whole life of one record, with what was said of it: of an åtgärd its comments and what meetings said. */
export function lifeOf({ actions }: HistoryReading, record: RecordId): ChangeFilter {
	const comments = actions.comments.filter(({ action }) => action === record).map(({ id }) => id);
	return { records: [record, ...comments] };
}

/** Everybody the history can name, those who are here first. */
export function peopleOf({ people, organisation }: HistoryReading): HistoryPerson[] {
	const here = organisation.people.map(({ person, name }) => ({ id: person, name, hasLeft: false }));
	const ids = new Set(here.map(({ id }) => id));
	const gone = [...people].filter(([id]) => !ids.has(id)).map(([id, { name }]) => ({ id, name, hasLeft: true }));
	const byName = (a: HistoryPerson, b: HistoryPerson) => a.name.localeCompare(b.name, 'sv');
	return [...here.sort(byName), ...gone.sort(byName)];
}

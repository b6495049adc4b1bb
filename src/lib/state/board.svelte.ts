import { getContext, setContext, untrack } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type * as Y from 'yjs';
import type { Permissions } from '../shared/access/policies.ts';
import type { CarriedEntry } from '../shared/board/carried.ts';
import type { ActionsRecord, WeekRecord } from '../shared/board/document-record.ts';
import type { Entry } from '../shared/board/entry.ts';
import { OpenActions } from '../shared/board/links.ts';
import { LOCAL } from '../shared/board/origin.ts';
import type { RecordOf, TextName } from '../shared/board/record.ts';
import { DOCUMENT_KINDS, schemaOf, type DocumentKind, type RootName } from '../shared/board/schema.ts';
import { textOf } from '../shared/board/record.ts';
import type { Author } from '../shared/board/values.ts';
import type { WeekPage } from '../shared/board/week-page.ts';
import type { ReturnedNote } from '../shared/meeting/facts.ts';
import {
	newRecordId,
	type AreaId,
	type CategoryId,
	type FunktionId,
	type PartyId,
	type PersonId
} from '../shared/ids.ts';
import type { PlaceId, RecordId } from '../shared/ids.ts';
import type { Area, Category, Funktion, Party, Place } from '../shared/organisation.ts';
import type { Focus, Presence } from '../shared/protocol/presence.ts';
import { addDays, mondayOf, weeksBetween, type Day } from '../shared/week/iso-week.ts';
import { isSealed } from '../shared/week/lifecycle.ts';
import { RootView } from './board-view.svelte.ts';
import { FieldView } from './field-view.svelte.ts';
import { LiveText } from './live-text.svelte.ts';
import { UndoHistory } from './undo.svelte.ts';
import { UpdatesPause } from './updates-pause.svelte.ts';

/** The live end of one document, as the board needs it. */
export interface LiveSource {
	readonly doc: Y.Doc;
	/** Set by the board; called with a fresh document when the server has refused an edit and the old one is void. */
	onreplaced: ((doc: Y.Doc) => void) | null;
}

/** Who has the caret where, in one document. Reading `at` is reactive. */
export interface FocusSource {
	focus(at: Focus | null): void;
	at(focus: Focus): readonly Presence[];
}

type WeekKinds = (typeof DOCUMENT_KINDS)['week'];
type ActionsKinds = (typeof DOCUMENT_KINDS)['actions'];
type DraftKinds = (typeof DOCUMENT_KINDS)['draft'];
type Kinds = WeekKinds & ActionsKinds & DraftKinds;
export type BoardRoot = RootName<'week'> | RootName<'actions'> | RootName<'draft'>;
export type BoardRecord<R extends BoardRoot> = RecordOf<Kinds[R]>;
export type BoardText<R extends BoardRoot> = TextName<Kinds[R]>;
type Views = { [R in BoardRoot]: RootView<Kinds[R]> };

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * One week's board with the samverkan's åtgärder, as components see it. It is rendered from the page's plain records,
 * on the server too, and goes live when the documents come. Reading is reactive per record and field; writing is
 * `edit(document, command)` and nothing else.
 */
export class Board {
	readonly undoHistory = new UndoHistory();
	readonly pause = new UpdatesPause(() => Object.values(this.#views));
	readonly #views: Views;
	readonly #texts = new Map<string, LiveText>();
	readonly #heldTexts = new SvelteSet<string>();
	readonly #now: () => number;
	#page = $state.raw() as FieldView<WeekPage>;
	#docs = $state.raw<{ [D in DocumentKind]: Y.Doc | null }>({ week: null, actions: null, draft: null });
	#focus = $state.raw<{ [D in DocumentKind]: FocusSource | null }>({ week: null, actions: null, draft: null });

	/** `now` is the server's time where it is known. */
	constructor(page: WeekPage, now: () => number = Date.now) {
		this.#page = new FieldView(page);
		this.#now = now;
		this.#views = this.#makeViews(page);
	}

	#makeViews({ weekRecord: week, actionsRecord: actions, draft }: WeekPage): Views {
		const shouldWait = (local: boolean) => !local && this.pause.paused;
		const kinds = { ...DOCUMENT_KINDS.week, ...DOCUMENT_KINDS.actions, ...DOCUMENT_KINDS.draft };
		const ordered = { compare: byOrder, shouldWait };
		return {
			entries: new RootView(kinds.entries, week.entries, ordered),
			carried: new RootView(kinds.carried, week.carried, { shouldWait }),
			followUps: new RootView(kinds.followUps, week.followUps, { shouldWait }),
			returned: new RootView(kinds.returned, week.returned, { shouldWait }),
			levels: new RootView(kinds.levels, week.levels, { shouldWait }),
			priorities: new RootView(kinds.priorities, week.priorities, ordered),
			slots: new RootView(kinds.slots, week.slots, { compare: bySlotTime, shouldWait }),
			attendance: new RootView(kinds.attendance, week.attendance, { shouldWait }),
			decisions: new RootView(kinds.decisions, week.decisions, ordered),
			notes: new RootView(kinds.notes, week.notes, ordered),
			upcoming: new RootView(kinds.upcoming, week.upcoming, { compare: byFirstDay, shouldWait }),
			reports: new RootView(kinds.reports, week.reports, { shouldWait }),
			actions: new RootView(kinds.actions, actions.actions, ordered),
			comments: new RootView(kinds.comments, actions.comments, { compare: byMade, shouldWait }),
			observations: new RootView(kinds.observations, draft?.record.observations ?? [], { compare: byMade, shouldWait }),
			nilReports: new RootView(kinds.nilReports, draft?.record.nilReports ?? [], { compare: byMade, shouldWait })
		};
	}

	// ——— what is on the board

	/** Reading is reactive per field: the day may change and whoever asks for the rights hears nothing of it. */
	get page(): WeekPage {
		return this.#page.view;
	}
	/** The page was loaded again: rights, organisation or the week's state changed. Records stay the documents'. */
	set page(page: WeekPage) {
		untrack(() => {
			if (this.#page.hasFieldsOf(page)) this.#page.take(page);
			else this.#page = new FieldView(page);
		});
	}
	get may(): Permissions {
		return this.page.may;
	}
	get me(): WeekPage['me'] {
		return this.page.me;
	}
	/** The day that "försenad" is counted from. A week that is over says what was late at its meeting, not what is late now. */
	get statusDay(): Day {
		return this.#statusDay;
	}
	readonly #statusDay = $derived.by(() => {
		const { week, thisWeek, today, documents, organisation } = this.page;
		if (documents.actions !== null || weeksBetween(week, thisWeek) <= 0) return today;
		return addDays(mondayOf(week), organisation.samverkan.meetingWeekday - 1);
	});
	get sealed(): boolean {
		return isSealed(this.page.state);
	}

	get entries(): readonly BoardRecord<'entries'>[] {
		return this.#views.entries.all;
	}
	/** By area. */
	get levels(): ReadonlyMap<string, BoardRecord<'levels'>> {
		return this.#views.levels.byId;
	}
	get priorities(): readonly BoardRecord<'priorities'>[] {
		return this.#views.priorities.all;
	}
	get slots(): readonly BoardRecord<'slots'>[] {
		return this.#views.slots.all;
	}
	get upcoming(): readonly BoardRecord<'upcoming'>[] {
		return this.#views.upcoming.all;
	}
	/** By party. */
	get reports(): ReadonlyMap<string, BoardRecord<'reports'>> {
		return this.#views.reports.byId;
	}
	get actions(): readonly BoardRecord<'actions'>[] {
		return this.#views.actions.all;
	}
	get comments(): readonly BoardRecord<'comments'>[] {
		return this.#views.comments.all;
	}

	/** Open åtgärder by what they answer. */
	get openActions(): OpenActions<BoardRecord<'actions'>> {
		return this.#openActions;
	}
	readonly #openActions = $derived.by(() => new OpenActions(this.actions));

	/** The records of a root that are there, in order. */
	records<R extends BoardRoot>(root: R): readonly BoardRecord<R>[] {
		return this.#view(root).all;
	}
	/** Taken away, and restorable. */
	removedRecords<R extends BoardRoot>(root: R): readonly BoardRecord<R>[] {
		return this.#view(root).removed;
	}
	/** One record, removed or not; undefined where there is none. */
	record<R extends BoardRoot>(root: R, id: string): BoardRecord<R> | undefined {
		return this.#view(root).byId.get(id);
	}

	// ——— what earlier weeks hand on: references in the document, words in the page

	readonly #earlier = $derived.by(() => {
		const { earlierEntries, earlierNotes } = this.page;
		return { entries: byKey(earlierEntries, ({ id }) => id), notes: byKey(earlierNotes, ({ id }) => id) };
	});
	readonly #carried = $derived.by(() =>
		this.#views.carried.all
			.flatMap((carried): CarriedEntry[] => {
				const entry = this.#earlier.entries.get(carried.id);
				return entry ? [{ carried, entry }] : [];
			})
			.sort(byOrigin)
	);
	readonly #returned = $derived.by(() =>
		this.#views.returned.all
			.flatMap((returned): ReturnedNote[] => {
				const note = this.#earlier.notes.get(returned.id);
				return note ? [{ returned, note }] : [];
			})
			.sort((a, b) => compare(a.returned.from ?? '', b.returned.from ?? '') || byOrder(a.note, b.note))
	);

	/** Rows carried from earlier weeks, the oldest first. */
	get carriedEntries(): readonly CarriedEntry[] {
		return this.#carried;
	}
	/** What earlier meetings parked. */
	get returnedNotes(): readonly ReturnedNote[] {
		return this.#returned;
	}
	/** A lägesrad of this week, or one that it carries; also one that was taken away. */
	entry(id: string): Entry | undefined {
		return this.#views.entries.byId.get(id) ?? (this.#views.carried.byId.has(id) ? this.#wordsOf(id) : undefined);
	}
	#wordsOf(id: string): Entry | undefined {
		return this.#earlier.entries.get(id as RecordId);
	}
	/** References whose words this page was made without: the week has been opened since. */
	get withoutWords(): readonly string[] {
		const { entries, notes } = this.#earlier;
		return [
			...[...this.#views.carried.byId.keys()].filter((id) => !entries.has(id as RecordId)),
			...[...this.#views.returned.byId.keys()].filter((id) => !notes.has(id as RecordId))
		];
	}

	// ——— the past

	/** Shows the board of another moment. Only where nothing is attached: documents say what is there now. */
	show({ week, actions }: { week: WeekRecord; actions: ActionsRecord }): void {
		for (const [root, records] of Object.entries({ ...week, ...actions }) as [BoardRoot, never[]][])
			this.#view(root).show(records);
	}

	// ——— going live

	/** Follows the live documents; null for one that stays as it was rendered. Returns how to stop. */
	attach(week: LiveSource | null, actions: LiveSource | null, draft: LiveSource | null = null): () => void {
		const sources = Object.entries({ week, actions, draft }) as [DocumentKind, LiveSource | null][];
		const stops = sources.map(([document, source]) => source && this.#attachSource(document, source));
		return () => stops.forEach((stop) => stop?.());
	}

	/** Where carets are told and heard of; without it nobody is seen in the text boxes. */
	attachFocus(week: FocusSource | null, actions: FocusSource | null, draft: FocusSource | null = null): () => void {
		this.#focus = { week, actions, draft };
		return () => (this.#focus = { week: null, actions: null, draft: null });
	}

	#attachSource(document: DocumentKind, source: LiveSource): () => void {
		let stop = this.#attachWhenLoaded(document, source.doc);
		source.onreplaced = (doc) => {
			stop();
			stop = this.#attachWhenLoaded(document, doc);
		};
		return () => {
			source.onreplaced = null;
			stop();
		};
	}

	/** An empty document must not wipe the rendered view: its content is here when `meta` is. */
	#attachWhenLoaded(document: DocumentKind, doc: Y.Doc): () => void {
		let detach: (() => void) | null = null;
		const look = () => {
			if (detach || schemaOf(doc) === undefined) return;
			doc.off('afterTransaction', look);
			detach = untrack(() => this.#attachDocument(document, doc));
		};
		doc.on('afterTransaction', look);
		look();
		return () => {
			doc.off('afterTransaction', look);
			detach?.();
		};
	}

	#attachDocument(document: DocumentKind, doc: Y.Doc): () => void {
		const roots = Object.keys(DOCUMENT_KINDS[document]) as BoardRoot[];
		const stops = roots.map((root) => this.#view(root).attach(doc));
		stops.push(
			this.undoHistory.follow(
				document,
				doc,
				roots.map((root) => doc.getMap(root))
			)
		);
		this.#docs = { ...this.#docs, [document]: doc };
		return () => {
			for (const stop of stops) stop();
			if (this.#docs[document] === doc) this.#docs = { ...this.#docs, [document]: null };
		};
	}

	// ——— writing

	/** Is the document here, so that `edit` can be called? */
	isLive(document: DocumentKind): boolean {
		return this.#docs[document] !== null;
	}

	/** One own, undoable change: runs a command of `shared/board` on the document and answers what it answers. */
	edit<T>(document: DocumentKind, command: (doc: Y.Doc) => T): T {
		const doc = this.#docs[document];
		if (!doc) throw new Error(`The ${document} document is not here yet; ask isLive('${document}') first`);
		this.undoHistory.startStep();
		const answer = doc.transact(() => command(doc), LOCAL);
		this.undoHistory.startStep();
		return answer;
	}

	/** Who makes a record that is made now. */
	author(): Author {
		return { person: this.me.person, party: this.me.party, at: this.#now() };
	}
	newId(): RecordId {
		return newRecordId((length) => crypto.getRandomValues(new Uint8Array(length)));
	}

	undo(): void {
		this.undoHistory.undo();
	}
	redo(): void {
		this.undoHistory.redo();
	}
	get canUndo(): boolean {
		return this.undoHistory.canUndo;
	}
	get canRedo(): boolean {
		return this.undoHistory.canRedo;
	}

	// ——— text that several write in at once

	/** The live text of a field: the same object each time, so that an attachment does not bind anew. */
	text<R extends BoardRoot>(root: R, id: string, field: BoardText<R>): LiveText {
		const key = `${root}/${id}/${field}`;
		const known = this.#texts.get(key);
		if (known) return known;
		const made = this.#makeText(root, id, field);
		this.#texts.set(key, made);
		return made;
	}

	#makeText(root: BoardRoot, id: string, field: string): LiveText {
		const shown = () => this.#view(root).byId.get(id) as Record<string, unknown> | undefined;
		return new LiveText({
			text: () => {
				const doc = this.#docs[documentOf(root)];
				return doc ? textOf(doc, this.#view(root).kind, id as RecordId, field as never) : undefined;
			},
			shown: () => (shown()?.[field] as string | undefined) ?? '',
			paused: () => this.pause.paused,
			undo: () => this.undo(),
			redo: () => this.redo(),
			focus: (here) => this.focusField(here ? { root, id, field } : null),
			held: (held) =>
				held ? this.#heldTexts.add(`${root}/${id}/${field}`) : this.#heldTexts.delete(`${root}/${id}/${field}`)
		});
	}

	/** Where a text is kept, for what is asked about it beside its box: document, record and field. */
	placeOf<R extends BoardRoot>(root: R, id: string, field: BoardText<R>): string {
		const { documents: live, draft } = this.page;
		const documents: Partial<Record<DocumentKind, string | null>> = { ...live, ...(draft && { draft: draft.id }) };
		return [documents[documentOf(root)] ?? '', id, field].join('/');
	}

	/** Texts that are not sent because there is a personnummer in them. */
	get heldTexts(): number {
		return this.#heldTexts.size;
	}

	/** Tells the others where the caret is; null is nowhere. */
	focusField(focus: Focus | null): void {
		this.undoHistory.startStep();
		const document = focus ? documentOf(focus.root as BoardRoot) : null;
		for (const kind of DOCUMENTS) this.#focus[kind]?.focus(kind === document ? focus : null);
	}

	/** The others who have the caret in that field. */
	editors<R extends BoardRoot>(root: R, id: string, field: BoardText<R>): readonly Presence[] {
		return this.#focus[documentOf(root)]?.at({ root, id, field }) ?? [];
	}

	// ——— words for ids

	readonly #lookups = $derived.by(() => {
		const { parties, funktioner, areas, places, categories, people } = this.page.organisation;
		return {
			party: byKey(parties, ({ id }) => id),
			funktion: byKey(funktioner, ({ id }) => id),
			area: byKey(areas, ({ id }) => id),
			place: byKey(places, ({ id }) => id),
			category: byKey(categories, ({ id }) => id),
			person: byKey(people, ({ person }) => person)
		};
	});

	party(id: PartyId): Party | undefined {
		return this.#lookups.party.get(id);
	}
	funktion(id: FunktionId): Funktion | undefined {
		return this.#lookups.funktion.get(id);
	}
	area(id: AreaId): Area | undefined {
		return this.#lookups.area.get(id);
	}
	place(id: PlaceId): Place | undefined {
		return this.#lookups.place.get(id);
	}
	category(id: CategoryId): Category | undefined {
		return this.#lookups.category.get(id);
	}
	/** A person who is no longer a member has no name here. */
	personName(id: PersonId): string {
		return this.#lookups.person.get(id)?.name ?? 'Tidigare medlem';
	}

	#view<R extends BoardRoot>(root: R): RootView<Kinds[R]> {
		return this.#views[root] as unknown as RootView<Kinds[R]>;
	}
}

const DOCUMENTS = Object.keys(DOCUMENT_KINDS) as DocumentKind[];

/** The document that a root is in. */
export const documentOf = (root: BoardRoot): DocumentKind =>
	DOCUMENTS.find((document) => Object.hasOwn(DOCUMENT_KINDS[document], root)) ?? 'week';

const byKey = <Key, T>(things: readonly T[], key: (thing: T) => Key): ReadonlyMap<Key, T> =>
	new Map(things.map((thing) => [key(thing), thing]));

type Ordered = { order: string; id: string };
const byOrder = (a: Ordered, b: Ordered): number => compare(a.order, b.order) || compare(a.id, b.id);
const byOrigin = (a: CarriedEntry, b: CarriedEntry): number =>
	compare(a.carried.from ?? '', b.carried.from ?? '') || byOrder(a.entry, b.entry);
const bySlotTime = (a: BoardRecord<'slots'>, b: BoardRecord<'slots'>): number =>
	compare(a.day ?? '~', b.day ?? '~') || compare(a.hours?.from ?? '', b.hours?.from ?? '') || compare(a.id, b.id);
const byFirstDay = (a: BoardRecord<'upcoming'>, b: BoardRecord<'upcoming'>): number =>
	compare(a.dates?.from ?? '~', b.dates?.from ?? '~') || compare(a.id, b.id);
type Made = { id: string; created: Author | null };
const byMade = (a: Made, b: Made): number => compare(a.created?.at ?? 0, b.created?.at ?? 0) || compare(a.id, b.id);

const KEY = Symbol('board');

export const setBoard = (board: Board): Board => setContext(KEY, board);

export function getBoard(): Board {
	const board = getContext<Board | undefined>(KEY);
	if (!board) throw new Error('No board here: call setBoard(new Board(page)) in a component above');
	return board;
}

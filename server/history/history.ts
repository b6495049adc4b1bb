import type { Logger } from 'pino';
import { mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { seesOnlyOwn, visibleActions } from '../../src/lib/shared/access/visible-actions.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import {
	emptyRecord,
	type ActionsRecord,
	type DocumentRecord,
	type WeekRecord
} from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { ChangeFilter, ChangePage } from '../../src/lib/shared/history/change.ts';
import { withHidden, withTakenBack } from '../../src/lib/shared/history/hidden-rows.ts';
import type { DocumentId, FunktionId, PartyId, PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { searchTerms } from '../../src/lib/shared/search/terms.ts';
import { mondayOf, parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { WeekState } from '../../src/lib/shared/week/lifecycle.ts';
import { endOfWeek, momentOf } from '../../src/lib/shared/week/local-time.ts';
import type { StoredChanges } from '../realtime/rooms.ts';
import type {
	ActionsQuery,
	ActionsSide,
	BoardPieces,
	BoardQuery,
	BoardView,
	ComparedActions,
	MomentPart
} from '../storage/history.ts';
import type { Store, WeekDocument, WeekStateChange } from '../storage/store.ts';
import { HistoryFeed } from './history-feed.ts';
import { readPast, type PastRecord } from './past-record.ts';
import { Questions } from './questions.ts';
import { actionsUntil, scopeOf } from './scope.ts';
import { hiddenRecords, shownTo, takenBackFrom } from './shown.ts';

export interface HistoryParts {
	store: Pick<Store, 'documents' | 'organisation' | 'flags' | 'history'>;
	rooms: { read(id: DocumentId, kind: 'actions'): Promise<ActionsRecord> };
	log: Pick<Logger, 'error'>;
	/** Milliseconds that news gather before they are read. */
	gather?: number;
}

/** A week's board as of a moment. */
export interface PastWeek {
	week: WeekRecord;
	actions: ActionsRecord;
	state: WeekState;
}

/** Åtgärder beside those that a week's board tells of. */
export interface Besides {
	also?: readonly RecordId[];
	/** Åtgärder no later than this. */
	actionsUntil?: number;
}

const partOf = (week: WeekKey, { also = [] }: Besides): MomentPart => ({ is: 'week', week, also });

/** A week's board as it is sent: what somebody may not see is out of it, and nobody in between has to read it. */
export interface PastPieces extends BoardPieces {
	state: WeekState;
}

/** Of a board that is sent. */
export interface PiecesAsked {
	/** Names of pieces that whoever asks has. */
	known?: readonly string[];
	/** Åtgärder no later than this, in milliseconds. */
	actionsUntil?: number;
	/** Nobody waits for it any more: it is not read unless it is being read already. */
	signal?: AbortSignal;
}

/** A week on the timeline. */
export interface TimelineWeek {
	week: WeekKey;
	state: WeekState;
	sealedAt: number | null;
	/** How many changes in it this person may know of. */
	changes: number;
}

/** Somebody who takes part or took part. */
export interface Who {
	name: string;
	/** As they are now; of who has left, as when they were last seen. Null where that is not known. */
	party: PartyId | null;
	funktioner: FunktionId[];
}

const PAGE = 100;
const LARGEST_PAGE = 5_000;
/** Changes that are counted, on the first page alone. */
const COUNT_TO = 5_000;
const BUCKET_MS = 15 * 60_000;

/**
 * What was, for who may see it: changes one by one, and boards as of any moment. Everything that was stored before it is
 * asked is in the answer. "As of a moment" is what a document was after the last of its changes that is no later; where
 * the server's clock went backwards a moment shows what those later changes were made upon.
 */
export class History {
	readonly #parts: HistoryParts;
	readonly #feed: HistoryFeed;
	readonly #boards = new Questions();
	/** Weeks that a row was taken back in, and the journal's last such row, until boards of the past know of it. */
	readonly #takenBack = new Map<DocumentId, number>();

	constructor(parts: HistoryParts) {
		this.#parts = parts;
		this.#feed = new HistoryFeed(parts);
	}

	/** Reads, in the background, what was stored while nobody did. */
	start(): void {
		this.#feed.start();
	}

	/** Called within the turn that acknowledges an edit: only notes that there is something. */
	changed({ info, changes, sequence }: Pick<StoredChanges, 'info' | 'changes' | 'sequence'>): void {
		this.#feed.note(info.id);
		if (info.kind === 'week' && changes.some(takesBack)) this.#takenBack.set(info.id, sequence);
	}

	/** Newest first, only what this person may see. `total` is null past 5,000, and on later pages. */
	async changes(
		actor: Actor,
		filter: ChangeFilter,
		{ before, limit = PAGE }: { before?: number; limit?: number } = {}
	): Promise<ChangePage> {
		const { store } = this.#parts;
		const hidden = hiddenRecords(await store.flags.open(actor.samverkan));
		const terms = searchTerms(filter.text ?? '');
		const about = searchTerms(filter.about ?? '');
		const isWordless = (filter.text?.trim() && terms.length === 0) || (filter.about?.trim() && about.length === 0);
		if (isWordless) return { changes: [], next: null, total: 0 };
		const found = await store.history.changes({
			...{ scope: await scopeOf(this.#parts, actor), filter, terms, about, hidden, before: before ?? null },
			limit: Math.max(1, Math.min(limit, LARGEST_PAGE)),
			countTo: before === undefined ? COUNT_TO : 0
		});
		return { ...found, changes: found.changes.map(shownTo(actor.party, hidden)) };
	}

	/**
	 * The board of a week as of a moment (milliseconds), as this person may see it; null where they may not, or where there
	 * is no such week. Of the åtgärder of all years it has those that the week's board tells of, and those that are asked for
	 * besides. Who reads sealed weeks alone sees åtgärder no later than the end of the newest of them. Rejects with
	 * `DetailGoneError` where the journal does not reach back to it.
	 */
	async weekAt(actor: Actor, week: WeekKey, at: number, besides: Besides = {}): Promise<PastWeek | null> {
		const document = await this.#readable(actor, week);
		if (!document) return null;
		const [board, actions, log] = await Promise.all([
			this.#moment(document.id, 'week', at),
			this.#standing(actor, Math.min(at, besides.actionsUntil ?? at), partOf(week, besides)),
			this.#parts.store.documents.weekStateLog(document.id)
		]);
		return {
			week: withTakenBack(board.record, takenBackFrom(actor.party, board.withdrawn)),
			actions,
			state: stateAt(document, log, at)
		};
	}

	/**
	 * What `weekAt` answers, as it is sent. They are read one at a time, so that however many people scrub no more than one
	 * processor works for them; whoever asks the same gets the same answer.
	 */
	async piecesAt(actor: Actor, week: WeekKey, at: number, asked: PiecesAsked = {}): Promise<PastPieces | null> {
		const { store } = this.#parts;
		const document = await this.#readable(actor, week);
		if (!document) return null;
		await this.#readTakenBack(document.id);
		const [actions, view, log] = await Promise.all([
			this.#actionsShown(actor, Math.min(at, asked.actionsUntil ?? at)),
			this.#viewOf(actor),
			store.documents.weekStateLog(document.id)
		]);
		const query = { week: { document: document.id, of: week, at }, actions, view, known: asked.known ?? [] };
		const pieces = await this.#boards.ask(JSON.stringify(query), () => store.history.board(query), asked.signal);
		return { ...pieces, state: stateAt(document, log, at) };
	}

	/** The board of `weekAt` without its åtgärder. */
	async weekRecordAt(actor: Actor, week: WeekKey, at: number): Promise<WeekRecord | null> {
		const document = await this.#readable(actor, week);
		if (!document) return null;
		return this.weekThen(actor, document.id, at);
	}

	/** The åtgärder of `weekAt` alone, for who has the week already. */
	async actionsAt(actor: Actor, week: WeekKey, at: number): Promise<ActionsRecord | null> {
		return (await this.#readable(actor, week)) && (await this.#standing(actor, at, partOf(week, {})));
	}

	/** For services: a week that a board which this person reads looks back on. */
	async weekThen({ party }: Pick<Actor, 'party'>, week: DocumentId, at: number): Promise<WeekRecord> {
		const { record, withdrawn } = await this.#moment(week, 'week', at);
		return withTakenBack(record, takenBackFrom(party, withdrawn));
	}

	/** What became of the åtgärder of two boards, of weeks that this person reads; at moments no later than they may see. */
	async compareActions(actor: Actor, query: Omit<ActionsQuery, 'document' | 'view'>): Promise<ComparedActions> {
		const { store } = this.#parts;
		const [{ id }, view] = await Promise.all([store.documents.actionsDocument(actor.samverkan), this.#viewOf(actor)]);
		const sideOf = async (side: ActionsSide) => ({ ...side, at: (await this.#actionsAsOf(actor, side.at)) ?? 0 });
		const [before, after] = [await sideOf(query.before), await sideOf(query.after)];
		return store.history.compareActions({ ...query, document: id, before, after, view });
	}

	/** For services: whoever asks, with nothing left out but the words that are flagged today. Rejects as `weekAt`. */
	async recordAt<D extends DocumentKind>(document: DocumentId, kind: D, at: number): Promise<DocumentRecord<D>> {
		return (await this.#moment(document, kind, at)).record;
	}

	/** For services, as `recordAt`: the åtgärder that a week's board tells of, with what is said in them. */
	async boardActionsAt(samverkan: SamverkanId, week: WeekKey, at: number): Promise<ActionsRecord> {
		const { id } = await this.#parts.store.documents.actionsDocument(samverkan);
		return (await this.#moment(id, 'actions', at, { is: 'week', week, also: [] })).record;
	}

	/** For services: every åtgärd as it stands, up to the last that is stored, and of it no more than these fields. */
	async actionFields<F extends keyof Action & string>(
		samverkan: SamverkanId,
		fields: readonly F[]
	): Promise<Pick<Action, F | 'id'>[]> {
		const { store } = this.#parts;
		const { id } = await store.documents.actionsDocument(samverkan);
		const [{ record }, open] = await Promise.all([
			readPast(store.history, id, 'actions', Number.MAX_SAFE_INTEGER, { is: 'fields', fields }),
			store.flags.open(samverkan)
		]);
		return withHidden(record, 'actions', hiddenRecords(open, id)).actions;
	}

	/** How much was changed when, in stretches of a quarter of an hour: on the week's board at any time, in åtgärder during it. */
	async ticks(actor: Actor, week: WeekKey): Promise<{ at: number; changes: number }[]> {
		const document = await this.#readable(actor, week);
		const dates = parseWeekKey(week);
		if (!document || !dates) return [];
		const { store } = this.#parts;
		const scope = await scopeOf(this.#parts, actor);
		const actions = await store.documents.actionsDocument(actor.samverkan);
		const during = { from: momentOf(mondayOf(dates)), until: endOfWeek(dates) };
		const ever = { from: 0, until: Number.MAX_SAFE_INTEGER };
		const counted = await Promise.all([
			store.history.ticks(scope, { documents: [document.id], bucket: BUCKET_MS, ...ever }),
			store.history.ticks(scope, { documents: [actions.id], bucket: BUCKET_MS, ...during })
		]);
		return summed(counted.flat());
	}

	/** The weeks that this person may read, oldest first. */
	async weeks(actor: Actor): Promise<TimelineWeek[]> {
		const { store } = this.#parts;
		const [documents, volumes] = await Promise.all([
			store.documents.weeks(actor.samverkan),
			store.history.volumes(await scopeOf(this.#parts, actor))
		]);
		const volume = new Map(volumes.map((one) => [one.week, one]));
		const readable = documents.filter((info) => mayReadDocument(actor, info));
		return readable.map(({ week, state }) => ({
			...{ week, state },
			sealedAt: state === 'sealed' ? (volume.get(week)?.sealedAt ?? null) : null,
			changes: volume.get(week)?.changes ?? 0
		}));
	}

	/** Until everything is in the list that had been stored when this was called. */
	settled(): Promise<void> {
		return this.#parts.store.history.catchUp();
	}

	/** The document's derived rows go, and are made anew from the journal: it says something else now. */
	forget(document: DocumentId): Promise<void> {
		return this.#parts.store.history.forget(document);
	}

	/** Everybody who takes part or ever wrote. */
	async who(samverkan: SamverkanId): Promise<Map<PersonId, Who>> {
		const { store } = this.#parts;
		const { funktioner } = await store.organisation.read(samverkan);
		const staffed = (person: PersonId) =>
			funktioner.filter(({ people }) => people.includes(person)).map(({ id }) => id);
		const people = await store.history.people(samverkan);
		return new Map(people.map(({ person, ...who }) => [person, { ...who, funktioner: staffed(person) }]));
	}

	close(): void {
		this.#feed.close();
	}

	async #readable(actor: Actor, week: WeekKey): Promise<WeekDocument | null> {
		const document = await this.#parts.store.documents.findWeek(actor.samverkan, week);
		return document && mayReadDocument(actor, document) ? document : null;
	}

	async #standing(actor: Actor, at: number, part?: MomentPart): Promise<ActionsRecord> {
		const { id } = await this.#parts.store.documents.actionsDocument(actor.samverkan);
		return visibleActions(actor, await this.#actionsAt(actor, id, at, part));
	}

	async #actionsAt(actor: Actor, document: DocumentId, at: number, part?: MomentPart): Promise<ActionsRecord> {
		const until = await this.#actionsAsOf(actor, at);
		return until === null ? emptyRecord('actions') : (await this.#moment(document, 'actions', until, part)).record;
	}

	/** The moment that this person sees åtgärder of, when they ask for one; null where they see none. */
	async #actionsAsOf(actor: Actor, at: number): Promise<number | null> {
		if (mayReadDocument(actor, { kind: 'actions' })) return at;
		const until = await actionsUntil(this.#parts, actor);
		return until === null ? null : Math.min(at, until - 1);
	}

	async #readTakenBack(week: DocumentId): Promise<void> {
		const noted = this.#takenBack.get(week);
		if (noted === undefined) return;
		await this.#parts.store.history.catchUp([week]);
		if (this.#takenBack.get(week) === noted) this.#takenBack.delete(week);
	}

	async #actionsShown(actor: Actor, at: number): Promise<BoardQuery['actions']> {
		const until = await this.#actionsAsOf(actor, at);
		if (until === null) return null;
		const { id } = await this.#parts.store.documents.actionsDocument(actor.samverkan);
		return { document: id, at: until };
	}

	/** Flags of all samverkan, as everywhere: a document is in one of them. */
	async #viewOf(actor: Actor): Promise<BoardView> {
		return {
			party: actor.party,
			own: seesOnlyOwn(actor) ? [...actor.funktioner].sort() : null,
			hidden: hiddenRecords(await this.#parts.store.flags.open(actor.samverkan))
		};
	}

	async #moment<D extends DocumentKind>(
		document: DocumentId,
		kind: D,
		at: number,
		part?: MomentPart
	): Promise<PastRecord<D>> {
		const { history, flags } = this.#parts.store;
		const [{ record, withdrawn }, open] = await Promise.all([
			readPast(history, document, kind, at, part),
			flags.open()
		]);
		return { record: withHidden(record, kind, hiddenRecords(open, document)), withdrawn };
	}
}

const takesBack = ({ root, after }: RecordChange): boolean => root === 'entries' && Boolean(after?.withdrawn);

/** Before anybody moved it a week was where it was made. */
function stateAt({ state }: WeekDocument, log: readonly WeekStateChange[], at: number): WeekState {
	const found = log.findLast((change) => change.at <= at);
	if (found) return found.state;
	const [first] = log;
	if (!first) return state;
	return first.state === 'reporting' ? 'upcoming' : 'reporting';
}

function summed(ticks: readonly { at: number; changes: number }[]): { at: number; changes: number }[] {
	const sums = new Map<number, number>();
	for (const { at, changes } of ticks) sums.set(at, (sums.get(at) ?? 0) + changes);
	return [...sums].map(([at, changes]) => ({ at, changes })).sort((a, b) => a.at - b.at);
}

import { mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { ActionsRecord, DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import {
	factsOfActions,
	factsOfWeeks,
	STANDING_FIELDS,
	type ActionFact,
	type StandingAction
} from '../../src/lib/shared/history/overview/action-facts.ts';
import type { WeekDigest } from '../../src/lib/shared/history/overview/week-digest.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { draftRecord } from '../../src/lib/shared/seal/make-record.ts';
import type { SealedRecord } from '../../src/lib/shared/seal/sealed-record.ts';
import { localDay, parseWeekKey, weekKey, weekOf, type Day, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { endOfWeek } from '../../src/lib/shared/week/local-time.ts';
import type { Past } from './past.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import { gatherFacts } from './seal-facts.ts';
import { StatusMoves } from './status-moves.ts';
import { WeekDigests, type ReadSealed, type WeekDigestsParts } from './week-digests.ts';

export interface OverviewParts {
	store: Pick<Store, 'documents' | 'organisation' | 'seals' | 'flags' | 'history'>;
	rooms: {
		read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>>;
		onChanged(listener: (changes: { info: { id: DocumentId } }) => void): unknown;
	};
	history: Pick<Past, 'boardActionsAt' | 'actionFields'>;
	readSealed: WeekDigestsParts['readSealed'];
	now: () => number;
}

/** Samverkan whose åtgärder are kept read. */
const MOST_STANDING = 4;

/** What the overview's figures are counted from, as one person may see it. */
export interface OverviewFacts {
	/** Oldest first. */
	weeks: WeekDigest[];
	actions: ActionFact[];
	/** The day that "now" is: today, or the day the newest week was sealed for those who read no open ones. */
	at: Day;
	/** Weeks whose sealed record can not be read. */
	damaged: WeekKey[];
}

/** Översikt over many weeks: sealed ones from their records, open ones from the living documents. */
export class Overview {
	readonly #parts: OverviewParts;
	readonly #digests: WeekDigests;
	readonly #moves: StatusMoves;
	/** Åtgärder of five years take long to read where nobody has the board open. */
	readonly #standing = new Map<DocumentId, Promise<StandingAction[]>>();

	constructor(parts: OverviewParts) {
		this.#parts = parts;
		const { store, readSealed } = parts;
		this.#moves = new StatusMoves(store.history);
		parts.rooms.onChanged(({ info }) => void this.#standing.delete(info.id));
		this.#digests = new WeekDigests({
			store,
			readSealed,
			draft: (...asked) => this.#draft(...asked),
			readWeek: ({ id }) => parts.rooms.read(id, 'week')
		});
	}

	/** Weeks until this one that have had a board and that this person reads, oldest first. */
	async boards(actor: Actor): Promise<WeekKey[]> {
		return (await this.#documents(actor)).map(({ week }) => week);
	}

	/**
	 * With the weeks that `wanted` says, and the newest. Those who read fastställda weeks alone get åtgärder as those weeks
	 * have them, so for them the weeks from the first wanted one to the newest are read.
	 */
	async read(actor: Actor, wanted: (week: WeekKey) => boolean): Promise<OverviewFacts> {
		const documents = await this.#documents(actor);
		const readsAll = mayReadDocument(actor, { kind: 'actions' });
		const first = documents.find(({ week }) => wanted(week));
		const asked = documents.filter(
			(one) => wanted(one.week) || one === documents.at(-1) || (!readsAll && first && one.week >= first.week)
		);
		const read = await this.#digests.read(actor.samverkan, asked);
		const weeks = read.filter((one) => one !== null);
		const damaged = asked.filter((_, index) => read[index] === null).map(({ week }) => week);
		return { weeks, damaged, ...(await this.#actions(actor.samverkan, weeks, readsAll)) };
	}

	/** What was gallrat is not kept here. */
	forget(): void {
		this.#digests.forget();
		this.#moves.forget();
		this.#standing.clear();
	}

	async #documents(actor: Actor): Promise<WeekDocument[]> {
		const thisWeek = weekKey(weekOf(localDay(this.#parts.now())));
		const weeks = await this.#parts.store.documents.weeks(actor.samverkan);
		return weeks.filter((week) => week.week <= thisWeek && week.state !== 'upcoming' && mayReadDocument(actor, week));
	}

	async #actions(
		samverkan: SamverkanId,
		weeks: readonly WeekDigest[],
		readsAll: boolean
	): Promise<Pick<OverviewFacts, 'actions' | 'at'>> {
		const { store, now } = this.#parts;
		const document = await store.documents.actionsDocument(samverkan);
		const moves = await this.#moves.read(document.id);
		if (readsAll) {
			const actions = await this.#standingActions(samverkan, document.id);
			return { actions: factsOfActions(actions, moves, weeks), at: localDay(now()) };
		}
		const at = localDay(weeks.at(-1)?.sealedAt ?? 0);
		const known = moves.filter(({ day }) => day <= at);
		return { actions: factsOfWeeks(weeks, known), at };
	}

	/** As it would be sealed now; a week that is over, with the åtgärder as they stood when it ended. */
	async #draft(week: WeekDocument, readWeek: ReadSealed): Promise<SealedRecord> {
		const { store, rooms, now } = this.#parts;
		const at = Math.min(now(), endOfWeek(parseWeekKey(week.week)!) - 1);
		const record = await rooms.read(week.id, 'week');
		const facts = await gatherFacts({ store, readWeek, now: () => at }, week, record, await this.#actionsAt(week, at));
		return draftRecord(facts);
	}

	/** As they stand now. */
	#standingActions(samverkan: SamverkanId, id: DocumentId): Promise<StandingAction[]> {
		const kept = this.#standing.get(id);
		const reading = kept ?? this.#parts.history.actionFields(samverkan, STANDING_FIELDS);
		this.#standing.delete(id);
		this.#standing.set(id, reading);
		if (!kept) reading.catch(() => this.#standing.delete(id));
		if (this.#standing.size > MOST_STANDING) this.#standing.delete(this.#standing.keys().next().value!);
		return reading;
	}

	#actionsAt({ samverkan, week }: WeekDocument, at: number): Promise<ActionsRecord> {
		const { history, now } = this.#parts;
		return history.boardActionsAt(samverkan, week, at < now() - 1 ? at : Number.MAX_SAFE_INTEGER);
	}
}

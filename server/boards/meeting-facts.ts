import type { ActionsRecord, DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { MeetingFacts } from '../../src/lib/shared/meeting/facts.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import {
	localDay,
	parseWeekKey,
	weekKey,
	weekOf,
	weeksBetween,
	type Week
} from '../../src/lib/shared/week/iso-week.ts';
import { endOfWeek } from '../../src/lib/shared/week/local-time.ts';
import type { Past } from './past.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import { EarlierWeeks } from './earlier-weeks.ts';

/** Documents as plain values: `Rooms`. */
interface DocumentReader {
	read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>>;
}

export interface MeetingFactsParts {
	store: Pick<Store, 'documents' | 'organisation' | 'seals'>;
	rooms: DocumentReader;
	history: Pick<Past, 'boardActionsAt'>;
	now: () => number;
}

/** Reads one week's meeting, again and again; earlier weeks are kept between, until `forgetEarlier`. */
export class MeetingFactsReader {
	readonly #parts: MeetingFactsParts;
	#earlier: EarlierWeeks | null = null;

	constructor(parts: MeetingFactsParts) {
		this.#parts = parts;
	}

	/** One of the samverkan's other weeks is another now. */
	forgetEarlier() {
		this.#earlier = null;
	}

	async read(document: WeekDocument): Promise<MeetingFacts> {
		const { store, rooms, now } = this.#parts;
		const { samverkan } = document;
		const week = parseWeekKey(document.week)!;
		const today = localDay(now());
		const record = await rooms.read(document.id, 'week');
		const organisation = await store.organisation.read(samverkan);
		const earlier = await this.#earlierOf(samverkan);
		return {
			...{ organisation, week, today, record, state: document.state },
			agenda: organisation.samverkan.meeting.agenda,
			carried: await earlier.carried(record),
			returned: await earlier.returned(record),
			actions: await this.#actions(samverkan, week, weekOf(today)),
			previousLevels: await earlier.levelsBefore(document.week),
			hidden: new Map(),
			seal: document.state === 'sealed' ? await this.#seal(document) : null
		};
	}

	async #seal({ id, samverkan }: WeekDocument): Promise<MeetingFacts['seal']> {
		const sealed = (await this.#parts.store.seals.chain(samverkan)).filter(({ correction }) => correction === 0);
		const index = sealed.findIndex(({ document }) => document === id);
		const found = sealed[index];
		return found ? { number: index + 1, at: found.at, sha256: found.sha256 } : null;
	}

	async #earlierOf(samverkan: SamverkanId): Promise<EarlierWeeks> {
		const { store, rooms } = this.#parts;
		return (this.#earlier ??= new EarlierWeeks(
			({ id }) => rooms.read(id, 'week'),
			await store.documents.weeks(samverkan)
		));
	}

	/** A week that is over shows its åtgärder as they stood when it ended, as its board does. */
	async #actions(samverkan: SamverkanId, week: Week, thisWeek: Week): Promise<ActionsRecord> {
		const { store, rooms, history } = this.#parts;
		const { id } = await store.documents.actionsDocument(samverkan);
		if (weeksBetween(week, thisWeek) <= 0) return rooms.read(id, 'actions');
		return history.boardActionsAt(samverkan, weekKey(week), endOfWeek(week) - 1);
	}
}

import type { DocumentKind } from '../shared/board/schema.ts';
import type { CloseReason } from '../shared/protocol/close-reasons.ts';
import type { PersonHere } from '../shared/protocol/events.ts';
import type { Problem } from '../shared/result.ts';
import { weekKey } from '../shared/week/iso-week.ts';
import { LiveDocument } from '../sync/live-document.ts';
import { refusedLines } from '../sync/refused-copy.ts';
import type { SyncStatus } from '../sync/sync-status.ts';
import type { Board } from './board.svelte.ts';
import { Couriers } from './couriers.svelte.ts';
import { OfflineCopy } from './offline-copy.ts';
import { LiveState } from './live.svelte.ts';
import type { NoticeNews } from './notice-news.svelte.ts';
import { FieldPresence } from './presence.svelte.ts';
import { SyncStatusState } from './sync-status.svelte.ts';

interface LiveWeekOptions {
	/** The build this page is of. */
	version: string;
	/** Rights, organisation or the week's state are others now: load the page's data again. */
	onchanged: () => void;
	/** A screen for the whole room: nothing of anybody stays on it. */
	sharedScreen?: boolean;
	/** The bell of the page that this is in. */
	news?: NoticeNews | null;
}

/** After these the person may not have what they read. */
const SHUT_OUT: readonly CloseReason[] = ['session-ended', 'not-found'];

/** A board's connections while it is on the screen: its documents, the carets in them, who is here. In the browser only. */
export class LiveWeek {
	readonly live: LiveState;
	readonly #documents: { [D in DocumentKind]: LiveDocument | null };
	readonly #status: SyncStatusState;
	readonly #stops: (() => void)[] = [];
	readonly #couriers: Couriers | null;
	readonly #copy: OfflineCopy | null;

	constructor(board: Board, { version, onchanged, sharedScreen = false, news = null }: LiveWeekOptions) {
		const { documents, draft, organisation, week } = board.page;
		const { person } = board.me;
		const options = { person, sharedScreen };
		this.#documents = {
			week: documents.week && new LiveDocument(documents.week, 'week', options),
			actions: documents.actions && new LiveDocument(documents.actions, 'actions', options),
			draft: draft ? new LiveDocument(draft.id, 'draft', options) : null
		};
		this.#couriers = sharedScreen ? null : new Couriers(person, () => this.#open);
		this.#copy = sharedScreen ? null : new OfflineCopy(() => board.page, this.#documents);
		this.#status = new SyncStatusState(this.#open);
		this.#attach(board);
		const changed = { onrights: onchanged, onorganisation: onchanged, onweek: onchanged };
		this.live = new LiveState({ samverkan: organisation.samverkan.slug, version, news, ...changed });
		this.live.look(weekKey(week));
	}

	get status(): SyncStatus | null {
		return this.#status.current;
	}
	/** Edits that are not on the server's disk. */
	get waiting(): number {
		return this.#status.waiting;
	}
	get people(): readonly PersonHere[] {
		return this.live.people;
	}
	/** Edits that would be gone with this tab: on no disk, neither the server's nor the device's. */
	get unsafe(): number {
		return this.#open.reduce((sum, { unsafe }) => sum + unsafe, 0);
	}
	/** The server speaks a newer schema than this page: only a reload helps. */
	get isTooOld(): boolean {
		const status = this.#status.current;
		return status?.state === 'closed' && status.reason === 'client-too-old';
	}
	/** Why edits were not taken, until the person has read it. */
	get refusals(): Problem[] {
		void this.#status.current; // the copies come and go with it
		return this.#all.flatMap(({ refusedCopy }) => refusedCopy?.problem ?? []);
	}

	/** What the person had written that is not on the board: every text and value, one a line. Looked up when asked. */
	refusedLines(): string[] {
		return this.#all.flatMap(({ refusedCopy, doc }) => (refusedCopy ? refusedLines(refusedCopy, doc) : []));
	}

	dismissRefusals(): void {
		for (const document of this.#all) document.dismissRefusal();
	}

	/** The samverkan lets devices keep a copy of what this person may read. Who is logged out has none. */
	keepCopy(isAllowed: boolean): void {
		const status = this.#status.current;
		const isShutOut = status?.state === 'closed' && SHUT_OUT.includes(status.reason);
		this.#copy?.allow(isAllowed && !isShutOut);
	}

	close(): void {
		void this.#copy?.close();
		for (const stop of this.#stops) stop();
		for (const document of this.#open) document.close();
		this.#couriers?.close();
		this.live.close();
	}

	get #open(): LiveDocument[] {
		return Object.values(this.#documents).filter((document) => document !== null);
	}

	get #all(): LiveDocument[] {
		return [...this.#open, ...(this.#couriers?.underway ?? [])];
	}

	#attach(board: Board): void {
		const { week, actions, draft } = this.#documents;
		const caret = (document: LiveDocument | null) => document && new FieldPresence(document);
		const carets = [caret(week), caret(actions), caret(draft)] as const;
		this.#stops.push(board.attach(week, actions, draft), board.attachFocus(...carets));
		this.#stops.push(() => carets.forEach((presence) => presence?.close()));
	}
}

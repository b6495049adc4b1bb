import type { DocumentKind } from '../shared/board/schema.ts';
import type { PersonHere } from '../shared/protocol/events.ts';
import type { Problem } from '../shared/result.ts';
import { weekKey } from '../shared/week/iso-week.ts';
import { LiveDocument } from '../sync/live-document.ts';
import { unsavedRecords } from '../sync/refused-copy.ts';
import type { SyncStatus } from '../sync/sync-status.ts';
import type { Board } from './board.svelte.ts';
import { LiveState } from './live.svelte.ts';
import { FieldPresence } from './presence.svelte.ts';
import { SyncStatusState } from './sync-status.svelte.ts';

interface LiveWeekOptions {
	/** The build this page is of. */
	version: string;
	/** Rights, organisation or the week's state are others now: load the page's data again. */
	onchanged: () => void;
}

/** A board's connections while it is on the screen: its documents, the carets in them, who is here. In the browser only. */
export class LiveWeek {
	readonly live: LiveState;
	readonly #documents: { [D in DocumentKind]: LiveDocument | null };
	readonly #status: SyncStatusState;
	readonly #stops: (() => void)[] = [];

	constructor(board: Board, { version, onchanged }: LiveWeekOptions) {
		const { documents, organisation, week } = board.page;
		this.#documents = {
			week: documents.week && new LiveDocument(documents.week, 'week'),
			actions: documents.actions && new LiveDocument(documents.actions, 'actions')
		};
		this.#status = new SyncStatusState(this.#open);
		this.#attach(board);
		const changed = { onrights: onchanged, onorganisation: onchanged, onweek: onchanged };
		this.live = new LiveState({ samverkan: organisation.samverkan.slug, version, ...changed });
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
	/** Why edits were not taken, until the person has read it. */
	get refusals(): Problem[] {
		void this.#status.current; // the copies come and go with it
		return this.#open.flatMap(({ refusedCopy }) => refusedCopy?.problem ?? []);
	}

	/** What the person had written that is not on the board: every text and value, one a line. Looked up when asked. */
	refusedLines(): string[] {
		return this.#open.flatMap(({ refusedCopy, doc }) =>
			refusedCopy ? unsavedRecords(refusedCopy, doc).flatMap(linesOf) : []
		);
	}

	dismissRefusals(): void {
		for (const document of this.#open) document.dismissRefusal();
	}

	close(): void {
		for (const stop of this.#stops) stop();
		for (const document of this.#open) document.close();
		this.live.close();
	}

	get #open(): LiveDocument[] {
		return Object.values(this.#documents).filter((document) => document !== null);
	}

	#attach(board: Board): void {
		const { week, actions } = this.#documents;
		const carets = { week: week && new FieldPresence(week), actions: actions && new FieldPresence(actions) };
		this.#stops.push(board.attach(week, actions), board.attachFocus(carets.week, carets.actions));
		this.#stops.push(() => Object.values(carets).forEach((presence) => presence?.close()));
	}
}

/** The words in a record: its texts, and the sentences inside its values (a motive, a reason). */
function linesOf({ fields }: { fields: Record<string, unknown> }): string[] {
	return Object.values(fields).flatMap((value) => sentencesIn(value));
}

function sentencesIn(value: unknown): string[] {
	if (typeof value === 'string') return value.includes(' ') ? [value] : [];
	return value !== null && typeof value === 'object' ? Object.values(value).flatMap(sentencesIn) : [];
}

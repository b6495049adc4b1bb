import type { DocumentId } from '../shared/ids.ts';
import type { MeetingMove } from '../shared/meeting/meeting-state.ts';
import type { Notice } from '../shared/notices/notice.ts';
import type { MeetingNews, PersonHere } from '../shared/protocol/events.ts';
import type { WeekKey } from '../shared/week/iso-week.ts';
import { LiveSocket, type LiveSocketOptions } from '../sync/live-socket.ts';
import type { NoticeNews } from './notice-news.svelte.ts';

export interface LiveStateOptions extends Pick<LiveSocketOptions, 'samverkan' | 'url' | 'headers'> {
	/** The build that this page is of. */
	version: string;
	/** Reload what this person may do. */
	onrights?(): void;
	/** Reload areas, functions, categories. */
	onorganisation?(): void;
	/** Read one's åtgärder again. */
	onactions?(): void;
	/** Hears of notices too: the bell in the top bar. */
	news?: NoticeNews | null;
	/** Reload the week's state. */
	onweek?(event: { week: WeekKey; document: DocumentId }): void;
}

const MOST_NOTICES = 50;

/** Who is here, and news. Make it in the browser only, and close it. */
export class LiveState {
	readonly #version: string;
	readonly #socket: LiveSocket;
	readonly #feeding: (() => void) | undefined;
	#connected = $state(false);
	#people = $state.raw<readonly PersonHere[]>([]);
	#notices = $state.raw<readonly Notice[]>([]);
	#running = $state<string | null>(null);
	#meeting = $state.raw<MeetingNews | null>(null);

	constructor({ version, news, onrights, onorganisation, onactions, onweek, ...where }: LiveStateOptions) {
		this.#version = version;
		this.#feeding = news?.feed();
		this.#socket = new LiveSocket({
			...where,
			onconnected: (connected) => (this.#connected = connected),
			handlers: {
				'people:here': (people) => (this.#people = people),
				'notice:new': (notice) => {
					this.#add(notice);
					news?.handlers['notice:new'](notice);
				},
				'notices:unseen': (count) => news?.handlers['notices:unseen'](count),
				'rights:changed': () => onrights?.(),
				'organisation:changed': () => onorganisation?.(),
				'actions:changed': () => onactions?.(),
				'week:moved': (event) => onweek?.(event),
				'meeting:state': (meeting) => (this.#meeting = meeting),
				'version:changed': ({ version }) => (this.#running = version)
			}
		});
	}

	get connected(): boolean {
		return this.#connected;
	}

	get people(): readonly PersonHere[] {
		return this.#people;
	}

	/** Newest first. */
	get notices(): readonly Notice[] {
		return this.#notices;
	}

	/** The server runs another build than this page: offer a reload. */
	get isOutdated(): boolean {
		return this.#running !== null && this.#running !== this.#version;
	}

	/** Where the meeting that is followed is; the last that was heard of it. */
	get meeting(): MeetingNews | null {
		return this.#meeting;
	}

	joinMeeting(week: WeekKey | null): void {
		this.#socket.joinMeeting(week);
	}

	moveMeeting(move: MeetingMove): Promise<boolean> {
		return this.#socket.moveMeeting(move);
	}

	look(week: WeekKey | null): void {
		this.#socket.look(week);
	}

	dismiss(id: Notice['id']): void {
		this.#notices = this.#notices.filter((notice) => notice.id !== id);
	}

	close(): void {
		this.#feeding?.();
		this.#socket.close();
	}

	#add(notice: Notice) {
		const others = this.#notices.filter(({ id }) => id !== notice.id);
		this.#notices = [notice, ...others].slice(0, MOST_NOTICES);
	}
}

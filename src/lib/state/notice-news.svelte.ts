import { getContext, setContext } from 'svelte';
import type { Notice } from '../shared/notices/notice.ts';
import { LiveSocket, type LiveSocketOptions } from '../sync/live-socket.ts';

/** How many notices the person has not seen, and the newest that came while the page is open. Fed by the page's connection. */
export class NoticeNews {
	#unseen = $state<number | null>(null);
	#latest = $state.raw<Notice | null>(null);
	#feeders = $state(0);

	/** Null until the server has said. */
	get unseen(): number | null {
		return this.#unseen;
	}

	get latest(): Notice | null {
		return this.#latest;
	}

	/** What the connection hears. */
	readonly handlers = {
		'notice:new': (notice: Notice) => (this.#latest = notice),
		'notices:unseen': (count: number) => (this.#unseen = count)
	};

	/** A page has a connection that feeds it, so it needs none of its own. */
	get isFed(): boolean {
		return this.#feeders > 0;
	}

	/** From now on `handlers` are called by somebody else. Returns what ends that. */
	feed(): () => void {
		this.#feeders += 1;
		return () => (this.#feeders -= 1);
	}

	/** A connection of its own, for pages without a board. Returns what closes it. */
	listen(where: Pick<LiveSocketOptions, 'samverkan' | 'url' | 'headers'>): () => void {
		const socket = new LiveSocket({ ...where, handlers: this.handlers });
		return () => socket.close();
	}
}

const KEY = Symbol('notice-news');

export const setNoticeNews = (news: NoticeNews): NoticeNews => setContext(KEY, news);
/** Null on pages without the top bar. */
export const getNoticeNews = (): NoticeNews | null => getContext<NoticeNews | undefined>(KEY) ?? null;

import { getContext, setContext } from 'svelte';

export interface Notice {
	id: number;
	text: string;
	tone: 'plain' | 'danger';
	action?: { label: string; run: () => void };
}

interface NoticeOptions {
	tone?: Notice['tone'];
	action?: Notice['action'];
	/** How long it stays; null is until closed. Time stands still while the pointer or the focus is on the rail. */
	stayMs?: number | null;
}

const STAY_MS = 8_000;
/** More than this is a flood: the oldest go. */
const MOST = 4;

/** What just happened, told beside the page and gone by itself, with a way to take it back. */
export class Notices {
	#list = $state.raw<readonly Notice[]>([]);
	#left = new Map<number, number>();
	#ticking: ReturnType<typeof setInterval> | null = null;
	#held = false;
	#last = 0;

	get list(): readonly Notice[] {
		return this.#list;
	}

	show(text: string, { tone = 'plain', action, stayMs = STAY_MS }: NoticeOptions = {}): number {
		const notice: Notice = { id: ++this.#last, text, tone, ...(action && { action }) };
		this.#list = [...this.#list, notice].slice(-MOST);
		if (stayMs !== null) this.#left.set(notice.id, stayMs);
		this.#startClock();
		return notice.id;
	}

	close(id: number): void {
		this.#list = this.#list.filter((notice) => notice.id !== id);
		this.#left.delete(id);
		if (this.#left.size === 0) this.stop();
	}

	/** Somebody reads: nothing goes away meanwhile. */
	hold(held: boolean): void {
		this.#held = held;
	}

	/** Stops the clock; what is shown stays until closed. */
	stop(): void {
		if (this.#ticking) clearInterval(this.#ticking);
		this.#ticking = null;
	}

	#startClock() {
		this.#ticking ??= setInterval(() => this.#tick(250), 250);
	}

	#tick(passed: number) {
		if (this.#held) return;
		for (const [id, left] of this.#left) {
			if (left > passed) this.#left.set(id, left - passed);
			else this.close(id);
		}
	}
}

const KEY = Symbol('notices');

export const setNotices = (notices: Notices): Notices => setContext(KEY, notices);

export function getNotices(): Notices {
	const notices = getContext<Notices | undefined>(KEY);
	if (!notices) throw new Error('No notices here: call setNotices(new Notices()) in a component above');
	return notices;
}

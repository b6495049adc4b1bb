import { getContext, setContext } from 'svelte';

/** Says things to a screen reader, politely. The same words twice in a row are said twice. */
export class Announcer {
	#message = $state('');
	#odd = false;

	get message(): string {
		return this.#message;
	}

	say(words: string): void {
		this.#odd = !this.#odd;
		this.#message = this.#odd ? words : `${words}\u00a0`; // a live region is silent when its text stays as it was
	}
}

const KEY = Symbol('announcer');

export const setAnnouncer = (announcer: Announcer): Announcer => setContext(KEY, announcer);

export function getAnnouncer(): Announcer {
	const announcer = getContext<Announcer | undefined>(KEY);
	if (!announcer) throw new Error('No announcer here: call setAnnouncer(new Announcer()) in a component above');
	return announcer;
}

import { SvelteMap } from 'svelte/reactivity';
import { sameValue } from '../shared/board/record.ts';
import { byField, focusKey, type Focus, type Presence } from '../shared/protocol/presence.ts';
import type { LiveDocument, Presences } from '../sync/live-document.ts';

const NOBODY: readonly Presence[] = [];

/** Who has the caret in which field of one document. Only the fields that somebody entered or left are told of it. */
export class FieldPresence {
	readonly #document: Pick<LiveDocument, 'setFocus' | 'presences'>;
	readonly #editors = new SvelteMap<string, readonly Presence[]>();
	readonly #stop: () => void;

	constructor(document: Pick<LiveDocument, 'setFocus' | 'presences'>) {
		this.#document = document;
		this.#stop = document.presences.subscribe((presences) => this.#read(presences));
		this.#read(document.presences.current);
	}

	/** Where one's own caret is. */
	focus(at: Focus | null): void {
		this.#document.setFocus(at);
	}

	/** The others in a field. */
	at(focus: Focus): readonly Presence[] {
		return this.#editors.get(focusKey(focus)) ?? NOBODY;
	}

	close(): void {
		this.#stop();
	}

	#read(presences: Presences) {
		const now = byField(presences.values());
		for (const key of [...this.#editors.keys()]) if (!now.has(key)) this.#editors.delete(key);
		for (const [key, editors] of now) if (!sameValue(this.#editors.get(key), editors)) this.#editors.set(key, editors);
	}
}

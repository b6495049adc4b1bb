import type { PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { PersonHere } from '../../src/lib/shared/protocol/events.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** One open window of a person. */
export interface Window extends PersonHere {
	samverkan: SamverkanId;
	sessionHash: string;
}

interface Parts {
	bundleAfter: number;
	changed(samverkan: SamverkanId, people: PersonHere[]): void;
}

/** Who has each samverkan open: one per person, however many windows; the week is the one they last went to. */
export class PeopleHere {
	readonly #parts: Parts;
	/** Last used last. */
	readonly #windows = new Map<SamverkanId, Set<Window>>();
	readonly #changed = new Set<SamverkanId>();
	#timer: NodeJS.Timeout | null = null;
	#closed = false;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	come(window: Window) {
		const windows = this.#windows.get(window.samverkan) ?? new Set();
		this.#windows.set(window.samverkan, windows.add(window));
		this.#tell(window.samverkan);
	}

	look(window: Window, week: WeekKey | null) {
		const windows = this.#windows.get(window.samverkan);
		if (!windows?.delete(window)) return;
		window.week = week;
		windows.add(window);
		this.#tell(window.samverkan);
	}

	leave(window: Window) {
		const windows = this.#windows.get(window.samverkan);
		windows?.delete(window);
		if (windows?.size === 0) this.#windows.delete(window.samverkan);
		this.#tell(window.samverkan);
	}

	people(samverkan: SamverkanId): PersonHere[] {
		const people = new Map<PersonId, PersonHere>();
		for (const { person, name, party, funktioner, week } of this.#windows.get(samverkan) ?? [])
			people.set(person, { person, name, party, funktioner, week });
		return [...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'sv'));
	}

	close() {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.#closed = true;
	}

	#tell(samverkan: SamverkanId) {
		if (this.#closed) return;
		this.#changed.add(samverkan);
		this.#timer ??= setTimeout(() => this.#send(), this.#parts.bundleAfter);
	}

	#send() {
		this.#timer = null;
		for (const samverkan of this.#changed) this.#parts.changed(samverkan, this.people(samverkan));
		this.#changed.clear();
	}
}

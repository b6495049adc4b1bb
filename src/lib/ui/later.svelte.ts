/**
 * A component that the first load does without: it comes when it is asked for, and all of them come once the page has
 * nothing better to do, so that losing the network in a meeting leaves nothing that can not be opened.
 */
export class Later<Part> {
	static readonly #all = new Set<Later<unknown>>();

	readonly #fetch: () => Promise<{ default: Part }>;
	#fetching: Promise<void> | null = null;
	#part = $state.raw<Part>();

	constructor(fetch: () => Promise<{ default: Part }>) {
		this.#fetch = fetch;
		Later.#all.add(this);
	}

	/** The component, where it is here. To look for it is to ask for it. */
	get current(): Part | undefined {
		if (!this.#part) this.load().catch(() => undefined); // `fetchAll` tries again
		return this.#part;
	}

	load(): Promise<void> {
		this.#fetching ??= this.#fetch().then(
			(module) => void (this.#part = module.default),
			(error: unknown) => {
				this.#fetching = null;
				throw error;
			}
		);
		return this.#fetching;
	}

	/** One after the other, and those that come with them too. */
	static async fetchAll(): Promise<void> {
		for (const later of Later.#all) await later.load();
	}
}

const KEY = 'lagestavlan:single-keys';

/**
 * Do letters, digits and signs act by themselves on this device (WCAG 2.1.4)? Who speaks to the machine, or rests a hand
 * on it, turns them off. A device setting: it says nothing of anybody.
 */
export class SingleKeys {
	#on = $state(true);

	get on(): boolean {
		return this.#on;
	}

	/** In the browser only. */
	load(): void {
		this.#on = read() !== 'off';
	}

	set(on: boolean): void {
		this.#on = on;
		try {
			localStorage.setItem(KEY, on ? 'on' : 'off');
		} catch {
			// a browser that keeps nothing: it holds until the page is closed
		}
	}
}

function read(): string | null {
	try {
		return localStorage.getItem(KEY);
	} catch {
		return null;
	}
}

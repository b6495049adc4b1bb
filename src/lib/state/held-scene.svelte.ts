import { holdScene, type HeldScene as Held } from '../shared/meeting/hold-rows.ts';
import type { Scene } from '../shared/meeting/scene.ts';

/** A scene that stands still while one of its rows is in focus, and how many rows wait meanwhile. */
export class HeldScene {
	readonly #scene: () => Scene;
	readonly #focus: () => string | null;
	#last: Scene | null = null;
	readonly #held = $derived.by(() => this.#hold());

	constructor(scene: () => Scene, focus: () => string | null) {
		this.#scene = scene;
		this.#focus = focus;
	}

	get scene(): Scene {
		return this.#held.scene;
	}
	get waiting(): number {
		return this.#held.waiting;
	}

	#hold(): Held {
		const held = holdScene(this.#last, this.#scene(), this.#focus());
		this.#last = held.scene;
		return held;
	}
}

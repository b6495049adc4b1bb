import type { Duplex } from 'node:stream';

/** Streams that hold what one turn writes until its end, so that it goes out as one write each. */
export class Corked {
	readonly #streams = new Set<Duplex>();

	hold(stream: Duplex) {
		if (this.#streams.has(stream)) return;
		stream.cork();
		if (this.#streams.size === 0) process.nextTick(() => this.#letGo());
		this.#streams.add(stream);
	}

	#letGo() {
		const streams = [...this.#streams];
		this.#streams.clear();
		for (const stream of streams) stream.uncork();
	}
}

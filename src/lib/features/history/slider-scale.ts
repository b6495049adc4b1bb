import { framesUntil } from '../../shared/history/film.ts';
import type { Volume } from '../../shared/history/timeline.ts';

/** A pause longer than this takes no more room: what matters is what happened, and in which order. */
const LONGEST_PAUSE = 20 * 60_000;
/** Each moment has at least this much, so that a second of many changes can be pointed at. */
const LEAST = 20_000;

/** A label there is written before its place, since there is no room after it. */
export const isAtTheEnd = ({ place }: { place: number }): boolean => place > 0.85;

/**
 * Where the moments lie along the slider: by time, with long pauses shortened. Positions are 0–1; the first moment is
 * 0 and the last 1.
 */
export class SliderScale {
	readonly moments: readonly number[];
	readonly #points: readonly { at: number }[];
	readonly #places: number[];
	readonly #length: number;

	constructor(moments: readonly number[]) {
		this.moments = moments;
		this.#points = moments.map((at) => ({ at }));
		let place = 0;
		this.#places = moments.map((at, index) => {
			const pause = index === 0 ? 0 : at - moments[index - 1]!;
			return (place += index === 0 ? 0 : LEAST + Math.min(pause, LONGEST_PAUSE));
		});
		this.#length = Math.max(1, place);
	}

	/** Of any moment: where the last change before it lies. */
	placeOf(at: number): number {
		const index = Math.max(0, framesUntil(this.#points, at) - 1);
		return this.#placeAt(index);
	}

	/** The moment that lies nearest to a position. */
	momentAt(place: number): number {
		const wanted = place * this.#length;
		let [low, high] = [0, this.#places.length - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#places[middle]! < wanted) low = middle + 1;
			else high = middle;
		}
		const before = Math.max(0, low - 1);
		const isBefore = wanted - this.#places[before]! < this.#places[low]! - wanted;
		return this.moments[isBefore ? before : low]!;
	}

	/** How much changed along the slider: so many bars, 0–1 high by the highest. */
	bars(volumes: readonly Volume[], count: number): number[] {
		const sums = Array.from({ length: count }, () => 0);
		for (const { at, changes } of volumes) sums[Math.min(count - 1, Math.floor(this.placeOf(at) * count))]! += changes;
		const most = Math.max(1, ...sums);
		return sums.map((sum) => (sum === 0 ? 0 : Math.max(0.08, Math.sqrt(sum / most))));
	}

	/** Those labels that have room for their words, each beside the last that had; `room` is a label's part of the line. */
	withRoom<T extends { place: number }>(labels: readonly T[], room: number): T[] {
		const shown: T[] = [];
		let free = 0;
		for (const label of labels) {
			const from = isAtTheEnd(label) ? label.place - room : label.place;
			if (from < free) continue;
			free = from + room;
			shown.push(label);
		}
		return shown;
	}

	#placeAt(index: number): number {
		return (this.#places[index] ?? 0) / this.#length;
	}
}

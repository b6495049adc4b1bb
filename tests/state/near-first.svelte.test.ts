import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NearFirst, SeenValue } from '../../src/lib/ui/near-first.svelte.ts';
import { countEffect } from '../support/effect-root.svelte.ts';

type Told = (seen: { target: Element; isIntersecting: boolean }[]) => void;
let observers: Told[];
let print: () => void;

beforeEach(() => {
	vi.useFakeTimers();
	observers = [];
	vi.stubGlobal('innerHeight', 1_000);
	vi.stubGlobal('addEventListener', (_name: string, heard: () => void) => (print = heard));
	vi.stubGlobal('removeEventListener', () => undefined);
	vi.stubGlobal(
		'IntersectionObserver',
		class {
			constructor(told: Told) {
				observers.push(told);
			}
			observe = () => undefined;
			unobserve = () => undefined;
			disconnect = () => undefined;
		}
	);
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

/** A place that is 100 px high and so far from the window's upper edge. */
const placeAt = (top: number) =>
	({ getBoundingClientRect: () => ({ top, bottom: top + 100, height: 100 }) }) as unknown as Element;

function begun() {
	const near = new NearFirst();
	const stop = near.begin();
	const drawn: string[] = [];
	const wait = (name: string, top: number) => {
		const place = placeAt(top);
		return { place, leave: near.wait(place, () => drawn.push(name)) };
	};
	return { near, stop, drawn, wait };
}

describe('what is drawn near first', () => {
	it('[SL3] is drawn before the picture where it is seen, and elsewhere once nothing has moved for a while', async () => {
		const { stop, drawn, wait } = begun();
		wait('seen', 300);
		wait('below', 5_000);
		wait('gone', 6_000).leave();
		await Promise.resolve();
		expect(drawn).toEqual(['seen']);
		await vi.runAllTimersAsync();
		expect(drawn).toEqual(['seen', 'below']);
		stop();
	});

	it('[SL3] is drawn when it is scrolled to, and all of it before it is printed; each once', async () => {
		const { stop, drawn, wait } = begun();
		const { place } = wait('scrolled to', 5_000);
		wait('printed', 6_000);
		await Promise.resolve();
		observers[0]!([{ target: place, isIntersecting: true }]);
		expect(drawn).toEqual(['scrolled to']);
		print();
		await vi.runAllTimersAsync();
		expect(drawn).toEqual(['scrolled to', 'printed']);
		expect(vi.getTimerCount()).toBe(0);
		stop();
	});

	it('[SL3] a part that nobody sees stays as it was while a hand moves, and follows when it rests or is seen', async () => {
		const { near, stop } = begun();
		let value = $state(1);
		const part = new SeenValue(near, () => value);
		part.place(placeAt(5_000));
		const shown: number[] = [];
		const reading = countEffect(() => shown.push(part.current));
		const set = (next: number) => flushSync(() => (near.move(), (value = next)));
		set(2);
		observers[1]!([{ target: placeAt(0), isIntersecting: false }]);
		set(3);
		expect(shown.at(-1)).toBe(2);
		observers[1]!([{ target: placeAt(0), isIntersecting: true }]);
		flushSync();
		expect(shown.at(-1)).toBe(3);
		observers[1]!([{ target: placeAt(0), isIntersecting: false }]);
		set(4);
		await vi.runAllTimersAsync();
		flushSync();
		expect([shown.at(-1), near.isMoving]).toEqual([4, false]);
		reading.stop();
		stop();
	});
});

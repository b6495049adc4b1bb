import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CardDrag, type DragSurface, type DropPlace, type PointerPress } from '../../src/lib/state/card-drag.svelte.ts';

const mouse: PointerPress = { pointer: 1, kind: 'mouse', x: 100, y: 100, onHandle: false };
const finger: PointerPress = { ...mouse, kind: 'touch' };

/** A board where everything right of x = 500 is the list "done". */
class FakeSurface implements DragSurface {
	cards = new Set(['Å-1', 'Å-2']);
	ghosts = 0;
	scrolled: number[] = [];
	has = (card: string) => this.cards.has(card);
	placeAt = (_card: string, x: number): DropPlace | null => (x > 500 ? { list: 'done', before: null } : null);
	scrollNear = (_x: number, y: number) => void this.scrolled.push(y);
	lift = (card: string) => {
		if (!this.has(card)) return null;
		this.ghosts++;
		return { moveTo() {}, remove: () => void this.ghosts-- };
	};
}

function buildDrag() {
	const surface = new FakeSurface();
	const dropped: [string, DropPlace][] = [];
	const drag = new CardDrag((card, place) => dropped.push([card, place]));
	drag.attach(surface);
	return { surface, dropped, drag };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	expect(vi.getTimerCount(), 'timers left behind').toBe(0);
	vi.useRealTimers();
});

it('[AB5] drops a card where the pointer goes up, with one call', () => {
	const { drag, dropped, surface } = buildDrag();
	drag.press('Å-1', mouse);
	drag.move(1, 600, 100);
	expect(drag.card).toBe('Å-1');
	expect(drag.over).toEqual({ list: 'done', before: null });
	expect(drag.release(1)).toBe(true);
	expect(dropped).toEqual([['Å-1', { list: 'done', before: null }]]);
	expect(surface.ghosts).toBe(0);
});

it('a mouse that hardly moves is a click, not a drag', () => {
	const { drag, dropped } = buildDrag();
	drag.press('Å-1', mouse);
	drag.move(1, 103, 102);
	expect(drag.card).toBeNull();
	expect(drag.release(1)).toBe(false);
	expect(dropped).toEqual([]);
});

it('a finger must rest before it lifts, so that a swipe scrolls', () => {
	const { drag } = buildDrag();
	drag.press('Å-1', finger);
	drag.move(1, 100, 130);
	expect(drag.isHeld).toBe(false);

	drag.press('Å-1', finger);
	vi.runAllTimers();
	expect(drag.card).toBe('Å-1');
	drag.cancel();
});

it('a finger on the handle lifts at once', () => {
	const { drag } = buildDrag();
	drag.press('Å-1', { ...finger, onHandle: true });
	vi.advanceTimersByTime(0);
	expect(drag.card).toBe('Å-1');
	drag.cancel();
});

it('[AB5] outside every list the card stays where it was', () => {
	const { drag, dropped } = buildDrag();
	drag.press('Å-1', mouse);
	drag.move(1, 200, 100);
	expect(drag.release(1)).toBe(true);
	expect(dropped).toEqual([]);
});

it('[AB5] Escape ends the drag without a drop', () => {
	const { drag, dropped, surface } = buildDrag();
	drag.press('Å-1', mouse);
	drag.move(1, 600, 100);
	drag.cancel();
	expect(drag.release(1)).toBe(false);
	expect([dropped, surface.ghosts, drag.over]).toEqual([[], 0, null]);
});

it('[AB5] a card that somebody else removes in the air is put down, not brought back', () => {
	const { drag, dropped, surface } = buildDrag();
	drag.press('Å-1', mouse);
	drag.move(1, 600, 100);
	surface.cards.delete('Å-1');
	drag.frame();
	expect(drag.card).toBeNull();
	expect(surface.ghosts).toBe(0);
	expect(drag.release(1)).toBe(false);
	expect(dropped).toEqual([]);
});

it('[AB5] a card removed between the last frame and the release is not dropped', () => {
	const { drag, dropped, surface } = buildDrag();
	drag.press('Å-1', mouse);
	drag.move(1, 600, 100);
	surface.cards.delete('Å-1');
	drag.release(1);
	expect(dropped).toEqual([]);
});

it('a second finger does not disturb the first', () => {
	const { drag, dropped } = buildDrag();
	drag.press('Å-1', mouse);
	drag.move(1, 600, 100);
	drag.press('Å-2', { ...mouse, pointer: 2 });
	drag.move(2, 100, 100);
	expect(drag.release(2)).toBe(false);
	expect(drag.card).toBe('Å-1');
	drag.release(1);
	expect(dropped.map(([card]) => card)).toEqual(['Å-1']);
});

it('scrolls by where the pointer is, once per frame', () => {
	const { drag, surface } = buildDrag();
	drag.frame();
	drag.press('Å-1', mouse);
	drag.move(1, 600, 5);
	drag.frame();
	expect(surface.scrolled).toEqual([5]);
	drag.cancel();
});

it('going away from the page puts the card down', () => {
	const { drag, surface } = buildDrag();
	drag.press('Å-1', mouse);
	drag.move(1, 600, 100);
	drag.detach();
	expect([drag.card, surface.ghosts]).toEqual([null, 0]);
});

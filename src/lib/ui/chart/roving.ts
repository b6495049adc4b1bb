import type { Attachment } from 'svelte/attachments';

const STEPS: Record<string, [x: number, y: number]> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1]
};

type Linked = (HTMLElement | SVGElement) & { dataset: DOMStringMap };

const cellsOf = (picture: Element): Linked[] => [...picture.querySelectorAll<Linked>('a[data-x]')];
const placeOf = ({ dataset }: Linked) => ({ x: Number(dataset['x']), y: Number(dataset['y']) });

/**
 * A picture of many links is one stop for Tab; arrows, Home and End go between them. Links say where they are by `data-x`
 * and `data-y`. Without JavaScript each link is a stop of its own.
 */
export const roving: Attachment = (picture) => {
	const stopAt = (cell: Linked | undefined) => {
		if (!cell) return;
		for (const other of cellsOf(picture)) other.setAttribute('tabindex', other === cell ? '0' : '-1');
	};
	const move = (event: Event) => {
		if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.altKey || event.metaKey) return;
		const cells = cellsOf(picture);
		const here = cells.find((cell) => cell === document.activeElement);
		const next = here && nextCell(cells, placeOf(here), event.key);
		if (!next) return;
		event.preventDefault();
		stopAt(next);
		next.focus();
	};
	const follow = ({ target }: Event) => stopAt(cellsOf(picture).find((cell) => cell === target));
	stopAt(cellsOf(picture).at(-1));
	picture.addEventListener('keydown', move);
	picture.addEventListener('focusin', follow);
	return () => {
		picture.removeEventListener('keydown', move);
		picture.removeEventListener('focusin', follow);
	};
};

/** The nearest link that way, past those that lead nowhere. */
function nextCell(cells: readonly Linked[], from: { x: number; y: number }, key: string): Linked | undefined {
	const row = cells.filter((cell) => placeOf(cell).y === from.y);
	if (key === 'Home') return row[0];
	if (key === 'End') return row.at(-1);
	const step = STEPS[key];
	if (!step) return undefined;
	const [x, y] = step;
	const ahead = cells.filter((cell) => {
		const at = placeOf(cell);
		return x !== 0 ? at.y === from.y && (at.x - from.x) * x > 0 : at.x === from.x && (at.y - from.y) * y > 0;
	});
	const away = (cell: Linked) => Math.abs(placeOf(cell).x - from.x) + Math.abs(placeOf(cell).y - from.y);
	return ahead.toSorted((a, b) => away(a) - away(b))[0];
}

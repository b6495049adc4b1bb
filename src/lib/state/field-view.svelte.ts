import { sameValue } from '../shared/board/record.ts';

/** One field. Raw: values are replaced whole, and must stay plain for commands to write them back. */
class Cell {
	current = $state.raw<unknown>();
	constructor(value: unknown) {
		this.current = value;
	}
}

/**
 * A plain object that is followed field by field: who reads one field hears nothing of the others. `view` is the same
 * object for as long as it lives.
 */
export class FieldView<T extends object> {
	readonly view: T;
	readonly #cells: ReadonlyMap<string, Cell>;
	#taken: T;

	constructor(value: T) {
		const cells = new Map(Object.entries(value).map(([name, field]) => [name, new Cell(field)]));
		const getters = [...cells].map(([name, cell]) => [name, { enumerable: true, get: () => cell.current }]);
		this.view = Object.defineProperties({}, Object.fromEntries(getters) as PropertyDescriptorMap) as T;
		this.#cells = cells;
		this.#taken = value;
	}

	/** Can it show this one? A field that is new, or gone, can not be followed. */
	hasFieldsOf(next: T): boolean {
		const names = Object.keys(next);
		return names.length === this.#cells.size && names.every((name) => this.#cells.has(name));
	}

	/** What is alike is left alone, so that nobody hears of it. */
	take(next: T, fields: ReadonlySet<string> | 'whole' = 'whole'): void {
		if (next === this.#taken) return;
		if (fields === 'whole') this.#taken = next;
		for (const [name, value] of Object.entries(next)) {
			if (fields !== 'whole' && !fields.has(name)) continue;
			const cell = this.#cells.get(name);
			if (cell && !sameValue(cell.current, value)) cell.current = value;
		}
	}
}

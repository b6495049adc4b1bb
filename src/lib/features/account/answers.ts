import type { FormState } from '../../shared/form-state.ts';

/** What the fields of a form show: what came back from the server, or what is stored. */
export class Answers {
	readonly #state: FormState | null;

	/** Null for a form that has not been sent, or that was saved. */
	constructor(state: FormState | null) {
		this.#state = state;
	}

	value(field: string, stored = ''): string {
		const written = this.#state?.values[field];
		return typeof written === 'string' ? written : stored;
	}

	/** For a choice between some values: what was written is then one of them, or the stored one stands. */
	chosen<Value extends string>(field: string, options: readonly Value[], stored: Value): Value {
		const written = this.value(field, stored);
		return options.find((option) => option === written) ?? stored;
	}

	list(field: string, stored: readonly string[] = []): readonly string[] {
		const written = this.#state?.values[field];
		return Array.isArray(written) ? written : stored;
	}

	ticked(field: string, stored = false): boolean {
		return this.#state ? this.value(field) === 'on' : stored;
	}

	error(field: string): string | undefined {
		return this.#state?.errors[field];
	}
}

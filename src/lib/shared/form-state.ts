/**
 * How a form came back from the server: which of the page's forms it was, what was written in it, and what is wrong, by
 * field. Passwords are never in it.
 */
export interface FormState {
	/** The form's name on its page. */
	form: string;
	values: Record<string, string | string[]>;
	/** In Swedish, saying what to do. */
	errors: Record<string, string>;
	/** What is wrong with the form as a whole. */
	problem?: string;
	/** What was done, when it was. */
	saved?: string;
	/** A one-time link that was made: shown now and never again. */
	link?: { address: string; name: string; until: string };
}

export const noFields: Pick<FormState, 'values' | 'errors'> = { values: {}, errors: {} };

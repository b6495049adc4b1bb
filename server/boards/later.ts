/** Runs something later, and can call it off. Passed in, so that tests hold the clock. */
export type Later = (run: () => void, milliseconds: number) => () => void;

/** A timer of the process. */
export const afterwards: Later = (run, milliseconds) => {
	const timer = setTimeout(run, milliseconds);
	return () => clearTimeout(timer);
};

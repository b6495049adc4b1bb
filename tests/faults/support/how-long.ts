/** `npm run test:faults` runs in this mode; in `npm test` each proof has a short version of itself. */
export const isLong = import.meta.env.MODE === 'faults';

export const rounds = (short: number, long: number): number => (isLong ? long : short);

/** Milliseconds a test may take. */
export const within = (short: number, long: number): number => (isLong ? long : short);

/** A seed of one's own from the environment, to play a failure again; else the one that every run has. */
export const seedOr = (usual: number): number => Number(process.env.SEED ?? usual);

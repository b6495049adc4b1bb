/** Nobody writes in a sealed week, the server's own commands no more than people. */
export class WeekSealedError extends Error {}

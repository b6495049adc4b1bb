import type { TakenError } from '../../../server/storage/organisation.ts';

/**
 * The store's own errors, told apart by name: routes never load the server's classes, so `instanceof` would compare with
 * another copy of them.
 */
export const isTaken = (error: unknown): error is TakenError =>
	error instanceof Error && error.constructor.name === 'TakenError';
export const isInUse = (error: unknown): boolean => error instanceof Error && error.constructor.name === 'InUseError';

/**
 * Where a Yjs transaction comes from. Tagged objects, so that a check is `origin === LOCAL` and no string can be
 * mistaken for one. Only LOCAL is undoable.
 */
export interface Origin {
	readonly name: 'local' | 'server' | 'load';
}

/** The person at this browser, through a command. */
export const LOCAL: Origin = { name: 'local' };
/** A rule of the server: numbering, seeding, migration. */
export const SERVER: Origin = { name: 'server' };
/** Bytes from the store, checked when they were written. */
export const LOAD: Origin = { name: 'load' };

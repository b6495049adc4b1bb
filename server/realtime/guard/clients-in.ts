import * as Y from 'yjs';
import { Reader } from './reader.ts';

/**
 * The clients whose structs a journaled update has. Nearly every row is one client's, whose id is at its beginning; a
 * year of them is gone through in milliseconds.
 */
export function clientsIn(update: Uint8Array): number[] {
	const reader = new Reader(update);
	const sections = reader.uint(Number.MAX_SAFE_INTEGER);
	if (sections === 0) return [];
	if (sections > 1) return [...Y.parseUpdateMeta(update).to.keys()];
	reader.uint(Number.MAX_SAFE_INTEGER);
	return [reader.uint(2 ** 32 - 1)];
}

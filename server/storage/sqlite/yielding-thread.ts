import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** By how much such a thread is nicer than the others (`nice` of the system, 0–19). */
const NICENESS = 10;

/**
 * The calling thread lets others of the machine have a processor first: those that write a live edit down and send it. Only for
 * a thread that holds no lock that they wait for. Where the system does not tell threads apart (only Linux does) nothing changes.
 */
export function yieldToOthers(): void {
	try {
		setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICENESS);
	} catch {
		// as fast as the rest, then
	}
}

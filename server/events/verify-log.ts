import type { SamverkanId } from '../../src/lib/shared/ids.ts';
import type { KeptEntry } from '../../src/lib/shared/log/event.ts';
import { entryHash, type EventStore, type LogAnchor } from '../storage/events.ts';

/** What checking a log found: all of it stands, or the first entry that does not, and how. */
export interface LogVerification {
	/** Entries that were looked at. */
	entries: number;
	/** Where the log goes on from when its oldest entries were removed by decision. */
	anchor: LogAnchor | null;
	/** Null where the whole chain is as it was written. */
	broken: { number: number; text: string } | null;
}

/** Read in pieces, so that a log of years is not in memory at once. */
const PIECE = 2_000;

/** Reads only: the same on the page and from the command line. */
export async function verifyLog(
	events: Pick<EventStore, 'chain' | 'anchor' | 'head'>,
	samverkan: SamverkanId | null
): Promise<LogVerification> {
	const anchor = await events.anchor(samverkan);
	let last = { number: anchor?.number ?? 0, sha256: anchor?.sha256 ?? null };
	let entries = 0;
	let attested = anchor === null;
	for (;;) {
		const piece = await events.chain(samverkan, entries === 0 ? 0 : last.number, PIECE);
		for (const entry of piece) {
			const text = brokenBecause(entry, last);
			if (text) return { entries, anchor, broken: { number: entry.number, text } };
			attested ||= attests(entry, anchor);
			last = entry;
			entries += 1;
		}
		if (piece.length < PIECE) break;
	}
	return { entries, anchor, broken: endOf(await events.head(samverkan), last, attested) };
}

function brokenBecause(entry: KeptEntry, last: { number: number; sha256: string | null }): string | null {
	if (entry.number !== last.number + 1)
		return `efter post ${last.number} kommer post ${entry.number}: poster däremellan saknas.`;
	if (entry.previous !== last.sha256) return 'den pekar inte på posten före som den är sparad.';
	return entryHash(entry) === entry.sha256 ? null : 'innehållet stämmer inte med kontrollvärdet (SHA-256).';
}

/** That entries were removed is itself an entry of the chain. */
const attests = ({ what, about }: KeptEntry, anchor: LogAnchor | null): boolean =>
	what === 'retention' && about.anchor?.number === anchor?.number && about.anchor?.sha256 === anchor?.sha256;

function endOf(
	head: { number: number; sha256: string } | null,
	last: { number: number; sha256: string | null },
	attested: boolean
): LogVerification['broken'] {
	if (!attested)
		return { number: last.number, text: 'äldre poster är borttagna utan att någon post i loggen säger det.' };
	if ((head?.number ?? 0) === last.number && (head?.sha256 ?? null) === last.sha256) return null;
	return { number: last.number, text: `loggen slutar här, men borde sluta med post ${head?.number ?? 0}.` };
}

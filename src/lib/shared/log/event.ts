import type { PartyId, PersonId, SamverkanId } from '../ids.ts';

/**
 * What the händelselogg tells of (domain.md §4.5). Ids, kinds and counts: never words that somebody wrote, never an
 * address or a password that was tried.
 */
export const EVENTS = [
	'log-in',
	'log-out',
	'log-in-failed',
	'view',
	'export',
	'share',
	'withdraw',
	'week-move',
	'seal',
	'summary',
	'flag',
	'flag-judged',
	'redact',
	'rights',
	'invite',
	'settings',
	'screen-link',
	'action-link',
	'calendar',
	'restore',
	'retention-settings',
	'retention',
	'log-read',
	'log-export'
] as const;
export type EventKind = (typeof EVENTS)[number];

/** Each field is an id, a count, a kind or an address of ours. */
export interface EventAbout {
	/** `2026-W41`. */
	week?: string;
	/** Which view, page or way: `board`, `protokoll`, `personer`. */
	page?: string;
	/** What was done there: a state, a form's action, a reason's code. */
	did?: string;
	document?: string;
	/** A record in it. */
	record?: string;
	/** Whom it is about, where that is not who did it. */
	subject?: PersonId;
	/** Their party, or the one that a settings row belongs to. */
	ofParty?: string;
	roles?: readonly string[];
	/** Of an export: `csv`, `xlsx`, `pdf`, `json`. */
	format?: string;
	/** Of an export or a reading: see `filterForLog`. */
	filter?: string;
	/** How many rows, files or records. */
	rows?: number;
	/** A rättelse's number, a redigering's, a version. */
	number?: number;
	/** SHA-256, hexadecimal: of what was sealed, shared, exported or removed. */
	sha256?: string;
	/** Gallring: the decision's reference (diarienummer). */
	decision?: string;
	/** Gallring of the log itself: the last entry that was removed; the chain goes on from its hash. */
	anchor?: { number: number; sha256: string };
}

export interface NewEvent {
	/** Null: of the installation itself, such as a log-in to no account. */
	samverkan: SamverkanId | null;
	what: EventKind;
	/** Null when a rule of the server did it, or nobody knows who. */
	person: PersonId | null;
	party: PartyId | null;
	about?: EventAbout;
	/** Milliseconds; the server's clock when left out. */
	at?: number;
}

/** An entry as it is hashed: SHA-256 over its canonical JSON (RFC 8785), which names the hash of the entry before it. */
export interface LogEntry {
	samverkan: SamverkanId | null;
	/** Rises by one through the samverkan's log. */
	number: number;
	at: number;
	what: EventKind;
	person: PersonId | null;
	party: PartyId | null;
	about: EventAbout;
	/** Null for the first of all. */
	previous: string | null;
}

export interface KeptEntry extends LogEntry {
	sha256: string;
}

/** What is asked for of the log. */
export interface LogFilter {
	person?: PersonId;
	what?: EventKind;
	/** Milliseconds, from and before. */
	from?: number;
	until?: number;
}

/** Fields of an address that hold words of somebody's own. */
const WORDS: readonly string[] = ['q', 'fritext', 'ord', 'text', 'sok'];

/** A filter's address as the log keeps it: that somebody searched for words, and not which. */
export function filterForLog(search: URLSearchParams): string {
	const kept = new URLSearchParams();
	for (const [name, value] of search)
		if (value !== '') kept.append(name, WORDS.includes(name) ? '…' : value.slice(0, 100));
	return decodeURIComponent(kept.toString());
}

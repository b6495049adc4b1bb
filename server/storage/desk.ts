import type { FunktionId, PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { ChangedPart } from '../../src/lib/shared/desk/changed-parts.ts';
import type { WorkState } from '../../src/lib/shared/desk/desk-move.ts';

/** A link in a mail to one åtgärd, for one person. */
export interface ActionLink {
	/** SHA-256 of the token, hex. The token itself is never stored. */
	hash: string;
	samverkan: SamverkanId;
	person: PersonId;
	action: RecordId;
	/** The status that is chosen beforehand; null for the one it has. */
	state: WorkState | null;
	/** Milliseconds. */
	madeAt: number;
	expiresAt: number;
	revokedAt: number | null;
	/** How many times something was sent by it. */
	used: number;
}

export interface CalendarFeed {
	hash: string;
	samverkan: SamverkanId;
	/** Who made it and whose it is: it ends with their membership. */
	person: PersonId;
	/** Of that function's åtgärder; null for all that the person has. */
	funktion: FunktionId | null;
	madeAt: number;
	revokedAt: number | null;
}

export interface ActionChange {
	action: RecordId;
	what: ChangedPart;
	/** Null when a rule of the server did it. */
	person: PersonId | null;
	at: number;
	/** How many times it has changed. */
	times: number;
}

/** What the desk keeps: links, feeds, visits, and which parts of åtgärder changed last. */
export interface DeskStore {
	addLink(link: Omit<ActionLink, 'revokedAt' | 'used'>): Promise<void>;
	link(hash: string): Promise<ActionLink | null>;
	/** A person's links that run at that moment, newest first. */
	linksOf(person: PersonId, now: number): Promise<ActionLink[]>;
	countUse(hash: string): Promise<void>;
	/** That one of the person's, or all of them where `hash` is null; in one samverkan or in all. How many it ended. */
	revokeLinks(of: { person: PersonId; hash?: string; samverkan?: SamverkanId }, at: number): Promise<number>;
	/** Forgets those that expired before then. */
	removeLinks(before: number): Promise<void>;

	addCalendar(feed: Omit<CalendarFeed, 'revokedAt'>): Promise<void>;
	calendar(hash: string): Promise<CalendarFeed | null>;
	/** A person's that have not been revoked, newest first. */
	calendarsOf(person: PersonId): Promise<CalendarFeed[]>;
	/** False where it is not the person's. */
	revokeCalendar(hash: string, person: PersonId, at: number): Promise<boolean>;

	/** When the person last saw their åtgärder here; null for never. */
	visit(samverkan: SamverkanId, person: PersonId): Promise<number | null>;
	/** Never moves back. */
	setVisit(samverkan: SamverkanId, person: PersonId, at: number): Promise<void>;

	noteChanges(samverkan: SamverkanId, changes: readonly Omit<ActionChange, 'times'>[]): Promise<void>;
	/** Of these åtgärder. */
	changesOf(samverkan: SamverkanId, actions: readonly RecordId[]): Promise<ActionChange[]>;
}

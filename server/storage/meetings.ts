import type { DocumentId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { MeetingState } from '../../src/lib/shared/meeting/meeting-state.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** A read-only link for the room's screen, without its key. */
export interface ScreenLink {
	/** Of the key; names the link. */
	hash: string;
	samverkan: SamverkanId;
	/** The week's. */
	document: DocumentId;
	week: WeekKey;
	madeBy: PersonId;
	madeAt: number;
	expiresAt: number;
	revokedAt: number | null;
}

/** What the meeting needs beyond the documents. */
export interface MeetingStore {
	/** Null where the week has had no meeting. */
	state(document: DocumentId): Promise<MeetingState | null>;
	saveState(document: DocumentId, state: MeetingState): Promise<void>;
	addLink(link: Omit<ScreenLink, 'revokedAt'>): Promise<void>;
	link(hash: string): Promise<ScreenLink | null>;
	/** Of a week, newest first. */
	links(document: DocumentId): Promise<ScreenLink[]>;
	revokeLink(hash: string, at: number): Promise<void>;
}

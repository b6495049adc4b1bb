import type { PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { NoticeAbout, NoticeKind } from '../../src/lib/shared/notices/notice.ts';
import type { NoticeSettings } from '../../src/lib/shared/notices/notice-settings.ts';

/** A notice to one person, as it is kept: ids, no words. */
export interface StoredNotice {
	/** Rises through the whole store. */
	id: number;
	person: PersonId;
	samverkan: SamverkanId;
	kind: NoticeKind;
	about: NoticeAbout;
	at: number;
	seenAt: number | null;
	/** One per person: telling the same thing twice keeps it once. */
	dedupe: string;
	/** A newer one of the same topic takes the place of what has not been seen; null for none. */
	topic: string | null;
}

export type NewNotice = Omit<StoredNotice, 'id' | 'seenAt'>;

/** What people are told in the app, and how they want to be told. */
export interface NoticeStore {
	/** Those that were new, with their ids, on stable storage. All or none. */
	add(notices: readonly NewNotice[]): Promise<StoredNotice[]>;
	/** Newest first. */
	of(person: PersonId, samverkan: SamverkanId, most: number): Promise<StoredNotice[]>;
	unseen(person: PersonId, samverkan: SamverkanId): Promise<number>;
	/** Of these keys, those that the person has seen. */
	seenOf(person: PersonId, dedupes: readonly string[]): Promise<string[]>;
	/** Those of the ids that are the person's own; all of the samverkan's where `ids` is left out. */
	markSeen(person: PersonId, samverkan: SamverkanId, at: number, ids?: readonly number[]): Promise<void>;
	/** What was told before that moment, seen or not. */
	removeBefore(at: number): Promise<void>;
	/** What the person has chosen; what everybody begins with otherwise. */
	settings(person: PersonId): Promise<NoticeSettings>;
	saveSettings(person: PersonId, settings: NoticeSettings): Promise<void>;
}

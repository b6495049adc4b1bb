import type { PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { MailKind } from '../../src/lib/shared/notices/notice-settings.ts';
import type { NoticeAbout } from '../../src/lib/shared/notices/notice.ts';

/**
 * `queued` waits for its time; `sending` is on disk before the first byte of it leaves; `sent` was taken by the mail server.
 * `uncertain`: the process or the line ended while it was being handed over, so it may have arrived, and is not sent again
 * by itself. `failed` was refused for good, or too often. `withdrawn` is not needed any more: the person has left, what it
 * was about is done, or a newer one came.
 */
export const MAIL_STATES = ['queued', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** One thing in a mail, and the notice it is of, where it is one. */
export interface MailItem {
	about: NoticeAbout;
	dedupe?: string;
}

/** A mail to a person. Its words and the address are read when it is sent; none of them is kept. */
export interface Mail {
	id: string;
	/** Once in the whole store. */
	dedupe: string;
	samverkan: SamverkanId;
	person: PersonId;
	kind: MailKind;
	items: MailItem[];
	state: MailState;
	/** Why it is in that state, as a code: `450`, `too-old`, `left`; null where the state says it all. */
	reason: string | null;
	attempts: number;
	/** Milliseconds; not before that moment. */
	nextTry: number;
	madeAt: number;
	sentAt: number | null;
}

export type NewMail = Pick<Mail, 'id' | 'dedupe' | 'samverkan' | 'person' | 'kind' | 'items' | 'madeAt'> & {
	/** Not before that moment. */
	nextTry: number;
};

/** What is mailed. A mail is changed only from the state that the caller has seen, so two never send the same. */
export interface MailStore {
	/** Keeps it unless its key is there already; true when it was kept. */
	add(mail: NewMail): Promise<boolean>;
	/** As `add`, but one of the same person, samverkan and kind that still waits takes the items along instead. */
	addOrJoin(mail: NewMail): Promise<void>;
	/** Was one made with that key? */
	knows(dedupe: string): Promise<boolean>;
	mail(id: string): Promise<Mail | null>;
	/** The one that waits longest of those whose time has come. */
	nextDue(now: number): Promise<Mail | null>;
	/** The earliest moment that one waits for; null where none does. */
	nextTry(): Promise<number | null>;
	/** queued → sending, on stable storage; false where it is not queued any more. */
	begin(id: string): Promise<boolean>;
	/** From one state to another; false where it was not in that one. */
	move(id: string, from: MailState, change: MailChange): Promise<boolean>;
	/** What was being sent when the process ended: nobody knows whether it arrived. How many there were. */
	recover(): Promise<number>;
	/** Those that wait, of the person and kinds: a newer one comes in their place. */
	withdraw(samverkan: SamverkanId, person: PersonId, kinds: readonly MailKind[]): Promise<void>;
	/** The samverkan's, newest first. */
	list(samverkan: SamverkanId, most: number): Promise<Mail[]>;
	/** What was made before that moment and waits no more. */
	removeBefore(at: number): Promise<void>;
}

export type MailChange = {
	state: MailState;
	reason?: string | null;
	nextTry?: number;
	sentAt?: number;
	attempts?: number;
};

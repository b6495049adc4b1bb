import type { ActionState } from '../board/action-status.ts';
import type { FunktionId, RecordId } from '../ids.ts';
import type { WeekKey } from '../week/iso-week.ts';

/** What somebody is told of (product.md §3), in the order of the settings. */
export const NOTICE_KINDS = [
	/** An åtgärd was given to a function of theirs. */
	'action-assigned',
	/** Somebody else moved an åtgärd of theirs on. */
	'action-status',
	/** A utförare handed an åtgärd back: to its ansvarig. */
	'handed-back',
	'new-due-asked',
	'new-due-answered',
	'mention',
	'due-soon',
	'overdue',
	/** To the reporter: the party's samordnare shared the row, or took it back. */
	'row-shared',
	'row-withdrawn',
	/** To the reporter: what became of a report. */
	'report-feedback',
	'report-reminder',
	/** Somebody flagged a personuppgift: to samordnare. */
	'flagged',
	'week-sealed'
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What became of a report. */
export type ReportOutcome = 'shared' | 'merged' | 'decided' | 'closed';

/**
 * What a notice is about: ids and states, never words. Words are read when it is shown, as the reader may see them then, so
 * that what is hidden or redacted is in no notice and in no mail either.
 */
export interface NoticeAbout {
	action?: RecordId;
	/** The functions of the receiver's that an åtgärd was given to. */
	funktioner?: FunktionId[];
	state?: ActionState;
	comment?: RecordId;
	week?: WeekKey;
	/** A lägesrad or observation. */
	entry?: RecordId;
	outcome?: ReportOutcome;
	/** Whether the new date was granted. */
	granted?: boolean;
}

/** A notice as its receiver sees it, also over the wire. */
export interface Notice {
	id: number;
	/** Milliseconds, server time. */
	at: number;
	kind: NoticeKind;
	about: NoticeAbout;
	/** The åtgärd's, as they stand now; null for other notices, and where the receiver may not see it any more. */
	action: { number: number; title: string } | null;
	/** Milliseconds; null until it has been. */
	seenAt: number | null;
}

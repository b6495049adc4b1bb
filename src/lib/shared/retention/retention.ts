import type { DocumentId, PartyId, PersonId, SamverkanId } from '../ids.ts';
import type { WeekKey } from '../week/iso-week.ts';
import { addDays, type Day } from '../week/iso-week.ts';

/** What has a time of its own for how long it is kept (domain.md §4.3). */
export const RETENTION_KINDS = ['drafts', 'journal', 'weeks', 'notices', 'log'] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** How long one kind is kept. Nothing goes until somebody has decided it, and said by which decision. */
export interface RetentionRule {
	/** Null: for ever (bevaras). */
	months: number | null;
	/** The gallringsbeslut's reference (diarienummer); needed with `months`. */
	decision: string;
}
export type RetentionRules = Record<RetentionKind, RetentionRule>;

export const KEEP_ALL: RetentionRules = {
	drafts: { months: null, decision: '' },
	journal: { months: null, decision: '' },
	weeks: { months: null, decision: '' },
	notices: { months: null, decision: '' },
	log: { months: null, decision: '' }
};

export const LEAST_MONTHS = 1;
export const MOST_MONTHS = 1200;

/** One thing that a gallring removes: ids, counts and hashes, never words. */
export type RetentionItem =
	| { kind: 'drafts'; document: DocumentId; week: WeekKey; party: PartyId; rows: number; reports: number; last: number }
	| { kind: 'journal'; document: DocumentId; week: WeekKey; rows: number; last: number }
	| { kind: 'weeks'; document: DocumentId; week: WeekKey; rows: number; last: number; sha256: string }
	| { kind: 'notices'; until: number; rows: number; mails: number }
	| { kind: 'log'; until: number; number: number; sha256: string; rows: number };

/** Why something whose time is out stays all the same. */
export type KeptBecause =
	'flagged' | 'unsealed' | 'no-seal' | 'in-use' | 'open-actions' | 'carried-on' | 'mail-waiting';

export interface KeptItem {
	kind: RetentionKind;
	week: WeekKey | null;
	party: PartyId | null;
	because: KeptBecause;
}

/** Torrkörning: exactly what would go, and what stays although its time is out. */
export interface RetentionPlan {
	samverkan: SamverkanId;
	rules: RetentionRules;
	items: RetentionItem[];
	kept: KeptItem[];
	/** SHA-256 over the items and the rules that they follow from: the execution is of this plan or of none. */
	fingerprint: string;
}

/** A gallring that was begun. Kept for ever. */
export interface RetentionRun {
	id: number;
	samverkan: SamverkanId;
	by: PersonId;
	at: number;
	rules: RetentionRules;
	items: RetentionItem[];
	/** Of the items, as in the plan. */
	fingerprint: string;
	/** Items that are gone. */
	done: number;
	/** `rewritten`: everything is gone, and what the file still holds of it is being overwritten. */
	state: 'begun' | 'rewritten' | 'done';
	finishedAt: number | null;
}

/** The day that things must be older than, so many months before a day. */
export function cutoffDay(today: Day, months: number): Day {
	const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
	const first = year * 12 + (month - 1) - months;
	const target = `${String(Math.floor(first / 12)).padStart(4, '0')}-${String((first % 12) + 1).padStart(2, '0')}`;
	// a day that the month lacks is its last
	const last = Number(addDays(`${nextMonth(target)}-01` as Day, -1).slice(8));
	return `${target}-${String(Math.min(day, last)).padStart(2, '0')}` as Day;
}

function nextMonth(month: string): string {
	const [year = 0, number = 1] = month.split('-').map(Number);
	return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** How many rows of what kind a plan or a run removes. */
export function countsOf(items: readonly RetentionItem[]): Record<RetentionKind, { items: number; rows: number }> {
	const counts = Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, { items: 0, rows: 0 }]));
	for (const item of items) {
		const of = counts[item.kind]!;
		of.items += 1;
		of.rows += item.rows + (item.kind === 'notices' ? item.mails : 0);
	}
	return counts as Record<RetentionKind, { items: number; rows: number }>;
}

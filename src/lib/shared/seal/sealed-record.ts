import type { AttendanceState } from '../board/attendance.ts';
import type { AreaTrend } from '../board/area-level.ts';
import type { ActionStatus } from '../board/action-status.ts';
import type { Circle } from '../board/circle.ts';
import type { EntryAssessment, Reliability, Severity, When, Basis } from '../board/entry.ts';
import type { Disposition } from '../board/follow-up.ts';
import type { PartyCoverage } from '../board/coverage.ts';
import type { CategoryGroup, PartyKind } from '../organisation.ts';
import type { Day, WeekKey } from '../week/iso-week.ts';

/**
 * A fastställd lägesbild, as it is kept for ever: names instead of references, so that it can be read on its own when
 * functions, areas and people are long gone. Ids are there too, for those who follow a thing over the years. Serialised
 * by `canonicalJson` (RFC 8785); what is hashed is those bytes. Fields are added under a new `version`, never changed.
 */
export interface SealedRecord {
	format: 'lagestavlan/lagesbild';
	/** 2 added each row's `circle`. */
	version: 1 | 2;
	samverkan: { id: string; name: string; municipality: string; policeDistrict: string };
	/** `from` and `to` are the week's Monday and Sunday. */
	week: { key: WeekKey; from: Day; to: Day };
	/** ISO 8601 in UTC. */
	sealedAt: string;
	sealedBy: SealedPerson;
	/** A second person, of another party, where the samverkan asks for one. */
	approvedBy: SealedPerson | null;
	/** ISO 8601 in UTC; null where no meeting was held. */
	meeting: { startedAt: string | null; endedAt: string | null };
	parties: { id: string; name: string; kind: PartyKind; registryNumber: string; coverage: PartyCoverage }[];
	attendance: { funktion: string; party: string; state: AttendanceState | null }[];
	levels: { number: number; name: string; meaning: string }[];
	areas: SealedArea[];
	/** What concerns the whole municipality. */
	municipality: SealedEntry[];
	/** `entry` is the lägesrad it was made from; `actions` the numbers of the open åtgärder that answer it. */
	priorities: { id: string; title: string; where: SealedPlace | null; entry: string | null; actions: number[] }[];
	followUps: { id: string; number: number | null; title: string; disposition: Disposition }[];
	/** 3 is § 3 of the meeting. */
	decisions: { number: number; text: string }[];
	notes: { text: string; parked: boolean }[];
	/** Parked earlier and taken up in this meeting, or still parked. */
	returned: { text: string; from: WeekKey; handled: boolean }[];
	/** Every åtgärd on the week's board as it stood. */
	actions: SealedAction[];
	slots: {
		funktion: string | null;
		where: SealedPlace | null;
		day: Day | null;
		from: string | null;
		to: string | null;
		note: string;
	}[];
	upcoming: {
		title: string;
		kind: 'event' | 'risk-date';
		from: Day | null;
		to: Day | null;
		where: SealedPlace | null;
	}[];
	/** What the checklist warned of and was sealed all the same, in words. */
	warnings: string[];
	/** The journal of the week's document that the record was made from: nothing in it can change unseen either. */
	journal: SealedJournal;
	/** The seal before this one in the samverkan; null for the first. */
	previous: SealedLink | null;
}

/** A seal: the lägesbild of a week is its correction 0, a rättelse its own number. */
export interface SealedLink {
	week: WeekKey;
	correction: number;
	sha256: string;
}

export interface SealedJournal {
	/** The last row that is in the record. */
	sequence: number;
	/** Rows of the week's document up to it. */
	rows: number;
	/** SHA-256 over a line `<sequence> <hash>` for each of them, in order, each ended by a line feed. */
	sha256: string;
}

export interface SealedPerson {
	name: string;
	party: string;
}

export interface SealedPlace {
	area: string;
	place: string | null;
}

export interface SealedArea {
	id: string;
	name: string;
	level: { number: number; name: string; motive: string | null; confirmed: boolean } | null;
	/** Level before this week; null where there was none. */
	previousLevel: number | null;
	trend: AreaTrend | null;
	entries: SealedEntry[];
}

export interface SealedEntry {
	id: string;
	text: string;
	category: { code: string; name: string; group: CategoryGroup } | null;
	place: string | null;
	when: When | null;
	count: number | null;
	source: { party: string; funktion: string | null } | null;
	basis: Basis | null;
	reliability: Reliability | null;
	severity: Severity | null;
	assessment: EntryAssessment;
	hiddenOnScreen: boolean;
	/** Delningskrets. Version 1 had none: its rows were EST-gruppen's. */
	circle?: Circle;
	/** A carried row: where its words were written, and what was new this week. */
	carried: { from: WeekKey; weeks: number; text: string } | null;
}

export interface SealedAction {
	id: string;
	number: number | null;
	title: string;
	description: string;
	goal: string;
	where: SealedPlace | null;
	owner: string | null;
	performers: string[];
	due: Day | null;
	status: ActionStatus;
	overdue: boolean;
	decidedIn: WeekKey | null;
	weeksInRow: number;
}

/** Rättelse: beside the sealed text, never in it; sealed itself and part of the same chain. */
export interface SealedCorrection extends SealedAddition {
	format: 'lagestavlan/rattelse';
}

/** What is sealed beside a week's record after it, numbered together. */
export interface SealedAddition {
	version: 1;
	samverkan: { id: string; name: string };
	/** The week whose additions it is numbered among. */
	week: { key: WeekKey };
	/** 1 is the week's first. */
	number: number;
	sealedAt: string;
	sealedBy: SealedPerson;
	/** What in the record it is about, in words; of what was taken away, without its words: "Lägesrad, Torget". */
	about: string;
	/** What is right, or stands on the board, instead; empty where nothing does. */
	text: string;
	reason: string;
	previous: SealedLink;
}

/**
 * Redigering: a rättelse that takes personal data out of what was sealed (domain.md §4.2). The bytes that it names have
 * taken the place of the ones that were sealed: every letter of the words is a `█` (U+2588), one for each UTF-16 unit, and
 * nothing else is another way. The sealed hashes stay where they were, in the seals and in the links after them; this one
 * attests to the hashes of what is kept now. It is sealed itself and a link of the same chain, so that
 *
 *   - a seal that no redigering names must still have its sealed hash,
 *   - one that is named must have the hash that the last redigering says, and the sealed hash that the chain says,
 *   - a week's journal must have the digest of its record, or the one that the last redigering says of it,
 *   - replayed, the journal must still say what the redacted record says: both are masked alike.
 */
export interface SealedRedaction extends SealedAddition {
	format: 'lagestavlan/redigering';
	/** Of each record whose bytes were replaced: its sealed hash, the hash of what is kept now, and what is masked. */
	records: RedactedRecord[];
	/** Of each sealed week whose journal was rewritten, up to the row that its record was made from. */
	journals: { week: WeekKey; sequence: number; sealed: string; redacted: string }[];
	/** Of each approved publik sammanfattning whose bytes were replaced. */
	summaries: { week: WeekKey; approved: string; redacted: string }[];
}

/**
 * Gallring (domain.md §4.3): by decision a week's edit history is gone, or all that was sealed of it. Sealed itself and a
 * link of the same chain, which goes on: the sealed hashes stay in the seals and in the links after them, and this one
 * attests to what is kept in their place – as a redigering does of redacted bytes.
 */
export interface SealedDisposal {
	format: 'lagestavlan/gallring';
	version: 1;
	samverkan: { id: string; name: string };
	/** The week whose rättelser it is numbered among. */
	week: { key: WeekKey };
	number: number;
	sealedAt: string;
	sealedBy: SealedPerson;
	/** The gallringsbeslut's reference (diarienummer). */
	decision: string;
	what: 'journal' | 'weeks';
	/** Of each sealed record that is gone: `redacted` is the hash of the stone in its place. */
	records: RedactedRecord[];
	/** Of each week whose edit history is gone: digest and number of the rows that are left up to the sealed one. */
	journals: { week: WeekKey; sequence: number; sealed: string; redacted: string; rows: number }[];
	previous: SealedLink;
}

/** What stands in the place of a sealed record that is gone: when it was sealed, its hash, and by which decision it went. */
export interface SealedTombstone {
	format: 'lagestavlan/gallrad';
	version: 1;
	samverkan: { id: string; name: string };
	week: { key: WeekKey };
	/** 0 is the lägesbild, else the rättelse's number. */
	number: number;
	sealedAt: string;
	/** SHA-256 of what was sealed. */
	sealed: string;
	decision: string;
	removedAt: string;
	previous: SealedLink | null;
}

export interface RedactedRecord {
	week: WeekKey;
	correction: number;
	sealed: string;
	redacted: string;
	/** Paths into the record: `$.areas[2].entries[0].text`. */
	fields: string[];
}

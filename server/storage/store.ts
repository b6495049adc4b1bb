import type { DocumentId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { WeekState } from '../../src/lib/shared/week/lifecycle.ts';
import type { AccountStore } from './accounts.ts';
import type { EventStore } from './events.ts';
import type { RetentionStore } from './retention.ts';
import type { FlagStore } from './flags.ts';
import type { HistoryStore } from './history.ts';
import type { MailStore } from './mails.ts';
import type { DeskStore } from './desk.ts';
import type { DisclosureStore } from './disclosures.ts';
import type { MeetingStore } from './meetings.ts';
import type { NoticeStore } from './notices.ts';
import type { OrganisationStore } from './organisation.ts';
import type { PrivacyStore } from './privacy.ts';
import type { ReportStore } from './reports.ts';
import type { RestoreMark, RestoreStore } from './restores.ts';
import type { SearchStore } from './search.ts';
import type { SealStore } from './seals.ts';
import type { SummaryStore } from './summaries.ts';

/** Everything that is kept. One implementation on SQLite; `tests/contracts` says what any other must do. */
export interface Store {
	documents: DocumentStore;
	journal: JournalStore;
	organisation: OrganisationStore;
	accounts: AccountStore;
	/** Facts about this installation, such as that the demo made it. */
	installation: InstallationStore;
	/** Where meetings are, and links for their screens. */
	meetings: MeetingStore;
	/** Fastställda lägesbilder and rättelser. */
	seals: SealStore;
	/** What parties disclosed of their drafts. */
	disclosures: DisclosureStore;
	/** Gallring. */
	retention: RetentionStore;
	/** Händelseloggen. */
	events: EventStore;
	/** Publika sammanfattningar. */
	summaries: SummaryStore;
	/** Flaggade personuppgifter, and what was taken away. */
	flags: FlagStore;
	/** Which journal rows brought back what stood earlier. */
	restores: RestoreStore;
	/** What came in from reporters, from whom. */
	reports: ReportStore;
	/** What people are told in the app. */
	notices: NoticeStore;
	/** What is mailed. */
	mails: MailStore;
	/** Links, feeds and visits of the desk. */
	desk: DeskStore;
	/** What can be searched. */
	search: SearchStore;
	/** The journal field by field, and documents at any moment. */
	history: HistoryStore;
	/** Fritextskydd: words that are allowed, and warnings that were answered for. */
	privacy: PrivacyStore;
	/** Writes a row, reads it back and removes it; throws when the disk does not take it. */
	probe(): Promise<void>;
	close(): Promise<void>;
}

export interface InstallationStore {
	get(key: string): Promise<string | null>;
	set(key: string, value: string): Promise<void>;
}

/** What a document is, is said here and nowhere in its id. */
export type DocumentInfo =
	| { id: DocumentId; kind: 'week'; samverkan: SamverkanId; week: WeekKey; state: WeekState; epoch: string }
	| { id: DocumentId; kind: 'actions'; samverkan: SamverkanId; epoch: string }
	| { id: DocumentId; kind: 'draft'; samverkan: SamverkanId; party: PartyId; week: WeekKey; epoch: string };

export type WeekDocument = Extract<DocumentInfo, { kind: 'week' }>;
export type ActionsDocument = Extract<DocumentInfo, { kind: 'actions' }>;
/** Utkast: what a party has not shared. Nobody else may know of anything in it. */
export type DraftDocument = Extract<DocumentInfo, { kind: 'draft' }>;

export interface DocumentStore {
	find(id: DocumentId): Promise<DocumentInfo | null>;
	/** Finds the week's document or makes it in that state, once however many ask at the same time. */
	weekDocument(samverkan: SamverkanId, week: WeekKey, state?: 'upcoming' | 'reporting'): Promise<WeekDocument>;
	/** The week's document where it exists already. */
	findWeek(samverkan: SamverkanId, week: WeekKey): Promise<WeekDocument | null>;
	/** All weeks that have a document, oldest first. */
	weeks(samverkan: SamverkanId): Promise<WeekDocument[]>;
	actionsDocument(samverkan: SamverkanId): Promise<ActionsDocument>;
	/** Finds the party's draft of the week or makes it, once however many ask at the same time. */
	draftDocument(samverkan: SamverkanId, party: PartyId, week: WeekKey): Promise<DraftDocument>;
	/** The party's draft of the week where it exists already. */
	findDraft(samverkan: SamverkanId, party: PartyId, week: WeekKey): Promise<DraftDocument | null>;
	/** The party's drafts that there are, oldest week first. */
	drafts(samverkan: SamverkanId, party: PartyId): Promise<DraftDocument[]>;
	/** Rejects when there is no such week. */
	setWeekState(id: DocumentId, state: WeekState, by: PersonId | null, at: number): Promise<void>;
	/** Moves the week if it is still where `from` says, once however many ask; false where it is not. */
	moveWeek(id: DocumentId, move: { from: WeekState; to: WeekState; by: PersonId | null; at: number }): Promise<boolean>;
	/** Who moved the week to which state, in the order it happened. */
	weekStateLog(id: DocumentId): Promise<WeekStateChange[]>;
}

export interface WeekStateChange {
	state: WeekState;
	/** Null when a rule of the server did it. */
	by: PersonId | null;
	at: number;
}

/** Where an edit was made. */
export type Via = 'meeting' | 'desk' | 'mail' | 'import' | 'rule';

export interface NewJournalRow {
	document: DocumentId;
	/** Server time in milliseconds. Order is the sequence's, never the clock's. */
	at: number;
	/** Null when a rule of the server did it. */
	person: PersonId | null;
	via: Via;
	update: Uint8Array;
	/** What it brought back, where it is a restore; kept beside the row, and read by `RestoreStore`. */
	restored?: RestoreMark;
}

export interface JournalRow extends NewJournalRow {
	/** Rises through the whole store. */
	sequence: number;
}

export interface StoredDocument {
	snapshot: { upTo: number; state: Uint8Array } | null;
	/** Rows after the snapshot, in order. */
	tail: JournalRow[];
}

/** Where a document's history was started anew: under which epoch, and from which row. */
export interface NewHistory {
	epoch: string;
	sequence: number;
}

/** The log of every update of every document. Append-only. */
export interface JournalStore {
	/**
	 * All rows or none, on stable storage (fsync) when the promise resolves; the answer is the last row's sequence.
	 * Runs beside the event loop. Rejects when nothing was kept; with `StoreBrokenError` when that is not known, and then
	 * the process must end.
	 */
	append(rows: readonly NewJournalRow[]): Promise<number>;
	/** Newest snapshot of the present history and the rows after it, read in one transaction. */
	load(document: DocumentId): Promise<StoredDocument>;
	/** Keeps a snapshot beside the journal; no row is removed. */
	saveSnapshot(document: DocumentId, upTo: number, state: Uint8Array): Promise<void>;
	/**
	 * The rows that replay to the document as it stood, in order, no later than `until` (milliseconds): from the beginning,
	 * or from where its history had been started anew by then.
	 */
	history(document: DocumentId, until?: number): Promise<JournalRow[]>;
	/**
	 * Starts the document's history anew from a state that builds on nothing: a row, a snapshot and a new epoch, all or
	 * nothing. Earlier rows stay, and `history` finds them. Rejects when a row later than `upTo` has been kept.
	 */
	startAnew(document: DocumentId, from: { state: Uint8Array; upTo: number; at: number }): Promise<NewHistory>;
}

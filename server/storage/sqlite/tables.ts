import type { Generated } from 'kysely';

/** The tables as they stand after the last migration. Flags are 0 or 1, times are milliseconds, lists are JSON. */
export interface Tables {
	people: PeopleTable;
	sessions: SessionsTable;
	installation: { key: string; value: string };
	samverkan: SamverkanTable;
	parties: PartiesTable;
	members: { samverkan: string; person: string; party: string; roles: string };
	funktioner: FunktionerTable;
	funktion_people: { samverkan: string; funktion: string; person: string; position: number };
	areas: AreasTable;
	places: PlacesTable;
	categories: CategoriesTable;
	levels: { samverkan: string; number: number; name: string; name_folded: string; meaning: string };
	agreements: AgreementsTable;
	agreement_numbers: { samverkan: string; agreement: string; party: string; number: string; position: number };
	invites: InvitesTable;
	documents: DocumentsTable;
	week_state_log: WeekStateLogTable;
	meetings: { document: string; state: string };
	screen_links: ScreenLinksTable;
	seals: SealsTable;
	seal_proposals: SealProposalsTable;
	summaries: SummariesTable;
	summary_log: SummaryLogTable;
	disclosures: DisclosuresTable;
	restores: RestoresTable;
	disclosure_ends: { disclosure: number; what: string; person: string; at: number; reason: string };
	reports: ReportsTable;
	privacy_overrides: PrivacyOverridesTable;
	privacy_words: PrivacyWordsTable;
	notices: NoticesTable;
	notice_settings: { person: string; settings: string };
	mails: MailsTable;
	action_links: ActionLinksTable;
	calendars: CalendarsTable;
	desk_visits: { samverkan: string; person: string; at: number };
	action_changes: ActionChangesTable;
	flags: FlagsTable;
	redactions: RedactionsTable;
	seal_redactions: { seal: number; by: number };
	/** Read here for checking the seals; what writes it has a thread of its own. */
	journal: JournalTable;
	retention_rules: { samverkan: string; rules: string; by: string; at: number };
	retentions: RetentionsTable_;
	retention_documents: { document: string; kind: string; retention: number };
	events: EventsTable;
	event_anchors: { chain: string; number: number; sha256: string; at: number; by: string; decision: string };
	event_heads: { chain: string; number: number; sha256: string };
	event_intake: EventIntakeTable;
	epochs: { document: string; starts: number; epoch: string; at: number };
}

export interface RetentionsTable {
	id: number;
	samverkan: string;
	by: string;
	at: number;
	rules: string;
	items: string;
	fingerprint: string;
	done: number;
	state: string;
	finished_at: number | null;
}

/** The database gives the id. */
type RetentionsTable_ = Omit<RetentionsTable, 'id'> & { id: Generated<number> };

export interface EventsTable {
	sequence: Generated<number>;
	chain: string;
	number: number;
	at: number;
	what: string;
	person: string | null;
	party: string | null;
	about: string;
	previous: string | null;
	sha256: string;
}

export interface EventIntakeTable {
	sequence: Generated<number>;
	samverkan: string | null;
	what: string;
	person: string | null;
	party: string | null;
	at: number;
	about: string;
}

export interface PrivacyOverridesTable {
	sequence: Generated<number>;
	samverkan: string;
	document: string | null;
	record: string;
	field: string;
	kind: string;
	mark: string;
	reason: string;
	person: string;
	at: number;
}

export interface PrivacyWordsTable {
	sequence: Generated<number>;
	samverkan: string;
	word: string;
	folded: string;
	added_by: string;
	added_at: number;
	removed_by: string | null;
	removed_at: number | null;
}

export interface PeopleTable {
	id: string;
	email: string;
	name: string;
	password_hash: string | null;
	closed: number;
	created_at: number;
}

export interface SessionsTable {
	hash: string;
	person: string;
	created_at: number;
	expires_at: number;
	ends_at: number;
	device: string;
}

export interface InvitesTable {
	hash: string;
	samverkan: string;
	email: string;
	name: string;
	party: string;
	funktion: string | null;
	roles: string;
	created_at: number;
	expires_at: number;
	used_at: number | null;
}

export interface SamverkanTable {
	id: string;
	slug: string;
	slug_folded: string;
	name: string;
	name_folded: string;
	municipality: string;
	police_district: string;
	cadence_days: number;
	meeting_weekday: number;
	offline_copies: number;
	meeting: string;
	example: number;
}

/** What every configured row has. */
interface Configured {
	id: string;
	samverkan: string;
	name: string;
	name_folded: string;
	position: number;
}

export interface PartiesTable extends Configured {
	kind: string;
	registry_number: string;
}

export interface FunktionerTable extends Configured {
	party: string;
	staffing: string;
	guaranteed: number;
	archived: number;
}

export interface AreasTable extends Configured {
	archived: number;
}

export interface PlacesTable extends Configured {
	area: string;
	kind: string;
	lat: number | null;
	lon: number | null;
	archived: number;
}

export interface CategoriesTable extends Configured {
	code: string;
	code_folded: string;
	category_group: string;
	archived: number;
}

export interface AgreementsTable {
	id: string;
	samverkan: string;
	kind: string;
	title: string;
	valid_from: string;
	valid_to: string;
	follow_ups: string;
}

export interface DocumentsTable {
	id: string;
	kind: 'week' | 'actions' | 'draft';
	samverkan: string;
	party: string | null;
	week: string | null;
	state: string | null;
	epoch: string;
}

export interface WeekStateLogTable {
	/** The database gives it. */
	sequence?: number;
	document: string;
	state: string;
	by: string | null;
	at: number;
}

export interface SealsTable {
	/** The database gives it. */
	sequence?: number;
	samverkan: string;
	document: string;
	week: string;
	correction: number;
	by: string;
	at: number;
	content: Uint8Array;
	sha256: string;
	previous: string | null;
}

export interface SealProposalsTable {
	document: string;
	person: string;
	party: string;
	at: number;
	content: string;
	sha256: string;
}

export interface SummariesTable {
	document: string;
	samverkan: string;
	week: string;
	version: number;
	sections: string;
	content: Uint8Array | null;
	sha256: string | null;
}

export interface SummaryLogTable {
	sequence?: number;
	document: string;
	version: number;
	what: string;
	person: string;
	party: string;
	at: number;
}

export interface ReportsTable {
	samverkan: string;
	id: string;
	kind: string;
	person: string;
	party: string;
	document: string;
	week: string;
	at: number;
}

export interface DisclosuresTable {
	/** The database gives it. */
	sequence?: number;
	samverkan: string;
	party: string;
	week: string;
	document: string;
	observation: string;
	circle: string;
	sha256: string;
	recipients: string;
	person: string;
	at: number;
}

export interface JournalTable {
	sequence: number;
	document: string;
	at: number;
	person: string | null;
	via: string;
	content: Uint8Array;
	sha256: string;
	/** The redaction that rewrote its bytes last. */
	redaction: number | null;
}

export interface ScreenLinksTable {
	hash: string;
	samverkan: string;
	document: string;
	week: string;
	made_by: string;
	made_at: number;
	expires_at: number;
	revoked_at: number | null;
}

export interface NoticesTable {
	/** The database gives it. */
	id: Generated<number>;
	person: string;
	samverkan: string;
	kind: string;
	about: string;
	at: number;
	seen_at: number | null;
	dedupe: string;
	topic: string | null;
}

export interface MailsTable {
	id: string;
	dedupe: string;
	samverkan: string;
	person: string;
	kind: string;
	items: string;
	state: string;
	reason: string | null;
	attempts: number;
	next_try: number;
	made_at: number;
	sent_at: number | null;
}

export interface ActionLinksTable {
	hash: string;
	samverkan: string;
	person: string;
	action: string;
	state: string | null;
	made_at: number;
	expires_at: number;
	revoked_at: number | null;
	used: number;
}

export interface CalendarsTable {
	hash: string;
	samverkan: string;
	person: string;
	funktion: string | null;
	made_at: number;
	revoked_at: number | null;
}

export interface ActionChangesTable {
	samverkan: string;
	action: string;
	what: string;
	person: string | null;
	at: number;
	times: number;
}

export interface FlagsTable {
	id: string;
	samverkan: string;
	document: string;
	root: string;
	record: string;
	week: string | null;
	party: string | null;
	draft: number;
	label: string;
	by: string;
	at: number;
	reason: string;
	parts: string;
	state: string;
	judged_by: string | null;
	judged_at: number | null;
}

export interface RedactionsTable {
	/** The database gives it. */
	sequence?: number;
	flag: string;
	samverkan: string;
	by: string;
	at: number;
	reason: string;
	fields: string;
	state: string;
	plan: string | null;
	journal_rows: number;
}

export interface RestoresTable {
	id: string;
	sequence: number;
	document: string;
	moment: number;
	target: string;
	undoes: string | null;
}

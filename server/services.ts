import type { Logger } from 'pino';
import type { Actor } from '../src/lib/shared/access/roles.ts';
import type { WeekRecord } from '../src/lib/shared/board/document-record.ts';
import type { DocumentId, SamverkanId } from '../src/lib/shared/ids.ts';
import type { Organisation } from '../src/lib/shared/organisation.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { DeskServices } from './boards/desk-services.ts';
import type { EarlierWeeks } from './boards/earlier-weeks.ts';
import type { readSealedBoard } from './boards/sealed-boards.ts';
import type { EarlierWords } from './boards/earlier-words.ts';
import type { Overview } from './boards/overview.ts';
import type { OwnReport } from './boards/report-feedback.ts';
import type { Reporting } from './boards/reporting.ts';
import type { Restoring } from './boards/restoring.ts';
import type { WeekLife } from './boards/week-life.ts';
import type { Sharing } from './boards/sharing.ts';
import type { PrivacyDesk } from './boards/privacy-desk.ts';
import type { SealServices } from './boards/seal-services.ts';
import type { DocumentMaker } from './documents/document-maker.ts';
import type { RecordFile, RecordSource } from './documents/record-files.ts';
import type { Table, TableFormat, tableFile as makeTableFile } from './documents/table-files.ts';
import type { EventLog } from './events/event-log.ts';
import type { History } from './history/history.ts';
import type { Notices } from './notices/notices.ts';
import type { Outbox } from './notices/outbox.ts';
import type { Schedule } from './notices/schedule.ts';
import type { Live } from './realtime/live.ts';
import type { Meetings } from './realtime/meetings.ts';
import type { Rooms } from './realtime/rooms.ts';
import type { Retention } from './retention/retention.ts';
import type { Flagging } from './redaction/flagging.ts';
import type { ScreenFeed } from './realtime/screen-feed.ts';
import type { ScreenLinks } from './realtime/screen-links.ts';
import type { Search } from './search/search.ts';
import type { Config } from './config.ts';
import type { Store, WeekDocument } from './storage/store.ts';

/** Everything that exists once per process: made by `createApp`, handed to routes through `handoff.ts`. */
export interface Services {
	config: Config;
	log: Logger;
	/** Server time in milliseconds. */
	now: () => number;
	random: (length: number) => Uint8Array;
	store: Store;
	accounts: Accounts;
	rooms: Rooms;
	live: Live;
	/** Händelseloggen. */
	eventLog: EventLog;
	/** What was: changes one by one, and boards as of any moment. */
	history: History;
	/** Gallring. */
	retention: Retention;
	/** Tells people what concerns them, in the app and by mail. */
	notices: Notices;
	/** What is mailed. */
	outbox: Outbox;
	/** When reminders and digests are made. */
	schedule: Schedule;
	meetings: Meetings;
	screenLinks: ScreenLinks;
	screens: ScreenFeed;
	/** Makes the records a week lacks; true when it lacked any. */
	prepareWeek(week: DocumentId, record: WeekRecord, organisation: Organisation): Promise<boolean>;
	/** Refers to what still stands from earlier weeks, in a week that is open; true when that changed it. */
	carryOver(week: WeekDocument): Promise<boolean>;
	/** Moves weeks along their life. */
	weekLife: WeekLife;
	/** A samverkan's weeks, each read at most once. */
	earlierWeeks(samverkan: SamverkanId): Promise<EarlierWeeks>;
	/** The same as they were at a moment of the past (milliseconds), as this person may see them. */
	earlierThen(actor: Actor, at: number): Promise<EarlierWeeks>;
	/** The board of a sealed week as its record has it; null where there is none to read. */
	sealedBoard(week: WeekDocument): ReturnType<typeof readSealedBoard>;
	/** The words that a week's references to earlier weeks stand for. */
	earlierWords(samverkan: SamverkanId, record: Pick<WeekRecord, 'carried' | 'returned'>): Promise<EarlierWords>;
	/** Takes reports into drafts. */
	reporting: Reporting;
	/** A reporter's own reports, with what became of them. */
	ownReports(actor: Actor): Promise<OwnReport[]>;
	/** Dela, and dra tillbaka. */
	sharing: Sharing;
	/** Fritextskydd: what is allowed, answered for, and left to answer. */
	privacy: PrivacyDesk;
	/** Flagga personuppgift, granska, ta bort. */
	flagging: Flagging;
	/** Fastställa, rätta, verifiera, sammanfatta. */
	seals: SealServices;
	/** Moves of åtgärder that are made without the board. */
	actionUpdates: DeskServices['actionUpdates'];
	/** Links in mails to one åtgärd. */
	actionLinks: DeskServices['actionLinks'];
	/** Calendar feeds of due dates. */
	calendars: DeskServices['calendars'];
	/** Which parts of åtgärder changed last, and who is told. */
	actionNews: DeskServices['actionNews'];
	/** Many weeks counted, each person their own. */
	overview: Overview;
	/** Återställ: a field, a card or a week, as it was. */
	restoring: Restoring;
	/** Finds what is written, for who may read it. */
	search: Search;
	/** Sets PDF and DOCX. */
	documents: DocumentMaker;
	/** A page's rows as a file. */
	tableFile(format: TableFormat, table: Table): ReturnType<typeof makeTableFile>;
	/** The files of a sealed week. */
	recordFiles(source: RecordSource): RecordFile[];
	/** The build that runs; a client with another one is told. */
	version: string;
}

import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Server } from 'node:http';
import type { Config } from './config.ts';
import { createAccounts } from './accounts/accounts.ts';
import { carryOver } from './boards/carry-over.ts';
import { EarlierRecords } from './boards/earlier-records.ts';
import { earlierWeeksThen } from './boards/earlier-then.ts';
import { EarlierWeeks } from './boards/earlier-weeks.ts';
import { readEarlierWords } from './boards/earlier-words.ts';
import { createDeskServices } from './boards/desk-services.ts';
import { Overview } from './boards/overview.ts';
import { PrivacyDesk } from './boards/privacy-desk.ts';
import { prepareWeek } from './boards/prepare-week.ts';
import { ownReports } from './boards/report-feedback.ts';
import { reportReminders } from './boards/reporting-reminders.ts';
import { Reporting } from './boards/reporting.ts';
import { Restoring } from './boards/restoring.ts';
import { Sharing } from './boards/sharing.ts';
import { WeekLife } from './boards/week-life.ts';
import { readSealedWeek } from './boards/read-seals.ts';
import { readSealedBoard } from './boards/sealed-boards.ts';
import { createSealServices } from './boards/seal-services.ts';
import { createDemoWhereEmpty, refuseDemoBeyondLoopback } from './demo/installation.ts';
import { DocumentMaker } from './documents/document-maker.ts';
import { createRecordFiles } from './documents/record-files.ts';
import { tableFile } from './documents/table-files.ts';
import { EventLog } from './events/event-log.ts';
import { signInEvents } from './events/sign-in-events.ts';
import { handOver } from './handoff.ts';
import { createLog } from './log.ts';
import { attachRealtime, type Realtime } from './realtime/attach.ts';
import { createRealtime } from './realtime/create.ts';
import { createMailing } from './notices/mailing.ts';
import { Retention } from './retention/retention.ts';
import { Flagging } from './redaction/flagging.ts';
import { SearchIndex } from './search/search-index.ts';
import { Search } from './search/search.ts';
import type { Services } from './services.ts';
import { openSqliteStore } from './storage/sqlite/open.ts';
import type { Store, WeekDocument } from './storage/store.ts';
import { readVersion } from './version.ts';

const HOUR = 3_600_000;

/** Exit code (EX_IOERR) when the disk could not confirm a write: what supervises the process starts it again. */
const BROKEN_STORE = 74;

/** The running application, without its HTTP server. */
export interface App {
	services: Services;
	/** Puts `/sync` and `/live` on the server; call after it has its request listener. */
	attach(server: Server, options: { ownUpgrades: boolean }): void;
	/** Flushes and lets go of everything; leaves no timer. */
	close(): Promise<void>;
}

/** Makes everything that exists once, in the order it needs each other. */
export async function createApp(config: Config): Promise<App> {
	const log = createLog(config.logLevel);
	const now = () => Date.now();
	const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
	const store = await openStore({ now, random, config });
	const eventLog = new EventLog({ store, log, now });
	const { failed, ended } = signInEvents(store, eventLog);
	const accounts = createAccounts({ store, now, random, failed, secure: config.origin.startsWith('https:') });
	accounts.sessions.onEnded(ended);
	const version = readVersion(config.mode);
	const broken = () => process.exit(BROKEN_STORE);
	const index = new SearchIndex({
		store,
		log,
		read: (id, kind) => realtime.rooms.read(id, kind),
		readSeals: (week) => readSealedWeek(store.seals, week)
	});
	const realtime = createRealtime({
		...{ store, accounts, config, log, now, random, version, broken, index },
		mailQueued: () => mailing.outbox.wake()
	});
	const { rooms, live, notices } = realtime;
	const earlier = new EarlierRecords({ rooms });
	const documents = new DocumentMaker({ log });
	const carry = (week: WeekDocument) => carryOver({ store, rooms, log, now }, week);
	const weekLife = new WeekLife({ store, rooms, live, log, now, carryOver: carry });
	const privacy = new PrivacyDesk({ store, now, random });
	const desk = createDeskServices({
		...{ store, rooms, live, log, now, random, origin: config.origin },
		mentioned: ({ action, comment, ...to }) =>
			notices.tell({ kind: 'mention', about: { action, comment }, dedupe: `mention:${comment}`, ...to })
	});
	const { mail, origin } = config;
	const linkFor = desk.actionLinks.linkFor.bind(desk.actionLinks);
	const timed = [reportReminders({ store, rooms, now }, notices)];
	const mailParts = { store, rooms, notices, mail, origin, linkFor, log, now, random, timed };
	const { sealed, ...mailing } = createMailing(mailParts);
	const tell = realtime.notices.tell.bind(realtime.notices);
	const flagging = new Flagging({ store, rooms, live, tell, log, now, random });
	await flagging.resume();
	const seals = createSealServices({
		...{ store, rooms, live, now, sealed },
		privacyOf: (samverkan) => privacy.facts(samverkan)
	});
	const readWeek = earlier.read.bind(earlier);
	const services: Services = {
		config,
		log,
		now,
		random,
		store,
		accounts,
		eventLog,
		...realtime,
		version,
		sharing: new Sharing({
			...{ store, rooms, notices: realtime.notices, now },
			unansweredWarnings: (...asked) => privacy.unansweredWarnings(...asked)
		}),
		seals,
		overview: new Overview({
			...{ store, rooms, now, history: realtime.history },
			readSealed: (week) => seals.read(week)
		}),
		...desk,
		...mailing,
		restoring: new Restoring({ store, rooms, history: realtime.history, now, random }),
		search: new Search({ store, index, rooms }),
		privacy,
		flagging,
		retention: new Retention({
			...{ store, rooms, log, now },
			forget: (document) => {
				services.overview.forget();
				earlier.forget(document);
				return services.history.forget(document);
			},
			settled: () => eventLog.settle()
		}),
		documents,
		recordFiles: createRecordFiles(documents),
		tableFile: (format, table) => tableFile(format, table, documents),
		prepareWeek: (week, record, organisation) => prepareWeek(rooms.edit.bind(rooms), week, record, organisation),
		carryOver: carry,
		reporting: new Reporting({ store, rooms, privacy, now }),
		ownReports: (actor) => ownReports({ store, rooms, now }, actor),
		weekLife,
		earlierWeeks: async (samverkan) =>
			new EarlierWeeks(({ id }) => earlier.read(id), await store.documents.weeks(samverkan)),
		earlierWords: (samverkan, record) => readEarlierWords({ store, rooms: earlier, log }, samverkan, record),
		earlierThen: (actor, at) => earlierWeeksThen({ store, readWeek, history: realtime.history }, actor, at),
		sealedBoard: (week) => readSealedBoard({ store, readWeek, readSealed: (week) => seals.read(week) }, week)
	};
	await mailing.outbox.start();
	mailing.schedule.start();
	handOver(services);
	return assemble(services);
}

/** The store, with the example in it where that belongs. An opened store keeps the process alive, so a failure closes it. */
async function openStore(parts: Pick<Services, 'now' | 'random' | 'config'>): Promise<Store> {
	const store = await openSqliteStore(parts.config.dataDir);
	try {
		await createDemoWhereEmpty({ ...parts, store });
		await refuseDemoBeyondLoopback({ ...parts, store });
		return store;
	} catch (error) {
		await store.close();
		throw error;
	}
}

function assemble(services: Services): App {
	let realtime: Realtime | undefined;
	const stopMeasuring = measureDelay(services);
	services.weekLife.start();
	services.search.start();
	services.eventLog.start();
	services.retention.resume();
	services.history.start();
	const housekeeping = setInterval(() => void removeExpiredSessions(services), HOUR);
	return {
		services,
		attach(server, options) {
			realtime = attachRealtime(server, services, options);
		},
		async close() {
			clearInterval(housekeeping);
			stopMeasuring();
			await services.retention.close();
			await services.weekLife.close();
			await services.schedule.close();
			await services.actionNews.close();
			await realtime?.close();
			await services.search.close();
			services.history.close();
			await services.outbox.close();
			await services.documents.close();
			await services.accounts.close();
			await services.eventLog.close();
			await services.store.close();
		}
	};
}

/** How long the event loop keeps work waiting, where somebody reads it. */
function measureDelay({ config, rooms }: Services): () => void {
	if (config.metricsToken === null) return () => undefined;
	const delay = monitorEventLoopDelay();
	delay.enable();
	const help = 'Delay of the event loop, 99th percentile since the start.';
	rooms.metrics.gauge('event_loop_delay_seconds', help, () => delay.percentile(99) / 1e9);
	return () => void delay.disable();
}

/** A session is over when its time is; this only keeps the table small, so failing is no more than a line in the log. */
async function removeExpiredSessions({ accounts, log }: Services): Promise<void> {
	await accounts.sessions.removeExpired().catch((err: unknown) => log.warn({ event: 'housekeeping-failed', err }));
}

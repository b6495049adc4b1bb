import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccounts } from '../../../server/accounts/accounts.ts';
import { Sealing } from '../../../server/boards/sealing.ts';
import { ekeby } from '../../../server/demo/ekeby.ts';
import { tellOrganisation } from '../../../server/demo/tell-organisation.ts';
import { DATABASE_FILE, openSqliteStore } from '../../../server/storage/sqlite/open.ts';
import type { Store, WeekDocument } from '../../../server/storage/store.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import type { WeekRecord } from '../../../src/lib/shared/board/document-record.ts';
import { homeWeek, shownIn } from '../../../src/lib/shared/board/action.ts';
import type { DocumentId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { addWeeks, localDay, weekOf, type WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { seeded } from '../../support/seeded.ts';
import { typeWeek } from './typing.ts';
import type { Login, World } from './world.ts';
import { Chronicle } from './years/chronicle.ts';
import { ActionsTold, followedUp } from './years/tell-actions.ts';
import { tellWeek, type Before } from './years/tell-week.ts';
import { MEETING, Teller, WeekTime } from './years/told.ts';

export interface YearsOptions {
	/** 260 where left out: five years. */
	weeks?: number;
	/** Åtgärder decided in each. */
	actionsAWeek?: number;
	/** Edits of the last week, letter by letter, in place of what the others have; 0 leaves it as they are. */
	busyEdits?: number;
	/** People beside the example's cast who may write, for benches with many windows. */
	windows?: number;
	/** Where the last week is in the middle of: now, where left out. */
	until?: number;
	seed?: number;
}

/** A data folder with five years of a samverkan: what a review of them is measured on. */
export interface FiveYears extends World {
	/** Oldest first; the last one is open, all others are sealed. */
	weeks: WeekDocument[];
	/** Who is logged in, by their key in the example's cast: coordinator, police, guard, leader … */
	cast: ReadonlyMap<string, Login>;
	journalRows: number;
	/** Edits of the last week, letter by letter; 0 where it is as the others. */
	busyEdits: number;
	/** Nothing was written after it. */
	until: number;
	/** Of the database file. */
	bytes: number;
	/** It took to make. */
	seconds: number;
}

const WEEKS = 5 * 52;
const ACTIONS_A_WEEK = 40;
/** Åtgärder that a meeting takes up one by one. */
const FOLLOWED_UP = 12;

/** In a folder of its own, which goes with the stack. */
export async function makeFiveYears(stack: AsyncDisposableStack, options: YearsOptions = {}): Promise<FiveYears> {
	const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-years-'));
	stack.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	return fillFolder(folder, options);
}

/**
 * Fills an empty data folder through the journal's own `append`, and seals every week but the last by the sealing
 * service itself. The same seed tells the same years; only ids that the store gives differ.
 */
export async function fillFolder(folder: string, options: YearsOptions = {}): Promise<FiveYears> {
	const began = performance.now();
	const withStore: World['withStore'] = async (act) => {
		const store = await openSqliteStore(folder);
		return act(store).finally(() => store.close());
	};
	const told = await withStore((store) => tellYears(store, options));
	const bytes = statSync(join(folder, DATABASE_FILE)).size;
	return { ...told, folder, withStore, bytes, seconds: (performance.now() - began) / 1000 };
}

type Told = Omit<FiveYears, 'folder' | 'withStore' | 'bytes' | 'seconds'>;

async function tellYears(store: Store, options: YearsOptions): Promise<Told> {
	const { weeks = WEEKS, until = Date.now(), seed = 17, busyEdits = 0, windows = 0 } = options;
	const random = seeded(seed);
	const { samverkan, cast } = await peopleOf(store, windows);
	const organisation = await store.organisation.read(samverkan);
	const actions = await store.documents.actionsDocument(samverkan);
	const teller = new Teller(organisation, actions.id, random);
	const years = new Years(store, teller, options.actionsAWeek ?? ACTIONS_A_WEEK);
	const week = weekOf(localDay(until));
	for (let back = weeks - 1; back > 0; back--) await years.tellSealed(addWeeks(week, -back));
	await years.tellOpen(week, until, busyEdits, [...cast.values()]);
	const people = [...cast].filter(([key]) => key.startsWith('window')).map(([, login]) => login);
	return {
		...{ samverkan, organisation, week, actions, cast, people, until, busyEdits },
		weeks: await store.documents.weeks(samverkan),
		journalRows: years.chronicle.written
	};
}

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** The example's parties, functions, places and people, and so many windows more; all are logged in. */
async function peopleOf(store: Store, windows: number): Promise<{ samverkan: SamverkanId; cast: Map<string, Login> }> {
	const people = new Map<string, PersonId>();
	const add = async (key: string) => {
		const account = {
			name: key,
			email: `${key}@roll.example`,
			passwordHash: null,
			closed: false,
			createdAt: Date.now()
		};
		people.set(key, await store.accounts.addPerson(account));
	};
	for (const { person } of ekeby.members) await add(person);
	const parts = { store, now: Date.now, random: randomBytes };
	const { samverkan, parties } = await tellOrganisation(parts, ekeby, people);
	const municipality = parties.get('municipality')!;
	for (let index = 0; index < windows; index++) {
		await add(`window${index}`);
		await store.organisation.setMember(samverkan, people.get(`window${index}`)!, municipality, ['convener']);
	}
	const members = new Map((await store.organisation.read(samverkan)).people.map((one) => [one.person, one.party]));
	const accounts = createAccounts({ store, now: Date.now, random: randomBytes, secure: false });
	const cast = new Map<string, Login>();
	for (const [key, person] of people) {
		const { cookieValue } = await accounts.sessions.create(person, 'Firefox på Linux');
		cast.set(key, { person, party: members.get(person)!, cookieName: accounts.sessions.cookieName, cookieValue });
	}
	await accounts.close();
	return { samverkan, cast };
}

/** Weeks told one after another, each with what it took over from the one before. */
class Years {
	readonly chronicle: Chronicle;
	readonly #store: Store;
	readonly #teller: Teller;
	readonly #told: ActionsTold;
	readonly #actionsAWeek: number;
	readonly #sealed = new Map<DocumentId, WeekRecord>();
	#before: Before | null = null;
	#clock = 0;

	constructor(store: Store, teller: Teller, actionsAWeek: number) {
		this.#store = store;
		this.#teller = teller;
		this.#actionsAWeek = actionsAWeek;
		this.#told = new ActionsTold(teller);
		this.chronicle = new Chronicle(store.journal);
	}

	async tellSealed(week: WeekTime['week']): Promise<void> {
		const time = new WeekTime(week, this.#teller.random);
		const document = await this.#open(time);
		this.#plan(time, document);
		const end = time.at(MEETING.weekday, MEETING.to);
		await this.chronicle.writeUntil(end);
		await this.#seal(document, time, end);
		const record = this.chronicle.read<'week'>(document.id);
		this.#sealed.set(document.id, record);
		this.#before = { time, record };
		this.chronicle.close(document.id);
	}

	async tellOpen(week: WeekTime['week'], until: number, busyEdits: number, people: Login[]): Promise<void> {
		const time = new WeekTime(week, this.#teller.random);
		const document = await this.#open(time, busyEdits === 0);
		if (busyEdits > 0) await this.#busy(document, time, until, busyEdits, people);
		else this.#plan(time, document);
		await this.chronicle.writeUntil(until);
	}

	async #open(time: WeekTime, isTold = true): Promise<WeekDocument> {
		const { actions } = this.#teller;
		const { documents } = this.#store;
		const at = time.at(1, '06:59');
		const document = await documents.weekDocument(this.#teller.organisation.samverkan.id, time.key, 'upcoming');
		await documents.setWeekState(document.id, 'reporting', null, at);
		if (this.#before === null) this.chronicle.open(actions, 'actions', at);
		if (isTold) this.chronicle.open(document.id, 'week', at);
		return document;
	}

	#plan(time: WeekTime, document: WeekDocument): void {
		const teller = this.#teller;
		const { edits, rows } = tellWeek({ teller, time, document: document.id }, this.#before);
		this.chronicle.plan(...edits);
		for (let index = 0; index < this.#actionsAWeek; index++) this.chronicle.plan(...this.#told.tell(time, rows));
		const shown = this.chronicle.read<'actions'>(teller.actions).actions.filter(shownIn(time.week));
		const older = shown.filter((action) => homeWeek(action) !== time.key && action.status.state !== 'proposed');
		const open = older.slice(0, FOLLOWED_UP).map(({ id }) => id);
		this.chronicle.plan(...followedUp(teller, time, document.id, open));
	}

	/** A week like no other: typed letter by letter, from Monday morning until now. */
	async #busy(document: WeekDocument, time: WeekTime, until: number, count: number, people: Login[]): Promise<void> {
		const made = typeWeek({ organisation: this.#teller.organisation, people }, count);
		const from = time.at(1, '07:00');
		const step = (until - from) / (count + 1);
		const rows = made.map((edit, index) => ({
			...{ document: document.id, at: Math.floor(from + index * step), via: 'desk' as const },
			...edit
		}));
		for (let start = 0; start < rows.length; start += 5_000)
			await this.#store.journal.append(rows.slice(start, start + 5_000));
		this.chronicle.written += rows.length;
	}

	async #seal({ id, week, samverkan }: WeekDocument, time: WeekTime, end: number): Promise<void> {
		const { documents } = this.#store;
		const { person, party, roles } = this.#teller.convener;
		await documents.setWeekState(id, 'compiling', person, time.at(MEETING.weekday - 1, '13:00'));
		await documents.setWeekState(id, 'meeting', person, time.at(MEETING.weekday, MEETING.from));
		this.#clock = end;
		const actor: Actor = { person, party, roles, samverkan, funktioner: [] };
		const sealed = await this.#sealing().seal(samverkan, week as WeekKey, actor);
		if (!sealed.ok) throw new Error(`${week} could not be sealed: ${sealed.problem.code}`);
	}

	/** The server's own, reading what the chronicle has in memory: a replay of five years for each seal would take hours. */
	#sealing(): Sealing {
		const read = (id: DocumentId) => this.#sealed.get(id) ?? this.chronicle.read(id);
		return new Sealing({
			store: this.#store,
			rooms: {
				read: (id) => Promise.resolve(read(id) as never),
				freeze: (id, _kind, work) => work({ record: read(id) as never, sequence: this.chronicle.sequence })
			},
			live: { weekMoved: () => {} },
			meetingOf: ({ samverkan }) => samverkan.meeting,
			now: () => this.#clock
		});
	}
}

/** One line of what was made. */
export const yearsWords = ({ weeks, journalRows, bytes, seconds }: FiveYears): string =>
	`${weeks.length} weeks, ${journalRows.toLocaleString('en')} journal rows, ${(bytes / 1e6).toFixed(0)} MB, made in ${seconds.toFixed(0)} s`;

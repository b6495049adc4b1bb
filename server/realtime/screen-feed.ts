import type { Logger } from 'pino';
import { mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { DocumentId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { MeetingFacts } from '../../src/lib/shared/meeting/facts.ts';
import { forScreen, lastCaptured } from '../../src/lib/shared/meeting/screen-facts.ts';
import { screenChanges, toWire } from '../../src/lib/shared/meeting/screen-wire.ts';
import type { LiveAuth, ScreenChanges, ScreenFacts } from '../../src/lib/shared/protocol/events.ts';
import { parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { MeetingFactsReader, type MeetingFactsParts } from '../boards/meeting-facts.ts';
import type { DocumentInfo, Store, WeekDocument } from '../storage/store.ts';
import type { SessionSource } from './admission.ts';
import type { ScreenLinks } from './screen-links.ts';

export interface ScreenFeedParts extends MeetingFactsParts {
	store: Pick<Store, 'documents' | 'organisation' | 'seals'>;
	sessions: SessionSource;
	links: Pick<ScreenLinks, 'inHeader' | 'onRevoked'>;
	log: Logger;
}

/** Why a screen may be here: by a link, or because somebody is logged in. */
type Admittance =
	| { by: 'link'; hash: string; madeBy: PersonId; expiresAt: number }
	| { by: 'login'; person: PersonId; sessionHash: string };

/** One open screen. */
export interface Screen {
	samverkan: SamverkanId;
	week: WeekDocument;
	admittance: Admittance;
	/** Of the feed, when it was decided on. */
	decision: number;
}

/** A screen's connection, as the feed needs it. */
export interface ScreenWire {
	facts(facts: ScreenFacts): void;
	changed(changes: ScreenChanges): void;
	/** Comes back and is decided on anew. */
	close(): void;
}

/** Milliseconds between two looks at whether links and sessions still stand. */
const SWEEP_EVERY_MS = 1_000;
/** Milliseconds between two changes that a screen is sent. */
const BUNDLE_MS = 250;
const RETRY_MS = 1_000;
const MOST_SCREENS_PER_LINK = 20;

/**
 * What the rooms' screens are sent: never the documents themselves, only what they may show (`forScreen`), whole when
 * they come and then what has changed.
 */
export class ScreenFeed {
	readonly #parts: ScreenFeedParts;
	readonly #feeds = new Map<DocumentId, WeekFeed>();
	readonly #screens = new Map<ScreenWire, Screen>();
	readonly #stopRevocations: () => void;
	#sweep: NodeJS.Timeout | null = null;
	#decisions = 0;

	constructor(parts: ScreenFeedParts) {
		this.#parts = parts;
		this.#stopRevocations = parts.links.onRevoked((hash) => {
			this.#closeWhere(({ admittance }) => admittance.by === 'link' && admittance.hash === hash);
		});
	}

	/** Null lets nobody in. A link first: whoever opened one wants that meeting, whoever else is logged in here. */
	async admit(cookie: string | undefined, { samverkan, screen }: LiveAuth): Promise<Screen | null> {
		const decision = this.#decisions;
		if (typeof screen !== 'string' || !parseWeekKey(screen)) return null;
		const found = (await this.#byLink(cookie, screen)) ?? (await this.#byLogin(cookie, screen, samverkan));
		return found && { ...found, samverkan: found.week.samverkan, decision };
	}

	/** What a screen shows before it is connected. */
	async view({ week }: Pick<Screen, 'week'>): Promise<ScreenFacts> {
		return shownOnScreen(await new MeetingFactsReader(this.#parts).read(week));
	}

	join(wire: ScreenWire, screen: Screen) {
		// A right that was withdrawn while we were deciding: decide again.
		if (screen.decision !== this.#decisions) return wire.close();
		this.#screens.set(wire, screen);
		this.#sweep ??= setInterval(() => this.#closeEnded(), SWEEP_EVERY_MS);
		this.#feedOf(screen.week).join(wire);
	}

	leave(wire: ScreenWire) {
		const screen = this.#screens.get(wire);
		if (!screen) return;
		this.#screens.delete(wire);
		const feed = this.#feeds.get(screen.week.id);
		feed?.leave(wire);
		if (feed?.isEmpty) this.#feeds.delete(screen.week.id);
		if (this.#screens.size === 0) this.#stopSweep();
	}

	/** Records of a document changed, and are stored. */
	changed(info: DocumentInfo) {
		for (const feed of this.#feeds.values()) if (feed.week.samverkan === info.samverkan) feed.changed(info);
	}

	organisationChanged(samverkan: SamverkanId) {
		for (const feed of this.#feeds.values()) if (feed.week.samverkan === samverkan) feed.look();
	}

	weekMoved(week: WeekDocument) {
		this.#feeds.get(week.id)?.moved(week);
	}

	/** Whose, or everybody's with null; with whose rights a link stands and falls too. */
	rightsChanged(samverkan: SamverkanId, person: PersonId | null) {
		this.#closeWhere(
			(screen) => screen.samverkan === samverkan && (person === null || personOf(screen.admittance) === person)
		);
	}

	sessionEnded(person: PersonId, hash: string | null) {
		this.#closeWhere(
			({ admittance }) =>
				admittance.by === 'login' && admittance.person === person && (hash === null || admittance.sessionHash === hash)
		);
	}

	close() {
		this.#stopRevocations();
		this.#stopSweep();
		for (const feed of this.#feeds.values()) feed.close();
		this.#feeds.clear();
		this.#screens.clear();
	}

	async #byLink(cookie: string | undefined, key: WeekKey) {
		const link = await this.#parts.links.inHeader(cookie, key);
		const week = link && (await this.#weekOf(link.samverkan, key));
		if (!link || !week || this.#screensBy(link.hash) >= MOST_SCREENS_PER_LINK) return null;
		const { hash, madeBy, expiresAt } = link;
		return { week, admittance: { by: 'link' as const, hash, madeBy, expiresAt } };
	}

	async #byLogin(cookie: string | undefined, key: WeekKey, slug: unknown) {
		const { sessions, store } = this.#parts;
		const login = await sessions.read(cookie);
		if (!login || typeof slug !== 'string' || slug.length > 100) return null;
		const samverkan = await store.organisation.bySlug(slug);
		const actor = samverkan && (await store.organisation.actor(samverkan.id, login.person));
		const week = actor && (await this.#weekOf(actor.samverkan, key));
		// It shows every party's åtgärder, which not everybody who reads sealed weeks may see.
		if (!week || !mayReadDocument(actor, week) || !mayReadDocument(actor, { kind: 'actions' })) return null;
		return { week, admittance: { by: 'login' as const, person: login.person, sessionHash: login.sessionHash } };
	}

	async #weekOf(samverkan: SamverkanId, week: WeekKey): Promise<WeekDocument | null> {
		return this.#parts.store.documents.findWeek(samverkan, week);
	}

	#screensBy(hash: string): number {
		const screens = [...this.#screens.values()];
		return screens.filter(({ admittance }) => admittance.by === 'link' && admittance.hash === hash).length;
	}

	#feedOf(week: WeekDocument): WeekFeed {
		const known = this.#feeds.get(week.id);
		if (known) return known;
		const feed = new WeekFeed(week, this.#parts);
		this.#feeds.set(week.id, feed);
		return feed;
	}

	#closeWhere(matches: (screen: Screen) => boolean) {
		this.#decisions += 1;
		for (const [wire, screen] of [...this.#screens]) if (matches(screen)) this.#shut(wire);
	}

	/** Nothing more goes to it from this moment, whatever its socket still does. */
	#shut(wire: ScreenWire) {
		this.leave(wire);
		wire.close();
	}

	#closeEnded() {
		const now = this.#parts.now();
		for (const [wire, { admittance }] of [...this.#screens]) {
			if (admittance.by === 'login') void this.#closeIfLoggedOut(wire, admittance.sessionHash);
			else if (admittance.expiresAt <= now) this.#shut(wire);
		}
	}

	async #closeIfLoggedOut(wire: ScreenWire, sessionHash: string): Promise<void> {
		try {
			if (!(await this.#parts.sessions.isOpen(sessionHash)) && this.#screens.has(wire)) this.#shut(wire);
		} catch (error) {
			this.#parts.log.error({ err: error }, 'a screen could not be looked over');
		}
	}

	#stopSweep() {
		if (this.#sweep) clearInterval(this.#sweep);
		this.#sweep = null;
	}
}

const shownOnScreen = (facts: MeetingFacts): ScreenFacts => toWire(forScreen(facts), lastCaptured(facts));

const personOf = (admittance: Admittance): PersonId =>
	admittance.by === 'link' ? admittance.madeBy : admittance.person;

/** The screens of one week. One thing at a time, so that each screen is sent every change exactly once. */
class WeekFeed {
	readonly #parts: ScreenFeedParts;
	readonly #reader: MeetingFactsReader;
	readonly #wires = new Set<ScreenWire>();
	/** Those who have come and been sent nothing yet. */
	readonly #fresh = new Set<ScreenWire>();
	#week: WeekDocument;
	#sent: ScreenFacts | null = null;
	#sentAt = 0;
	#work: Promise<void> = Promise.resolve();
	#timer: NodeJS.Timeout | null = null;
	#isClosed = false;

	constructor(week: WeekDocument, parts: ScreenFeedParts) {
		this.#week = week;
		this.#parts = parts;
		this.#reader = new MeetingFactsReader(parts);
	}

	get week(): WeekDocument {
		return this.#week;
	}

	/** Nobody is here, and nobody is on the way. */
	get isEmpty(): boolean {
		return this.#wires.size === 0;
	}

	join(wire: ScreenWire) {
		this.#wires.add(wire);
		this.#fresh.add(wire);
		this.#do(async () => this.#tell(await this.#read()));
	}

	leave(wire: ScreenWire) {
		this.#wires.delete(wire);
		this.#fresh.delete(wire);
		if (this.isEmpty) this.close();
	}

	changed(info: DocumentInfo) {
		if (info.kind === 'week' && info.id !== this.#week.id) this.#reader.forgetEarlier();
		this.look();
	}

	moved(week: WeekDocument) {
		this.#week = week;
		this.look();
	}

	/** Reads again and tells what is another, soon. */
	look() {
		this.#lookAfter(Math.min(BUNDLE_MS, Math.max(0, this.#sentAt + BUNDLE_MS - this.#parts.now())));
	}

	close() {
		this.#isClosed = true;
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.#wires.clear();
		this.#fresh.clear();
	}

	#lookAfter(wait: number) {
		if (this.#isClosed || this.#timer) return;
		this.#timer = setTimeout(() => {
			this.#timer = null;
			this.#do(async () => this.#tell(await this.#read()));
		}, wait);
	}

	/** What fails is tried again; until then the screens keep what they have. */
	#do(work: () => Promise<void>) {
		this.#work = this.#work.then(work).catch((error: unknown) => {
			this.#parts.log.error({ err: error }, 'a screen could not be told');
			this.#lookAfter(RETRY_MS);
		});
	}

	async #read(): Promise<ScreenFacts> {
		return shownOnScreen(await this.#reader.read(this.#week));
	}

	/** Everything to those who have come, and to the others what is another now. */
	#tell(facts: ScreenFacts) {
		const changes = this.#sent && screenChanges(this.#sent, facts);
		for (const wire of this.#wires) {
			if (this.#fresh.delete(wire)) wire.facts(facts);
			else if (changes) wire.changed(changes);
		}
		this.#sent = facts;
		this.#sentAt = this.#parts.now();
	}
}

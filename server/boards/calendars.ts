import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { createHash } from 'node:crypto';
import { isOwnAction } from '../../src/lib/shared/access/action-rules.ts';
import { isClosed } from '../../src/lib/shared/board/action-status.ts';
import { actionLabel, type Action } from '../../src/lib/shared/board/action.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { FunktionId, PersonId, RandomBytes } from '../../src/lib/shared/ids.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import { addDays, type Day } from '../../src/lib/shared/week/iso-week.ts';
import { neighbourhoodOf } from '../accounts/address.ts';
import { newToken, tokenHash } from '../accounts/tokens.ts';
import { Tries } from '../accounts/tries.ts';
import type { ActionChange, CalendarFeed } from '../storage/desk.ts';
import type { Store } from '../storage/store.ts';
import type { ReadsActions } from './desk-parts.ts';

export interface CalendarsParts {
	store: Pick<Store, 'desk' | 'organisation' | 'documents'>;
	rooms: ReadsActions;
	origin: string;
	now: () => number;
	random: RandomBytes;
}

/** Feeds that one person may have. */
const MOST_FEEDS = 10;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export interface CalendarFile {
	text: string;
	/** Changes with the text and with nothing else. */
	etag: string;
	/** Whose it is. */
	actor: Actor;
}

type Found = { feed: CalendarFeed; actor: Actor; organisation: Organisation };

/**
 * Calendar feeds of due dates: number, title and date, for calendars that fetch an address. They run on servers of
 * others, so there is nothing of a place, a situation or a person in them; and no longer than their person belongs.
 */
export class Calendars {
	readonly #parts: CalendarsParts;
	/** Calendars fetch a few times an hour; many of them from one address. */
	readonly #fetches = new Tries(60, 0.5);

	constructor(parts: CalendarsParts) {
		this.#parts = parts;
	}

	/** Of all the person's åtgärder, or of one function that they staff. The address is in the answer and nowhere else. */
	async make(
		actor: Actor,
		funktion: FunktionId | null
	): Promise<Result<string, Problem<'not-allowed' | 'too-many-calendars'>>> {
		const { store, now, random, origin } = this.#parts;
		if (funktion !== null && !actor.funktioner.includes(funktion)) return fail('not-allowed');
		if ((await store.desk.calendarsOf(actor.person)).length >= MOST_FEEDS) return fail('too-many-calendars');
		const token = newToken(random);
		const { samverkan, person } = actor;
		await store.desk.addCalendar({ hash: tokenHash(token), samverkan, person, funktion, madeAt: now() });
		return ok(`${origin}/kalender/${token}.ics`);
	}

	of(person: PersonId): Promise<CalendarFeed[]> {
		return this.#parts.store.desk.calendarsOf(person);
	}

	revoke(hash: string, person: PersonId): Promise<boolean> {
		return this.#parts.store.desk.revokeCalendar(hash, person, this.#parts.now());
	}

	/** The file behind an address; one answer for what is not there, taken back, and of somebody who has left. */
	async read(
		token: string,
		address: string
	): Promise<Result<CalendarFile, Problem<'not-found' | 'too-many-attempts'>>> {
		if (!this.#fetches.take(neighbourhoodOf(address), this.#parts.now())) return fail('too-many-attempts');
		const found = await this.#find(token);
		if (!found) return fail('not-found');
		const text = await this.#write(found);
		const { actor } = found;
		return ok({ text, actor, etag: `"${createHash('sha256').update(text).digest('base64url')}"` });
	}

	async #find(token: string): Promise<Found | null> {
		const { store } = this.#parts;
		const feed = TOKEN.test(token) ? await store.desk.calendar(tokenHash(token)) : null;
		if (!feed || feed.revokedAt !== null) return null;
		const actor = await store.organisation.actor(feed.samverkan, feed.person);
		if (!actor || (feed.funktion !== null && !actor.funktioner.includes(feed.funktion))) return null;
		return { feed, actor, organisation: await store.organisation.read(feed.samverkan) };
	}

	async #write({ feed, actor, organisation }: Found): Promise<string> {
		const { store, rooms, origin } = this.#parts;
		const funktioner = feed.funktion === null ? actor.funktioner : [feed.funktion];
		const document = await store.documents.actionsDocument(feed.samverkan);
		const actions = (await rooms.read(document.id, 'actions')).actions
			.filter((action) => isDated(action) && isOwnAction(action, { funktioner }))
			.sort((a, b) => a.number! - b.number!);
		const changes = await store.desk.changesOf(
			feed.samverkan,
			actions.map(({ id }) => id)
		);
		const name = organisation.funktioner.find(({ id }) => id === feed.funktion)?.name;
		return calendarText({
			name: `Åtgärder ${name ?? organisation.samverkan.name}`,
			domain: new URL(origin).hostname,
			origin,
			slug: organisation.samverkan.slug,
			actions,
			changes
		});
	}
}

/** Shown in a calendar: it has a number and a day, and is neither a proposal nor closed. */
const isDated = ({ number, due, removed, status }: Action): boolean =>
	number !== null && due !== null && removed === null && status.state !== 'proposed' && !isClosed(status.state);

interface CalendarFacts {
	name: string;
	domain: string;
	origin: string;
	slug: string;
	actions: readonly Action[];
	changes: readonly ActionChange[];
}

/** All-day events: calendar days are written as they are, so that no time zone and no summer time shifts them. */
export function calendarText({ name, domain, origin, slug, actions, changes }: CalendarFacts): string {
	const calendar = ical({
		name,
		prodId: { company: 'Lägestavlan', product: 'Åtgärder', language: 'SV' },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 3600
	});
	for (const action of actions) {
		const own = changes.filter((change) => change.action === action.id && isOfEvent(change));
		const changed = Math.max(action.created?.at ?? 0, ...own.map(({ at }) => at));
		calendar.createEvent({
			id: `${action.id}@${domain}`,
			sequence: own.reduce((sum, { times }) => sum + times, 0),
			start: midnight(action.due!),
			end: midnight(addDays(action.due!, 1)),
			allDay: true,
			summary: `${actionLabel(action)} ${action.title}`.trim(),
			url: `${origin}/mina?samverkan=${slug}#${action.id}`,
			stamp: new Date(changed),
			lastModified: new Date(changed),
			transparency: ICalEventTransparency.TRANSPARENT // a day when something is due is no day taken
		});
	}
	return calendar.toString();
}

/** What a calendar shows of it. */
const isOfEvent = ({ what }: ActionChange): boolean => what === 'due' || what === 'title';

/** The library reads the day off a date's UTC parts where no time zone is given. */
const midnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

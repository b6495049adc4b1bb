import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { DocumentId, PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { MeetingState } from '../../src/lib/shared/meeting/meeting-state.ts';
import type { Notice } from '../../src/lib/shared/notices/notice.ts';
import type { ClientToServer, LiveAuth, ServerToClient } from '../../src/lib/shared/protocol/events.ts';
import { MAX_LIVE_BYTES } from '../../src/lib/shared/protocol/limits.ts';
import { holdsBlockedNumber } from '../../src/lib/shared/privacy/blocked-numbers.ts';
import { parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import type { SessionSource } from './admission.ts';
import { followMeeting, MeetingGuest, tellMeeting } from './meeting-room.ts';
import type { Meetings } from './meetings.ts';
import { isOwnOrigin, type Site } from './origin.ts';
import { PeopleHere, type Window } from './people-here.ts';
import { bucket, take } from '../accounts/rate.ts';
import type { Screen, ScreenFeed, ScreenWire } from './screen-feed.ts';

/** What searches the documents, as far as news concern it. */
export interface Index {
	organisationChanged(samverkan: SamverkanId): void;
	reindex(document: DocumentId): void;
}

export interface LiveParts {
	store: Pick<Store, 'organisation' | 'documents' | 'notices'>;
	meetings: Meetings;
	screens: ScreenFeed;
	index?: Index | undefined;
	sessions: SessionSource;
	config: Site;
	log: Logger;
	now: () => number;
	/** The build that runs. */
	version: string;
}

/** Somebody's window, or the room's screen. */
type Guest = { kind: 'window'; window: Window; actor: Actor } | { kind: 'screen'; screen: Screen };
type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, { guest: Guest }>;
type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, { guest: Guest }>;

/** Milliseconds over which comings and goings are collected. */
const PEOPLE_BUNDLE_MS = 100;
/** Looks at another week, at once and per second. */
const LOOK_BURST = 20;
const LOOKS_PER_SECOND = 5;

const roomOf = (samverkan: SamverkanId) => `samverkan:${samverkan}`;
const roomOfPerson = (samverkan: SamverkanId, person: PersonId) => `samverkan:${samverkan}:${person}`;

/** `/live`: who is here, and news for whoever listens just then. What must not be lost does not go over it. */
export class Live {
	readonly #parts: LiveParts;
	readonly #people: PeopleHere;
	#io: LiveServer | null = null;
	#version: string;

	constructor(parts: LiveParts) {
		this.#parts = parts;
		this.#version = parts.version;
		this.#people = new PeopleHere({
			bundleAfter: PEOPLE_BUNDLE_MS,
			changed: (samverkan, people) => this.#io?.to(roomOf(samverkan)).emit('people:here', people)
		});
	}

	/** After the server has its request listener, which socket.io wraps. */
	attach(server: HttpServer) {
		const io: LiveServer = new Server(server, {
			path: '/live',
			serveClient: false,
			// Nothing but WebSocket: its Origin is always sent, and the board needs one anyway.
			transports: ['websocket'],
			maxHttpBufferSize: MAX_LIVE_BYTES,
			perMessageDeflate: false,
			destroyUpgrade: false,
			allowRequest: (request, decide) => decide(null, this.#io !== null && isOwnOrigin(request, this.#parts.config))
		});
		io.use((socket, next) => {
			this.#admit(socket).then(
				(problem) => next(problem === null ? undefined : new Error(problem)),
				(error: unknown) => {
					this.#parts.log.error({ err: error }, 'a live connection could not be decided on');
					next(new Error('internal'));
				}
			);
		});
		io.on('connection', (socket) => this.#connected(socket));
		this.#io = io;
	}

	/** To the person's windows. It is kept already. */
	noticed(samverkan: SamverkanId, person: PersonId, notice: Notice) {
		this.#io?.to(roomOfPerson(samverkan, person)).emit('notice:new', notice);
	}

	/** How many notices the person has not seen. */
	unseen(samverkan: SamverkanId, person: PersonId, count: number) {
		this.#io?.to(roomOfPerson(samverkan, person)).emit('notices:unseen', count);
	}

	/** Åtgärder that concern these people are not as they were. */
	actionsChanged(samverkan: SamverkanId, people: readonly PersonId[], actions: RecordId[]) {
		if (!this.#io || people.length === 0) return; // socket.io takes "to no room" for "to everybody"
		this.#io.to(people.map((person) => roomOfPerson(samverkan, person))).emit('actions:changed', { actions });
	}

	/** Whose, or everybody's with null. They are told, and come back as who they now are, or not at all. */
	rightsChanged(samverkan: SamverkanId, person: PersonId | null) {
		const room = person === null ? roomOf(samverkan) : roomOfPerson(samverkan, person);
		this.#io?.to(room).emit('rights:changed');
		this.#io?.in(room).disconnectSockets(true);
		this.#parts.screens.rightsChanged(samverkan, person);
	}

	organisationChanged(samverkan: SamverkanId) {
		this.#io?.to(roomOf(samverkan)).emit('organisation:changed');
		this.#parts.screens.organisationChanged(samverkan);
		this.#parts.index?.organisationChanged(samverkan);
	}

	weekMoved(samverkan: SamverkanId, event: { week: WeekKey; document: DocumentId }) {
		this.#io?.to(roomOf(samverkan)).emit('week:moved', event);
		this.#parts.index?.reindex(event.document);
		this.#moveMeeting(event.document).catch((error: unknown) => {
			this.#parts.log.error({ err: error }, 'a meeting could not follow its week');
		});
	}

	/** To everybody who follows the week's meeting. */
	meetingMoved(week: WeekDocument, state: MeetingState) {
		if (this.#io) tellMeeting(this.#io, week, state, this.#parts.now());
	}

	versionChanged(version: string) {
		this.#version = version;
		this.#io?.emit('version:changed', { version });
	}

	sessionEnded(person: PersonId, hash: string | null) {
		for (const socket of this.#io?.of('/').sockets.values() ?? []) {
			const { guest } = socket.data;
			if (guest?.kind !== 'window' || guest.window.person !== person) continue;
			if (hash === null || guest.window.sessionHash === hash) socket.disconnect(true);
		}
		this.#parts.screens.sessionEnded(person, hash);
	}

	/** Leaves the HTTP server to its owner. Sockets lose their transport, no more: so they come back by themselves. */
	close() {
		this.#people.close();
		this.#parts.screens.close();
		this.#io?.engine.close();
		this.#io = null;
	}

	/** Null lets it in; else the problem's code. */
	async #admit(socket: LiveSocket): Promise<string | null> {
		const auth = socket.handshake.auth as LiveAuth;
		if (auth.screen !== undefined) return this.#admitScreen(socket, auth);
		const login = await this.#parts.sessions.read(socket.handshake.headers.cookie);
		if (!login) return 'session-ended';
		const guest = await this.#windowOf(login, auth.samverkan);
		if (!guest) return 'not-found';
		socket.data.guest = guest;
		return null;
	}

	async #admitScreen(socket: LiveSocket, auth: LiveAuth): Promise<string | null> {
		const screen = await this.#parts.screens.admit(socket.handshake.headers.cookie, auth);
		if (!screen) return 'session-ended';
		socket.data.guest = { kind: 'screen', screen };
		return null;
	}

	async #windowOf(login: Awaited<ReturnType<SessionSource['read']>>, slug: unknown): Promise<Guest | null> {
		if (!login || typeof slug !== 'string' || slug.length > 100) return null;
		const { organisation } = this.#parts.store;
		const samverkan = await organisation.bySlug(slug);
		const actor = samverkan && (await organisation.actor(samverkan.id, login.person));
		if (!actor) return null;
		const all = (await organisation.read(actor.samverkan)).funktioner;
		const funktioner = all.filter(({ id, archived }) => !archived && actor.funktioner.includes(id));
		const { person, party } = actor;
		const who = { person, party, name: login.name, funktioner: funktioner.map(({ name }) => name) };
		const window = { ...who, samverkan: actor.samverkan, sessionHash: login.sessionHash, week: null };
		return { kind: 'window', window, actor };
	}

	async #moveMeeting(document: DocumentId): Promise<void> {
		const { store, meetings, screens } = this.#parts;
		const info = await store.documents.find(document);
		if (info?.kind !== 'week') return;
		screens.weekMoved(info);
		await meetings.weekMoved(info);
	}

	#connected(socket: LiveSocket) {
		// What is said over the line is not kept, but others see it: a number that no document takes goes no other way.
		socket.use((event, next) => (holdsBlockedNumber(event) ? undefined : next()));
		socket.emit('version:changed', { version: this.#version });
		const { guest } = socket.data;
		if (guest.kind === 'screen') this.#screenConnected(socket, guest.screen);
		else this.#windowConnected(socket, guest);
	}

	/** Nothing that it sends is listened to. */
	#screenConnected(socket: LiveSocket, screen: Screen) {
		const wire: ScreenWire = {
			facts: (facts) => void socket.emit('screen:facts', facts),
			changed: (changes) => void socket.emit('screen:changed', changes),
			close: () => void socket.disconnect(true)
		};
		socket.on('disconnect', () => this.#parts.screens.leave(wire));
		this.#parts.screens.join(wire, screen);
		followMeeting(socket, this.#parts, screen.week, 'screen').catch((error: unknown) => {
			this.#parts.log.error({ err: error }, 'a screen could not follow the meeting');
		});
	}

	#windowConnected(socket: LiveSocket, { window, actor }: Extract<Guest, { kind: 'window' }>) {
		new MeetingGuest(socket, actor, this.#parts);
		const looks = bucket(LOOK_BURST, LOOKS_PER_SECOND, this.#parts.now());
		void socket.join([roomOf(window.samverkan), roomOfPerson(window.samverkan, window.person)]);
		socket.on('week:look', (week) => {
			if (take(looks, this.#parts.now())) this.#people.look(window, readWeek(week));
		});
		socket.on('disconnect', () => this.#people.leave(window));
		this.#people.come(window);
		this.#countUnseen(socket, window);
	}

	/** What was told while this window was away. */
	#countUnseen(socket: LiveSocket, { person, samverkan }: Window) {
		this.#parts.store.notices.unseen(person, samverkan).then(
			(count) => void socket.emit('notices:unseen', count),
			(error: unknown) => this.#parts.log.error({ err: error }, 'notices could not be counted')
		);
	}
}

const readWeek = (raw: unknown): WeekKey | null =>
	typeof raw === 'string' && parseWeekKey(raw) !== null ? (raw as WeekKey) : null;

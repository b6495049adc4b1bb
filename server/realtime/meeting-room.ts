import * as v from 'valibot';
import type { Logger } from 'pino';
import type { Server, Socket } from 'socket.io';
import { may, mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import { meetingMove, type MeetingState } from '../../src/lib/shared/meeting/meeting-state.ts';
import type { ClientToServer, MeetingNews, ServerToClient } from '../../src/lib/shared/protocol/events.ts';
import { parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import type { Meetings } from './meetings.ts';
import { bucket, take } from '../accounts/rate.ts';

export interface MeetingRoomParts {
	store: Pick<Store, 'documents'>;
	meetings: Meetings;
	log: Logger;
	now: () => number;
}

type AnySocket = Socket<ClientToServer, ServerToClient, Record<string, never>, unknown>;
type AnyServer = Server<ClientToServer, ServerToClient, Record<string, never>, unknown>;

/** Moves at once and per second: somebody who leans on the arrow key. */
const MOVE_BURST = 30;
const MOVES_PER_SECOND = 15;
const JOIN_BURST = 20;
const JOINS_PER_SECOND = 2;

/** Who follows: somebody's window, or a screen, which is not told who moved it. */
type Follower = 'window' | 'screen';

const roomOfMeeting = (week: DocumentId, follower: Follower = 'window') => `meeting:${follower}:${week}`;

/** The socket is told where the meeting is: now, and whenever it moves. */
export async function followMeeting(
	socket: AnySocket,
	{ meetings, now }: Pick<MeetingRoomParts, 'meetings' | 'now'>,
	week: WeekDocument,
	follower: Follower = 'window'
): Promise<void> {
	const room = roomOfMeeting(week.id, follower);
	await socket.join(room);
	const state = await meetings.state(week);
	if (socket.rooms.has(room)) socket.emit('meeting:state', newsOf(week, state, now(), follower));
}

/** To all who follow it. */
export function tellMeeting(io: Pick<AnyServer, 'to'>, week: WeekDocument, state: MeetingState, at: number) {
	for (const follower of ['window', 'screen'] as const)
		io.to(roomOfMeeting(week.id, follower)).emit('meeting:state', newsOf(week, state, at, follower));
}

function newsOf({ week }: WeekDocument, state: MeetingState, at: number, follower: Follower): MeetingNews {
	return { week, at, state: follower === 'screen' ? { ...state, by: null } : state };
}

/** One window's part in meetings: it follows one week's at a time, and moves it where its person may. */
export class MeetingGuest {
	readonly #socket: AnySocket;
	readonly #parts: MeetingRoomParts;
	readonly #actor: Actor;
	#week: WeekDocument | null = null;
	#joining: Promise<void> = Promise.resolve();
	/** Rises with every wish, so that the last one wins however long each takes to find. */
	#wish = 0;

	constructor(socket: AnySocket, actor: Actor, parts: MeetingRoomParts) {
		[this.#socket, this.#actor, this.#parts] = [socket, actor, parts];
		const [joins, moves] = [
			bucket(JOIN_BURST, JOINS_PER_SECOND, parts.now()),
			bucket(MOVE_BURST, MOVES_PER_SECOND, parts.now())
		];
		socket.on('meeting:join', (week) => {
			if (!take(joins, parts.now())) return;
			this.#joining = this.#join(readWeek(week));
			this.#guard(this.#joining);
		});
		socket.on('meeting:move', (move, answer) => {
			if (typeof answer !== 'function') return;
			if (!take(moves, parts.now())) return answer(false);
			this.#guard(this.#move(move).then(answer));
		});
	}

	async #join(key: WeekKey | null): Promise<void> {
		const wish = ++this.#wish;
		const left = this.#week;
		this.#week = null;
		if (left) await this.#socket.leave(roomOfMeeting(left.id));
		const week = key && (await this.#parts.store.documents.findWeek(this.#actor.samverkan, key));
		if (wish !== this.#wish) return;
		this.#week = week && mayReadDocument(this.#actor, week) ? week : null;
		if (this.#week) await followMeeting(this.#socket, this.#parts, this.#week);
	}

	async #move(raw: unknown): Promise<boolean> {
		await this.#joining;
		const move = v.safeParse(meetingMove, raw);
		if (!move.success || !this.#week || !may(this.#actor, 'meeting:lead')) return false;
		await this.#parts.meetings.move(this.#week, move.output, this.#actor.person);
		return true;
	}

	#guard(work: Promise<void>) {
		work.catch((error: unknown) => this.#parts.log.error({ err: error }, 'a meeting could not be followed or moved'));
	}
}

const readWeek = (raw: unknown): WeekKey | null =>
	typeof raw === 'string' && parseWeekKey(raw) !== null ? (raw as WeekKey) : null;

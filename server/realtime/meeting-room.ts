import * as v from 'valibot';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import { may, mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import { meetingMove } from '../../src/lib/shared/meeting/meeting-state.ts';
import type { ClientToServer, MeetingNews, ServerToClient } from '../../src/lib/shared/protocol/events.ts';
import { parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import type { Meetings } from './meetings.ts';
import { bucket, take } from './rate.ts';

export interface MeetingRoomParts {
	store: Pick<Store, 'documents'>;
	meetings: Meetings;
	log: Logger;
	now: () => number;
}

type AnySocket = Socket<ClientToServer, ServerToClient, Record<string, never>, unknown>;

/** Moves at once and per second: somebody who leans on the arrow key. */
const MOVE_BURST = 30;
const MOVES_PER_SECOND = 15;
const JOIN_BURST = 20;
const JOINS_PER_SECOND = 2;

export const roomOfMeeting = (week: DocumentId) => `meeting:${week}`;

/** The socket is told where the meeting is: now, and whenever it moves. */
export async function followMeeting(
	socket: AnySocket,
	{ meetings, now }: Pick<MeetingRoomParts, 'meetings' | 'now'>,
	week: WeekDocument
): Promise<void> {
	await socket.join(roomOfMeeting(week.id));
	const state = await meetings.state(week);
	if (socket.rooms.has(roomOfMeeting(week.id))) socket.emit('meeting:state', newsOf(week, state, now()));
}

export const newsOf = ({ week }: WeekDocument, state: MeetingNews['state'], at: number): MeetingNews => ({
	...{ week, state, at }
});

/** One window's part in meetings: it follows one week's at a time, and moves it where its person may. */
export class MeetingGuest {
	readonly #socket: AnySocket;
	readonly #parts: MeetingRoomParts;
	readonly #actor: Actor;
	#week: WeekDocument | null = null;
	/** Rises with every wish, so that the last one wins however long each takes to find. */
	#wish = 0;

	constructor(socket: AnySocket, actor: Actor, parts: MeetingRoomParts) {
		[this.#socket, this.#actor, this.#parts] = [socket, actor, parts];
		const [joins, moves] = [
			bucket(JOIN_BURST, JOINS_PER_SECOND, parts.now()),
			bucket(MOVE_BURST, MOVES_PER_SECOND, parts.now())
		];
		socket.on('meeting:join', (week) => {
			if (take(joins, parts.now())) this.#guard(this.#join(readWeek(week)));
		});
		socket.on('meeting:move', (move, answer) => {
			if (typeof answer !== 'function') return;
			if (!take(moves, parts.now())) return answer(false);
			this.#guard(this.#move(move).then(answer));
		});
	}

	async #join(key: WeekKey | null): Promise<void> {
		const wish = ++this.#wish;
		const week = key && (await this.#parts.store.documents.findWeek(this.#actor.samverkan, key));
		if (wish !== this.#wish) return;
		if (this.#week) await this.#socket.leave(roomOfMeeting(this.#week.id));
		this.#week = week && mayReadDocument(this.#actor, week) ? week : null;
		if (this.#week) await followMeeting(this.#socket, this.#parts, this.#week);
	}

	async #move(raw: unknown): Promise<boolean> {
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

import * as v from 'valibot';
import { funktionId, personId } from '../board/values.ts';
import type { PartyId, RecordId, SamverkanId } from '../ids.ts';
import type { Problem } from '../result.ts';
import { formatTime, formatWeek } from '../week/format.ts';
import { parseWeekKey, type WeekKey } from '../week/iso-week.ts';
import { ownId, reportSchema, type ReportFields } from './report-fields.ts';

/** What a reporter's device holds until the server has it, and how it stands with it. */

/** What is sent: a report or a nollrapport, or that one of the reporter's own is changed or was a mistake. */
export const messageSchema = v.variant('kind', [
	v.strictObject({ kind: v.literal('report'), report: reportSchema }),
	v.strictObject({ kind: v.literal('change'), report: reportSchema }),
	v.strictObject({ kind: v.literal('nil'), id: ownId, funktion: v.nullable(funktionId) }),
	v.strictObject({ kind: v.literal('nil-undone'), id: ownId })
]);
export type Message = v.InferOutput<typeof messageSchema>;

/** A message and whose it is: the server takes it from nobody else, whoever is logged in where it lay. */
export const parcelSchema = v.strictObject({
	person: personId,
	samverkan: v.custom<SamverkanId>((raw) => typeof raw === 'string' && /^[A-Za-z0-9_-]{1,32}$/.test(raw)),
	message: messageSchema
});
export type Parcel = v.InferOutput<typeof parcelSchema>;

/** The server has it on its disk. */
export interface Receipt {
	/** Milliseconds, by the server's clock, at which it was first received. */
	at: number;
	week: WeekKey;
	party: PartyId;
}

export type OutboxState =
	| { kind: 'writing' }
	/** Sent when there is a line; `needsLogin` once the server has asked who it is. */
	| { kind: 'waiting'; since: number; needsLogin: boolean }
	| { kind: 'sent'; receipt: Receipt }
	| { kind: 'refused'; problem: Problem };

/** One report on the device. `fields` is empty once it is sent: what is saved on the server does not lie here too. */
export interface OutboxItem {
	id: RecordId;
	samverkan: SamverkanId;
	state: OutboxState;
	/** Of a report that the server has already. */
	changes: boolean;
	fields: ReportFields | null;
	message: Message | null;
	/** What it is called in the list: a place and a category, never words from the text. */
	label: string;
}

export type OutboxEvent =
	| { kind: 'send'; at: number }
	| { kind: 'edit' }
	/** What came of one try. */
	| Outcome;

export type Outcome =
	| { kind: 'accepted'; receipt: Receipt }
	| { kind: 'refused'; problem: Problem }
	| { kind: 'logged-out' }
	/** No line, or a server that can not answer now. */
	| { kind: 'unreachable' };

/** Where an item goes from where it is; itself where the event has nothing to say to it. */
export function nextState(state: OutboxState, event: OutboxEvent): OutboxState {
	switch (event.kind) {
		case 'send':
			return isHere(state) ? { kind: 'waiting', since: event.at, needsLogin: false } : state;
		case 'edit':
			return state.kind === 'sent' ? state : { kind: 'writing' };
		case 'accepted':
			return state.kind === 'waiting' ? { kind: 'sent', receipt: event.receipt } : state;
		case 'refused':
			return state.kind === 'waiting' ? { kind: 'refused', problem: event.problem } : state;
		case 'logged-out':
			return state.kind === 'waiting' ? { ...state, needsLogin: true } : state;
		case 'unreachable':
			return state;
	}
}

const isHere = ({ kind }: OutboxState): boolean => kind === 'writing' || kind === 'refused';

/**
 * The item after an event, without what must not stay on the device any more. One that was taken up again while it was on
 * its way is a change of what the server has now.
 */
export function nextItem(item: OutboxItem, event: OutboxEvent): OutboxItem {
	if (event.kind === 'accepted' && isHere(item.state)) return { ...item, changes: true };
	const state = nextState(item.state, event);
	if (state === item.state) return item;
	return state.kind === 'sent' ? { ...item, state, fields: null, message: null } : { ...item, state };
}

/** Milliseconds that a receipt stays in the list. */
export const RECEIPT_KEPT = 24 * 3_600_000;

export const isPast = ({ state }: OutboxItem, now: number): boolean =>
	state.kind === 'sent' && now - state.receipt.at > RECEIPT_KEPT;

/** What an answer of the server means for what was sent. `body` is what could be read of it. */
export function outcomeOf(status: number, body: unknown): Outcome {
	if (status === 401) return { kind: 'logged-out' };
	const answer = body as { ok?: unknown; value?: unknown; problem?: unknown } | null;
	if (status === 200 && answer?.ok === true) return { kind: 'accepted', receipt: answer.value as Receipt };
	const problem = answer?.problem as Problem | undefined;
	const isFinal = status >= 400 && status < 500 && status !== 429 && typeof problem?.code === 'string';
	if (!isFinal || !problem) return { kind: 'unreachable' };
	return problem.code === 'other-person' ? { kind: 'logged-out' } : { kind: 'refused', problem };
}

/** "Skickad 14.07 – v. 48", "Sparad på enheten – skickas när du har nät". `why` is the problem in words. */
export function stateWords(state: OutboxState, { isOnline, why }: { isOnline: boolean; why: string }): string {
	switch (state.kind) {
		case 'writing':
			return 'Utkast på enheten – inte skickad';
		case 'waiting':
			if (state.needsLogin) return 'Sparad på enheten – logga in igen så skickas den';
			return isOnline
				? 'Sparad på enheten – skickas så snart servern svarar'
				: 'Sparad på enheten – skickas när du har nät';
		case 'sent':
			return `Skickad ${formatTime(state.receipt.at)}${inWeek(state.receipt.week)}`;
		case 'refused':
			return `Kunde inte skickas: ${why}`;
	}
}

function inWeek(key: WeekKey): string {
	const week = parseWeekKey(key);
	return week ? ` – ${formatWeek(week)}` : '';
}

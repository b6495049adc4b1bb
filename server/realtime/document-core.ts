import * as Y from 'yjs';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import type { PersonId } from '../../src/lib/shared/ids.ts';
import type { CloseReason } from '../../src/lib/shared/protocol/close-reasons.ts';
import { SCHEMA_VERSION } from '../../src/lib/shared/board/schema.ts';
import { MAX_PRESENCE_BYTES, MAX_STATE_VECTOR_BYTES, MAX_UPDATE_BYTES } from '../../src/lib/shared/protocol/limits.ts';
import { readClientMessage, type ClientMessage, type Refused } from '../../src/lib/shared/protocol/messages.ts';
import type { RestoreMark } from '../storage/restores.ts';
import type { Via } from '../storage/store.ts';
import { checkEdit, readChanges, remember } from './check.ts';
import { isWhole } from './guard/audit.ts';
import { newClients } from './guard/client-ids.ts';
import { decode, type DecodedUpdate, type DecodeProblem } from './guard/decode.ts';
import { isForked } from './guard/forks.ts';
import { hasGap, hasPending, isKnown } from './guard/gaps.ts';
import { checkPlaces } from './guard/places.ts';
import { giveNumbers } from './numbering.ts';
import type { OpenDocument, Written } from './open-document.ts';
import { take } from '../accounts/rate.ts';
import { isLive, type Session } from './session.ts';
import { clearVoidAnswers } from './void-answers.ts';

/** A row for the journal, before the room has put document and time on it. */
export interface RowDraft {
	person: PersonId | null;
	via: Via;
	update: Uint8Array;
	/** Said of the row in the journal, where it brought back what stood earlier. */
	restored?: RestoreMark;
}

/** Who a write of the server's own is by, and what it says of itself. */
export type CommandBy = Omit<RowDraft, 'update'>;

/** What a message asks of the room. They are carried out in order. */
export type Effect =
	/** Journal these; others see them when they are stored. */
	| { do: 'store'; rows: RowDraft[] }
	/** SAVED(n), when everything before it is stored. */
	| { do: 'acknowledge'; n: number }
	/** Step 2, when everything before it is stored. */
	| { do: 'answer'; stateVector: Uint8Array }
	/** The server's own step 1. */
	| { do: 'ask' }
	| { do: 'refuse'; refused: Refused }
	/** The document in memory has what must not be in it: throw it away and build it from the journal. */
	| { do: 'rebuild'; because: unknown }
	| { do: 'close'; reason: CloseReason }
	| { do: 'presence'; rows: Uint8Array }
	| { do: 'show-presence' }
	/** Read from the journal whose the client ids are, take nothing meanwhile, then go on with what `then` says. */
	| { do: 'learn-clients'; then: () => Effect[] }
	/** When everything before it is stored and acknowledged. */
	| { do: 'close-when-saved'; reason: CloseReason }
	/** Records changed, for those who watch them. */
	| { do: 'tell'; changes: RecordChange[] };

/** Gaps in a row after which a client is taken to be unable to close them. */
const MOST_GAPS = 3;

/**
 * What a client's bytes mean for a document. No input or output and no clock in here: it changes the document, the
 * session's counters and nothing else, and says what is to be done. So schedules can be played through by seed.
 */
export function handle(document: OpenDocument, session: Session, bytes: Uint8Array, now: number): Effect[] {
	if (session.state.is === 'over') return [];
	const message = readClientMessage(bytes);
	if (!message) return turnAway(session, 'bad-message');
	switch (message.type) {
		case 'step-1':
			return answer(session, message.stateVector, now);
		case 'step-2':
		case 'update':
			return takeUpdate(document, session, message, now);
		case 'awareness':
			return takePresence(session, message.rows, now);
		case 'query-awareness':
			return take(session.presence, now) ? [{ do: 'show-presence' }] : drop(session, 'presence-rate');
	}
}

function turnAway(session: Session, reason: CloseReason, why: string = reason): Effect[] {
	session.metrics.rejected(why);
	return [{ do: 'close', reason }];
}

function drop(session: Session, why: string): Effect[] {
	session.metrics.dropped(why);
	return [];
}

function answer(session: Session, stateVector: Uint8Array, now: number): Effect[] {
	if (!take(session.steps, now)) return turnAway(session, 'too-fast', 'step-1-rate');
	if (stateVector.byteLength > MAX_STATE_VECTOR_BYTES) return turnAway(session, 'bad-message', 'state-vector-size');
	if (!isStateVector(stateVector)) return turnAway(session, 'bad-message', 'bad-state-vector');
	return [{ do: 'answer', stateVector }];
}

function isStateVector(bytes: Uint8Array): boolean {
	try {
		Y.decodeStateVector(bytes);
		return true;
	} catch {
		return false;
	}
}

function takePresence(session: Session, rows: Uint8Array, now: number): Effect[] {
	if (rows.byteLength > MAX_PRESENCE_BYTES) return drop(session, 'presence-size');
	if (!take(session.presence, now)) return drop(session, 'presence-rate');
	return [{ do: 'presence', rows }];
}

type UpdateMessage = Extract<ClientMessage, { update: Uint8Array }>;

function takeUpdate(document: OpenDocument, session: Session, message: UpdateMessage, now: number): Effect[] {
	const n = ++session.received;
	if (message.update.byteLength > MAX_UPDATE_BYTES) return turnAway(session, 'too-large', 'update-size');
	if (!take(session.updates, now)) return turnAway(session, 'too-fast', 'update-rate');
	const update = decode(message.update, document.roots);
	if (typeof update === 'string') return refuseBytes(session, n, update, now);
	if (update.large && !take(session.large, now)) return turnAway(session, 'too-fast', 'large-update-rate');
	const incoming = { n, update, merged: message.type === 'step-2', now };
	return decide(document, session, incoming);
}

const decide = (document: OpenDocument, session: Session, incoming: Incoming): Effect[] =>
	withNotice(session, incoming, judge(document, session, incoming));

/** What one message says, in the order of what is cheap to find out and of what the next question takes for granted. */
function judge(document: OpenDocument, session: Session, incoming: Incoming): Effect[] {
	const { n, update, merged, now } = incoming;
	const { doc, clients } = document;
	if (hasGap(doc, update)) return refuseGap(session, n, now);
	if (merged) closeGap(session);
	if (isForked(doc, update)) return refuseClient(session, n, 'client-forked');
	if (isKnown(doc, update)) return [{ do: 'acknowledge', n }];
	if (session.role === 'read' || !session.standing.mayWrite(now))
		return refuse(session, { n, kind: 'read-only', problem: { code: 'read-only' } });
	switch (clients.ask(doc, session, update)) {
		case 'unknown':
			return [{ do: 'learn-clients', then: () => decide(document, session, incoming) }];
		case 'in-use':
			return refuseClient(session, n, 'client-id-in-use');
		case 'foreign':
			session.standing.offended('break', now);
			return refuseClient(session, n, 'foreign-client-id');
		case 'own':
			return place(document, session, incoming);
	}
}

function place(document: OpenDocument, session: Session, incoming: Incoming): Effect[] {
	const { n, update, now } = incoming;
	const problem = checkPlaces(document.doc, update);
	if (problem) return refuseBroken(session, n, problem, now);
	const clients = newClients(document.doc, update);
	const fresh = clients.filter((client) => Y.getState(document.doc.store, client) === 0);
	if (!fresh.every(() => session.standing.mayTakeClientId(now))) return turnAway(session, 'too-fast', 'client-ids');
	const effects = integrate(document, session, incoming);
	if (effects.some((effect) => effect.do === 'store')) document.clients.claim(session, clients);
	return effects;
}

/** A program that is older than the documents gets to hand in what it has, and is told to reload (R13). */
function withNotice(session: Session, { merged }: Incoming, effects: Effect[]): Effect[] {
	if (!merged || session.schema >= SCHEMA_VERSION) return effects;
	if (!effects.some((effect) => effect.do === 'acknowledge')) return effects;
	session.metrics.rejected('client-too-old');
	return [...effects, { do: 'close-when-saved', reason: 'client-too-old' }];
}

function refuseBytes(session: Session, n: number, problem: DecodeProblem, now: number): Effect[] {
	if (problem === 'unknown-root') return refuse(session, { n, kind: 'schema', problem: { code: problem } });
	if (problem === 'too-large') return refuse(session, { n, kind: 'broken', problem: { code: problem } });
	session.standing.offended('break', now);
	return turnAway(session, 'bad-message', 'malformed');
}

/** The id is somebody else's, or another copy has written under it: its document is not everybody's. */
function refuseClient(session: Session, n: number, code: string): Effect[] {
	session.metrics.rejected(code);
	session.state = { is: 'over' };
	const refused: Refused = { n, kind: 'broken', problem: { code }, resync: false };
	return [
		{ do: 'refuse', refused },
		{ do: 'close', reason: 'client-id-in-use' }
	];
}

function refuseBroken(session: Session, n: number, code: string, now: number): Effect[] {
	session.standing.offended('break', now);
	return refuse(session, { n, kind: 'broken', problem: { code } });
}

/** A step 2 answers with everything that is missing, so what was lost before it is in it. */
function closeGap(session: Session) {
	session.gaps = 0;
	if (session.state.is === 'gap') session.state = session.state.live ? { is: 'live' } : { is: 'joining' };
}

function refuseGap(session: Session, n: number, now: number): Effect[] {
	session.gaps += 1;
	const problem = { code: 'gap' };
	if (session.gaps > MOST_GAPS) return refuseBroken(session, n, problem.code, now);
	session.state = { is: 'gap', live: isLive(session) };
	return [{ do: 'refuse', refused: { n, kind: 'gap', problem, resync: true } }, { do: 'ask' }];
}

/** The client's document has forked from everybody's: it takes a fresh one, and keeps its user's words aside. */
function refuse(session: Session, refused: Omit<Refused, 'resync'>): Effect[] {
	session.metrics.rejected(refused.kind === 'broken' ? `broken-${refused.problem.code}` : refused.kind);
	session.state = { is: 'over' };
	return [
		{ do: 'refuse', refused: { ...refused, resync: false } },
		{ do: 'close', reason: 'reload' }
	];
}

interface Incoming {
	n: number;
	update: DecodedUpdate;
	/** A step 2: what was done without a line, as one. */
	merged: boolean;
	now: number;
}

function integrate(document: OpenDocument, session: Session, { n, update, merged, now }: Incoming): Effect[] {
	const { actor } = session;
	const { records } = document; // as they are before the update
	const written = attempt(document, (doc) => Y.applyUpdate(doc, update.bytes, session));
	if (written instanceof Failure) return breakOff(session, n, written.cause, now);
	if (!isWhole(document.doc, update)) return breakOff(session, n, 'audit', now);
	const checked = checkEdit(document, actor, written.touched, { now, merged });
	if (!checked.ok) {
		const { rule, ...problem } = checked.problem;
		session.standing.offended('refusal', now);
		return [...refuse(session, { n, kind: rule, problem }), { do: 'rebuild', because: problem.code }];
	}
	const by = { person: actor.person, via: viaOf(document) };
	const rows = written.updates.map((update): RowDraft => ({ ...by, update }));
	rows.push(...followed(document, checked.value));
	return [
		{ do: 'store', rows },
		{ do: 'acknowledge', n },
		{ do: 'tell', changes: afterRules(records, checked.value) }
	];
}

const breakOff = (session: Session, n: number, because: unknown, now: number): Effect[] => [
	...refuseBroken(session, n, 'broken', now),
	{ do: 'rebuild', because }
];

class Failure {
	readonly cause: unknown;
	constructor(cause: unknown) {
		this.cause = cause;
	}
}

/** A write that ends with the document whole, or a failure after which the document is not to be used. */
function attempt(document: OpenDocument, write: (doc: Y.Doc) => void): Written | Failure {
	try {
		const written = document.watch(write);
		return hasPending(document.doc) ? new Failure('pending') : written;
	} catch (error) {
		return new Failure(error);
	}
}

const viaOf = ({ info }: OpenDocument): Via => (info.kind === 'week' && info.state === 'meeting' ? 'meeting' : 'desk');

/** What the server's own rules write upon a change, in the same journal batch. */
const followed = (document: OpenDocument, changes: readonly RecordChange[]): RowDraft[] =>
	[...giveNumbers(document, changes), ...clearVoidAnswers(document, changes)].map((update) => ({
		person: null,
		via: 'rule',
		update
	}));

/** The changes with the records as they are once the server's rules have run. */
const afterRules = (records: OpenDocument['records'], changes: readonly RecordChange[]): RecordChange[] =>
	changes.map((change) => ({ ...change, after: change.after && records.get(change.root, change.id) }));

/**
 * A write of the server's own: a command, a template, a migration. It is held to the schema; who may do it has been
 * decided by who calls. Throws when it breaks the schema or fails half-way: then the document must be rebuilt.
 */
export function command(
	document: OpenDocument,
	by: CommandBy,
	write: (doc: Y.Doc) => void
): Extract<Effect, { do: 'store' | 'tell' }>[] {
	const { records } = document;
	const written = attempt(document, (doc) => doc.transact(() => write(doc), SERVER));
	if (written instanceof Failure) throw written.cause;
	const changes = readChanges(document, written.touched);
	if (!changes.ok) throw new Error(`The command broke the schema: ${changes.problem.code} at ${changes.problem.path}`);
	remember(document, changes.value);
	const rows = written.updates.map((update): RowDraft => ({ ...by, update }));
	rows.push(...followed(document, changes.value));
	return [
		{ do: 'store', rows },
		{ do: 'tell', changes: afterRules(records, changes.value) }
	];
}

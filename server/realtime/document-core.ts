import * as Y from 'yjs';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import type { PersonId } from '../../src/lib/shared/ids.ts';
import type { CloseReason } from '../../src/lib/shared/protocol/close-reasons.ts';
import { MAX_PRESENCE_BYTES, MAX_UPDATE_BYTES } from '../../src/lib/shared/protocol/limits.ts';
import { readClientMessage, type ClientMessage, type Refused } from '../../src/lib/shared/protocol/messages.ts';
import type { Via } from '../storage/store.ts';
import { checkEdit, readChanges, remember } from './check.ts';
import { decode } from './guard/decode.ts';
import { hasGap, hasPending, isKnown } from './guard/gaps.ts';
import { numberActions } from './numbering.ts';
import type { OpenDocument, Written } from './open-document.ts';
import { take } from './rate.ts';
import { isLive, type Session } from './session.ts';

/** A row for the journal, before the room has put document and time on it. */
export interface RowDraft {
	person: PersonId | null;
	via: Via;
	update: Uint8Array;
}

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
	if (!message) return [{ do: 'close', reason: 'bad-message' }];
	switch (message.type) {
		case 'step-1':
			return answer(session, message.stateVector, now);
		case 'step-2':
		case 'update':
			return takeUpdate(document, session, message, now);
		case 'awareness':
			return takePresence(session, message.rows, now);
		case 'query-awareness':
			return take(session.presence, now) ? [{ do: 'show-presence' }] : [];
	}
}

function answer(session: Session, stateVector: Uint8Array, now: number): Effect[] {
	if (!take(session.steps, now)) return [{ do: 'close', reason: 'too-fast' }];
	if (!isStateVector(stateVector)) return [{ do: 'close', reason: 'bad-message' }];
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
	if (rows.byteLength > MAX_PRESENCE_BYTES || !take(session.presence, now)) return [];
	return [{ do: 'presence', rows }];
}

type UpdateMessage = Extract<ClientMessage, { update: Uint8Array }>;

function takeUpdate(document: OpenDocument, session: Session, message: UpdateMessage, now: number): Effect[] {
	const n = ++session.received;
	if (message.update.byteLength > MAX_UPDATE_BYTES) return [{ do: 'close', reason: 'too-large' }];
	if (!take(session.updates, now)) return [{ do: 'close', reason: 'too-fast' }];
	const decoded = decode(message.update);
	if (!decoded) return [{ do: 'close', reason: 'bad-message' }];
	if (hasGap(document.doc, decoded)) return refuseGap(session, n);
	if (message.type === 'step-2') closeGap(session);
	if (isKnown(document.doc, decoded)) return [{ do: 'acknowledge', n }];
	if (session.role === 'read') return refuse(session, { n, kind: 'read-only', problem: { code: 'read-only' } });
	return integrate(document, session, { n, update: message.update, merged: message.type === 'step-2', now });
}

/** A step 2 answers with everything that is missing, so what was lost before it is in it. */
function closeGap(session: Session) {
	session.gaps = 0;
	if (session.state.is === 'gap') session.state = session.state.live ? { is: 'live' } : { is: 'joining' };
}

function refuseGap(session: Session, n: number): Effect[] {
	session.gaps += 1;
	const problem = { code: 'gap' };
	if (session.gaps > MOST_GAPS) return refuse(session, { n, kind: 'broken', problem });
	session.state = { is: 'gap', live: isLive(session) };
	return [{ do: 'refuse', refused: { n, kind: 'gap', problem, resync: true } }, { do: 'ask' }];
}

/** The client's document has forked from everybody's: it takes a fresh one, and keeps its user's words aside. */
function refuse(session: Session, refused: Omit<Refused, 'resync'>): Effect[] {
	session.state = { is: 'over' };
	return [
		{ do: 'refuse', refused: { ...refused, resync: false } },
		{ do: 'close', reason: 'reload' }
	];
}

interface Incoming {
	n: number;
	update: Uint8Array;
	/** A step 2: what was done without a line, as one. */
	merged: boolean;
	now: number;
}

function integrate(document: OpenDocument, session: Session, { n, update, merged, now }: Incoming): Effect[] {
	const { actor } = session;
	const { records } = document; // as they are before the update
	const written = attempt(document, (doc) => Y.applyUpdate(doc, update, session));
	if (written instanceof Failure) return breakOff(session, n, written.cause);
	const checked = checkEdit(document, actor, written.touched, { now, merged });
	if (!checked.ok) {
		const { rule, ...problem } = checked.problem;
		return [...refuse(session, { n, kind: rule, problem }), { do: 'rebuild', because: problem.code }];
	}
	const by = { person: actor.person, via: viaOf(document) };
	const rows = written.updates.map((update): RowDraft => ({ ...by, update }));
	rows.push(...numbered(document, checked.value));
	return [
		{ do: 'store', rows },
		{ do: 'acknowledge', n },
		{ do: 'tell', changes: withNumbers(records, checked.value) }
	];
}

const breakOff = (session: Session, n: number, because: unknown): Effect[] => [
	...refuse(session, { n, kind: 'broken', problem: { code: 'broken' } }),
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

const numbered = (document: OpenDocument, changes: readonly RecordChange[]): RowDraft[] =>
	numberActions(document, changes).map((update) => ({ person: null, via: 'rule', update }));

/** The changes with the records as they are once the server's rules have run. */
const withNumbers = (records: OpenDocument['records'], changes: readonly RecordChange[]): RecordChange[] =>
	changes.map((change) => ({ ...change, after: change.after && records.get(change.root, change.id) }));

/**
 * A write of the server's own: a command, a template, a migration. It is held to the schema; who may do it has been
 * decided by who calls. Throws when it breaks the schema or fails half-way: then the document must be rebuilt.
 */
export function command(
	document: OpenDocument,
	by: { person: PersonId | null; via: Via },
	write: (doc: Y.Doc) => void
): Extract<Effect, { do: 'store' | 'tell' }>[] {
	const { records } = document;
	const written = attempt(document, (doc) => doc.transact(() => write(doc), SERVER));
	if (written instanceof Failure) throw written.cause;
	const changes = readChanges(document, written.touched);
	if (!changes.ok) throw new Error(`The command broke the schema: ${changes.problem.code} at ${changes.problem.path}`);
	remember(document, changes.value);
	const rows = written.updates.map((update): RowDraft => ({ ...by, update }));
	rows.push(...numbered(document, changes.value));
	return [
		{ do: 'store', rows },
		{ do: 'tell', changes: withNumbers(records, changes.value) }
	];
}

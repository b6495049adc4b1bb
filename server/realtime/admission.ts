import { mayReadDocument, mayWriteDocument } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentId, PersonId } from '../../src/lib/shared/ids.ts';
import type { CloseReason } from '../../src/lib/shared/protocol/close-reasons.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { SCHEMA_VERSION } from '../../src/lib/shared/board/schema.ts';
import type { DocumentInfo, Store } from '../storage/store.ts';
import type { Standings } from './guard/standing.ts';
import type { Visitor } from './session.ts';

/** Who is logged in, as sockets need to know it. */
export interface SessionSource {
	/** From the upgrade's Cookie header. */
	read(cookieHeader: string | undefined): Promise<{ person: PersonId; name: string; sessionHash: string } | null>;
	isOpen(sessionHash: string): Promise<boolean>;
	/** Its person works, without making requests. */
	touch(sessionHash: string): Promise<void>;
	/** `hash` is null when all of the person's sessions have ended. Answers what stops the telling. */
	onEnded(listener: (ended: { person: PersonId; hash: string | null }) => void): () => void;
}

export const sessionsOf = ({ sessions }: Pick<Accounts, 'sessions'>): SessionSource => ({
	async read(cookieHeader) {
		const { session, person } = await sessions.read(cookieHeader);
		return session ? { person: person.id, name: person.name, sessionHash: session.hash } : null;
	},
	isOpen: (hash) => sessions.isOpen(hash),
	touch: (hash) => sessions.touch(hash),
	onEnded: (listener) => sessions.onEnded(listener)
});

export type Admission =
	{ admitted: true; info: DocumentInfo; visitor: Visitor } | { admitted: false; reason: CloseReason };

export interface AdmissionParts {
	store: Pick<Store, 'documents' | 'organisation'>;
	sessions: SessionSource;
	/** Who may only read for a while; nobody when left out. */
	standings?: Standings;
	now?: () => number;
	/** Somebody opens a sealed week: resolves when that is logged. Whoever can not be logged is not let in. */
	viewed?(actor: Actor, about: { week: string; page: string }): Promise<void>;
}

const turnedAway = (reason: CloseReason): Admission => ({ admitted: false, reason });

/** On the raw request target: what a client can not write differently can not get round the look-up. */
const SYNC_TARGET = /^\/sync\/([A-Za-z0-9_-]{22})(?:\?|$)/;

/** A page that is still open from before somebody else logged in here must not write in their name. */
const PAGE_OF = /[?&]person=([^&]*)/;

/** One answer for what is not there and what is not theirs to know of. */
export async function admit(
	{ store, sessions, standings, viewed, now = Date.now }: AdmissionParts,
	{ target, cookie }: { target: string; cookie: string | undefined }
): Promise<Admission> {
	const login = await sessions.read(cookie);
	const pageOf = PAGE_OF.exec(target)?.[1] ?? login?.person;
	if (!login || pageOf !== login.person) return turnedAway('session-ended');
	const id = SYNC_TARGET.exec(target)?.[1];
	const info = id === undefined ? null : await store.documents.find(id as DocumentId);
	if (!info) return turnedAway('not-found');
	const actor = await store.organisation.actor(info.samverkan, login.person);
	if (!actor || !mayReadDocument(actor, info)) return turnedAway('not-found');
	if (info.kind === 'week' && isSealed(info.state)) await viewed?.(actor, { week: info.week, page: 'board' });
	const { name, sessionHash } = login;
	const standing = standings?.of(actor.person);
	const role = mayWriteDocument(actor, info) && standing?.mayWrite(now()) !== false ? 'write' : 'read';
	const guarded = { ...(standing && { standing }), schema: schemaIn(target) };
	return {
		admitted: true,
		info,
		visitor: { actor, name, sessionHash, role, funktion: await funktionOf(store, actor), ...guarded }
	};
}

/** `?schema=2`: what the client's program knows. The first programs did not say. */
function schemaIn(target: string): number {
	const said = new URLSearchParams(target.split('?')[1] ?? '').get('schema') ?? '1';
	return /^\d{1,6}$/.test(said) ? Math.min(Number(said), SCHEMA_VERSION) : SCHEMA_VERSION;
}

/** The first function that the person staffs, in the samverkan's order. */
async function funktionOf(
	{ organisation }: Pick<Store, 'organisation'>,
	{ samverkan, funktioner }: Actor
): Promise<string> {
	if (funktioner.length === 0) return '';
	const all = (await organisation.read(samverkan)).funktioner;
	return all.find(({ id, archived }) => !archived && funktioner.includes(id))?.name ?? '';
}

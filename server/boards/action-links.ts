import { isOwnAction } from '../../src/lib/shared/access/action-rules.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { DeskMove, WorkState } from '../../src/lib/shared/desk/desk-move.ts';
import type { PersonId, RandomBytes, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import { neighbourhoodOf } from '../accounts/address.ts';
import { newToken, tokenHash } from '../accounts/tokens.ts';
import { Tries } from '../accounts/tries.ts';
import type { ActionLink } from '../storage/desk.ts';
import type { Store } from '../storage/store.ts';
import type { ActionUpdates } from './action-updates.ts';
import type { ReadsActions } from './desk-parts.ts';

export interface ActionLinksParts {
	store: Pick<Store, 'desk' | 'organisation' | 'documents'>;
	rooms: ReadsActions;
	updates: Pick<ActionUpdates, 'move'>;
	/** As the browser sees the site, without a slash at the end. */
	origin: string;
	now: () => number;
	random: RandomBytes;
}

const DAY = 86_400_000;
/** How long a link of a mail holds. */
export const LINK_DAYS = 14;
/** Days that an expired one is remembered, for the list of what was used. */
const FORGET_AFTER_DAYS = 30;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** What the page of a link shows: as much as its mail said, and no more. */
export interface LinkedAction {
	link: ActionLink;
	actor: Actor;
	name: string;
	action: Pick<Action, 'id' | 'number' | 'title' | 'due' | 'status'>;
}

export type LinkProblem = Problem<'action-link-over' | 'too-many-attempts'>;

/**
 * Links in mails that open one åtgärd for one person without a login. 256 random bits, of which only the hash is kept;
 * they hold fourteen days, and no longer than their person may move the åtgärd: asked anew each time, so that who leaves
 * the samverkan or the function has left with their links too.
 */
export class ActionLinks {
	readonly #parts: ActionLinksParts;
	/** Looks from one neighbourhood of addresses: a mail scanner opens every link of a mail, and often twice. */
	readonly #looks = new Tries(60, 0.5);
	readonly #postsFrom = new Tries(30, 0.2);
	readonly #postsOf = new Tries(10, 0.05);

	constructor(parts: ActionLinksParts) {
		this.#parts = parts;
	}

	/** An absolute address; its token is in it and nowhere else. */
	async linkFor(of: {
		samverkan: SamverkanId;
		person: PersonId;
		action: RecordId;
		/** The status that is chosen beforehand on the page. */
		status?: WorkState;
	}): Promise<string> {
		const { store, now, random, origin } = this.#parts;
		const token = newToken(random);
		const madeAt = now();
		const { samverkan, person, action, status: state = null } = of;
		const facts = { hash: tokenHash(token), samverkan, person, action, state };
		await store.desk.addLink({ ...facts, madeAt, expiresAt: madeAt + LINK_DAYS * DAY });
		await store.desk.removeLinks(madeAt - FORGET_AFTER_DAYS * DAY);
		return `${origin}/kort/${token}`;
	}

	/** What a link opens. Changes nothing, however often it is asked. */
	async open(token: string, address: string): Promise<Result<LinkedAction, LinkProblem>> {
		if (!this.#looks.take(neighbourhoodOf(address), this.#parts.now())) return fail('too-many-attempts');
		return this.#find(token);
	}

	/** A move by the link, in its person's name. */
	async move(token: string, address: string, moves: readonly DeskMove[]): Promise<Result<LinkedAction, Problem>> {
		const { now, updates, store } = this.#parts;
		const from = this.#postsFrom.take(neighbourhoodOf(address), now());
		const found = from ? await this.#find(token) : fail('too-many-attempts' as const);
		if (!found.ok) return found;
		const { link, actor } = found.value;
		if (!this.#postsOf.take(link.hash, now())) return fail('too-many-attempts');
		for (const move of moves) {
			const moved = await updates.move(actor, link.action, move, 'mail');
			if (!moved.ok) return moved;
		}
		await store.desk.countUse(link.hash);
		return this.#find(token);
	}

	/** Those of a person that run, newest first. */
	running(person: PersonId): Promise<ActionLink[]> {
		return this.#parts.store.desk.linksOf(person, this.#parts.now());
	}

	/** All that the person has, in one samverkan or in all. How many there were. */
	revokeAll(person: PersonId, samverkan?: SamverkanId): Promise<number> {
		return this.#parts.store.desk.revokeLinks({ person, ...(samverkan && { samverkan }) }, this.#parts.now());
	}

	/** One answer for what is not there, over, taken back, and for those who may not any more. */
	async #find(token: string): Promise<Result<LinkedAction, LinkProblem>> {
		const { store, rooms, now } = this.#parts;
		const link = TOKEN.test(token) ? await store.desk.link(tokenHash(token)) : null;
		if (!link || link.revokedAt !== null || link.expiresAt <= now()) return fail('action-link-over');
		const actor = await store.organisation.actor(link.samverkan, link.person);
		if (!actor) return fail('action-link-over');
		const document = await store.documents.actionsDocument(link.samverkan);
		const action = (await rooms.read(document.id, 'actions')).actions.find(({ id }) => id === link.action);
		if (!action || action.removed || !isOwnAction(action, actor)) return fail('action-link-over');
		const { people } = await store.organisation.read(link.samverkan);
		const name = people.find(({ person }) => person === link.person)?.name ?? '';
		const { id, number, title, due, status } = action;
		return ok({ link, actor, name, action: { id, number, title, due, status } });
	}
}

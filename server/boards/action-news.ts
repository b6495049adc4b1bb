import type { Logger } from 'pino';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { permissionsOf } from '../../src/lib/shared/access/policies.ts';
import { holdersOf } from '../../src/lib/shared/board/action-answers.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { Comment } from '../../src/lib/shared/board/comment.ts';
import { mentionsIn } from '../../src/lib/shared/desk/mentions.ts';
import { changedParts } from '../../src/lib/shared/desk/changed-parts.ts';
import type { FunktionId, PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Member, Organisation } from '../../src/lib/shared/organisation.ts';
import type { ActionChange } from '../storage/desk.ts';
import type { Store } from '../storage/store.ts';
import type { ReadsActions, TellsChanges, TellsPeople, ToldChanges } from './desk-parts.ts';

export interface ActionNewsParts {
	store: Pick<Store, 'desk' | 'organisation' | 'documents'>;
	rooms: TellsChanges & ReadsActions;
	live: TellsPeople;
	/** Tells the functions that a comment names. */
	mentioned?(mention: Mention): Promise<void>;
	log: Pick<Logger, 'error'>;
	now: () => number;
}

/** A comment that names functions with "@". */
export interface Mention {
	samverkan: SamverkanId;
	action: RecordId;
	comment: RecordId;
	funktioner: FunktionId[];
	/** Who wrote it. */
	except: PersonId | null;
}

/** Milliseconds over which changes are collected before those concerned are told. */
const BUNDLE_MS = 150;

interface News {
	changes: Omit<ActionChange, 'times'>[];
	actions: Set<RecordId>;
	funktioner: Set<FunktionId>;
	/** Comments that were added. */
	comments: Comment[];
}

/**
 * Keeps which part of each åtgärd changed last and by whom, and tells those whose åtgärder they are that something did.
 * Both are help for the eye: what is true of an åtgärd is in its document.
 */
export class ActionNews {
	readonly #parts: ActionNewsParts;
	readonly #stop: () => void;
	readonly #waiting = new Map<SamverkanId, News>();
	#timer: NodeJS.Timeout | null = null;
	#telling: Promise<void> = Promise.resolve();

	constructor(parts: ActionNewsParts) {
		this.#parts = parts;
		this.#stop = parts.rooms.onChanged((changes) => this.#take(changes));
	}

	/** Keeps what is waiting. */
	async close(): Promise<void> {
		this.#stop();
		if (this.#timer) clearTimeout(this.#timer);
		this.#flush();
		await this.#telling;
	}

	#take({ info, changes, person }: ToldChanges) {
		if (info.kind !== 'actions') return;
		const news = this.#waiting.get(info.samverkan) ?? {
			changes: [],
			actions: new Set(),
			funktioner: new Set(),
			comments: []
		};
		for (const change of changes) addTo(news, change, person, this.#parts.now());
		if (news.actions.size === 0) return;
		this.#waiting.set(info.samverkan, news);
		this.#timer ??= setTimeout(() => this.#flush(), BUNDLE_MS);
	}

	#flush() {
		this.#timer = null;
		const waiting = [...this.#waiting];
		this.#waiting.clear();
		for (const [samverkan, news] of waiting)
			this.#telling = this.#telling
				.then(() => this.#keep(samverkan, news))
				.catch((err: unknown) => {
					this.#parts.log.error({ err }, 'news of åtgärder could not be kept or told');
				});
	}

	async #keep(samverkan: SamverkanId, { changes, actions, funktioner, comments }: News): Promise<void> {
		const { store, rooms, live } = this.#parts;
		await store.desk.noteChanges(samverkan, changes);
		const silent = [...actions].filter((id) =>
			changes.some((change) => change.action === id && change.what === 'comment')
		);
		if (silent.length > 0) {
			const { id } = await store.documents.actionsDocument(samverkan);
			for (const action of (await rooms.read(id, 'actions')).actions)
				if (silent.includes(action.id)) for (const funktion of holdersOf(action)) funktioner.add(funktion);
		}
		const organisation = await store.organisation.read(samverkan);
		live.actionsChanged(samverkan, concerned(organisation, funktioner), [...actions]);
		for (const comment of comments) await this.#tellMentioned(organisation, comment);
	}

	async #tellMentioned({ samverkan, funktioner }: Organisation, { id, action, text, created }: Comment): Promise<void> {
		const named = mentionsIn(text, funktioner);
		if (!action || named.length === 0) return;
		const about = { samverkan: samverkan.id, action, comment: id, funktioner: named };
		await this.#parts.mentioned?.({ ...about, except: created?.person ?? null });
	}
}

function addTo(news: News, { root, id, before, after }: RecordChange, person: PersonId | null, at: number) {
	if (root === 'comments') return addComment(news, before as Comment | null, after as Comment | null, person, at);
	const [was, is] = [before, after] as unknown as [Action | null, Action | null];
	const action = id as RecordId;
	news.actions.add(action);
	for (const one of [was, is]) for (const funktion of one ? holdersOf(one) : []) news.funktioner.add(funktion);
	if (is) news.changes.push(...changedParts(was, is).map((what) => ({ action, what, person, at })));
}

function addComment(news: News, before: Comment | null, after: Comment | null, person: PersonId | null, at: number) {
	const action = (after ?? before)?.action;
	if (!action) return;
	news.actions.add(action);
	if (before || !after) return;
	news.changes.push({ action, what: 'comment', person, at });
	news.comments.push(after);
}

/** Who staffs the functions, and who looks after åtgärder that nobody staffs or that were given back. */
function concerned({ samverkan, funktioner, people }: Organisation, of: ReadonlySet<FunktionId>): PersonId[] {
	const staff = funktioner.filter(({ id }) => of.has(id)).flatMap((funktion) => funktion.people);
	const mayEdit = (member: Member) =>
		permissionsOf({ ...member, samverkan: samverkan.id, funktioner: [] }, null).editActions;
	return [...new Set([...staff, ...people.filter(mayEdit).map(({ person }) => person)])];
}

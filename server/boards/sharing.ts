import type * as Y from 'yjs';
import { permissionsOf } from '../../src/lib/shared/access/policies.ts';
import { recipientsOf } from '../../src/lib/shared/access/recipients.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { Circle } from '../../src/lib/shared/board/circle.ts';
import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { Entry } from '../../src/lib/shared/board/entry.ts';
import { isShared, observationKind, type Observation } from '../../src/lib/shared/board/observation.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import { setReport } from '../../src/lib/shared/board/party-report.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import {
	isOnBoard,
	isShareable,
	markShared,
	markWithdrawn,
	mayStillWithdraw,
	putShared,
	takeBack
} from '../../src/lib/shared/board/sharing.ts';
import type { Author } from '../../src/lib/shared/board/values.ts';
import type { DocumentId, PersonId, RecordId } from '../../src/lib/shared/ids.ts';
import { textsOf, type Unanswered } from '../../src/lib/shared/privacy/answers.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
import type { Notices } from '../notices/notices.ts';
import type { Disclosure } from '../storage/disclosures.ts';
import type { DraftDocument, Store, Via, WeekDocument } from '../storage/store.ts';
import { sha256 } from './hash.ts';
import type { PrivacyDesk } from './privacy-desk.ts';
import { WeekSealedError } from './week-sealed.ts';

export interface SharingParts {
	store: Pick<Store, 'documents' | 'organisation' | 'disclosures'>;
	rooms: {
		read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>>;
		edit(id: DocumentId, via: Via, person: PersonId | null, write: (doc: Y.Doc) => void): Promise<void>;
	};
	/** Tells reporters what became of their rows. */
	notices: Pick<Notices, 'tell'>;
	/** Fritextskydd: what nobody has answered for is not disclosed. Left out, nobody is asked. */
	unansweredWarnings?: PrivacyDesk['unansweredWarnings'] | undefined;
	now: () => number;
}

export type SharingProblem = Problem<
	| 'not-allowed'
	| 'nothing-to-share'
	| 'row-not-shareable'
	| 'warnings-unanswered'
	| 'week-sealed'
	| 'row-not-shared'
	| 'withdraw-too-late'
	| 'reason-missing'
>;

export interface RowToShare {
	id: RecordId;
	circle: Circle;
}

/** What a command works with: the party's draft, and the week that it shares with. */
interface Scene {
	actor: Actor;
	draft: DraftDocument;
	week: WeekDocument;
	observations: readonly Observation[];
	entries: readonly Entry[];
}

const NEVER_ARRIVED = 'Delningen avbröts innan raden nådde veckans tavla.';

/**
 * Dela and dra tillbaka. Sharing is disclosure (domain.md §4.1): the log has it before anybody can read it, and the draft
 * says so last. Each step asks whether it has been done, so that doing it again finishes what was interrupted and makes
 * nothing twice.
 */
export class Sharing {
	readonly #parts: SharingParts;
	/** One command at a time per draft: two who press at once share once. */
	readonly #turns = new Map<DocumentId, Promise<unknown>>();

	constructor(parts: SharingParts) {
		this.#parts = parts;
	}

	/** Shares the rows with the week, all or, where one of them can not be shared, none. Answers how many. */
	share(actor: Actor, week: WeekKey, rows: readonly RowToShare[]): Promise<Result<number, SharingProblem>> {
		return this.#inTurn(actor, week, (scene) => this.#share(scene, rows));
	}

	/** Takes a shared row off the week's board again, within the time for it. */
	withdraw(actor: Actor, week: WeekKey, id: RecordId, reason: string): Promise<Result<true, SharingProblem>> {
		return this.#inTurn(actor, week, (scene) => this.#withdraw(scene, id, reason.trim()));
	}

	async #inTurn<T>(
		actor: Actor,
		week: WeekKey,
		work: (scene: Scene) => Promise<Result<T, SharingProblem>>
	): Promise<Result<T, SharingProblem>> {
		if (!permissionsOf(actor, null).compile) return fail('not-allowed');
		const { documents } = this.#parts.store;
		const draft = await documents.findDraft(actor.samverkan, actor.party, week);
		if (!draft) return fail('nothing-to-share');
		const before = this.#turns.get(draft.id) ?? Promise.resolve();
		const turn = before.catch(() => undefined).then(async () => work(await this.#scene(actor, draft)));
		this.#turns.set(draft.id, turn);
		return turn.finally(() => {
			if (this.#turns.get(draft.id) === turn) this.#turns.delete(draft.id);
		});
	}

	async #scene(actor: Actor, draft: DraftDocument): Promise<Scene> {
		const { store, rooms } = this.#parts;
		const week = await store.documents.weekDocument(actor.samverkan, draft.week);
		const { observations } = await rooms.read(draft.id, 'draft');
		const { entries } = await rooms.read(week.id, 'week');
		return { actor, draft, week, observations, entries };
	}

	async #share(scene: Scene, rows: readonly RowToShare[]): Promise<Result<number, SharingProblem>> {
		const chosen = new Map(rows.map((row) => [row.id, row]));
		const found = scene.observations.filter(({ id }) => chosen.has(id));
		if (found.length === 0 || found.length < chosen.size) return fail('nothing-to-share');
		const open = found.filter((row) => !isShared(row)); // what is out already is what was asked for
		const problem = this.#problemOf(scene, open);
		if (problem) return { ok: false, problem };
		const [warned] = await this.#warnings(scene, open);
		if (warned) return fail('warnings-unanswered', warned.record);
		for (const row of open) {
			const done = await this.#shareOne(scene, row, chosen.get(row.id)!.circle);
			if (!done) return fail('week-sealed');
		}
		return ok(found.length);
	}

	async #warnings({ actor }: Scene, rows: readonly Observation[]): Promise<Unanswered[]> {
		const texts = rows.flatMap((row) => textsOf(observationKind, row));
		return (await this.#parts.unansweredWarnings?.(actor.samverkan, texts)) ?? [];
	}

	#problemOf({ week, entries }: Scene, rows: readonly Observation[]): SharingProblem | null {
		for (const row of rows) {
			if (!isShareable(row)) return { code: 'row-not-shareable', path: row.id };
			if (isSealed(week.state) && !isOnBoard(entries, row.id)) return { code: 'week-sealed' };
		}
		return null;
	}

	/** False where the week was sealed before the row reached it: then nothing was disclosed, and the log says so. */
	async #shareOne(scene: Scene, row: Observation, circle: Circle): Promise<boolean> {
		const { rooms } = this.#parts;
		const { actor, draft, week } = scene;
		const disclosure = await this.#log(scene, row, circle);
		const by: Author = { person: actor.person, party: actor.party, at: disclosure.at };
		if (!isOnBoard(scene.entries, row.id)) {
			const put = (doc: Y.Doc) => {
				putShared(doc, row, disclosure.circle, by);
				setReport(doc, actor.party, 'reported', by, SERVER);
			};
			if (!(await this.#edit(week.id, actor, put))) return this.#neverArrived(disclosure, actor);
		}
		const shared = {
			entry: row.id,
			circle: disclosure.circle,
			at: disclosure.at,
			by: { person: disclosure.person, party: actor.party }
		};
		await rooms.edit(draft.id, 'desk', actor.person, (doc) => markShared(doc, row, shared));
		this.#tell('row-shared', scene, row, disclosure.sequence);
		return true;
	}

	/** The row's line in the log: the one that stands, where the same was begun before; a new one otherwise. */
	async #log({ actor, draft, entries }: Scene, row: Observation, circle: Circle): Promise<Disclosure> {
		const { store, now } = this.#parts;
		const hash = sha256(row.text);
		const begun = await store.disclosures.standing(draft.id, row.id);
		if (begun && !isOnBoard(entries, row.id) && (begun.sha256 !== hash || begun.circle !== circle))
			await this.#neverArrived(begun, actor);
		const recipients = recipientsOf(await store.organisation.read(actor.samverkan), circle);
		const { samverkan, party, week, id: document } = draft;
		const what = { samverkan, party, week, document, observation: row.id, circle, sha256: hash, recipients };
		return store.disclosures.add({ ...what, person: actor.person, at: now() });
	}

	async #neverArrived({ sequence }: Disclosure, { person }: Actor): Promise<false> {
		const end = { what: 'not-done', person, at: this.#parts.now(), reason: NEVER_ARRIVED } as const;
		await this.#parts.store.disclosures.end(sequence, end);
		return false;
	}

	/** False where the week has been sealed meanwhile. */
	async #edit(week: DocumentId, { person }: Actor, write: (doc: Y.Doc) => void): Promise<boolean> {
		try {
			await this.#parts.rooms.edit(week, 'desk', person, write);
			return true;
		} catch (error) {
			if (error instanceof WeekSealedError) return false;
			throw error;
		}
	}

	/** The board first: what can be read is what matters. Then the log, then the draft. */
	async #withdraw(scene: Scene, id: RecordId, reason: string): Promise<Result<true, SharingProblem>> {
		const { store, rooms, now } = this.#parts;
		const { actor, draft, week } = scene;
		if (reason === '' || reason.length > 600) return fail('reason-missing');
		const row = scene.observations.find((one) => one.id === id);
		if (!row || !isShared(row)) return fail('row-not-shared');
		const begun = scene.entries.find((entry) => entry.id === id)?.withdrawn ?? null;
		if (!begun && !mayStillWithdraw(row, now())) return fail('withdraw-too-late');
		const trace = begun ?? { at: now(), by: actor.person, party: actor.party, reason };
		if (!begun) {
			const by: Author = { person: actor.person, party: actor.party, at: trace.at };
			if (!(await this.#edit(week.id, actor, (doc) => takeBack(doc, id, by, reason)))) return fail('week-sealed');
		}
		const withdrawn = { at: trace.at, by: trace.by, reason: trace.reason };
		const standing = await store.disclosures.standing(draft.id, id);
		if (standing)
			await store.disclosures.end(standing.sequence, {
				what: 'withdrawn',
				person: trace.by,
				at: trace.at,
				reason: trace.reason
			});
		await rooms.edit(draft.id, 'desk', actor.person, (doc) => markWithdrawn(doc, id, withdrawn));
		this.#tell('row-withdrawn', scene, row, standing?.sequence ?? trace.at);
		return ok(true);
	}

	/** Reporters hear what became of their rows, those that were merged into it as well. Failing costs nobody anything. */
	#tell(kind: 'row-shared' | 'row-withdrawn', { actor, draft, observations }: Scene, row: Observation, name: number) {
		const told = observations.filter((one) => one.id === row.id || one.mergedInto === row.id);
		const people = [...new Set(told.flatMap(({ created }) => created?.person ?? []))];
		const about = { week: draft.week, entry: row.id };
		const { samverkan } = draft;
		void this.#parts.notices.tell({ samverkan, people, kind, about, except: actor.person, dedupe: `${kind}:${name}` });
	}
}

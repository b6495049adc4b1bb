import type { Logger } from 'pino';
import type * as Y from 'yjs';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { isOwnAction } from '../../src/lib/shared/access/action-rules.ts';
import { may, mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { rewriteStored } from '../../src/lib/shared/board/free-text.ts';
import { recordsOf } from '../../src/lib/shared/board/record.ts';
import { kindAt, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import { newRowId, type DocumentId, type PersonId, type SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import { HIDDEN, HIDDEN_TOO, TAKEN_AWAY } from '../../src/lib/shared/redaction/mask.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import { parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { personIn } from '../boards/sealing.ts';
import type { Told } from '../notices/notices.ts';
import type { Flag, FlaggedPart, RedactionLine } from '../storage/flags.ts';
import type { DocumentInfo, Store } from '../storage/store.ts';
import { flagLabel, partyOf } from './flag-label.ts';
import { partOf, recordIn, relatedParts, type PlainRecord } from './flagged-parts.ts';
import type { RedactionPlan } from './redaction-plan.ts';

export interface FlaggingParts {
	store: Pick<Store, 'documents' | 'organisation' | 'flags'>;
	rooms: {
		read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>>;
		amend(id: DocumentId, write: (doc: Y.Doc) => void): Promise<void>;
		rewrite<T>(ids: readonly DocumentId[], work: () => Promise<T>): Promise<T>;
		tellOf(info: DocumentInfo, changes: readonly RecordChange[]): void;
	};
	live: { weekMoved(samverkan: SamverkanId, event: { week: WeekKey; document: DocumentId }): void };
	/** Told when somebody has flagged: those who are to judge it. */
	tell?(told: Told): Promise<void>;
	log: Pick<Logger, 'info' | 'error'>;
	now: () => number;
	random: (length: number) => Uint8Array;
}

export type FlagProblem = Problem<
	| 'not-allowed'
	| 'not-found'
	| 'already-flagged'
	| 'nothing-to-flag'
	| 'may-not-judge'
	| 'flag-judged'
	| 'reason-missing'
	| 'words-still-there'
>;

/** A record as a person points at it. */
export interface Pointed {
	document: DocumentId;
	root: string;
	record: string;
}

interface Found extends Pointed {
	info: DocumentInfo;
	plain: PlainRecord;
}

/**
 * Flagga personuppgift (domain.md §4.2): whoever reads a row says that it names a person, and its words leave the
 * document at once, for everybody. Whose row it is judges: back as it was, or taken away for good.
 */
export class Flagging {
	readonly #parts: FlaggingParts;

	constructor(parts: FlaggingParts) {
		this.#parts = parts;
	}

	/** Hides the record's words everywhere, and keeps them for those who judge. */
	async flag(actor: Actor, pointed: Pointed, reason: string): Promise<Result<Flag, FlagProblem>> {
		const found = await this.#find(actor, pointed);
		if (!found) return fail('not-found');
		const { store } = this.#parts;
		const organisation = await store.organisation.read(actor.samverkan);
		const asked = { root: found.root, id: found.record };
		const related = await relatedParts({ store, rooms: this.#parts.rooms }, found.info, asked);
		const parts = [partOf(found.info, found.root, found.plain), ...related];
		if (parts.every(({ words }) => words.length === 0)) return fail('nothing-to-flag');
		if (found.plain.flagged) return fail('already-flagged');
		const flag = { ...this.#newFlag(actor, found, organisation, reason), parts };
		if (!(await store.flags.add(flag))) return fail('already-flagged');
		await this.#hide(flag);
		await this.#announce(flag, organisation);
		return ok((await store.flags.find(flag.id))!);
	}

	/** False alarm: the words are put back where they were. */
	async showAgain(actor: Actor, id: string): Promise<Result<true, FlagProblem>> {
		const judged = await this.#judged(actor, id);
		if (!judged.ok) return judged;
		const { flags } = this.#parts.store;
		const { parts } = judged.value;
		for (const part of parts) await this.#write(part, inTurn(part.words), null);
		if (!(await flags.close(id, actor.person, this.#parts.now()))) return fail('flag-judged');
		this.#tellBoards(judged.value);
		return ok(true);
	}

	/**
	 * Takes the words away for good. `instead` is what stands in the record afterwards, for each of the first part's words
	 * in turn; resolves when no byte of them is left in the data folder.
	 */
	async redact(
		actor: Actor,
		id: string,
		{ instead, reason }: { instead: readonly string[]; reason: string }
	): Promise<Result<true, FlagProblem>> {
		if (reason.trim() === '') return fail('reason-missing');
		const judged = await this.#judged(actor, id);
		if (!judged.ok) return judged;
		const flag = judged.value;
		const words = flag.parts.flatMap((part) => part.words);
		if (words.every((text, at) => instead[at]?.trim() === text.trim())) return fail('words-still-there');
		const plan = await this.#planOf(actor, flag, { instead, reason: reason.trim() });
		if (!(await this.#parts.store.flags.begin(lineOf(flag, plan), JSON.stringify(plan)))) return fail('flag-judged');
		await this.#carryOut(flag);
		return ok(true);
	}

	/** What waits for this person to judge. */
	async toJudge(actor: Actor): Promise<Flag[]> {
		const open = await this.#parts.store.flags.open(actor.samverkan);
		return open.filter((flag) => mayJudge(actor, flag));
	}

	/** Who flagged and took away what, when and why, without the words. Of a party's draft only to that party. */
	async log(actor: Actor): Promise<{ flags: Omit<Flag, 'parts'>[]; redactions: RedactionLine[] }> {
		const { flags } = this.#parts.store;
		if (!may(actor, 'redactions:read')) return { flags: [], redactions: [] };
		const all = (await flags.all(actor.samverkan)).filter(({ draft, party }) => !draft || party === actor.party);
		const seen = new Set(all.map(({ id }) => id));
		const redactions = (await flags.redactions(actor.samverkan)).filter(({ flag }) => seen.has(flag));
		return { flags: all.map(withoutWords), redactions };
	}

	/** After a start: what was flagged when the process ended is hidden, and what was begun is carried out. */
	async resume(): Promise<void> {
		const { flags } = this.#parts.store;
		if (await flags.isUnfinished())
			await flags.carryOut().catch((err: unknown) => {
				this.#parts.log.error(
					{ event: 'redaction-failed', err },
					'a redaction that was begun could not be carried out'
				);
			});
		for (const flag of await flags.open()) if (flag.state === 'open') await this.#hide(flag);
	}

	// Flagging

	/** A row carried from an earlier week is judged as the row it is. Null where there is none, or not for this person. */
	async #find(actor: Actor, pointed: Pointed): Promise<Found | null> {
		const { store, rooms } = this.#parts;
		const info = await store.documents.find(pointed.document);
		if (!info || info.samverkan !== actor.samverkan || !may(actor, 'content:flag')) return null;
		const record = await rooms.read(info.id, info.kind);
		const plain = kindAt(info.kind, pointed.root) ? recordIn(record, pointed.root, pointed.record) : null;
		if (!plain || !mayRead(actor, info, record as DocumentRecord<'actions'>, pointed)) return null;
		if (pointed.root !== 'carried') return { ...pointed, info, plain };
		const home = await store.documents.findWeek(actor.samverkan, plain.from as WeekKey);
		const entry = home && recordIn(await rooms.read(home.id, 'week'), 'entries', pointed.record);
		return home && entry ? { info: home, plain: entry, document: home.id, root: 'entries', record: entry.id } : null;
	}

	#newFlag(actor: Actor, { info, plain, root, record }: Found, organisation: Organisation, reason: string) {
		return {
			id: newRowId(this.#parts.random),
			samverkan: actor.samverkan,
			document: info.id,
			root,
			record,
			week: info.kind === 'actions' ? null : info.week,
			party: info.kind === 'draft' ? info.party : partyOf(plain),
			draft: info.kind === 'draft',
			label: flagLabel(organisation, root, plain),
			by: actor.person,
			at: this.#parts.now(),
			reason: reason.trim().slice(0, MAX_REASON)
		};
	}

	/** What somebody wrote while it was being hidden goes too. */
	async #hide(flag: Pick<Flag, 'id' | 'by' | 'at' | 'parts'>): Promise<void> {
		const parts: FlaggedPart[] = [];
		for (const part of flag.parts) {
			const taken: string[] = [];
			const hidden = (words: string) => {
				taken.push(words);
				return taken.length === 1 ? HIDDEN : HIDDEN_TOO;
			};
			const wasHidden = await this.#write(part, hidden, { person: flag.by, at: flag.at });
			parts.push(wasHidden ? part : { ...part, words: taken, fields: part.fields });
		}
		await this.#parts.store.flags.setParts(flag.id, parts);
	}

	/** True where the record was flagged already, and is left as it is while it stays so. */
	async #write(part: FlaggedPart, rewrite: (words: string) => string, flagged: Flagged): Promise<boolean> {
		const kind = kindAt(part.kind, part.root);
		let wasHidden = false;
		if (!kind) return false;
		await this.#parts.rooms.amend(part.document, (doc) => {
			const stored = recordsOf(doc, kind).get(part.id);
			wasHidden = Boolean(stored?.get('flagged'));
			if (!stored || (wasHidden && flagged !== null)) return;
			rewriteStored(doc, kind, part.id, rewrite);
			stored.set('flagged', flagged);
		});
		return wasHidden;
	}

	async #announce(flag: Omit<Flag, 'state' | 'judgedBy' | 'judgedAt'>, organisation: Organisation): Promise<void> {
		this.#tellBoards(flag);
		const people = judgesOf(organisation, flag);
		const { samverkan, id, by, at, week } = flag;
		const about = week ? { week } : {};
		const told: Told = { samverkan, people, kind: 'flagged', about, at, except: by, dedupe: `flagged:${id}` };
		await this.#parts.tell?.(told);
		this.#parts.log.info({ event: 'flagged', flag: id, document: flag.document }, 'a row was flagged and hidden');
	}

	/** Pages that show words of other weeks read them again. */
	#tellBoards({ samverkan, parts, document }: Pick<Flag, 'samverkan' | 'parts' | 'document'>) {
		void this.#weeksOf([document, ...parts.map((part) => part.document)]).then((weeks) => {
			for (const { id, week } of weeks) this.#parts.live.weekMoved(samverkan, { week, document: id });
		});
	}

	async #weeksOf(documents: readonly DocumentId[]) {
		const infos = await Promise.all([...new Set(documents)].map((id) => this.#parts.store.documents.find(id)));
		return infos.flatMap((info) => (info?.kind === 'week' ? [info] : []));
	}

	// Judging

	async #judged(actor: Actor, id: string): Promise<Result<Flag, FlagProblem>> {
		const flag = await this.#parts.store.flags.find(id);
		if (!flag || flag.samverkan !== actor.samverkan || !may(actor, 'content:redact')) return fail('not-found');
		if (!mayJudge(actor, flag)) return fail('may-not-judge');
		return flag.state === 'open' ? ok(flag) : fail('flag-judged');
	}

	async #planOf(
		actor: Actor,
		flag: Flag,
		{ instead, reason }: { instead: readonly string[]; reason: string }
	): Promise<RedactionPlan> {
		const organisation = await this.#parts.store.organisation.read(flag.samverkan);
		let from = 0;
		const parts = flag.parts.map(({ document, kind, root, id, words }) => {
			const own = instead.slice(from, (from += words.length));
			return { document, kind, root, id, instead: words.map((_, at) => own[at]?.trim() || TAKEN_AWAY) };
		});
		const week = parseWeekKey(flag.week ?? '');
		return {
			samverkan: flag.samverkan,
			by: { person: actor.person, ...personIn(organisation, actor.person) },
			at: this.#parts.now(),
			reason,
			about: week ? `${flag.label}, v. ${week.number}` : flag.label,
			parts
		};
	}

	async #carryOut(flag: Flag): Promise<void> {
		const { rooms, store } = this.#parts;
		const documents = [...new Set(flag.parts.map(({ document }) => document))];
		const before = await this.#records(flag.parts);
		await rooms.rewrite(documents, () => store.flags.carryOut());
		const after = await this.#records(flag.parts);
		for (const [index, { info, root, id, plain }] of before.entries())
			rooms.tellOf(info, [{ document: info.kind, root, id, before: plain, after: after[index]?.plain ?? null }]);
		this.#tellBoards(flag);
		this.#parts.log.info(
			{ event: 'redacted', flag: flag.id, document: flag.document },
			'words were taken away for good'
		);
	}

	async #records(parts: readonly FlaggedPart[]) {
		const found = parts.map(async ({ document, kind, root, id }) => {
			const info = await this.#parts.store.documents.find(document);
			const plain = recordIn(await this.#parts.rooms.read(document, kind), root, id);
			return info ? [{ info, root, id, plain }] : [];
		});
		return (await Promise.all(found)).flat();
	}
}

function withoutWords(flag: Flag): Omit<Flag, 'parts'> {
	const line: Partial<Flag> & Omit<Flag, 'parts'> = { ...flag };
	delete line.parts;
	return line;
}

type Flagged = { person: PersonId; at: number } | null;

const MAX_REASON = 300;

/** Each of the words in its turn. */
function inTurn(words: readonly string[]): (words: string) => string {
	const left = [...words];
	return (now) => left.shift() ?? now;
}

/** What this person sees of the document: an external party sees its own åtgärder without it. */
function mayRead(
	actor: Actor,
	info: DocumentInfo,
	record: DocumentRecord<'actions'>,
	{ root, record: id }: Pointed
): boolean {
	if (mayReadDocument(actor, info)) return true;
	if (info.kind !== 'actions' || !may(actor, 'content:flag')) return false;
	const action = root === 'comments' ? record.comments.find((comment) => comment.id === id)?.action : id;
	return isOwnAction(record.actions.find((one) => one.id === action) ?? (null as Action | null), actor);
}

/** The party's own samordnare, and the sammankallande; of a draft nobody outside the party. */
export function mayJudge(
	actor: Actor,
	{ samverkan, party, draft }: Pick<Flag, 'samverkan' | 'party' | 'draft'>
): boolean {
	if (actor.samverkan !== samverkan || !may(actor, 'content:redact')) return false;
	return actor.party === party || (!draft && actor.roles.includes('convener'));
}

/** Those who are told: the party's samordnare, or the sammankallande where it has none or the row is nobody's. */
function judgesOf({ people }: Organisation, { party, draft }: Pick<Flag, 'party' | 'draft'>): PersonId[] {
	const own = people.filter((member) => member.party === party && member.roles.includes('coordinator'));
	const conveners = people.filter((member) => member.roles.includes('convener') && (!draft || member.party === party));
	return (own.length > 0 ? own : conveners).map(({ person }) => person);
}

const lineOf = (flag: Flag, { by, at, reason }: RedactionPlan) => ({
	flag: flag.id,
	samverkan: flag.samverkan,
	by: by.person,
	at,
	reason,
	fields: flag.parts.map(({ document, root, id, fields }) => ({
		document,
		root,
		record: id,
		fields: [...new Set(fields)]
	}))
});

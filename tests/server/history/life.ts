import { expect } from 'vitest';
import * as Y from 'yjs';
import { readDocument } from '../../../src/lib/shared/board/document-record.ts';
import { LOAD, LOCAL } from '../../../src/lib/shared/board/origin.ts';
import { DOCUMENT_KINDS, META_ROOT } from '../../../src/lib/shared/board/schema.ts';
import type { Via } from '../../../src/lib/shared/history/change.ts';
import type { FlaggedPart } from '../../../server/storage/flags.ts';
import { startRooms, type Login, type RoomsServer, type World } from '../../support/start-rooms.ts';
import { flaggingOf } from '../redaction/support.ts';
import { Lived, type Board, type By } from './lived.ts';
import { idFrom, pick, RandomEdits, type Random } from './random-edits.ts';
import { actorOf, NOW, sorted } from './support.ts';

const VIAS: readonly Via[] = ['desk', 'meeting', 'mail', 'import'];

/** Weeks of work of several people in one go: what they did, what they saw, and everything that befalls a server. */
export class Life {
	readonly #random: Random;
	readonly #world: World;
	readonly #edits: RandomEdits;
	readonly #clock = { now: NOW };
	readonly #flags: { id: string; parts: readonly FlaggedPart[] }[] = [];
	/** What somebody has before them, and wrote in without a line. */
	readonly #replicas = new Map<string, Y.Doc>();
	server!: RoomsServer;
	lived: Lived[] = [];

	constructor(random: Random, world: World) {
		this.#random = random;
		this.#world = world;
		this.#edits = new RandomEdits(random);
	}

	async begin(): Promise<void> {
		await this.#open();
		const { alice, bob, carol, samverkan, week, actions } = this.#world;
		const draft = await this.server.store.documents.draftDocument(samverkan, alice.party, week.week);
		const parties = new Map([alice, bob, carol].map(({ person, party }) => [person, party]));
		for (const info of [week, actions, draft]) {
			const of = { id: info.id, kind: info.kind, week: 'week' in info ? info.week : null };
			this.lived.push(new Lived(of, await this.#board(info), parties));
		}
	}

	async step(): Promise<void> {
		this.#tick();
		const dice = this.#random();
		if (dice < 0.015) return this.#restart();
		if (dice < 0.03) return this.#startAnew();
		if (dice < 0.06) return this.server.history.forget(pick(this.#random, this.lived).id);
		if (dice < 0.1) return this.#flag();
		if (dice < 0.125) return this.#judge();
		if (dice < 0.15) return void this.server.history.settled().catch(() => undefined); // it may be closed in the middle of it
		return this.#edit();
	}

	/** A clock that stands still, goes on, now and then by days, and is put back. */
	#tick() {
		const dice = this.#random();
		const far = this.#random();
		if (dice < 0.05) this.#clock.now -= Math.floor(far * 60_000);
		else if (dice < 0.1) this.#clock.now += Math.floor(far * 3 * 86_400_000);
		else if (dice < 0.75) this.#clock.now += Math.floor(far * 9_000);
	}

	async #edit(): Promise<void> {
		const { alice, bob, carol } = this.#world;
		const [week, actions, draft] = this.lived as [Lived, Lived, Lived];
		const one = pick(this.#random, [week, week, week, actions, actions, draft]);
		const by = pick(this.#random, [alice, bob, carol]);
		const restored = this.#random() < 0.08 ? this.#clock.now - 60_000 : null;
		const how: By = { at: this.#clock.now, person: by.person, via: pick(this.#random, VIAS), restored };
		const isLate = this.#random() < 0.35;
		const late = isLate ? await this.#writtenWithoutALine(one, by) : null;
		const write = (doc: Y.Doc) => {
			if (late) Y.applyUpdate(doc, late, LOCAL);
			else this.#turn(doc, one, by, true);
			one.saw(how, boardIn(doc, one));
		};
		const mark = { id: idFrom(this.#random), moment: restored!, target: 'field', undoes: null } as const;
		await this.server.rooms.edit(one.id, how.via, by.person, write, restored === null ? undefined : mark);
		await this.#sawRules([one]); // numbers, and answers that hold no longer
	}

	#turn(doc: Y.Doc, { kind }: Lived, by: Login, isServers: boolean) {
		const turn = { doc, kind, by, isServers, at: this.#clock.now };
		doc.transact(() => this.#edits.turn(turn), LOCAL);
	}

	/** On a copy that the person got some time ago: what comes in is merged with what others wrote meanwhile. */
	async #writtenWithoutALine(one: Lived, by: Login): Promise<Uint8Array> {
		const key = `${one.id} ${by.person}`;
		const doc = this.#replicas.get(key) ?? (await this.#replica(one));
		const before = Y.encodeStateVector(doc);
		this.#turn(doc, one, by, false);
		const update = Y.encodeStateAsUpdate(doc, before);
		if (this.#random() < 0.5) this.#replicas.set(key, doc);
		else this.#replicas.delete(key);
		return update;
	}

	async #replica({ id, kind }: Lived): Promise<Y.Doc> {
		const doc = new Y.Doc();
		for (const root of Object.keys(DOCUMENT_KINDS[kind])) doc.getMap(root);
		await this.server.rooms.edit(id, 'desk', null, (server) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), LOAD));
		return doc;
	}

	/** What nobody wrote. */
	async #sawRules(documents = this.lived): Promise<void> {
		const by = { at: this.#clock.now, person: null, via: 'rule', restored: null } as const;
		for (const one of documents) one.saw(by, await this.#board(one));
	}

	async #board({ id, kind }: Pick<Lived, 'id' | 'kind'>): Promise<Board> {
		return sorted(await this.server.rooms.read(id, kind)) as Board;
	}

	async #restart(): Promise<void> {
		await this.server.close();
		await this.#open();
	}

	async #open(): Promise<void> {
		this.server = await startRooms(this.#world, { now: () => this.#clock.now, policy: { snapshotAfter: 9 } });
	}

	/** A document's history starts anew from its content, as the server does it with one that is mostly history. */
	async #startAnew(): Promise<void> {
		await this.#restart(); // so that no room has it open
		if (this.#random() < 0.5) await this.server.history.settled();
		const { id, kind } = pick(this.#random, this.lived);
		const { journal } = this.server.store;
		const { snapshot, tail } = await journal.load(id);
		const [doc, fresh] = [new Y.Doc(), new Y.Doc()];
		if (snapshot) Y.applyUpdate(doc, snapshot.state, LOAD);
		for (const { update } of tail) Y.applyUpdate(doc, update, LOAD);
		for (const root of [...Object.keys(DOCUMENT_KINDS[kind]), META_ROOT])
			for (const [key, value] of doc.getMap(root))
				fresh.getMap(root).set(key, value instanceof Y.AbstractType ? value.clone() : value);
		const upTo = tail.at(-1)?.sequence ?? snapshot?.upTo ?? 0;
		await journal.startAnew(id, { state: Y.encodeStateAsUpdate(fresh), upTo, at: this.#clock.now });
		this.#replicas.clear();
	}

	/** Somebody says that it names a person: its words leave the board at once. */
	async #flag(): Promise<void> {
		const one = pick(this.#random, this.lived);
		const board = await this.#board(one);
		const roots = Object.entries(board).filter(([, list]) => list.length > 0);
		if (roots.length === 0) return;
		const [root, list] = pick(this.#random, roots);
		const pointed = { document: one.id, root, record: pick(this.#random, list).id };
		const flagged = await this.#flagging.flag(await this.#alice(), pointed, 'En person');
		if (!flagged.ok) return;
		this.#flags.push(flagged.value);
		await this.#afterRule();
	}

	/** A false alarm, or taken away from everything that ever was. */
	async #judge(): Promise<void> {
		const flag = this.#flags.shift();
		if (!flag) return;
		const alice = await this.#alice();
		const { parts } = (await this.server.store.flags.find(flag.id))!;
		if (this.#random() < 0.35) expect(await this.#flagging.showAgain(alice, flag.id)).toMatchObject({ ok: true });
		else {
			const instead = this.#random() < 0.5 ? [] : [this.#edits.words()];
			const redacted = await this.#flagging.redact(alice, flag.id, { instead, reason: 'Namn' });
			expect(redacted).toMatchObject({ ok: true });
			for (const one of this.lived) one.redact(parts);
		}
		await this.#afterRule();
	}

	async #afterRule(): Promise<void> {
		for (const one of this.lived) one.hide(this.#flags.flatMap(({ parts }) => parts));
		this.#replicas.clear(); // whoever has a copy starts over
		await this.#sawRules();
	}

	get #flagging() {
		return flaggingOf(this.server, undefined, () => this.#clock.now);
	}

	#alice() {
		return actorOf(this.server, this.#world, this.#world.alice);
	}
}

function boardIn(doc: Y.Doc, { kind }: Lived): Board {
	const read = readDocument(doc, kind);
	if (!read.ok) throw new Error(read.problem.path);
	return sorted(read.value) as Board;
}

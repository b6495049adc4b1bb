import * as Y from 'yjs';
import { MAX_DEPTH, MAX_STEPS, MAX_STEPS_PER_UPDATE } from '../../../src/lib/shared/protocol/limits.ts';
import { ANY, DELETED, GC, STRING, TEXT_TYPE, TYPE, type DecodedUpdate, type Id, type Struct } from './decode.ts';

/** Why an update can not have been made by somebody who saw what it says they saw. */
export type PlaceProblem = 'parent' | 'neighbours' | 'content' | 'depth' | 'steps' | 'order';

class Implausible extends Error {
	readonly problem: PlaceProblem;
	constructor(problem: PlaceProblem) {
		super(problem);
		this.problem = problem;
	}
}

/** A list, or the values of one key in the order they were set: what structs are put into. */
interface Place {
	/** A type of the document, or the struct of one that the update brings. */
	type: Type | Struct;
	sub: string | null;
	isText: boolean;
	depth: number;
	/** First in it, once the update has put something there. */
	first: Id | null | undefined;
}

type Type = Y.AbstractType<unknown>;
/** `null`: what it belonged to is collected, and Yjs will collect it too. */
type Where = Place | null;

/** A run of units that lie together, whether the document or the update has them. */
interface Run extends Id {
	end: number;
	origin: Id | null;
	rightOrigin: Id | null;
}

const same = (a: Id | null, b: Id | null): boolean =>
	a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);

/**
 * Goes through an update as Yjs would, without touching the document: where would each struct come to lie, could its
 * sender have seen its neighbours side by side, and how many steps does finding out take. Null: nothing is wrong.
 *
 * Every step that Yjs takes when it integrates the update is taken here first, and counted.
 */
export function checkPlaces(doc: Y.Doc, update: DecodedUpdate): PlaceProblem | null {
	try {
		new Places(doc).putAll(update);
		return null;
	} catch (error) {
		if (error instanceof Implausible) return error.problem;
		throw error;
	}
}

class Places {
	readonly #doc: Y.Doc;
	readonly #places = new Map<Type | Struct, Map<string | null, Place>>();
	/** What has come to lie to the right of a unit, where that is not what the document says. */
	readonly #right = new Map<number, Map<number, Id | null>>();
	/** What has been put, per client, in order. */
	readonly #put = new Map<number, Struct[]>();
	readonly #where = new Map<Struct, Where>();
	#steps = 0;

	constructor(doc: Y.Doc) {
		this.#doc = doc;
	}

	/** In an order in which each finds what it builds on; there is one, or nobody can have made it. */
	putAll({ sections }: DecodedUpdate) {
		const waiting = sections.map(({ client, structs }) => ({ structs: this.#fresh(client, structs), next: 0 }));
		for (let moved = true; moved;) {
			moved = false;
			for (const queue of waiting)
				while (queue.next < queue.structs.length && this.#isReady(queue.structs[queue.next]!)) {
					this.#putOne(queue.structs[queue.next++]!);
					moved = true;
				}
		}
		if (waiting.some(({ structs, next }) => next < structs.length)) throw new Implausible('order');
	}

	/** What the document lacks of them; one that it has half of goes on where that half ends. */
	#fresh(client: number, structs: readonly Struct[]): Struct[] {
		const state = Y.getState(this.#doc.store, client);
		const fresh = structs.filter(({ clock, length }) => clock + length > state);
		const [first] = fresh;
		if (!first || first.clock >= state) return fresh;
		const known = state - first.clock;
		const rest = { ...first, clock: state, length: first.length - known, text: first.text.slice(known) };
		if (first.kind !== GC) Object.assign(rest, { origin: { client, clock: state - 1 }, parent: null, sub: null });
		return [rest, ...fresh.slice(1)];
	}

	#isReady({ origin, rightOrigin, parent }: Struct): boolean {
		const isThere = (id: Id | null) => id === null || id.clock < this.#stateOf(id.client);
		return isThere(origin) && isThere(rightOrigin) && (typeof parent === 'string' || isThere(parent));
	}

	#stateOf(client: number): number {
		const last = this.#put.get(client)?.at(-1);
		return last ? last.clock + last.length : Y.getState(this.#doc.store, client);
	}

	#putOne(struct: Struct) {
		const where = struct.kind === GC ? null : this.#whereTo(struct);
		if (where) {
			checkContent(struct, where);
			this.#integrate(struct, where);
		}
		this.#where.set(struct, where);
		const put = this.#put.get(struct.client);
		if (put) put.push(struct);
		else this.#put.set(struct.client, [struct]);
	}

	// Where things are

	#whereTo({ origin, rightOrigin, parent, sub }: Struct): Where {
		if (typeof parent === 'string') return this.#place(this.#doc.share.get(parent) as Type, sub);
		if (parent) return this.#inside(parent, sub);
		const left = origin && this.#whereIs(origin);
		const right = rightOrigin && this.#whereIs(rightOrigin);
		if (origin && rightOrigin && left && right && left !== right) throw new Implausible('parent');
		if ((origin && !left) || (rightOrigin && !right)) return null;
		return left ?? right;
	}

	#inside(id: Id, sub: string | null): Where {
		const found = this.#find(id);
		if (found instanceof Y.GC) return null;
		if (!(found instanceof Y.Item)) {
			if (found.kind === TYPE && this.#where.get(found)) return this.#place(found, sub);
			if (found.kind === GC || found.kind === TYPE) return null;
			throw new Implausible('parent');
		}
		if (found.content instanceof Y.ContentDeleted) return null;
		if (!(found.content instanceof Y.ContentType)) throw new Implausible('parent');
		return this.#place(found.content.type as Type, sub);
	}

	#whereIs(id: Id): Where {
		const found = this.#find(id);
		if (found instanceof Y.GC) return null;
		if (!(found instanceof Y.Item)) return this.#where.get(found) ?? null;
		return this.#place(found.parent as Type, found.parentSub);
	}

	#place(type: Type | Struct, sub: string | null): Place {
		let subs = this.#places.get(type);
		if (!subs) this.#places.set(type, (subs = new Map()));
		let place = subs.get(sub);
		if (!place) subs.set(sub, (place = this.#newPlace(type, sub)));
		return place;
	}

	#newPlace(type: Type | Struct, sub: string | null): Place {
		const isNew = !(type instanceof Y.AbstractType);
		const isText = isNew ? type.typeRef === TEXT_TYPE : type instanceof Y.Text;
		const depth = isNew ? this.#where.get(type)!.depth + 1 : depthOf(type);
		if (depth > MAX_DEPTH) throw new Implausible('depth');
		return { type, sub, isText, depth, first: undefined };
	}

	#find({ client, clock }: Id): Y.Item | Y.GC | Struct {
		if (clock >= Y.getState(this.#doc.store, client)) return this.#findPut(client, clock);
		const structs = this.#doc.store.clients.get(client)!;
		return structs[Y.findIndexSS(structs, clock)]!;
	}

	#findPut(client: number, clock: number): Struct {
		const put = this.#put.get(client)!;
		let low = 0;
		let high = put.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (put[middle]!.clock <= clock) low = middle;
			else high = middle - 1;
		}
		return put[low]!;
	}

	// What lies beside what

	#rightOf(place: Place, left: Id | null): Id | null {
		if (left === null) return place.first === undefined ? this.#firstIn(place) : place.first;
		const put = this.#right.get(left.client)?.get(left.clock);
		if (put !== undefined) return put;
		const found = this.#find(left);
		const last = lastOf(found);
		if (left.clock < last) return { client: left.client, clock: left.clock + 1 };
		return found instanceof Y.Item ? (found.right?.id ?? null) : null;
	}

	#firstIn({ type, sub }: Place): Id | null {
		if (!(type instanceof Y.AbstractType)) return null;
		if (sub === null) return type._start?.id ?? null;
		let first = type._map.get(sub) ?? null;
		while (first?.left) {
			this.#step(1);
			first = first.left;
		}
		return first?.id ?? null;
	}

	#link(place: Place, left: Id | null, right: Id | null) {
		if (left === null) {
			place.first = right;
			return;
		}
		const rights = this.#right.get(left.client);
		if (rights) rights.set(left.clock, right);
		else this.#right.set(left.client, new Map([[left.clock, right]]));
	}

	/** The run that begins at a unit; it ends where something was put, or will be split for `before`. */
	#runAt(id: Id, before: Id | null): Run {
		const found = this.#find(id) as Y.Item | Struct;
		const isStart = id.clock === (found instanceof Y.Item ? found.id.clock : found.clock);
		const origin = isStart ? found.origin : { client: id.client, clock: id.clock - 1 };
		let end = this.#splitIn(id, lastOf(found));
		if (before?.client === id.client && before.clock > id.clock && before.clock <= end) end = before.clock - 1;
		return { ...id, end, origin, rightOrigin: found.rightOrigin };
	}

	#splitIn({ client, clock }: Id, last: number): number {
		const rights = this.#right.get(client);
		if (!rights) return last;
		if (last - clock < rights.size) {
			this.#step(last - clock);
			for (let at = clock; at < last; at++) if (rights.has(at)) return at;
			return last;
		}
		this.#step(rights.size);
		let end = last;
		for (const at of rights.keys()) if (at >= clock && at < end) end = at;
		return end;
	}

	// Integration, as in Yjs' Item

	#integrate(struct: Struct, place: Place) {
		const { origin, rightOrigin } = struct;
		let left = origin;
		if (!same(this.#rightOf(place, origin), rightOrigin)) left = this.#resolve(struct, place);
		const right = this.#rightOf(place, left);
		const { client, clock, length } = struct;
		this.#link(place, left, { client, clock });
		this.#link(place, { client, clock: clock + length - 1 }, right);
	}

	/**
	 * Others' edits lie between the neighbours. The sender knew none of them, so none is the sender's own, nor older than
	 * a neighbour by the same client.
	 */
	#resolve(struct: Struct, place: Place): Id | null {
		const { client, origin, rightOrigin } = struct;
		const seen = new Seen((count) => this.#step(count));
		let left = origin;
		let deciding = true;
		let steps = 0;
		for (let at = this.#rightOf(place, origin); !same(at, rightOrigin);) {
			if (at === null) throw new Implausible('neighbours');
			if (++steps > MAX_STEPS) throw new Implausible('steps');
			const run = this.#runAt(at, rightOrigin);
			this.#step(1);
			if (isSeenBy(run, struct)) throw new Implausible('neighbours');
			const end = { client: run.client, clock: run.end };
			if (deciding) {
				seen.add(run);
				if (same(origin, run.origin)) {
					if (run.client < client) {
						left = end;
						seen.settle();
					} else if (same(rightOrigin, run.rightOrigin)) deciding = false;
				} else if (run.origin !== null && seen.has(run.origin)) {
					if (!seen.isOpen(run.origin)) {
						left = end;
						seen.settle();
					}
				} else deciding = false;
			}
			at = this.#rightOf(place, end);
		}
		return left;
	}

	#step(count: number) {
		this.#steps += count;
		if (this.#steps > MAX_STEPS_PER_UPDATE) throw new Implausible('steps');
	}
}

/** Runs between an origin and the place that is looked for: all, and those that may still come to lie to the right. */
class Seen {
	readonly #step: (count: number) => void;
	readonly #runs: Run[] = [];
	#settled = 0;

	constructor(step: (count: number) => void) {
		this.#step = step;
	}

	add(run: Run) {
		this.#runs.push(run);
	}

	settle() {
		this.#settled = this.#runs.length;
	}

	has(id: Id): boolean {
		return this.#find(id) !== -1;
	}

	isOpen(id: Id): boolean {
		return this.#find(id) >= this.#settled;
	}

	/** From the end: what was typed goes on where the run before it ended. */
	#find(id: Id): number {
		const index = this.#runs.findLastIndex((run) => covers(run, id));
		this.#step(this.#runs.length - Math.max(index, 0));
		return index;
	}
}

const covers = (run: Run, { client, clock }: Id): boolean =>
	run.client === client && clock >= run.clock && clock <= run.end;

const isSeenBy = (run: Run, { client, origin, rightOrigin }: Struct): boolean =>
	run.client === client ||
	(run.client === origin?.client && run.clock < origin.clock) ||
	(run.client === rightOrigin?.client && run.clock < rightOrigin.clock);

const lastOf = (found: Y.Item | Y.GC | Struct): number =>
	('id' in found ? found.id.clock : found.clock) + found.length - 1;

/** Types from here up to the root. */
function depthOf(type: Type): number {
	let depth = 1;
	for (let at = type._item; at && depth <= MAX_DEPTH; at = (at.parent as Type)._item) depth += 1;
	return depth;
}

/** In a text stand words, and nothing that its readers would not see; under a key stands a value or a type. */
function checkContent({ kind }: Struct, { isText, sub }: Place) {
	if (kind === DELETED) return;
	if (isText && (sub !== null || kind !== STRING)) throw new Implausible('content');
	if (!isText && sub !== null && kind !== ANY && kind !== TYPE) throw new Implausible('content');
}

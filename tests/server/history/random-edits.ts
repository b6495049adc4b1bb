import * as v from 'valibot';
import type * as Y from 'yjs';
import type { Field } from '../../../src/lib/shared/board/fields.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { createRecord, recordsOf, setMember, setValue, type RecordKind } from '../../../src/lib/shared/board/record.ts';
import { DOCUMENT_KINDS, META_ROOT, type DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import { takeBack } from '../../../src/lib/shared/board/sharing.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import type { Login } from '../../support/start-rooms.ts';

export type Random = () => number;

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

export const idFrom = (random: Random): RecordId =>
	newRecordId((length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)));

/** Flagging and numbering write the others. */
const isByHand = (field: string) => field !== 'flagged' && field !== 'number';

/** Nobody may write in them again. */
const isFixed = (root: string, field: string) => root === 'comments' && (field === 'action' || field === 'text');

/** Every field that changes, as `root.field`, and each root itself: that a record came or went. */
export const placesOf = (kind: DocumentKind): string[] =>
	Object.entries<RecordKind>(DOCUMENT_KINDS[kind]).flatMap(([root, { fields }]) => {
		const names = Object.keys(fields).filter((field) => field !== 'flagged' && !isFixed(root, field));
		return [root, ...names.map((field) => `${root}.${field}`)];
	});

interface Node {
	type: string;
	wrapped?: v.GenericSchema;
	entries?: Record<string, v.GenericSchema>;
	options?: readonly v.GenericSchema[];
	literal?: unknown;
}

export interface Turn {
	doc: Y.Doc;
	kind: DocumentKind;
	by: Login;
	at: number;
	/** On the server, which alone takes a row back. */
	isServers: boolean;
}

/** Somebody's edits, by the schema: whatever it has, or comes to have, is written in. */
export class RandomEdits {
	readonly #random: Random;
	#words = 0;
	readonly #given = new Map<string, Set<RecordId>>();
	/** How often each field was written in: those that were not are turned to first. */
	readonly #written = new Map<string, number>();

	constructor(random: Random) {
		this.#random = random;
	}

	/** A few things in one transaction, and now and then many. */
	turn(turn: Turn): void {
		const most = this.#random() < 0.3 ? 24 : 3;
		for (let left = 1 + Math.floor(this.#random() * most); left > 0; left--) this.#one(turn);
	}

	/** No word is written twice, so that it is known whose row it is from. */
	words(): string {
		const more = this.#random() < 0.2 ? ` ${pick(this.#random, ['vid torget', '👮🏽‍♀️', 'å ä ö', '"klot\nter"'])}` : '';
		return `ord${String((this.#words += 1)).padStart(5, '0')}x${more}`;
	}

	#one({ doc, kind, by, at, isServers }: Turn): void {
		const [record, name] = this.#place(kind);
		const standing = [...recordsOf(doc, record)].filter(([, stored]) => !stored.get('flagged'));
		const dice = this.#random();
		if (standing.length === 0 || (dice < 0.12 && standing.length < 12)) return this.#create(doc, record, by, at);
		const [id] = pick(this.#random, standing) as [RecordId, unknown];
		if (dice < 0.16) return void recordsOf(doc, record).delete(id);
		if (record.name === entryKind.name && name === 'withdrawn')
			return isServers ? takeBack(doc, id, { person: by.person, party: by.party, at }, this.words()) : undefined;
		this.#write(doc, record, id, [name, record.fields[name]!]);
	}

	/** One that was seldom written in, a text, or any. */
	#place(kind: DocumentKind): [RecordKind, string] {
		const places = Object.values<RecordKind>(DOCUMENT_KINDS[kind]).flatMap((record) =>
			Object.keys(record.fields)
				.filter((name) => isByHand(name) && !isFixed(record.root, name))
				.map((name): [RecordKind, string] => [record, name])
		);
		const often = ([{ root }, name]: [RecordKind, string]) => this.#written.get(`${root}.${name}`) ?? 0;
		const rarest = places.reduce((one, other) => (often(other) < often(one) ? other : one));
		const texts = places.filter(([{ fields }, name]) => fields[name]!.kind === 'text');
		const dice = this.#random();
		const place = dice < 0.6 ? rarest : pick(this.#random, dice < 0.8 && texts.length > 0 ? texts : places);
		this.#written.set(`${place[0].root}.${place[1]}`, often(place) + 1);
		return place;
	}

	#create(doc: Y.Doc, kind: RecordKind, { person, party }: Login, at: number) {
		const given = Object.entries(kind.fields).filter(
			([name]) => isByHand(name) && name !== 'withdrawn' && this.#random() < 0.6
		);
		const draft = Object.fromEntries(given.map(([name, field]) => [name, this.#initial(doc, name, field)]));
		const signed = 'created' in kind.fields ? { ...draft, created: { person, party, at } } : draft;
		createRecord(doc, kind, this.#id(kind), signed);
	}

	/** Often that of a lägesrad: so is what is carried, and what a row was shared from. None is given twice in one root. */
	#id({ root }: RecordKind): RecordId {
		const given = this.#given.get(root) ?? new Set();
		const rows = [...(this.#given.get('entries') ?? [])].filter((id) => !given.has(id));
		const id = rows.length > 0 && this.#random() < 0.4 ? pick(this.#random, rows) : idFrom(this.#random);
		this.#given.set(root, given.add(id));
		return id;
	}

	#initial(doc: Y.Doc, name: string, field: Field): unknown {
		if (field.kind === 'text') return this.words();
		if (field.kind === 'set') return [...Array(2)].map(() => this.#sample(doc, name, field.member));
		return this.#sample(doc, name, field.schema);
	}

	#write(doc: Y.Doc, kind: RecordKind, id: RecordId, [name, field]: [string, Field]) {
		if (field.kind === 'text') return this.#type(recordsOf(doc, kind).get(id)!.get(name) as Y.Text);
		if (field.kind === 'value')
			return setValue(doc, kind, id, name as never, this.#sample(doc, name, field.schema) as never);
		const members = recordsOf(doc, kind).get(id)!.get(name) as Y.Map<true>;
		const there = [...members.keys()];
		if (there.length > 0 && this.#random() < 0.5)
			setMember(doc, kind, id, name as never, pick(this.#random, there), false);
		else setMember(doc, kind, id, name as never, String(this.#sample(doc, name, field.member)), true);
	}

	#type(text: Y.Text) {
		const at = Math.floor(this.#random() * (text.length + 1));
		if (this.#random() < 0.6 && text.length < 100) text.insert(at, this.words());
		else text.delete(at, Math.min(1 + Math.floor(this.#random() * 6), text.length - at));
	}

	#sample(doc: Y.Doc, name: string, schema: v.GenericSchema): unknown {
		const node = schema as unknown as Node;
		const own = (inner: v.GenericSchema, key = name) => this.#sample(doc, key, inner);
		if (node.type === 'nullable') return this.#random() < 0.25 ? null : own(node.wrapped!);
		if (node.type === 'literal') return node.literal;
		if (node.type === 'picklist') return pick(this.#random, node.options as readonly unknown[]);
		if (node.type === 'union' || node.type === 'variant') return own(pick(this.#random, node.options!));
		if (node.type === 'strict_object')
			return Object.fromEntries(Object.entries(node.entries!).map(([key, inner]) => [key, own(inner, key)]));
		return this.#leaf(doc, schema, name);
	}

	/** Of a record that is there, where the field refers to one. */
	#leaf(doc: Y.Doc, schema: v.GenericSchema, name: string): unknown {
		if ((schema as unknown as Node).type === 'string' && v.is(schema, 'two words')) return this.words();
		const refers = ['action', 'entry', 'about', 'mergedInto', 'id'].includes(name);
		const roots = refers ? [...doc.share.keys()].filter((root) => root !== META_ROOT) : [];
		const ids = roots.flatMap((root) => [...doc.getMap(root).keys()]);
		const values = VALUES.filter((value) => v.is(schema, value));
		if (values.length === 0) throw new Error(`Nothing that is tried here fits ${name}`);
		return pick(this.#random, ids.length > 0 ? ids : values);
	}
}

const IDS = ['k1', 'k2', 'torget', 'hamnen'];
const DAY = Date.parse('2026-11-23T00:00:00Z');
const VALUES: readonly unknown[] = [
	...[true, false, 1, 2, 3, 4, 9, DAY, DAY + 86_400_000],
	...['2026-11-23', '2026-12-31', '2027-01-01', '2026-W47', '2026-W48', '2026-W53', '08:30', '23:59'],
	...['A', 'B', 'Uz', ...IDS]
];

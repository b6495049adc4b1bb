import * as Y from 'yjs';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import * as b from './bytes.ts';

/** What an attacker knows: the document, a row in it with some words, and a client id that is free. */
export interface Target {
	doc: Y.Doc;
	entry: RecordId;
	own: number;
}

/** Somebody else's client in the document, and where the row's words are. */
export interface Marks {
	victim: number;
	state: number;
	record: b.Id;
	words: b.Id[];
	wordsType: b.Id;
}

export function marksOf({ doc, entry }: Pick<Target, 'doc' | 'entry'>): Marks {
	const record = doc.getMap('entries')._map.get(entry)!;
	const text = textOf(doc, entryKind, entry, 'text')!;
	const words: b.Id[] = [];
	for (let item = text._start; item; item = item.right)
		for (let at = 0; at < item.length; at++) words.push({ client: item.id.client, clock: item.id.clock + at });
	const { client, clock } = record.id;
	return {
		victim: client,
		state: Y.getState(doc.store, client),
		record: { client, clock },
		words,
		wordsType: { client: text._item!.id.client, clock: text._item!.id.clock }
	};
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

type Make = (target: Target, marks: Marks) => Uint8Array;
const one = (structs: (marks: Marks, own: number) => Uint8Array[], deletes: b.Deletes[] = []): Make => {
	return ({ own }, marks) => b.updateOf([{ client: own, clock: 0, structs: structs(marks, own) }], deletes);
};
const ROOT = { root: 'entries' };

/** A word more, as an editor would write it. */
export const valid = one(({ words }) => [b.text('x', { left: words[0]!, right: words[1]! })]);

/** Updates that no program of ours makes. Each is to be refused, whoever sends it. */
export const HOSTILE: Record<string, Make> = {
	'U01 a collected struct of no length': one(() => [b.gc(0)]),
	'U02 one that is followed by one of no length': one(() => [b.gc(1), b.gc(0)]),
	'U03 what was deleted, of no length': one(() => [b.deleted(0, ROOT)]),
	'U04 words of no length': one(() => [b.text('', ROOT)]),
	'U05 a clock of a living client claimed again, beside what can not be resolved': (_target, { victim }) =>
		b.updateOf([
			{ client: 2 ** 32 - 1, clock: 7, structs: [b.text('x', { left: { client: 5, clock: 9 } })] },
			{ client: victim, clock: 0, structs: [b.gc(2 ** 20)] }
		]),
	'U06 a clock of a living client claimed again, alone': (_target, { victim }) =>
		b.updateOf([{ client: victim, clock: 0, structs: [b.gc(2 ** 20)] }]),
	'U07 a right neighbour to the left of the left one': one(({ words }) => [
		b.text('x', { left: words[4]!, right: words[1]! })
	]),
	'U08 a right neighbour that is the left one': one(({ words }) => [
		b.text('x', { left: words[2]!, right: words[2]! })
	]),
	'U09 neighbours in two places': one(({ words, record }) => [b.text('x', { left: words[1]!, right: record })]),
	'U10 a parent that is no type': one(({ words }) => [b.text('x', { parent: words[0]! })]),
	'U11 a parent that is itself': one((_marks, own) => [b.type(1, { parent: { client: own, clock: 0 }, sub: 'a' })]),
	'U12 parents in a ring': ({ own }) =>
		b.updateOf([
			{ client: own + 1, clock: 0, structs: [b.type(1, { parent: { client: own, clock: 0 }, sub: 'a' })] },
			{ client: own, clock: 0, structs: [b.type(1, { parent: { client: own + 1, clock: 0 }, sub: 'a' })] }
		]),
	'U13 forty collected structs as long as there are numbers': one(() => times(40, () => b.gc(2 ** 53 - 1))),
	'U14 a clock that overflows': one(() => [b.gc(2 ** 31 - 1), b.gc(2)]),
	'U15 millions of structs announced': ({ own }) =>
		b.updateOf([{ client: own, clock: 0, structs: [], announced: 2 ** 25 }]),
	'U16 millions of clients announced': () => Uint8Array.of(255, 255, 255, 127, 1, 1, 0),
	'U17 ten thousand roots': one(() => times(10_000, (index) => b.values([1], { root: `r${index}`, sub: 'a' }))),
	'U18 one key written again and again, never knowing': one(() =>
		times(1_500, (index) => b.values([index], { root: 'entries', sub: 'one' }))
	),
	'U19 inserts that each look through all before': one(() => times(1_900, () => b.text('x', ROOT))),
	'U20 deletes of a client that never was': ({ own }) =>
		b.updateOf([], [{ client: own, ranges: times(20_000, (index) => [2 * index, 1]) }]),
	'U21 deletes of what is not there yet': (_target, { victim, state }) =>
		b.updateOf([], [{ client: victim, ranges: [[state + 5, 10]] }]),
	'U22 a delete of no length': (_target, { victim }) => b.updateOf([], [{ client: victim, ranges: [[0, 0]] }]),
	'U23 deletes that overlap': (_target, { victim }) =>
		b.updateOf([], [{ client: victim, ranges: [[0, 3], [1, 3]] }]), // prettier-ignore
	'U24 types ten thousand deep': one((_marks, own) => [
		b.type(1, { root: 'entries', sub: 'deep' }),
		...times(10_000, (clock) => b.type(1, { parent: { client: own, clock }, sub: 'a' }))
	]),
	'U25 types thirty deep': one((_marks, own) => [
		b.type(1, { root: 'entries', sub: 'deep' }),
		...times(30, (clock) => b.type(1, { parent: { client: own, clock }, sub: 'a' }))
	]),
	'U26 a value that becomes a prototype': one(({ record }) => [
		b.values([JSON.parse('{"__proto__":{"isAdmin":true}}')], { parent: record, sub: 'seen' })
	]),
	'U27 a key that is a prototype': one(({ record }) => [b.values([1], { parent: record, sub: '__proto__' })]),
	'U28 a key of a thousand letters': one(({ record }) => [b.values([1], { parent: record, sub: 'k'.repeat(1_000) })]),
	'U29 a value too deep to be shown': one(({ record }) => [b.values([b.nested(500)], { parent: record, sub: 'seen' })]),
	'U30 a value so deep that reading it overflows': one(({ record }) => [
		b.content(8, [1, ...times(60_000, () => [117, 1]).flat(), 126], { parent: record, sub: 'seen' })
	]),
	'U31 an array announced to be endless': one(({ record }) => [
		b.content(8, [1, 117, 255, 255, 255, 255, 15], { parent: record, sub: 'seen' })
	]),
	'U32 more values than there are': one(({ record }) => [
		b.content(8, [255, 255, 255, 127], { parent: record, sub: 'seen' })
	]),
	'U33 words that are no text': one(({ wordsType }) => [b.content(4, [2, 0xc3, 0x28], { parent: wordsType })]),
	'U34 half a letter pair': one(({ wordsType }) => [b.content(4, [3, 0xed, 0xa0, 0x80], { parent: wordsType })]),
	'U35 JSON that is none': one(() => [b.content(2, [1, 1, 0x7b], ROOT)]),
	'U36 an embed': one(({ wordsType }) => [b.content(5, [2, 0x7b, 0x7d], { parent: wordsType })]),
	'U37 a format': one(({ wordsType }) => [b.content(6, [1, 0x62, 1, 0x31], { parent: wordsType })]),
	'U38 bytes': one(() => [b.content(3, [1, 0], ROOT)]),
	'U39 a document in the document': one(() => [b.content(9, [1, 0x61, 118, 0], ROOT)]),
	'U40 an XML element': one(() => [b.content(7, [3, 1, 0x61], ROOT)]),
	'U41 a type that there is not': one(() => [b.content(7, [99], ROOT)]),
	'U42 a kind of struct that there is not': one(() => [b.content(13, [1], ROOT)]),
	'U43 a value of no kind': one(({ record }) => [b.content(8, [1, 3], { parent: record, sub: 'seen' })]),
	'U44 a value that is a big integer': one(({ record }) => [
		b.content(8, [1, 122, 0, 0, 0, 0, 0, 0, 0, 1], { parent: record, sub: 'seen' })
	]),
	'U45 values where there are words': one(({ wordsType }) => [b.values([{ a: 1 }], { parent: wordsType })]),
	'U46 a key on a text': one(({ wordsType }) => [b.values([1], { parent: wordsType, sub: 'hidden' })]),
	'U47 too many clients': ({ own }) =>
		b.updateOf(times(70, (index) => ({ client: own + 70 - index, clock: 0, structs: [b.gc(1)] }))),
	'U48 clients out of order': ({ own }) =>
		b.updateOf(times(2, (index) => ({ client: own + index, clock: 0, structs: [b.gc(1)] }))),
	'U49 a client twice': ({ own }) => b.updateOf(times(2, () => ({ client: own, clock: 0, structs: [b.gc(1)] }))),
	'U50 something left out': ({ own }) =>
		b.updateOf([{ client: own, clock: 0, structs: [b.gc(1), b.skip(5), b.gc(1)] }]),
	'U51 a predecessor that is missing': ({ own }) => b.updateOf([{ client: own, clock: 5, structs: [b.gc(1)] }]),
	'U52 something after the end': (target, marks) => Uint8Array.of(...valid(target, marks), 0),
	'U53 half of it': (target, marks) => valid(target, marks).subarray(0, 9),
	'U54 nothing at all': () => Uint8Array.of(),
	'U55 a number without end': () => new Uint8Array(200).fill(255),
	'U56 a client id of more than 32 bits': () => b.updateOf([{ client: 2 ** 40, clock: 0, structs: [b.gc(1)] }]),
	'U57 a root that there is not': one(() => [b.values([1], { root: 'secrets', sub: 'a' })]),
	'U58 the server’s own map': one(() => [b.values([99], { root: 'meta', sub: 'schema' })]),
	'U59 over one’s own earlier word': one(({ words }, own) => [
		b.text('a', { left: words[0]!, right: words[1]! }),
		b.text('b', { left: words[0]!, right: words[1]! }),
		b.text('c', { left: { client: own, clock: 0 }, right: words[0]! })
	])
};

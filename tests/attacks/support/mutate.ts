import type { Target } from './hostile.ts';
import { marksOf } from './hostile.ts';
import * as b from './bytes.ts';

type Random = () => number;

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const below = (random: Random, most: number): number => Math.floor(random() * most);

/** Numbers at which things break. */
const EDGES = [0, 1, 2, 127, 128, 255, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 53 - 1];

/** Damage, as a bad line or a clumsy enemy does it: some bits, some bytes, a piece lost, doubled or moved. */
export function mutated(random: Random, original: Uint8Array): Uint8Array {
	let bytes = Array.from(original);
	for (let times = 1 + below(random, 4); times > 0; times--) bytes = pick(random, DAMAGES)(random, bytes);
	return Uint8Array.from(bytes);
}

type Damage = (random: Random, bytes: number[]) => number[];

const DAMAGES: readonly Damage[] = [
	(random, bytes) => bytes.with(...at(random, bytes, (old) => old ^ (1 << below(random, 8)))),
	(random, bytes) => bytes.with(...at(random, bytes, () => pick(random, EDGES) & 255)),
	(random, bytes) => bytes.toSpliced(below(random, bytes.length + 1), 1 + below(random, 4)),
	(random, bytes) =>
		bytes.toSpliced(below(random, bytes.length + 1), 0, ...times(1 + below(random, 6), () => below(random, 256))),
	(random, bytes) => bytes.slice(0, below(random, bytes.length + 1)),
	(random, bytes) => {
		const from = below(random, bytes.length + 1);
		return bytes.toSpliced(below(random, bytes.length + 1), 0, ...bytes.slice(from, from + 1 + below(random, 12)));
	}
];

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

function at(random: Random, bytes: number[], change: (old: number) => number): [index: number, value: number] {
	if (bytes.length === 0) bytes.push(0);
	const index = below(random, bytes.length);
	return [index, change(bytes[index]!)];
}

/** Well-formed and ill-meant: structs and deletions that refer to what is there, and to what is not. */
export function illMeant(random: Random, target: Target): Uint8Array {
	const { victim, state, record, words, wordsType } = marksOf(target);
	const ids: b.Id[] = [
		record,
		wordsType,
		...words,
		{ client: victim, clock: state + 3 },
		{ client: target.own, clock: 0 }
	];
	const id = () => pick(random, ids);
	const place = (): b.At =>
		pick<() => b.At>(random, [
			() => ({ left: id(), right: id() }),
			() => ({ left: id() }),
			() => ({ right: id() }),
			() => ({
				root: pick(random, ['entries', 'meta', 'levels', 'secrets']),
				sub: pick(random, ['x', 'schema', '__proto__'])
			}),
			() => ({ parent: id(), sub: pick(random, ['count', 'text', 'where', 'x']) }),
			() => ({ parent: id() })
		])();
	const struct = () =>
		pick<() => Uint8Array>(random, [
			() => b.text(pick(random, ['a', 'å', '', '😀', 'x'.repeat(700)]), place()),
			() => b.values([pick(random, [1, null, 'x', { a: [1] }, { person: 'N N' }])], place()),
			() => b.type(1 + below(random, 3), place()),
			() => b.deleted(pick(random, EDGES), place()),
			() => b.gc(pick(random, EDGES)),
			() => b.skip(1 + below(random, 5))
		])();
	const sections = times(1 + below(random, 3), () => ({
		client: pick(random, [target.own, target.own + 1, victim, 7]),
		clock: pick(random, [0, 0, 0, state, 1, 2 ** 31 - 1]),
		structs: times(1 + below(random, 4), struct)
	})).sort((one, other) => other.client - one.client);
	const range = (): [number, number] => [below(random, state + 4), pick(random, [0, 1, 2, 5, 2 ** 31 - 1])];
	const deletes =
		random() < 0.4 ? [{ client: pick(random, [victim, 99]), ranges: times(1 + below(random, 3), range) }] : [];
	return b.updateOf(sections, deletes);
}

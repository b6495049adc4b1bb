import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { TOP } from './source.ts';

type Fragment = AST.Fragment;
type Node = Fragment['nodes'][number];

const INLINE = new Set([
	'a',
	'abbr',
	'b',
	'del',
	'em',
	'i',
	'ins',
	'mark',
	'q',
	'small',
	'span',
	'strong',
	'sup',
	'time'
]);

/** Fragments in a fragment, however deep: of elements, blocks and snippets. */
function* fragmentsIn(node: unknown): Generator<Fragment> {
	if (Array.isArray(node)) for (const one of node) yield* fragmentsIn(one);
	else if (typeof node === 'object' && node !== null) {
		if ('type' in node && node.type === 'Fragment') yield node as Fragment;
		for (const [key, value] of Object.entries(node)) if (key !== 'parent') yield* fragmentsIn(value);
	}
}

const edge = (node: Node | undefined, side: 'first' | 'last'): string => {
	if (!node) return ' ';
	if (node.type === 'Text') return side === 'first' ? node.data.slice(0, 1) : node.data.slice(-1);
	return node.type === 'ExpressionTag' || node.type === 'RegularElement' ? '.' : ' ';
};

/** Words that end in a space inside an element, beside words outside it that have none: Svelte takes such a space away. */
function gluedIn(component: string): string[] {
	const found: string[] = [];
	for (const { nodes } of fragmentsIn(parse(component, { modern: true }).fragment))
		nodes.forEach((node, index) => {
			if (node.type !== 'RegularElement' || !INLINE.has(node.name)) return;
			const [first, last] = [node.fragment.nodes[0], node.fragment.nodes.at(-1)];
			const begins = first?.type === 'Text' && /^[ \t\n]/.test(first.data) && /\S/.test(edge(nodes[index - 1], 'last'));
			const ends = last?.type === 'Text' && /[ \t\n]$/.test(last.data) && /\S/.test(edge(nodes[index + 1], 'first'));
			if (begins || ends) found.push(component.slice(node.start, node.end).replace(/\s+/g, ' '));
		});
	return found;
}

test('[HG1] a space at the edge of an element is found where nothing else parts the words', () => {
	expect(gluedIn('<p><span>Från: </span>{before}</p>')).toEqual(['<span>Från: </span>']);
	expect(gluedIn('<p>Nytt<b> beslut</b></p>')).toEqual(['<b> beslut</b>']);
	expect(gluedIn('<p>{#if a}<b>A </b><i>b</i>{/if}</p>')).toEqual(['<b>A </b>']);
	expect(gluedIn("<p><span>Från:</span> {before}, Nytt<b>{' '}beslut</b> <i>\n\tj\n</i>\n</p>")).toEqual([]);
});

test('[HG1] no words of the pages are glued together by a space that Svelte takes away', () => {
	const components = readdirSync(join(TOP, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.svelte')
	);
	const glued = components.flatMap((name) =>
		gluedIn(readFileSync(join(TOP, 'src', name), 'utf8')).map((words) => `${name}: ${words}`)
	);
	expect(components.length).toBeGreaterThan(100);
	expect(glued).toEqual([]);
});

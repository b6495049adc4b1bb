import ts from 'typescript';
import { importsOf, nodesOf, type Import, type Source } from './source.ts';

/** architecture.md's table of layers. A path belongs to the first layer that it begins with. */
interface Layer {
	name: string;
	holds: RegExp;
	/** Files of ours that it may import; its own are always allowed. */
	mayImport: readonly RegExp[];
	/** Files of ours whose types it may import, beside those. */
	mayImportTypesOf?: readonly RegExp[];
	/** What it imports from nobody. */
	never: readonly RegExp[];
}

const SHARED = /^src\/lib\/shared\//;
const LIB = /^src\/lib\//;
const SERVER = /^server\//;
/** The interfaces: what lies in `server/storage` itself. */
const STORAGE = /^server\/storage\/[^/]+$/;
/** What the top of `server/` hands to all of it; its shape only, the things themselves are passed in. */
const HANDED_OVER = /^server\/(config|log|services)\.ts$/;

const SVELTE = /^svelte($|\/)|\.svelte(\.ts)?$|^@sveltejs\//;
const KIT = /^\$(app|env|lib|service-worker)/;
const NODE = /^node:/;
const YJS = /^(yjs|y-protocols|y-websocket|lib0)($|\/)/;
const SOCKET_IO = /^socket\.io/;
/** Reached through the interfaces of storage. */
const DATABASE = /^(node:sqlite|kysely)$/;
/** Passed in, or the server's: never for pure code. */
const OUTSIDE = [SVELTE, KIT, NODE, SOCKET_IO, /^(ws|kysely|pino|lucia)($|\/)/];

export const LAYERS: readonly Layer[] = [
	{ name: 'src/lib/shared', holds: SHARED, mayImport: [], never: OUTSIDE },
	{ name: 'src/lib/sync', holds: /^src\/lib\/sync\//, mayImport: [SHARED], never: [SVELTE, KIT, NODE] },
	{
		name: 'src/lib/state',
		holds: /^src\/lib\/state\//,
		mayImport: [SHARED, /^src\/lib\/sync\//],
		never: [SOCKET_IO, NODE]
	},
	{ name: 'src/lib/ui', holds: /^src\/lib\/ui\//, mayImport: [], never: [YJS, SOCKET_IO, NODE] },
	{
		name: 'src/lib/features',
		holds: /^src\/lib\/features\//,
		mayImport: [SHARED, /^src\/lib\/(state|ui)\//],
		never: [YJS, SOCKET_IO, NODE]
	},
	{
		name: 'src/lib/server',
		holds: /^src\/lib\/server\//,
		mayImport: [SHARED],
		mayImportTypesOf: [SERVER, /^src\/app\.d\.ts$/],
		never: []
	},
	{ name: 'src/routes', holds: /^src\/routes\//, mayImport: [LIB], never: [YJS] },
	{ name: 'src', holds: /^src\/[^/]+$/, mayImport: [LIB], mayImportTypesOf: [SERVER], never: [YJS] },
	{
		name: 'server/storage',
		holds: /^server\/storage\//,
		mayImport: [SHARED],
		never: [SVELTE, KIT]
	},
	{
		name: 'server/{accounts,boards,documents,notices}',
		holds: /^server\/(accounts|boards|documents|notices)\//,
		mayImport: [SHARED, STORAGE],
		mayImportTypesOf: [HANDED_OVER],
		never: [SVELTE, KIT, DATABASE]
	},
	{
		name: 'server/realtime',
		holds: /^server\/realtime\//,
		mayImport: [SHARED, STORAGE, /^server\/(accounts|boards|history|notices)\//],
		mayImportTypesOf: [HANDED_OVER],
		never: [SVELTE, KIT, DATABASE]
	},
	{ name: 'server', holds: SERVER, mayImport: [SERVER, SHARED], never: [SVELTE] }
];

export const layerOf = (path: string): Layer | undefined => LAYERS.find(({ holds }) => holds.test(path));

/** What breaks the table in one file, each as "file imports what: why". */
export function brokenImports(source: Source): string[] {
	const layer = layerOf(source.path);
	if (!layer) return [`${source.path} belongs to no layer`];
	return importsOf(source).flatMap((found) => {
		const why = whyNot(layer, source.path, found);
		return why === null ? [] : [`${source.path} imports ${found.specifier}: ${why}`];
	});
}

function whyNot(layer: Layer, path: string, { specifier, target, typeOnly }: Import): string | null {
	if (target === null) return layer.never.some((name) => name.test(specifier)) ? `never from ${layer.name}` : null;
	const isOwn = layer.holds.test(target) && layerOf(target) === layer;
	const allowed = [...layer.mayImport, ...(typeOnly ? (layer.mayImportTypesOf ?? []) : [])];
	if (isOwn || allowed.some((files) => files.test(target)) || isStyle(path, target)) return null;
	return `${layer.name} may not import from there`;
}

/** Styles and pictures that come with a file are no code. */
const isStyle = (path: string, target: string): boolean =>
	path.startsWith('src/') && /\.(css|svg)(\?\w+)?$/.test(target);

const CLOCK_OR_CHANCE = ['Date.now', 'Math.random', 'performance.now', 'crypto.getRandomValues', 'crypto.randomUUID'];
const BROWSER = ['window', 'localStorage', 'sessionStorage', 'navigator', 'fetch', 'setTimeout', 'setInterval'];

/** What reads a clock, chance, the browser or the environment where it may not, each as "file uses what". */
export function brokenUses({ path, code }: Source): string[] {
	const uses = [...nodesOf(code)].flatMap((node) => useOf(node) ?? []);
	return uses.filter((use) => isForbidden(path, use)).map((use) => `${path} uses ${use}`);
}

function useOf(node: ts.Node): string | null {
	if (ts.isPropertyAccessExpression(node)) return node.getText().replace(/^globalThis\./, '');
	if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date()';
	if (ts.isIdentifier(node) && BROWSER.includes(node.text) && isGlobal(node)) return node.text;
	return null;
}

/** A name used by itself, not one that is a property, a parameter or a field. */
function isGlobal({ parent, text }: ts.Identifier): boolean {
	if (ts.isPropertyAccessExpression(parent)) return parent.expression.getText() === text;
	return ts.isCallExpression(parent) || ts.isVariableDeclaration(parent) || ts.isBinaryExpression(parent);
}

/** The configuration, and the entries that hand the environment to it. */
const READS_ENVIRONMENT = /^(server\/(config|cli|verify|dev)\.ts|vite\.config\.ts|svelte\.config\.js)$/;

function isForbidden(path: string, use: string): boolean {
	if (use === 'process.env') return !READS_ENVIRONMENT.test(path);
	if (use === 'fetch') return SHARED.test(path) || path.startsWith('src/lib/features/');
	return SHARED.test(path) && (use === 'new Date()' || CLOCK_OR_CHANCE.includes(use) || BROWSER.includes(use));
}

/** One way round, as the files it goes through, for every file that comes back to itself; each circle once. */
export function importCycles(sources: readonly Source[]): string[] {
	const known = new Set(sources.map(({ path }) => path));
	const next = new Map(sources.map((source) => [source.path, targetsOf(source, known)]));
	const done = new Set<string>();
	const cycles: string[] = [];
	const visit = (path: string, trail: readonly string[]) => {
		if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
		if (done.has(path) || trail.includes(path)) return;
		for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
		done.add(path);
	};
	for (const path of next.keys()) visit(path, []);
	return cycles;
}

const targetsOf = (source: Source, known: ReadonlySet<string>): string[] => [
	...new Set(importsOf(source).flatMap(({ target }) => (target !== null && known.has(target) ? [target] : [])))
];

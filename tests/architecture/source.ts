import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A source file by its path from the top of the repository, with `/` on every system. */
export interface Source {
	path: string;
	/** TypeScript; of a component, its scripts. */
	code: ts.SourceFile;
}

export interface Import {
	/** As written. */
	specifier: string;
	/** Ours: the file's path. Otherwise null. */
	target: string | null;
	/** Gone when the types are stripped. */
	typeOnly: boolean;
}

export const TOP = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const parse = (path: string, text: string): Source => ({
	path,
	code: ts.createSourceFile(path, path.endsWith('.svelte') ? scriptsOf(text) : text, ts.ScriptTarget.Latest, true)
});

const scriptsOf = (component: string): string =>
	[...component.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((found) => found[1]).join('\n');

/** All `.ts` and `.svelte` files under a folder. */
export const readSources = (folder: string): Source[] =>
	readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => posix.join(folder, name.replaceAll('\\', '/')))
		.filter((path) => /\.(ts|svelte)$/.test(path))
		.sort()
		.map((path) => parse(path, readFileSync(join(TOP, path), 'utf8')));

/** Every node of a file, depth first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
	yield node;
	for (const child of node.getChildren()) yield* nodesOf(child);
}

/** Imports, re-exports, `import()` and types taken by `import('…')`. */
export function importsOf({ path, code }: Source): Import[] {
	const found: Import[] = [];
	const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
		if (specifier && ts.isStringLiteralLike(specifier))
			found.push({ specifier: specifier.text, target: targetOf(path, specifier.text), typeOnly });
	};
	for (const node of nodesOf(code)) {
		if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node.importClause));
		else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
		else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
			add(node.arguments[0], false);
		else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
	}
	return found;
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
	if (!clause) return false;
	if (clause.isTypeOnly) return true;
	const named = clause.namedBindings;
	return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

/** Kit's own names for what it makes; not files of ours. */
const GENERATED = /(^|\/)\$types(\.[jt]s)?$/;

function targetOf(path: string, specifier: string): string | null {
	if (GENERATED.test(specifier)) return null;
	if (specifier.startsWith('#lib/')) return `src/lib/${specifier.slice('#lib/'.length)}`;
	if (specifier.startsWith('$lib/')) return `src/lib/${specifier.slice('$lib/'.length)}`;
	return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null;
}

import ts from 'typescript';
import { nodesOf, type Source } from './source.ts';

const ID = /\[([A-Z]{2}\d+)\]/g;
const idsIn = (text: string): string[] => [...text.matchAll(ID)].map((found) => found[1]!);

/** Rules are list items that begin with their id. */
export const rulesOf = (spec: string): string[] =>
	spec.split('\n').flatMap((line) => /^- \[([A-Z]{2}\d+)\] \S/.exec(line)?.[1] ?? []);

/** Ids that stand in the titles of a file's tests, `test.each` rows included, since a title may be put together of them. */
export function idsQuoted({ code }: Source): string[] {
	const quoted: string[] = [];
	for (const node of nodesOf(code))
		if (ts.isCallExpression(node) && isTest(node.expression)) quoted.push(...idsIn(titleOf(node)));
	return quoted;
}

/** `test(…)`, `it.skip` is no proof, `test.each(rows)(…)`, and `describe` for those inside. */
function isTest(callee: ts.Node): boolean {
	if (ts.isIdentifier(callee)) return ['test', 'it', 'describe'].includes(callee.text);
	if (ts.isPropertyAccessExpression(callee))
		return !['skip', 'todo'].includes(callee.name.text) && isTest(callee.expression);
	return ts.isCallExpression(callee) && isTest(callee.expression);
}

/** The title and, of `test.each(rows)(title)`, the rows. */
function titleOf(call: ts.CallExpression): string {
	const rows = ts.isCallExpression(call.expression) ? stringsIn(call.expression.arguments[0]) : [];
	return [...rows, ...stringsIn(call.arguments[0])].join('\n');
}

const stringsIn = (node: ts.Node | undefined): string[] =>
	node
		? [...nodesOf(node)].flatMap((inner) =>
				ts.isStringLiteralLike(inner) || ts.isTemplateHead(inner) ? [inner.text] : []
			)
		: [];

export interface RuleProblems {
	/** Rules that no test names. */
	unproved: string[];
	/** "id in file" for ids that are no rule. */
	unknown: string[];
	/** Ids that two rules have. */
	twice: string[];
}

export function checkRules(spec: string, tests: readonly Source[]): RuleProblems {
	const rules = rulesOf(spec);
	const quoted = tests.flatMap((source) => idsQuoted(source).map((id) => ({ id, path: source.path })));
	const proved = new Set(quoted.map(({ id }) => id));
	return {
		unproved: rules.filter((id) => !proved.has(id)),
		unknown: [...new Set(quoted.filter(({ id }) => !rules.includes(id)).map(({ id, path }) => `${id} in ${path}`))],
		twice: rules.filter((id, index) => rules.indexOf(id) !== index)
	};
}

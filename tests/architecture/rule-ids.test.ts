import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkRules, idsQuoted, rulesOf } from './rule-ids.ts';
import { parse, readSources, TOP } from './source.ts';

const spec = readFileSync(join(TOP, 'src/lib/shared/SPEC.md'), 'utf8');

describe('our rules', () => {
	const problems = checkRules(spec, readSources('tests'));

	test('[AR4] are each proved by a test', () => expect(problems.unproved).toEqual([]));
	test('[AR4] are what tests quote, and nothing else', () => expect(problems.unknown).toEqual([]));
	test('[AR4] have an id of their own', () => expect(problems.twice).toEqual([]));
	test('[AR4] are found', () => expect(rulesOf(spec).length).toBeGreaterThan(60));

	test('[AR4] are list items: an id anywhere else would be read by nobody', () => {
		const inHead = /`\[[A-Z]{2}\d+\]`/; // how the introduction shows what an id looks like
		const strays = spec
			.split('\n')
			.filter((line) => /^\s*[-*]?\s*\[/.test(line) && !/^- \[[A-Z]{2}\d+\] \S/.test(line));
		expect(strays.filter((line) => !inHead.test(line))).toEqual([]);
	});
});

describe('the check', () => {
	const rules = '# Rules\n- [ZZ1] One.\n- [ZZ2] Two.\n';
	const testing = (code: string) => parse('tests/x.test.ts', code);

	test('[AR4] finds a rule without a test, and a test without a rule', () => {
		const quoting = testing(`test('[ZZ1] one', () => {}); it(\`[ZZ9] \${nine}\`, () => {})`);
		expect(checkRules(rules, [quoting])).toEqual({ unproved: ['ZZ2'], unknown: ['ZZ9 in tests/x.test.ts'], twice: [] });
	});

	test('[AR4] finds an id that is used for two rules', () =>
		expect(checkRules(`${rules}- [ZZ1] Again.\n`, []).twice).toEqual(['ZZ1']));

	test('[AR4] reads titles of every form, and rows that become titles', () => {
		const code = `
			describe('[ZZ1] a', () => test.each([['[ZZ2]', 1]])('%s %i', () => {}));
			test.only('[ZZ3] c', () => {});`;
		expect([...new Set(idsQuoted(testing(code)))].sort()).toEqual(['ZZ1', 'ZZ2', 'ZZ3']);
	});

	test('[AR4] takes no comment, other text or skipped test for proof', () => {
		const code = `// [ZZ1]\nconst text = '[ZZ1]'; expect(text).toBe('[ZZ1]'); test.skip('[ZZ1] a', () => {})`;
		expect(idsQuoted(testing(code))).toEqual([]);
	});
});

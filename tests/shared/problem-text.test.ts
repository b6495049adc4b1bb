import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeText, hasText, problemText } from '../../src/lib/features/account/problem-text.ts';
import { CLOSE_REASONS, type CloseReason } from '../../src/lib/shared/protocol/close-reasons.ts';

const sourceFiles = ['src', 'server'].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|svelte)$/.test(name))
		.map((name) => join(folder, name))
);

/** Codes as they are made: `fail('code'…)` and `problem: { code: 'code' }`. */
const codesIn = (source: string): string[] =>
	[...source.matchAll(/\bfail\('([a-z0-9-]+)'|\bproblem(?::| =) \{ code: '([a-z0-9-]+)'/g)].map((m) => (m[1] ?? m[2])!);

test('[PO19] every code that is made anywhere has words', () => {
	const made = sourceFiles.flatMap((file) => codesIn(readFileSync(file, 'utf8')).map((code) => ({ file, code })));
	expect(made.length).toBeGreaterThan(20);
	expect(made.filter(({ code }) => !hasText(code))).toEqual([]);
});

test('[PO19] a code without words would be found', () =>
	expect(codesIn(`return fail('no-such-thing', path)`).filter((code) => !hasText(code))).toEqual(['no-such-thing']));

test('[PO19] words are sentences, and say which thing is missing', () => {
	for (const code of ['week-sealed', 'needs-owner', 'sign-in-failed', 'name-taken'])
		expect(problemText({ code })).toMatch(/^[A-ZÅÄÖ].+\.$/);
	expect(problemText({ code: 'needs-owner' })).not.toBe(problemText({ code: 'needs-performer' }));
});

test('[PO19] a code that is not known yet is told as such', () =>
	expect(problemText({ code: 'from-a-newer-server' })).toMatch(/^Något gick fel\./));

test('[PO19] every way a connection is closed has words', () => {
	for (const reason of Object.keys(CLOSE_REASONS) as CloseReason[]) expect(closeText(reason)).toMatch(/\.$/);
});

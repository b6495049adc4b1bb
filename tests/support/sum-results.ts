/**
 * Sums what the runners wrote in CI into the one closing line. Fails when a runner failed, or wrote nothing at all. Tests
 * that passed only when they were tried again count as passed, and are named before it: they are unsound.
 */
import { existsSync, readFileSync } from 'node:fs';

interface Counts {
	passed: number;
	failed: number;
}

interface VitestResults {
	numPassedTests: number;
	numFailedTests: number;
	numFailedTestSuites: number;
	success: boolean;
}

interface PlaywrightSuite {
	file?: string;
	specs?: { title: string; file: string; line: number; tests: { status: string }[] }[];
	suites?: PlaywrightSuite[];
}

interface PlaywrightResults {
	stats: { expected: number; flaky: number; unexpected: number };
	errors: unknown[];
	suites?: PlaywrightSuite[];
}

function read<T>(file: string): T | null {
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
}

/** A suite that could not even be loaded counts as one failure. */
function vitest(): Counts {
	const results = read<VitestResults>('test-results/vitest.json');
	if (!results) return { passed: 0, failed: 1 };
	return { passed: results.numPassedTests, failed: results.success ? 0 : Math.max(1, results.numFailedTests) };
}

function playwright(): Counts {
	const results = read<PlaywrightResults>('test-results/playwright.json');
	if (!results) return { passed: 0, failed: 1 };
	const { expected, flaky, unexpected } = results.stats;
	return { passed: expected + flaky, failed: unexpected + results.errors.length };
}

/** In any suite of any file. */
function flakyIn({ specs = [], suites = [] }: PlaywrightSuite): string[] {
	const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
	return [...own.map(({ file, line, title }) => `${file}:${line} ${title}`), ...suites.flatMap(flakyIn)];
}

const flaky = (read<PlaywrightResults>('test-results/playwright.json')?.suites ?? []).flatMap(flakyIn);
for (const name of flaky) console.log(`flaky: ${name} passed only when it was tried again`);

const runs = [vitest(), playwright()];
const sum = (pick: (counts: Counts) => number) => runs.map(pick).reduce((a, b) => a + b, 0);
const failed = sum((counts) => counts.failed);
console.log(`${sum((counts) => counts.passed)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

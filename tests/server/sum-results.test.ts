import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { tempDir } from '../support/temp-dir.ts';

/** The closing line of CI, from files as the runners write them. */
const SCRIPT = resolve('tests/support/sum-results.ts');

const VITEST = { numPassedTests: 40, numFailedTests: 0, numFailedTestSuites: 0, success: true };

type Status = 'expected' | 'flaky' | 'unexpected';

/** As Playwright's JSON reporter writes a test: of a flaky one, both of its tries. */
const spec = (title: string, line: number, status: Status) => ({
	...{
		title,
		file: 'historik.spec.ts',
		line,
		column: 1,
		id: `a30a6eba-${line}`,
		tags: [],
		ok: status !== 'unexpected'
	},
	tests: [
		{
			...{ timeout: 90_000, annotations: [], expectedStatus: 'passed', projectId: '', projectName: '', status },
			results: (status === 'flaky' ? ['failed', 'passed'] : ['passed']).map((status, retry) => ({
				...{ workerIndex: retry, parallelIndex: 0, status, duration: 1_204, errors: [], stdout: [], stderr: [] },
				...{ retry, startTime: '2026-11-19T09:30:00.000Z', annotations: [], attachments: [] }
			}))
		}
	]
});

const suite = (title: string, specs: unknown[], suites: unknown[] = []) => ({
	...{ title, file: 'historik.spec.ts', line: 0, column: 0 },
	...{ specs, suites }
});

function playwright(stats: Record<Status, number>, suites: unknown[], errors: unknown[] = []) {
	const all = { startTime: '2026-11-19T09:30:00.000Z', duration: 2_408, skipped: 0, ...stats };
	return { config: { version: '1.60.0' }, suites, errors, stats: all };
}

function sum(files: { vitest?: unknown; playwright?: unknown }): { said: string[]; status: number | null } {
	const folder = tempDir();
	mkdirSync(join(folder, 'test-results'));
	for (const [name, content] of Object.entries(files))
		writeFileSync(join(folder, 'test-results', `${name}.json`), JSON.stringify(content));
	const { stdout, status } = spawnSync(process.execPath, [SCRIPT], { cwd: folder, encoding: 'utf8' });
	return { said: stdout.trimEnd().split('\n'), status };
}

test('tests that passed only when they were tried again are named, wherever they stand, and count as passed', () => {
	const within = suite('a phone', [spec('it reflows', 31, 'flaky'), spec('it is named', 44, 'expected')]);
	const suites = [suite('historik.spec.ts', [spec('the slider is dragged', 12, 'flaky')], [within])];
	const { said, status } = sum({
		vitest: VITEST,
		playwright: playwright({ expected: 1, flaky: 2, unexpected: 0 }, suites)
	});
	expect(said).toEqual([
		'flaky: historik.spec.ts:12 the slider is dragged passed only when it was tried again',
		'flaky: historik.spec.ts:31 it reflows passed only when it was tried again',
		'43 passed, 0 failed'
	]);
	expect(status).toBe(0);
});

test('where every test passed at once nothing is said of any', () => {
	const suites = [suite('historik.spec.ts', [spec('the slider is dragged', 12, 'expected')])];
	const { said, status } = sum({
		vitest: VITEST,
		playwright: playwright({ expected: 1, flaky: 0, unexpected: 0 }, suites)
	});
	expect(said).toEqual(['41 passed, 0 failed']);
	expect(status).toBe(0);
});

test('a test that failed, a file that could not be loaded and a runner that wrote nothing each fail the run', () => {
	const failing = [suite('historik.spec.ts', [spec('the slider is dragged', 12, 'unexpected')])];
	const none = { expected: 0, flaky: 0, unexpected: 0 };
	const broken = {
		vitest: VITEST,
		playwright: playwright({ ...none, unexpected: 1 }, failing, [{ message: 'no such file' }])
	};
	expect(sum(broken)).toEqual({ said: ['40 passed, 2 failed'], status: 1 });
	expect(sum({ vitest: VITEST })).toEqual({ said: ['40 passed, 1 failed'], status: 1 });
	const unloaded = { ...VITEST, success: false, numFailedTestSuites: 1 };
	expect(sum({ vitest: unloaded, playwright: playwright(none, []) })).toEqual({
		said: ['40 passed, 1 failed'],
		status: 1
	});
});

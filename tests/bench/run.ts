/**
 * `npm run bench`: what the board costs on this machine, each figure beside a floor measured in the same run.
 * `npm run bench -- propagation render` runs only those, `-- sync --quick` a shorter one. Numbers never fail it; a scenario that could not run does.
 */
import { cpus, loadavg } from 'node:os';
import { buildWhereNeeded } from '../../server/build.ts';
import { firstLoad } from './first-load.ts';
import { history } from './history.ts';
import { load } from './load.ts';
import { privacy } from './privacy.ts';
import { propagation } from './propagation.ts';
import { render } from './render.ts';
import { table, type Report, type Scenario } from './support/figure.ts';
import { search } from './search.ts';
import { sync } from './sync.ts';

const SCENARIOS: ReadonlyMap<string, Scenario> = new Map([
	['propagation', propagation],
	['load', load],
	['sync', sync],
	['render', render],
	['first-load', firstLoad],
	['search', search],
	['history', history],
	['privacy', privacy]
]);

/** Whatever stops a run, nothing of it is left running or lying about. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

const QUICK = '--quick';
const asked = process.argv.slice(2).filter((word) => word !== QUICK);
const quick = process.argv.includes(QUICK);
const unknown = asked.filter((name) => !SCENARIOS.has(name));
if (unknown.length > 0) {
	console.error(`There is no scenario ${unknown.join(', ')}. There are: ${[...SCENARIOS.keys()].join(', ')}`);
	process.exit(1);
}

buildWhereNeeded();
const reports = new Map<string, Report>();
for (const [name, scenario] of SCENARIOS) {
	if (asked.length > 0 && !asked.includes(name)) continue;
	const report = await run(name, scenario);
	if (report) reports.set(name, report);
}
console.log(`\n${table(reports)}`);
const load1 = loadavg()[0]!.toFixed(1);
console.log(`- ${cpus().length} cores (${cpus()[0]?.model.trim()}), load ${load1} at the end, Node ${process.version}`);

async function run(name: string, scenario: Scenario): Promise<Report | null> {
	const began = performance.now();
	const stack = new AsyncDisposableStack();
	const interrupted = () => void stack.disposeAsync().finally(() => process.exit(130));
	for (const signal of SIGNALS) process.once(signal, interrupted);
	try {
		return await scenario(stack, { quick });
	} catch (error) {
		console.error(`${name} could not run:`, error);
		process.exitCode = 1;
		return null;
	} finally {
		for (const signal of SIGNALS) process.off(signal, interrupted);
		await stack.disposeAsync();
		console.error(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
	}
}

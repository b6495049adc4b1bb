import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
	try {
		readConfig(env);
	} catch (error) {
		if (error instanceof ConfigError) return error.problems;
	}
	return [];
}

describe('configuration', () => {
	it('[CF1] runs on this machine alone when nothing is set', () => {
		expect(readConfig({})).toMatchObject({
			host: '127.0.0.1',
			port: 3000,
			origin: 'http://127.0.0.1:3000',
			trustProxy: false,
			logLevel: 'info'
		});
	});

	it('[CF2] tells every problem at once, each with the line that mends it', () => {
		const problems = problemsOf({ PORT: 'web', HOST: 'tavlan', TRUST_PROXY: 'yes', LOG_LEVEL: 'loud' });
		expect(problems).toHaveLength(4);
		for (const [problem, line] of [
			[problems[0], 'PORT=3000'],
			[problems[1], 'HOST=127.0.0.1'],
			[problems[2], 'TRUST_PROXY=0'],
			[problems[3], 'LOG_LEVEL=info']
		])
			expect(problem).toContain(line);
	});

	it('[CF3] wants to know the address others use, with encryption', () => {
		expect(problemsOf({ HOST: '0.0.0.0' })[0]).toContain('ORIGIN=https://');
		expect(problemsOf({ HOST: '0.0.0.0', ORIGIN: 'http://tavlan.kommun.se' })[0]).toContain(
			'ORIGIN=https://tavlan.kommun.se'
		);
		expect(problemsOf({ HOST: '0.0.0.0', ORIGIN: 'https://tavlan.kommun.se' })).toEqual([]);
	});

	it.each(['tavlan.kommun.se', 'https://tavlan.kommun.se/lage', 'ftp://tavlan.kommun.se', 'https://'])(
		'[CF3] refuses %s as an origin',
		(origin) => {
			expect(problemsOf({ ORIGIN: origin })).toHaveLength(1);
		}
	);

	it.each([['70000'], ['-1'], ['3.5']])('[CF2] refuses port %s', (port) => {
		expect(problemsOf({ PORT: port })).toHaveLength(1);
	});

	it('[RM1] has no figures unless asked, and then behind a token that nobody guesses', () => {
		expect(readConfig({}).metricsToken).toBeNull();
		expect(problemsOf({ METRICS_TOKEN: 'kort' })[0]).toContain('METRICS_TOKEN=');
		expect(readConfig({ METRICS_TOKEN: 'x'.repeat(24) }).metricsToken).toBe('x'.repeat(24));
	});
});

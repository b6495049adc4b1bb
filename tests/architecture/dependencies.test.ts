import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Locked {
	version?: string;
	hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
	packages: Record<string, Locked>;
};
const copiesOf = (name: string) => Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`));

describe('what is installed', () => {
	// Two copies of yjs do not know each other's types; an old ws beside the new one is an old hole.
	test.each(['yjs', 'lib0', 'y-protocols', 'ws'])('[AR5] has %s once', (name) =>
		expect(copiesOf(name)).toHaveLength(1)
	);

	test('[AR5] runs no script of anybody else’s when it is installed', () => {
		const scripts = Object.entries(lock.packages).filter(
			([path, { hasInstallScript }]) => path !== '' && hasInstallScript
		);
		expect(scripts.map(([path]) => path)).toEqual([]);
	});
});

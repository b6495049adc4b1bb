import { describe, expect, test } from 'vitest';
import { brokenImports, brokenUses, importCycles, LAYERS } from './layers.ts';
import { parse, readSources } from './source.ts';

const sources = [...readSources('src'), ...readSources('server')];

describe('our files', () => {
	test('[AR1] import the way of the layer table', () => expect(sources.flatMap(brokenImports)).toEqual([]));

	test('[AR2] do not import each other in a circle', () => expect(importCycles(sources)).toEqual([]));

	test('[AR3] have no clock, chance, browser or environment where they may not', () =>
		expect(sources.flatMap(brokenUses)).toEqual([]));

	test('[AR1] are found: those with content have a layer each', () => {
		expect(sources.length).toBeGreaterThan(60);
		for (const name of ['src/lib/shared', 'src/lib/state', 'src/lib/features', 'server/storage'])
			expect(sources.some(({ path }) => LAYERS.find((layer) => layer.holds.test(path))?.name === name)).toBe(true);
	});
});

describe('what breaks the table is named', () => {
	const broken = (path: string, code: string) => brokenImports(parse(path, code));

	test.each([
		['src/lib/shared/board/x.ts', `import { y } from '../../state/y.ts'`],
		['src/lib/shared/board/x.ts', `import type { Y } from '../../state/y.svelte.ts'`],
		['src/lib/shared/x.ts', `import { untrack } from 'svelte'`],
		['src/lib/shared/x.ts', `import { readFileSync } from 'node:fs'`],
		['src/lib/shared/x.ts', `import { browser } from '$app/environment'`],
		['src/lib/sync/x.ts', `import { Board } from '#lib/state/board.svelte.ts'`],
		['src/lib/sync/x.ts', `export { tick } from 'svelte'`],
		['src/lib/state/x.svelte.ts', `import { io } from 'socket.io-client'`],
		['src/lib/state/x.svelte.ts', `import X from '../ui/Button.svelte'`],
		['src/lib/ui/Button.svelte', `<script lang="ts">import { ok } from '#lib/shared/result.ts'</script>`],
		['src/lib/ui/Button.svelte', `<script>import * as Y from 'yjs'</script>`],
		['src/lib/features/board/x.ts', `import type * as Y from 'yjs'`],
		['src/lib/features/board/X.svelte', `<script lang="ts">let a = 1; import { sync } from '#lib/sync/a.ts'</script>`],
		['src/lib/server/x.ts', `import { open } from '../../../server/app.ts'`],
		['src/routes/+page.server.ts', `const a = await import('yjs')`],
		['src/routes/+page.server.ts', `import type { App } from '../../server/app.ts'`],
		['server/storage/sqlite/x.ts', `import { Accounts } from '../../accounts/accounts.ts'`],
		['server/accounts/x.ts', `import { SqliteStore } from '../storage/sqlite/sqlite-store.ts'`],
		['server/accounts/x.ts', `type T = import('../storage/sqlite/tables.ts').Tables`],
		['server/boards/x.ts', `import { Rooms } from '../realtime/rooms.ts'`],
		['server/realtime/x.ts', `import { readConfig } from '../config.ts'`],
		['server/realtime/x.ts', `import { DatabaseSync } from 'node:sqlite'`],
		['server/app.ts', `import { handler } from '../src/hooks.server.ts'`]
	])('[AR1] %s: %s', (path, code) => {
		const specifier = /'([^']+)'/.exec(code)?.[1];
		expect(broken(path, code)).toEqual([expect.stringContaining(`${path} imports ${specifier}: `)]);
	});

	test.each([
		['src/lib/shared/board/x.ts', `import * as Y from 'yjs'; import { ok } from '../result.ts'`],
		['src/lib/server/x.ts', `import type { Services } from '../../../server/services.ts'`],
		['src/lib/server/x.ts', `import { type Services } from '../../../server/services.ts'`],
		['src/lib/state/x.svelte.ts', `import * as Y from 'yjs'; import { p } from '../sync/provider.ts'`],
		['src/routes/+page.ts', `import type { PageLoad } from './$types'; import '../app.css'`],
		['server/accounts/x.ts', `import type { AccountStore } from '../storage/accounts.ts'`],
		['server/realtime/x.ts', `import type { Config } from '../config.ts'`],
		['server/app.ts', `import { openStore } from './storage/sqlite/sqlite-store.ts'`]
	])('[AR1] %s may: %s', (path, code) => expect(broken(path, code)).toEqual([]));

	test('[AR1] a file outside every layer', () =>
		expect(broken('lib/x.ts', '')).toEqual(['lib/x.ts belongs to no layer']));

	test.each([
		['src/lib/shared/x.ts', 'const at = Date.now();', 'Date.now'],
		['src/lib/shared/x.ts', 'const at = new Date();', 'new Date()'],
		['src/lib/shared/x.ts', 'const n = Math.random();', 'Math.random'],
		['src/lib/shared/x.ts', 'const id = globalThis.crypto.randomUUID();', 'crypto.randomUUID'],
		['src/lib/shared/x.ts', 'const width = window.innerWidth;', 'window'],
		['src/lib/shared/x.ts', 'setTimeout(() => {}, 1);', 'setTimeout'],
		['src/lib/features/x.ts', `await fetch('/api');`, 'fetch'],
		['server/accounts/x.ts', 'const port = process.env.PORT;', 'process.env'],
		['src/hooks.server.ts', 'const { PORT } = process.env;', 'process.env']
	])('[AR3] in %s: %s', (path, code, use) => expect(brokenUses(parse(path, code))).toEqual([`${path} uses ${use}`]));

	test.each([
		[
			'src/lib/shared/x.ts',
			'const at = new Date(ms); interface X { window: number }; room.fetch(); const s = "Date.now()";'
		],
		['src/lib/shared/x.ts', '// Date.now() is not for us'],
		['server/config.ts', 'const env = process.env;'],
		['server/app.ts', 'const at = Date.now();']
	])('[AR3] in %s this is fine: %s', (path, code) => expect(brokenUses(parse(path, code))).toEqual([]));

	test('[AR2] a circle, by the files it goes through', () => {
		const circle = [
			parse('src/lib/a.ts', `import './b.ts'`),
			parse('src/lib/b.ts', `import type { C } from '#lib/c.ts'`),
			parse('src/lib/c.ts', `export * from './a.ts'`),
			parse('src/lib/d.ts', `import './a.ts'`)
		];
		expect(importCycles(circle)).toEqual(['src/lib/a.ts → src/lib/b.ts → src/lib/c.ts → src/lib/a.ts']);
		expect(importCycles(circle.slice(0, 2))).toEqual([]);
	});
});

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { demoServer, newServer, type TestServer } from '../e2e/support/server.ts';

/** The process as it is started in real use: built pages, its own port and data folder. */
const ROOT = resolve(import.meta.dirname, '../..');
const servers: TestServer[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.dispose()));
});

async function demo(): Promise<TestServer> {
	const server = await demoServer();
	servers.push(server);
	return server;
}

/** Starts it where it can not start, and gives what it said. */
function refusal(env: Record<string, string>): { status: number | null; said: string } {
	const ran = spawnSync(process.execPath, ['server/index.ts'], {
		cwd: ROOT,
		env: { ...process.env, NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'silent', ...env },
		encoding: 'utf8',
		timeout: 25_000
	});
	return { status: ran.status, said: ran.stdout + ran.stderr };
}

describe('the server process', () => {
	it('[LC1] prints where it is and how to log in to the example', async () => {
		const server = await newServer(); // a first start
		servers.push(server);
		await server.start();
		expect(server.output).toContain(server.url);
		expect(server.output).toContain('EXEMPELDATA');
		expect(server.output).toMatch(/samordnare@\S+\s+\S{15,}/);
	});

	it('[LC2] ends with 0 on SIGTERM, also with a socket open, and leaves nothing running', async () => {
		const server = await demo();
		const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${'a'.repeat(22)}`, { origin: server.url });
		const [code] = (await once(socket, 'close')) as [number];
		expect(code).toBe(4401);
		const open = new WebSocket(`${server.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, {
			origin: server.url
		});
		open.on('error', () => undefined);
		await Promise.race([once(open, 'open'), once(open, 'close'), once(open, 'error')]);
		expect(await server.stop()).toBe(0);
	});

	it('[LC3] does not open a data folder that another server has open', async () => {
		const server = await demo();
		const { status, said } = refusal({ DATA_DIR: server.dataDir });
		expect(status).toBe(1);
		expect(said).toContain(server.dataDir);
	});

	it('[LC4] starts again at once after kill -9', async () => {
		const server = await demo();
		await server.kill();
		await server.start();
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
	});

	it('[RM1] shows no figures where no token is set', async () => {
		expect((await fetch(`${(await demo()).url}/metrics`)).status).toBe(404);
	});

	it('[LC5] does not serve the example to others than this machine', async () => {
		const server = await demo();
		await server.stop();
		const { status, said } = refusal({
			DATA_DIR: server.dataDir,
			HOST: '0.0.0.0',
			ORIGIN: 'https://tavlan.kommun.example'
		});
		expect(status).toBe(1);
		expect(said).toContain('example');
	});

	it('[CF2] tells all that is wrong with the environment before it does anything', async () => {
		const server = await newServer();
		servers.push(server);
		const { status, said } = refusal({ DATA_DIR: server.dataDir, PORT: 'web', LOG_LEVEL: 'loud' });
		expect(status).toBe(1);
		expect(said).toContain('PORT=3000');
		expect(said).toContain('LOG_LEVEL=info');
	});
});

import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { createListener } from '../../server/http.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function start(origin?: string): Promise<number> {
	const server = createServer();
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const config = readConfig({ PORT: String(port), ...(origin ? { ORIGIN: origin } : {}) });
	server.on(
		'request',
		createListener(config, (_request, response) => response.end('sidan'))
	);
	return port;
}

function get(
	port: number,
	host: string,
	path = '/v/2026-48'
): Promise<{ status: number | undefined; location: string | undefined }> {
	return new Promise((resolve, reject) => {
		const asked = request({ port, host: '127.0.0.1', path, headers: { host } }, (response) => {
			response.resume();
			resolve({ status: response.statusCode, location: response.headers.location });
		});
		asked.once('error', reject).end();
	});
}

describe('the Host header', () => {
	it('[CF4] answers under its own origin only', async () => {
		const port = await start();
		expect(await get(port, `127.0.0.1:${port}`)).toMatchObject({ status: 200 });
		expect(await get(port, 'evil.example')).toMatchObject({ status: 421 });
	});

	it('[CF4] leads the other names of this machine to its origin', async () => {
		const port = await start();
		expect(await get(port, `localhost:${port}`)).toEqual({
			status: 308,
			location: `http://127.0.0.1:${port}/v/2026-48`
		});
	});

	it('[CF4] does not take loopback names for a server that others reach', async () => {
		const port = await start('https://tavlan.kommun.se');
		expect(await get(port, `localhost:${port}`)).toMatchObject({ status: 421 });
		expect(await get(port, 'tavlan.kommun.se')).toMatchObject({ status: 200 });
	});

	it('[CF5] tells the watching machine how it is whatever name that uses', async () => {
		expect(await get(await start(), '10.0.0.7', '/healthz')).toMatchObject({ status: 200 });
	});
});

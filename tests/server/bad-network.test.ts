import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { spoilJournal, spoilNetwork, type BadNetwork } from '../../server/bad-network.ts';
import { waitFor } from '../support/wait-for.ts';

const WELL: BadNetwork = { latency: [0, 0], lineLives: null, silent: 0, store: 0, refused: 0 };

/** A server that says back what it hears, behind a network as bad as asked for. */
async function echo(network: BadNetwork): Promise<WebSocket> {
	const server = createServer().listen(0, '127.0.0.1');
	const sockets = new WebSocketServer({ server });
	sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
	spoilNetwork(server, ['/sync/'], network);
	await once(server, 'listening');
	const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync/x`);
	onTestFinished(async () => {
		for (const open of sockets.clients) open.terminate();
		socket.terminate();
		sockets.close();
		server.close();
		await once(server, 'close');
	});
	await once(socket, 'open');
	return socket;
}

test('[OF14] a slow line brings everything, late and in order', async () => {
	const socket = await echo({ ...WELL, latency: [20, 60] });
	const heard: string[] = [];
	socket.on('message', (data: Buffer) => heard.push(data.toString()));
	const sentAt = performance.now();
	for (const word of ['ett', 'två', 'tre']) socket.send(word);
	await waitFor(() => heard.length === 3, 'all three');
	expect(heard).toEqual(['ett', 'två', 'tre']);
	expect(performance.now() - sentAt).toBeGreaterThan(35);
});

test('[OF14] a flaky line is cut, or says no more without a word', async () => {
	const cut = await echo({ ...WELL, lineLives: [30, 30] });
	await once(cut, 'close');

	const silent = await echo({ ...WELL, lineLives: [100, 100], silent: 1 });
	let [asked, heard] = [0, 0];
	silent.on('message', () => (heard += 1));
	await waitFor(() => {
		silent.send(String(++asked));
		return asked > heard + 20;
	}, 'an answer that does not come');
	expect(silent.readyState).toBe(WebSocket.OPEN);
});

test('[OF14] a bad disk refuses some saves and keeps the rest', async () => {
	const kept: number[] = [];
	const journal = { append: (rows: readonly unknown[]) => Promise.resolve(kept.push(rows.length)) };
	const chances = [0.05, 0.5];
	spoilJournal(journal, { ...WELL, refused: 0.1 }, () => chances.shift() ?? 1);
	await expect(journal.append([1])).rejects.toThrow(/refuses/);
	await expect(journal.append([1, 2])).resolves.toBe(1);
	expect(kept).toEqual([2]);
});

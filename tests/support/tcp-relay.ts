import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/**
 * `open` passes bytes on; `cut` ends every connection and takes none; `silent` loses bytes both ways and says nothing, as a
 * network does that went away; `stalled` reads nothing from the server, as a client does that can not keep up.
 */
export type RelayState = 'open' | 'cut' | 'silent' | 'stalled';

/** A network between clients and a server, to be spoiled. */
export class TcpRelay {
	readonly #server: Server;
	readonly #pairs = new Set<{ client: Socket; server: Socket }>();
	#state: RelayState = 'open';

	constructor(target: number) {
		this.#server = createServer((client) => this.#join(client, target)).listen(0, '127.0.0.1');
	}

	/** In place of the server's own; the origin stays the server's. */
	get url(): string {
		return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/sync`;
	}

	async listening(): Promise<this> {
		if (!this.#server.listening) await once(this.#server, 'listening');
		return this;
	}

	set(state: RelayState) {
		this.#state = state;
		for (const { client, server } of this.#pairs) {
			if (state === 'cut') {
				client.destroy();
				server.destroy();
			} else if (state === 'stalled') server.pause();
			else server.resume();
		}
	}

	/** The connections that went silent are found to be dead; new ones work. */
	replace() {
		this.set('cut');
		this.set('open');
	}

	async close() {
		this.set('cut');
		this.#server.close();
		await once(this.#server, 'close');
	}

	#join(client: Socket, target: number) {
		client.on('error', () => client.destroy());
		if (this.#state === 'cut') return void client.destroy();
		const server = connect(target, '127.0.0.1');
		const pair = { client, server };
		this.#pairs.add(pair);
		server.on('error', () => server.destroy());
		for (const [from, to] of [
			[client, server],
			[server, client]
		] as const) {
			from.on('data', (bytes) => {
				if (this.#state !== 'silent') to.write(bytes);
			});
			from.on('close', () => {
				if (to.destroyed) this.#pairs.delete(pair);
				else if (this.#state !== 'silent') to.destroy();
			});
		}
		if (this.#state === 'stalled') server.pause();
	}
}

export async function openRelay(target: number): Promise<TcpRelay> {
	const relay = await new TcpRelay(target).listening();
	onTestFinished(() => relay.close());
	return relay;
}

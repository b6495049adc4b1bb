import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createAccounts, type Accounts } from '../../server/accounts/accounts.ts';
import { attachRealtime, type AttachParts, type Realtime } from '../../server/realtime/attach.ts';
import { createRealtime, type RealtimeServices } from '../../server/realtime/create.ts';
import type { RoomPolicy } from '../../server/realtime/rooms.ts';
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import type { Store } from '../../server/storage/store.ts';

/** A server that listens, over a store in the world's folder. */
export interface RoomsServer extends RealtimeServices {
	port: number;
	origin: string;
	/** `ws://…/sync` */
	url: string;
	http: Server;
	store: Store;
	accounts: Accounts;
	close(): Promise<void>;
}

export interface StartOptions {
	policy?: Partial<RoomPolicy>;
	/** The store that the rooms see, in place of the real one: to delay or fail it. */
	wrap?(store: Store): Store;
	port?: number;
	now?: () => number;
	ownUpgrades?: boolean;
	/** The disk could not confirm a write. */
	broken?: () => void;
	/** Of the guard: fewer sockets, counts, another clock, a log that is listened to, and quicker looks at sockets. */
	guard?: Pick<Partial<AttachParts>, 'connectionLimits' | 'now' | 'log' | 'rhythm'>;
}

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export async function serveRooms(folder: string, options: StartOptions = {}): Promise<RoomsServer> {
	const {
		policy,
		wrap = (store: Store) => store,
		port = 0,
		now = Date.now,
		ownUpgrades = true,
		guard = {},
		broken
	} = options;
	const real = await openSqliteStore(folder);
	const store = wrap(real);
	const accounts = createAccounts({ store: real, now, random, secure: false });
	const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
	const http = createServer((_request, response) => response.writeHead(404).end());
	await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
	const bound = (http.address() as AddressInfo).port;
	const origin = `http://127.0.0.1:${bound}`;
	const config = { ...CONFIG, port: bound, origin, dataDir: folder };
	const parts = { store, accounts, config, log, now: guard.now ?? now };
	const made = createRealtime({ ...parts, random, version: 'test-1', policy, ...(broken ? { broken } : {}) });
	const realtime = attachRealtime(http, { ...made, ...parts, ...guard }, { ownUpgrades });
	const url = `ws://127.0.0.1:${bound}/sync`;
	const close = once(() => closeAll({ realtime, http, accounts, store: real }));
	return { port: bound, origin, url, http, ...made, store, accounts, close };
}

const CONFIG = {
	host: '127.0.0.1',
	trustProxy: false,
	logLevel: 'silent',
	mode: 'production'
} as const;

async function closeAll(parts: { realtime: Realtime; http: Server; accounts: Accounts; store: Store }) {
	await parts.realtime.close();
	parts.http.closeAllConnections();
	await new Promise((resolve) => parts.http.close(resolve));
	await parts.accounts.close();
	await parts.store.close();
}

function once(run: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | undefined;
	return () => (running ??= run());
}

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { Accounts } from '../accounts/accounts.ts';
import type { Store } from '../storage/store.ts';
import type { Notices } from '../notices/notices.ts';
import { sessionsOf, type AdmissionParts } from './admission.ts';
import { Connections, type ConnectionLimits } from './guard/connections.ts';
import { boundHandshake } from './guard/handshake.ts';
import { Standings } from './guard/standing.ts';
import type { Live } from './live.ts';
import type { Meetings } from './meetings.ts';
import type { Site } from './origin.ts';
import type { Rooms } from './rooms.ts';
import { SyncEndpoint, type Rhythm } from './sync-endpoint.ts';

export interface Realtime {
	/** Says goodbye, stores what there is, closes all sockets; leaves no timer. */
	close(): Promise<void>;
}

export interface AttachParts {
	rooms: Rooms;
	live: Live;
	meetings: Pick<Meetings, 'close'>;
	notices: Pick<Notices, 'close'>;
	config: Site;
	log: Logger;
	store: Store;
	accounts: Pick<Accounts, 'sessions'>;
	/** See `AdmissionParts.viewed`. */
	eventLog?: { viewed: NonNullable<AdmissionParts['viewed']> };
	/** For tests: fewer sockets, another clock, and looks that come sooner. */
	connectionLimits?: Partial<ConnectionLimits>;
	now?: () => number;
	rhythm?: Partial<Rhythm>;
}

/**
 * Puts `/sync` and `/live` on the server, after it has its request listener. With `ownUpgrades` no other endpoint
 * upgrades on it, so what goes elsewhere is ended; in development Vite's does.
 */
export function attachRealtime(
	server: Server,
	{
		rooms,
		live,
		meetings,
		notices,
		config,
		log,
		store,
		accounts,
		eventLog,
		connectionLimits,
		rhythm,
		now = Date.now
	}: AttachParts,
	{ ownUpgrades }: { ownUpgrades: boolean }
): Realtime {
	const sessions = sessionsOf(accounts);
	live.attach(server);
	const endpoint = new SyncEndpoint({
		...{ rooms, config, log, store, sessions, now, rhythm },
		...(eventLog && { viewed: eventLog.viewed.bind(eventLog) }),
		standings: new Standings(log, now),
		connections: new Connections(connectionLimits)
	});
	boundHandshake(server);
	const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		const target = request.url ?? '';
		if (target.startsWith('/sync/')) void endpoint.handleUpgrade(request, socket, head);
		else if (ownUpgrades && !target.startsWith('/live/')) socket.destroy();
	};
	server.on('upgrade', upgrade);
	const forget = sessions.onEnded(({ person, hash }) => {
		rooms.sessionEnded(person, hash);
		live.sessionEnded(person, hash);
	});
	return {
		async close() {
			forget();
			endpoint.refuse(); // the listener stays: an upgrade that nobody answers would hang, and keep the server open
			live.close();
			await meetings.close();
			await rooms.close();
			await endpoint.close();
			await notices.close();
		}
	};
}

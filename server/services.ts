import type { Logger } from 'pino';
import type { Accounts } from './accounts/accounts.ts';
import type { Live } from './realtime/live.ts';
import type { Rooms } from './realtime/rooms.ts';
import type { Config } from './config.ts';
import type { Store } from './storage/store.ts';

/** Everything that exists once per process: made by `createApp`, handed to routes through `handoff.ts`. */
export interface Services {
	config: Config;
	log: Logger;
	/** Server time in milliseconds. */
	now: () => number;
	random: (length: number) => Uint8Array;
	store: Store;
	accounts: Accounts;
	rooms: Rooms;
	live: Live;
	/** The build that runs; a client with another one is told. */
	version: string;
}

import type { Logger } from 'pino';
import type { Accounts } from '../accounts/accounts.ts';
import type { StoreBrokenError } from '../storage/errors.ts';
import type { Store } from '../storage/store.ts';
import { sessionsOf } from './admission.ts';
import { Live } from './live.ts';
import { noticesOf } from './notices.ts';
import type { Site } from './origin.ts';
import { Rooms, type RoomPolicy, type StoredChanges } from './rooms.ts';

export interface RealtimeParts {
	store: Store;
	accounts: Pick<Accounts, 'sessions'>;
	config: Site;
	log: Logger;
	now: () => number;
	version: string;
	policy?: Partial<RoomPolicy>;
	/** See `RoomsParts`. */
	broken?(error: StoreBrokenError): void;
}

/** Rooms and live, joined where one has news for the other. Nothing listens yet: see `attachRealtime`. */
export function createRealtime({ store, accounts, config, log, now, version, policy, broken }: RealtimeParts): {
	rooms: Rooms;
	live: Live;
} {
	const live = new Live({ store, sessions: sessionsOf(accounts), config, log, now, version });
	const changed = ({ info, changes, person }: StoredChanges) => {
		for (const { funktioner, notice } of noticesOf(changes, now()))
			live.notify(info.samverkan, funktioner, notice, person).catch((error: unknown) => {
				log.error({ err: error }, 'a notice could not be sent');
			});
	};
	return { rooms: new Rooms({ store, log, now, policy, changed, broken }), live };
}

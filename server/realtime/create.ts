import type { Logger } from 'pino';
import type { Accounts } from '../accounts/accounts.ts';
import type { RandomBytes } from '../../src/lib/shared/ids.ts';
import type { StoreBrokenError } from '../storage/errors.ts';
import type { Store } from '../storage/store.ts';
import { History } from '../history/history.ts';
import { Notices } from '../notices/notices.ts';
import { newsOf } from '../notices/of-changes.ts';
import { sessionsOf } from './admission.ts';
import { Live, type Index } from './live.ts';
import { Meetings } from './meetings.ts';
import type { Site } from './origin.ts';
import { Rooms, type RoomPolicy, type StoredChanges } from './rooms.ts';
import { ScreenFeed } from './screen-feed.ts';
import { ScreenLinks } from './screen-links.ts';

export interface RealtimeParts {
	store: Store;
	accounts: Pick<Accounts, 'sessions'>;
	config: Site;
	log: Logger;
	now: () => number;
	random: RandomBytes;
	version: string;
	policy?: Partial<RoomPolicy>;
	/** What searches; told of what is stored. */
	index?: Index & { changed(changes: StoredChanges): void };
	/** See `RoomsParts`. */
	broken?(error: StoreBrokenError): void;
	/** A mail waits in the outbox. */
	mailQueued?(): void;
}

/** Everything live, made together. Nothing listens yet: see `attachRealtime`. */
export interface RealtimeServices {
	rooms: Rooms;
	/** What was: changes one by one, and boards as of any moment. */
	history: History;
	live: Live;
	/** Tells people what concerns them. */
	notices: Notices;
	/** Where each week's meeting is. */
	meetings: Meetings;
	/** Links for the rooms' screens. */
	screenLinks: ScreenLinks;
	/** What the rooms' screens are sent. */
	screens: ScreenFeed;
}

/** Joined where one has news for the other. */
export function createRealtime(parts: RealtimeParts): RealtimeServices {
	const { store, accounts, config, log, now, random, version, policy, broken, mailQueued, index } = parts;
	const sessions = sessionsOf(accounts);
	const screenLinks = new ScreenLinks({ store, now, random, secure: config.origin.startsWith('https:') });
	const meetings = new Meetings({ store, log, now, changed: (week, state) => live.meetingMoved(week, state) });
	const rooms = new Rooms({ store, log, now, policy, broken });
	const history = new History({ store, rooms, log });
	const screens = new ScreenFeed({ store, rooms, history, sessions, links: screenLinks, log, now });
	const live = new Live({ store, sessions, config, log, now, version, meetings, screens, index });
	const notices = new Notices({ store, rooms, live, log, now, random, mailQueued });
	rooms.onChanged((stored) => {
		const { info, changes, person } = stored;
		index?.changed(stored);
		history.changed(stored);
		if (info.kind === 'draft') return; // shown on no screen, and told to nobody until it is shared
		screens.changed(info);
		for (const news of newsOf(changes, now()))
			void notices.tell({ ...news, samverkan: info.samverkan, except: person });
	});
	return { rooms, history, live, notices, meetings, screenLinks, screens };
}

import type { Logger } from 'pino';
import type { RandomBytes } from '../../src/lib/shared/ids.ts';
import type { Store } from '../storage/store.ts';
import { ActionLinks } from './action-links.ts';
import { ActionNews, type Mention } from './action-news.ts';
import { ActionUpdates } from './action-updates.ts';
import { Calendars } from './calendars.ts';
import type { EditsDocuments, ReadsActions, TellsChanges, TellsPeople } from './desk-parts.ts';

export interface DeskParts {
	store: Store;
	rooms: EditsDocuments & ReadsActions & TellsChanges;
	live: TellsPeople;
	log: Logger;
	now: () => number;
	random: RandomBytes;
	/** As the browser sees the site, without a slash at the end. */
	origin: string;
	/** Tells the functions that a comment names. */
	mentioned?(mention: Mention): Promise<void>;
}

/** What serves the desk: moves without the board, links in mails, calendars, and news of one's åtgärder. */
export interface DeskServices {
	actionUpdates: ActionUpdates;
	actionLinks: ActionLinks;
	calendars: Calendars;
	actionNews: ActionNews;
}

export function createDeskServices(parts: DeskParts): DeskServices {
	const { store, rooms, live, log, now, random, origin, mentioned } = parts;
	const actionUpdates = new ActionUpdates({ store, rooms, now });
	return {
		actionUpdates,
		actionLinks: new ActionLinks({ store, rooms, updates: actionUpdates, origin, now, random }),
		calendars: new Calendars({ store, rooms, origin, now, random }),
		actionNews: new ActionNews({ store, rooms, live, log, now, ...(mentioned && { mentioned }) })
	};
}

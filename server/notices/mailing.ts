import type { Seal } from '../storage/seals.ts';
import type { Store } from '../storage/store.ts';
import type { MorningParts } from './mornings.ts';
import { Outbox, type OutboxParts } from './outbox.ts';
import { Schedule, type ScheduleParts, type Timed } from './schedule.ts';
import { sealNews, tellSealed } from './week-sealed.ts';

export interface MailingParts extends Pick<MorningParts, 'rooms' | 'notices' | 'random'>, Omit<OutboxParts, 'store'> {
	store: OutboxParts['store'] & ScheduleParts['store'] & Pick<Store, 'seals'>;
	/** What has its times, beside mornings. */
	timed?: readonly Timed[];
}

/** What is told by the clock, and what goes out by mail. */
export interface Mailing {
	outbox: Outbox;
	schedule: Schedule;
	/** A week was sealed, and that is kept. */
	sealed(seal: Seal): void;
}

export function createMailing({ timed = [], ...parts }: MailingParts): Mailing {
	const outbox = new Outbox(parts);
	return {
		outbox,
		schedule: new Schedule({ ...parts, timed: [sealNews(parts), ...timed], mailQueued: () => outbox.wake() }),
		sealed: (seal) => void tellSealed(parts, seal)
	};
}

import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { EventLog } from '../../server/events/event-log.ts';
import type { Store } from '../../server/storage/store.ts';

/** Händelseloggen over a test's store, closed when the test is finished. */
export function startEventLog(store: Store, now: () => number = Date.now): EventLog {
	const eventLog = new EventLog({ store, log: pino({ level: 'silent' }), now });
	onTestFinished(() => eventLog.close());
	return eventLog;
}

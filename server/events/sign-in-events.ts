import type { PersonId } from '../../src/lib/shared/ids.ts';
import type { EndedSession } from '../accounts/sessions.ts';
import type { Store } from '../storage/store.ts';
import type { EventLog } from './event-log.ts';

/** Log-ins that fail and sessions that end, in the log of each samverkan that the person is in; else the installation's. */
export function signInEvents({ organisation }: Pick<Store, 'organisation'>, eventLog: EventLog) {
	const logsOf = async (person: PersonId | null) => {
		const own = person === null ? [] : await organisation.samverkanOf(person);
		return own.length === 0 ? [null] : own.map(({ id }) => id);
	};
	return {
		failed: (person: PersonId | null, code: string) =>
			eventLog.later(async () => {
				for (const samverkan of await logsOf(person)) await eventLog.signInFailed(samverkan, person, code);
			}),
		/** `hash` is null when all of the person's have ended: a new password, or a closed account. */
		ended: ({ person, hash }: EndedSession) =>
			eventLog.later(async () => {
				const about = { did: hash === null ? 'all' : 'one' };
				for (const samverkan of await logsOf(person))
					await eventLog.record({ samverkan, person, party: null, what: 'log-out', about });
			})
	};
}

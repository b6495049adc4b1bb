import { pino } from 'pino';
import { Retention } from '../../../server/retention/retention.ts';
import { KEEP_ALL, type RetentionRules } from '../../../src/lib/shared/retention/retention.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import type { RoomsServer } from '../../support/start-rooms.ts';
import { valueOf } from '../seal/support.ts';

/** Long after everything that a test does: 400 days. */
export const MUCH_LATER = 400 * 86_400_000;

export function retentionOf({ store, rooms }: RoomsServer, later = MUCH_LATER): Retention {
	return new Retention({
		...{ store, rooms },
		forget: (document) => store.history.forget(document),
		settled: () => store.events.settle(),
		log: pino({ level: 'silent' }),
		now: () => Date.now() + later
	});
}

export const rulesWith = (rules: Partial<Record<keyof RetentionRules, number>>): RetentionRules => ({
	...KEEP_ALL,
	...Object.fromEntries(Object.entries(rules).map(([kind, months]) => [kind, { months, decision: 'KS 2026/77' }]))
});

/** Sets the rules, dry-runs and carries out, until it is done. Answers the dry run. */
export async function dispose(
	retention: Retention,
	actor: Actor,
	rules: Partial<Record<keyof RetentionRules, number>>
) {
	valueOf(await retention.setRules(actor, rulesWith(rules)));
	const plan = await retention.plan(actor.samverkan);
	valueOf(await retention.execute(actor, plan.fingerprint));
	await retention.settled();
	return plan;
}

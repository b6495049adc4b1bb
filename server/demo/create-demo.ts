import { hashPassword } from '../accounts/passwords.ts';
import type { PersonId } from '../../src/lib/shared/ids.ts';
import { CAST } from './cast.ts';
import { ekeby } from './ekeby.ts';
import { demoLogins } from './logins.ts';
import { sealWeeks } from './seal-weeks.ts';
import type { DemoParts } from './story.ts';
import { tellActions } from './tell-actions.ts';
import { tellNotices } from './tell-notices.ts';
import { tellOrganisation } from './tell-organisation.ts';
import { tellReports } from './tell-reports.ts';
import { tellWeek } from './tell-week.ts';
import { vreta } from './vreta.ts';

/**
 * The installation's own note that the demo made this data folder, with the log-ins for the log-in page. Set first, so that
 * half a demo is never taken for real.
 */
export const DEMO_KEY = 'demo';

/** Fills an empty store with the example: two samverkan, six weeks that end at today's, people to log in as. */
export async function createDemo(parts: DemoParts): Promise<void> {
	const logins = demoLogins.map(({ name, email, password, what }) => ({ name, email, password, what }));
	await parts.store.installation.set(DEMO_KEY, JSON.stringify({ madeAt: parts.now(), logins }));
	const people = await addCast(parts);
	for (const scenario of [ekeby, vreta]) {
		const story = await tellOrganisation(parts, scenario, people);
		for (const week of scenario.weeks) await tellWeek(story, week);
		await tellActions(story);
		await tellReports(story);
		await sealWeeks(story);
		await tellNotices(story);
	}
}

async function addCast({ store, now, random }: DemoParts): Promise<ReadonlyMap<string, PersonId>> {
	const people = new Map<string, PersonId>();
	for (const { key, name, email, password } of CAST) {
		const passwordHash = password === null ? null : await hashPassword(password, random);
		people.set(key, await store.accounts.addPerson({ name, email, passwordHash, closed: false, createdAt: now() }));
	}
	return people;
}

import { permissionsOf } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { Member } from '../../src/lib/shared/organisation.ts';
import type { SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Seal } from '../storage/seals.ts';
import type { Store } from '../storage/store.ts';
import type { Notices } from './notices.ts';
import type { Timed } from './schedule.ts';

interface SealNewsParts {
	store: Pick<Store, 'organisation' | 'seals'>;
	notices: Pick<Notices, 'tell'>;
	now: () => number;
}

/** A server that ended between the seal and the telling tells of seals this young, in milliseconds. */
const YOUNG = 24 * 3_600_000;

/**
 * To everybody who may read the sealed week. Who sealed it knows, but gets the mail: their åtgärder from the meeting are in
 * it. A rättelse tells nobody: it stands beside the text.
 */
export async function tellSealed({ store, notices }: SealNewsParts, seal: Seal): Promise<void> {
	if (seal.correction !== 0) return;
	const { people } = await store.organisation.read(seal.samverkan);
	const readers = people.filter((member) => permissionsOf(actorOf(seal.samverkan, member), 'sealed').readBoard);
	await notices.tell({
		...{ samverkan: seal.samverkan, kind: 'week-sealed', about: { week: seal.week }, at: seal.at, except: seal.by },
		people: readers.map(({ person }) => person),
		dedupe: `week-sealed:${seal.document}`,
		mailsExcepted: true
	});
}

const actorOf = (samverkan: SamverkanId, { person, party, roles }: Member): Actor => ({
	...{ samverkan, person, party, roles, funktioner: [] }
});

/** Tells again of what was sealed lately, which tells nobody twice. */
export const sealNews = (parts: SealNewsParts): Timed => ({
	async run(samverkan) {
		const seal = await parts.store.seals.latest(samverkan);
		if (seal && parts.now() - seal.at < YOUNG) await tellSealed(parts, seal);
	},
	next: () => Promise.resolve(null)
});

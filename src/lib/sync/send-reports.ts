import type { PersonId } from '../shared/ids.ts';
import { nextItem, outcomeOf, type Outcome, type OutboxItem, type Parcel } from '../shared/report/outbox.ts';
import type { ReportBox } from './device/report-box.ts';

/** Asks the server to take one; the answer is never thrown. */
export type Post = (parcel: Parcel) => Promise<Outcome>;

export const REPORTS_ADDRESS = '/rapportera/skicka';
/** Under which the browser wakes the service worker when there is a network again. */
export const SYNC_TAG = 'lagestavlan-rapporter';

/** Milliseconds after which a line that says nothing is taken for none: it is tried again. */
const PATIENCE = 20_000;

export async function postReport(parcel: Parcel): Promise<Outcome> {
	try {
		const answer = await fetch(REPORTS_ADDRESS, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(parcel),
			cache: 'no-store',
			redirect: 'error',
			signal: AbortSignal.timeout(PATIENCE)
		});
		return outcomeOf(answer.status, await answer.json().catch(() => null));
	} catch {
		return { kind: 'unreachable' };
	}
}

/**
 * Sends what a person has waiting, one by one in the order it was written; resolves to whether something waits still. Pages
 * and the service worker take turns, so that each is told of by whoever sent it; sent twice by mistake it is one anyway.
 */
export async function sendWaiting(
	person: PersonId,
	box: ReportBox,
	post: Post = postReport,
	onchange: (item: OutboxItem) => void = () => undefined
): Promise<boolean> {
	return inTurn(`lagestavlan-reports-${person}`, async () => {
		for (const item of await box.items()) {
			if (item.state.kind !== 'waiting' || !item.message) continue;
			const outcome = await post({ person, samverkan: item.samverkan, message: item.message });
			const latest = (await box.items()).find(({ id }) => id === item.id) ?? item;
			const next = nextItem(latest, outcome);
			if (next !== latest) {
				await box.keep(next);
				onchange(next);
			}
			if (outcome.kind === 'unreachable' || outcome.kind === 'logged-out') return true;
		}
		return false;
	});
}

const inTurn = <T>(name: string, work: () => Promise<T>): Promise<T> =>
	globalThis.navigator?.locks ? navigator.locks.request(name, work) : work();

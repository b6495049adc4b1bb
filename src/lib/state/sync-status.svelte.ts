import { createSubscriber } from 'svelte/reactivity';
import type { Observable } from '../sync/observable.ts';
import type { SyncStatus } from '../sync/sync-status.ts';

export type { SyncStatus };

/** Worst first: what one document suffers from, the page suffers from. */
const GRAVITY: readonly SyncStatus['state'][] = [
	'refused',
	'closed',
	'cannot-store',
	'offline',
	'connecting',
	'saving',
	'saved'
];

/** How it stands with several documents as one: the worst of them, with the edits that wait in all of them. */
export class SyncStatusState {
	readonly #documents: readonly { status: Observable<SyncStatus> }[];
	readonly #subscribe: () => void;

	constructor(documents: readonly { status: Observable<SyncStatus> }[]) {
		this.#documents = documents;
		this.#subscribe = createSubscriber((update) => {
			const stops = documents.map(({ status }) => status.subscribe(update));
			return () => stops.forEach((stop) => stop());
		});
	}

	/** Null where there is no document to save in. */
	get current(): SyncStatus | null {
		this.#subscribe();
		return combined(this.#documents.map(({ status }) => status.current));
	}

	/** Edits that are not on the server's disk: the reason to ask before the tab is closed (R11). */
	get waiting(): number {
		this.#subscribe();
		return waitingIn(this.#documents.map(({ status }) => status.current));
	}
}

export function combined(statuses: readonly SyncStatus[]): SyncStatus | null {
	const [found] = [...statuses].sort((a, b) => GRAVITY.indexOf(a.state) - GRAVITY.indexOf(b.state));
	const worst = found && withoutKept(found);
	if (!worst || !('waiting' in worst)) return worst ?? null;
	const all = { waiting: waitingIn(statuses), ...keptIn(statuses) };
	if (!('since' in worst)) return { ...worst, ...all };
	const alike = statuses.filter((status) => status.state === worst.state) as { since: number }[];
	const late = alike.some((status) => 'late' in status) ? { late: true as const } : {};
	return { ...worst, ...late, ...all, since: Math.min(...alike.map(({ since }) => since)) };
}

function withoutKept(status: SyncStatus): SyncStatus {
	if (!('onDevice' in status)) return status;
	const rest = { ...status };
	delete rest.onDevice;
	return rest;
}

/** Only where all that waits, in whichever document, is on the device. */
function keptIn(statuses: readonly SyncStatus[]): { onDevice?: true } {
	const waiting = statuses.filter((status) => 'waiting' in status && status.waiting > 0);
	const kept = waiting.length > 0 && waiting.every((status) => 'onDevice' in status && status.onDevice);
	return kept ? { onDevice: true } : {};
}

const waitingIn = (statuses: readonly SyncStatus[]): number =>
	statuses.reduce((sum, status) => sum + ('waiting' in status ? status.waiting : 0), 0);

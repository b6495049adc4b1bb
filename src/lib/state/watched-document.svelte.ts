import type { DocumentKind } from '../shared/board/schema.ts';
import type { DocumentId, PersonId } from '../shared/ids.ts';
import { Device } from '../sync/device/device.ts';
import { LiveDocument, type Presences } from '../sync/live-document.ts';
import { plainRecords } from '../sync/refused-copy.ts';
import type { SyncStatus } from '../sync/sync-status.ts';

/** Milliseconds between looks at the device, which tells nobody of itself. */
const EVERY = 500;

/** Everything there is to see of one document, for those who build. */
export class WatchedDocument {
	readonly #document: LiveDocument;
	readonly #device: Device | null;
	readonly #stops: (() => void)[] = [];
	#status = $state.raw<SyncStatus>({ state: 'connecting' });
	#presences = $state.raw<Presences>(new Map());
	#records = $state.raw<Record<string, unknown>>({});
	#onDevice = $state(0);

	constructor(id: DocumentId, kind: DocumentKind, person: PersonId) {
		this.#document = new LiveDocument(id, kind, { person });
		this.#device = Device.of(person);
		const { status, presences } = this.#document;
		this.#stops.push(
			status.subscribe((next) => (this.#status = next)),
			presences.subscribe((next) => (this.#presences = next))
		);
		this.#watch();
		this.#document.onreplaced = () => this.#watch();
		const timer = setInterval(() => void this.#look(), EVERY);
		this.#stops.push(() => clearInterval(timer));
	}

	get status(): SyncStatus {
		return this.#status;
	}
	get presences(): Presences {
		return this.#presences;
	}
	/** Root → record id → fields, as they stand here. */
	get records(): Record<string, unknown> {
		return this.#records;
	}
	/** Edits of this person that lie on this device, of every tab and document. */
	get onDevice(): number {
		return this.#onDevice;
	}

	close(): void {
		for (const stop of this.#stops) stop();
		this.#document.close();
		void this.#device?.close();
	}

	#watch(): void {
		const { doc, kind } = this.#document;
		const read = () => (this.#records = plainRecords(doc, kind));
		doc.on('afterTransaction', read);
		read();
	}

	async #look(): Promise<void> {
		this.#onDevice = (await this.#device?.unsentCount()) ?? 0;
	}
}

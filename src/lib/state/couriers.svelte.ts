import type { PersonId } from '../shared/ids.ts';
import { Device } from '../sync/device/device.ts';
import { LiveDocument } from '../sync/live-document.ts';

/**
 * Delivers what the person left unsent in documents that are not on the screen: last week's board, closed without a
 * line. One connection each, for as long as it takes.
 */
export class Couriers {
	readonly #person: PersonId;
	readonly #open: () => readonly LiveDocument[];
	#underway = $state.raw<readonly LiveDocument[]>([]);
	#closed = false;

	constructor(person: PersonId, open: () => readonly LiveDocument[]) {
		this.#person = person;
		this.#open = open;
		void this.#send().catch(() => undefined); // a device that does not answer has nothing to send
	}

	/** Those on the way, and those whose words were refused and are not read yet. */
	get underway(): readonly LiveDocument[] {
		return this.#underway;
	}

	close(): void {
		this.#closed = true;
		for (const courier of this.#underway) courier.close();
		this.#underway = [];
	}

	async #send(): Promise<void> {
		const device = Device.of(this.#person);
		const left = (await device?.documentsWithUnsent()) ?? [];
		await device?.close();
		const shown = new Set(this.#open().map(({ id }) => id));
		if (this.#closed) return;
		for (const { id, kind } of left)
			if (!shown.has(id)) this.#sendOne(new LiveDocument(id, kind, { person: this.#person }));
	}

	#sendOne(courier: LiveDocument): void {
		this.#underway = [...this.#underway, courier];
		const stop = courier.status.subscribe(({ state }) => {
			if (state === 'refused') this.#underway = [...this.#underway]; // there is something to read
			if (state !== 'saved') return;
			stop();
			this.#underway = this.#underway.filter((other) => other !== courier);
			courier.close();
		});
	}
}

import type { DocumentId, PersonId } from '../shared/ids.ts';
import { Device } from '../sync/device/device.ts';

/** Milliseconds after the last letter. */
const SAVE_AFTER = 150;

/**
 * Words that are being written and belong to nobody else yet: they survive a reload on the person's own device, sealed as
 * all that lies there. On a shared screen, and without a device to keep them on, they live with the page.
 */
export class KeptDraft {
	#text = $state('');
	#device: Device | null = null;
	#document: DocumentId | null = null;
	#saving: ReturnType<typeof setTimeout> | undefined;

	get text(): string {
		return this.#text;
	}
	set text(text: string) {
		this.#text = text;
		clearTimeout(this.#saving);
		this.#saving = setTimeout(() => void this.#save(), SAVE_AFTER);
	}

	/** In the browser only. What was left there comes back, unless something is written already. Returns how to close. */
	open(person: PersonId, document: DocumentId | null, sharedScreen: boolean): () => void {
		this.#device = sharedScreen || document === null ? null : Device.of(person);
		this.#document = document;
		void this.#load();
		return () => this.#close();
	}

	async #load() {
		const found = this.#document && (await this.#device?.draft(this.#document));
		if (found && this.#text === '') this.#text = found;
	}

	async #save() {
		if (this.#document) await this.#device?.keepDraft(this.#document, this.#text);
	}

	#close() {
		clearTimeout(this.#saving);
		const device = this.#device;
		void this.#save().then(() => device?.close());
		this.#device = null;
	}
}

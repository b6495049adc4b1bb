import { readDocument } from '../shared/board/document-record.ts';
import { schemaOf, type BoardDocument } from '../shared/board/schema.ts';
import type { WeekPage } from '../shared/board/week-page.ts';
import { Device } from '../sync/device/device.ts';
import type { LiveDocument } from '../sync/live-document.ts';

/** Milliseconds between copies. A tab that is put away keeps one at once. */
const EVERY = 30_000;

type Documents = { readonly [D in BoardDocument]: LiveDocument | null };

/** Keeps this device's copy of the week up to date while the week is open, for reading it without a network. */
export class OfflineCopy {
	readonly #device: Device | null;
	readonly #page: () => WeekPage;
	readonly #documents: Documents;
	readonly #timer: ReturnType<typeof setInterval>;
	#isAllowed: boolean | null = null;

	constructor(page: () => WeekPage, documents: Documents) {
		this.#device = Device.of(page().me.person);
		this.#page = page;
		this.#documents = documents;
		this.#timer = setInterval(() => void this.#keep(), EVERY);
		addEventListener('visibilitychange', this.#keep);
	}

	/** Asked again whenever the samverkan's setting or the person's rights may have changed. */
	allow(isAllowed: boolean): void {
		if (isAllowed === this.#isAllowed) return;
		this.#isAllowed = isAllowed;
		if (!isAllowed) return void this.#device?.forgetCopies(this.#page().organisation.samverkan.id);
		void this.#whenWhole().then(this.#keep);
	}

	async close(): Promise<void> {
		clearInterval(this.#timer);
		removeEventListener('visibilitychange', this.#keep);
		await this.#keep();
		await this.#device?.close();
	}

	async #whenWhole(): Promise<void> {
		await Promise.all(this.#open.map(({ whenSynced }) => whenSynced));
	}

	get #open(): LiveDocument[] {
		return Object.values(this.#documents).filter((document) => document !== null);
	}

	readonly #keep = async (): Promise<void> => {
		const page = this.#isAllowed ? this.#pageNow() : null;
		if (page) await this.#device?.keepCopy(page);
	};

	/** Null where the board is not known to be as it is now: without a line, or before the documents are whole. */
	#pageNow(): WeekPage | null {
		const isCurrent = ({ doc, status }: LiveDocument) =>
			schemaOf(doc) !== undefined && ['saved', 'saving', 'cannot-store'].includes(status.current.state);
		if (!this.#open.every(isCurrent)) return null;
		const { week, actions } = this.#documents;
		const page = this.#page();
		const weekRecord = week && readDocument(week.doc, 'week');
		const actionsRecord = actions && readDocument(actions.doc, 'actions');
		if (weekRecord?.ok === false || actionsRecord?.ok === false) return null;
		return {
			...page,
			draft: undefined, // what a party has not shared stays with the server
			weekRecord: weekRecord?.value ?? page.weekRecord,
			actionsRecord: actionsRecord?.value ?? page.actionsRecord
		};
	}
}

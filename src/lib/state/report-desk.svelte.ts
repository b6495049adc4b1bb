import { newRecordId, type FunktionId, type RecordId } from '../shared/ids.ts';
import { isPast, nextItem, type OutboxEvent, type OutboxItem } from '../shared/report/outbox.ts';
import {
	EMPTY_FIELDS,
	isStarted,
	readFields,
	type FieldErrors,
	type ReportFields
} from '../shared/report/report-fields.ts';
import { habitsAfter, NO_HABITS, type ReportHabits, type ReportKit } from '../shared/report/report-kit.ts';
import { DeviceReportBox, MemoryReportBox, type ReportBox } from '../sync/device/report-box.ts';
import { postReport, sendWaiting, SYNC_TAG, type Post } from '../sync/send-reports.ts';

/** Milliseconds after the last letter. */
const SAVE_AFTER = 150;
/** Milliseconds between tries while something waits and the browser says that there is a network. */
const TRY_EVERY = 15_000;

export interface ReportDeskParts {
	kit: () => ReportKit;
	box?: ReportBox;
	post?: Post;
	now?: () => number;
	/** Says what an item is called in the list. */
	label(fields: ReportFields): string;
}

export interface ReportStart {
	errors?: FieldErrors;
	changes?: boolean;
}

/**
 * One reporter's reports in this browser: the one being written, those that wait, and those just received. What is written is
 * on the device before it is sent, and stays there until the server has it.
 */
export class ReportDesk {
	readonly #parts: ReportDeskParts;
	readonly #now: () => number;
	#box: ReportBox = new MemoryReportBox();
	#fields = $state<ReportFields>({ id: '', ...EMPTY_FIELDS });
	#changes = $state(false);
	#items = $state.raw<readonly OutboxItem[]>([]);
	#habits = $state.raw<ReportHabits>(NO_HABITS);
	#errors = $state.raw<FieldErrors>({});
	#isOnline = $state(true);
	#lasts = $state<boolean | null>(null);
	#isSending = $state(false);
	#saving: ReturnType<typeof setTimeout> | undefined;

	/** `changes`: `first` is a report that the server has already. */
	constructor(parts: ReportDeskParts, first: ReportFields, { errors = {}, changes = false }: ReportStart = {}) {
		this.#parts = parts;
		this.#now = parts.now ?? Date.now;
		this.#fields = first;
		this.#errors = errors;
		this.#changes = changes;
	}

	/** The report being written. */
	get fields(): ReportFields {
		return this.#fields;
	}
	get errors(): FieldErrors {
		return this.#errors;
	}
	/** Is it one that the server has already? */
	get changes(): boolean {
		return this.#changes;
	}
	/** All others on this device, the latest first. */
	get items(): OutboxItem[] {
		return this.#items.filter(({ id }) => id !== this.#fields.id).toReversed();
	}
	get habits(): ReportHabits {
		return this.#habits;
	}
	get isOnline(): boolean {
		return this.#isOnline;
	}
	/** Is what is written kept on the device? Null until that is known. */
	get lasts(): boolean | null {
		return this.#lasts;
	}
	get isSending(): boolean {
		return this.#isSending;
	}

	/** In the browser only. What was begun here comes back, and what waits is sent. Returns how to close. */
	open(): () => void {
		const { kit, box } = this.#parts;
		const device = box ?? DeviceReportBox.of(kit().person, this.#now);
		if (device) this.#box = device;
		this.#isOnline = navigator.onLine;
		const goOn = () => void this.#lineIs(true);
		const stop = () => void this.#lineIs(false);
		addEventListener('online', goOn);
		addEventListener('offline', stop);
		addEventListener('pagehide', this.#saveNow);
		const timer = setInterval(() => void this.#tryAgain(), TRY_EVERY);
		void this.#load();
		return () => {
			removeEventListener('online', goOn);
			removeEventListener('offline', stop);
			removeEventListener('pagehide', this.#saveNow);
			clearInterval(timer);
			this.#saveNow();
			void this.#box.close();
		};
	}

	set(changes: Partial<ReportFields>): void {
		Object.assign(this.#fields, changes);
		const answered = Object.keys(changes) as (keyof ReportFields)[];
		this.#errors = Object.fromEntries(
			Object.entries(this.#errors).filter(([name]) => !answered.includes(name as keyof ReportFields))
		);
		clearTimeout(this.#saving);
		this.#saving = setTimeout(this.#saveNow, SAVE_AFTER);
	}

	/** Puts the report in the outbox and tries at once; false where something is missing, as `errors` says. */
	async send(): Promise<boolean> {
		const fields = $state.snapshot(this.#fields);
		const read = readFields(fields, this.#parts.kit().choices, this.#now());
		this.#errors = read.ok ? {} : read.errors;
		if (!read.ok) return false;
		clearTimeout(this.#saving);
		const kind = this.#changes ? 'change' : 'report';
		await this.#put(
			{ ...this.#current(), fields, message: { kind, report: read.report } },
			{ kind: 'send', at: this.#now() }
		);
		await this.#remember(fields);
		this.#begin();
		void this.flush();
		return true;
	}

	/** Inget att rapportera. */
	async sendNil(funktion: FunktionId | null, label: string): Promise<RecordId> {
		const id = this.#newId();
		const item = { ...this.#blank(id, label), message: { kind: 'nil' as const, id, funktion } };
		await this.#put(item, { kind: 'send', at: this.#now() });
		void this.flush();
		return id;
	}

	/** Takes a nollrapport back, wherever it has come. */
	async undoNil(id: RecordId): Promise<void> {
		const item = this.#items.find((one) => one.id === id);
		if (!item) return;
		if (item.state.kind === 'waiting' && !this.#isSending) return this.discard(id);
		const undone = { ...item, message: { kind: 'nil-undone' as const, id }, label: 'Nollrapporten tas tillbaka' };
		await this.#keep({ ...undone, state: { kind: 'waiting', since: this.#now(), needsLogin: false } });
		await this.flush();
		if (this.#items.find((one) => one.id === id)?.state.kind === 'sent') await this.discard(id);
	}

	/** Takes up one that is not sent, and puts the present one away. */
	async takeUp(id: RecordId): Promise<void> {
		const item = this.#items.find((one) => one.id === id);
		if (!item?.fields) return;
		await this.#save();
		await this.#put(item, { kind: 'edit' });
		this.#fields = { ...item.fields };
		this.#changes = item.changes;
		this.#errors = {};
	}

	/** Forgets one on this device. What the server has, it has. */
	async discard(id: RecordId): Promise<void> {
		await this.#box.forget(id);
		this.#items = this.#items.filter((one) => one.id !== id);
		if (id === this.#fields.id) this.#begin();
	}

	/** Sends what waits, as far as the line goes. */
	async flush(): Promise<void> {
		if (this.#isSending) return;
		this.#isSending = true;
		try {
			const { kit, post = postReport } = this.#parts;
			const isLeft = await sendWaiting(kit().person, this.#box, post, (item) => this.#show(item));
			if (isLeft) await askForSync();
		} finally {
			this.#isSending = false;
		}
	}

	async #load(): Promise<void> {
		const lasts = await this.#box.lasts;
		await this.#keepKit();
		await this.#readItems();
		if (!this.#changes) this.#resume();
		this.#lasts = lasts;
		await this.flush();
	}

	/** What the server, a service worker or another tab has made of them meanwhile. */
	async #readItems(): Promise<void> {
		const items = await this.#box.items();
		const past = items.filter((item) => isPast(item, this.#now()));
		for (const { id } of past) await this.#box.forget(id);
		this.#items = items.filter((item) => !past.includes(item));
	}

	/** The last one begun, unless something is written here already: a slow device must not take anybody's words. */
	#resume(): void {
		const last = this.#items.findLast(({ state, fields }) => state.kind === 'writing' && fields !== null);
		if (!last?.fields || isStarted(this.#fields)) return;
		this.#fields = { ...last.fields };
		this.#changes = last.changes;
	}

	#begin(): void {
		const funktion = this.#parts.kit().funktioner[0]?.id ?? '';
		this.#fields = { ...EMPTY_FIELDS, id: this.#newId(), funktion };
		this.#changes = false;
		this.#errors = {};
	}

	readonly #saveNow = (): void => {
		clearTimeout(this.#saving);
		void this.#save();
	};

	async #save(): Promise<void> {
		const fields = $state.snapshot(this.#fields);
		const isKept = this.#items.some(({ id }) => id === fields.id);
		if (!isStarted(fields) && !isKept) return;
		await this.#keep({ ...this.#current(), fields, state: { kind: 'writing' } });
	}

	#current(): OutboxItem {
		const { id } = this.#fields;
		const known = this.#items.find((item) => item.id === id);
		const label = this.#parts.label(this.#fields);
		return { ...this.#blank(id as RecordId, label), ...known, label, changes: this.#changes };
	}

	#blank(id: RecordId, label: string): OutboxItem {
		const samverkan = this.#parts.kit().samverkan.id;
		return { id, samverkan, state: { kind: 'writing' }, changes: false, fields: null, message: null, label };
	}

	async #put(item: OutboxItem, event: OutboxEvent): Promise<void> {
		await this.#keep(nextItem(item, event));
	}

	async #keep(item: OutboxItem): Promise<void> {
		this.#show(item);
		if (await this.#box.keep(item)) return;
		await this.#fallBack();
	}

	/** The device keeps nothing more, with a full disk: what is here lives with the page, and is sent from it. */
	async #fallBack(): Promise<void> {
		this.#box = new MemoryReportBox();
		this.#lasts = false;
		for (const item of this.#items) await this.#box.keep(item);
	}

	#show(item: OutboxItem): void {
		const isKnown = this.#items.some(({ id }) => id === item.id);
		this.#items = isKnown ? this.#items.map((one) => (one.id === item.id ? item : one)) : [...this.#items, item];
	}

	async #keepKit(): Promise<void> {
		if (!(this.#box instanceof DeviceReportBox)) return;
		const kit = this.#parts.kit();
		await this.#box.keepKit(kit);
		this.#habits = (await this.#box.habits(kit.samverkan.id)) ?? NO_HABITS;
	}

	async #remember(fields: ReportFields): Promise<void> {
		const habits = habitsAfter(this.#habits, fields);
		if (this.#box instanceof DeviceReportBox) await this.#box.keepHabits(this.#parts.kit().samverkan.id, habits);
		this.#habits = habits;
	}

	async #lineIs(isOnline: boolean): Promise<void> {
		this.#isOnline = isOnline;
		if (isOnline) await this.#tryAgain();
	}

	async #tryAgain(): Promise<void> {
		if (!this.#items.some(({ state }) => state.kind === 'waiting')) return;
		await this.#readItems();
		await this.flush();
	}

	#newId(): RecordId {
		return newRecordId((length) => crypto.getRandomValues(new Uint8Array(length)));
	}
}

/** Where the browser can: it then wakes the service worker, also when this page is gone. */
async function askForSync(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
	const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
	await sync?.register(SYNC_TAG).catch(() => undefined);
}

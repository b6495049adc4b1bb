import type { Logger } from 'pino';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import { newRowId, type PersonId, type RandomBytes, type SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Notice, NoticeAbout, NoticeKind } from '../../src/lib/shared/notices/notice.ts';
import {
	MAIL_OF,
	wantsInApp,
	wantsMail,
	type MailKind,
	type NoticeSettings
} from '../../src/lib/shared/notices/notice-settings.ts';
import { afterQuiet } from '../../src/lib/shared/notices/quiet-hours.ts';
import type { NewNotice, StoredNotice } from '../storage/notices.ts';
import type { Store } from '../storage/store.ts';
import { receiversOf, type Addressees } from './receivers.ts';
import { readActions, showNotices, type ActionsSource } from './show.ts';

/** Something that happened, and whom it concerns. */
export interface Told extends Addressees {
	samverkan: SamverkanId;
	kind: NoticeKind;
	about: NoticeAbout;
	/** Who did it: they know. */
	except?: PersonId | null;
	/** Milliseconds; now when left out. */
	at?: number;
	/** Names what happened: telling it again tells nobody twice. */
	dedupe: string;
	/** Of several of the same topic that somebody has not seen only the newest stays. */
	topic?: string;
	/** The mail holds more than the news, so `except` gets it too. */
	mailsExcepted?: boolean;
}

export interface NoticesParts {
	store: Pick<Store, 'organisation' | 'notices' | 'mails'> & ActionsSource['store'];
	rooms: ActionsSource['rooms'];
	live: NoticeWire;
	log: Pick<Logger, 'error'>;
	now: () => number;
	random: RandomBytes;
	/** A mail waits in the outbox. */
	mailQueued?(): void;
}

/** To the person's open windows. */
export interface NoticeWire {
	noticed(samverkan: SamverkanId, person: PersonId, notice: Notice): void;
	unseen(samverkan: SamverkanId, person: PersonId, count: number): void;
}

const MINUTE = 60_000;
/** Mentions within this time come in one mail. */
const GATHER: Partial<Record<MailKind, number>> = { mention: 15 * MINUTE };
/** One of these that still waits takes the next along. */
const GATHERED: readonly MailKind[] = ['mention', 'flagged'];

interface Receiver {
	person: PersonId;
	settings: NoticeSettings;
}

/** Tells people what concerns them: kept first, then told to their open windows, and mailed where that is a mail. */
export class Notices {
	readonly #parts: NoticesParts;
	readonly #telling = new Set<Promise<void>>();

	constructor(parts: NoticesParts) {
		this.#parts = parts;
	}

	/**
	 * To the members among `people` and those who staff `funktioner` (a vacant one's samordnare), but not to `except`.
	 * Resolves when it is kept. Never rejects: what somebody did stands, also where nobody could be told; that is logged.
	 */
	tell(told: Told): Promise<void> {
		const telling = this.#tell(told).catch((err: unknown) => {
			this.#parts.log.error({ event: 'notice-failed', err, kind: told.kind }, 'a notice could not be given');
		});
		this.#telling.add(telling);
		return telling.finally(() => this.#telling.delete(telling));
	}

	/** Resolves when all that was told is kept. */
	async close(): Promise<void> {
		while (this.#telling.size > 0) await Promise.all(this.#telling);
	}

	/** Newest first, as the person may read them now. */
	async of({ samverkan, person }: Actor, most: number): Promise<Notice[]> {
		const stored = await this.#parts.store.notices.of(person, samverkan, most);
		return this.#shown(samverkan, person, stored, await this.#actionsOf(samverkan, stored));
	}

	unseen({ samverkan, person }: Pick<Actor, 'samverkan' | 'person'>): Promise<number> {
		return this.#parts.store.notices.unseen(person, samverkan);
	}

	/** Those, or all where `ids` is left out; the person's other windows learn. */
	async markSeen({ samverkan, person }: Pick<Actor, 'samverkan' | 'person'>, ids?: readonly number[]): Promise<void> {
		const { store, now } = this.#parts;
		await store.notices.markSeen(person, samverkan, now(), ids);
		await this.#count(samverkan, person);
	}

	async #tell(told: Told): Promise<void> {
		const { store } = this.#parts;
		const organisation = await store.organisation.read(told.samverkan);
		const receivers = await Promise.all(
			receiversOf(organisation, told).map(async (person) => ({
				person,
				settings: await store.notices.settings(person)
			}))
		);
		const isTold = ({ person }: Receiver) => person !== told.except;
		const inApp = receivers.filter((one) => isTold(one) && wantsInApp(one.settings, told.kind));
		const added = await store.notices.add(inApp.map(({ person }) => this.#noticeTo(told, person)));
		await this.#mail(told, told.mailsExcepted ? receivers : receivers.filter(isTold));
		await this.#tellLive(told.samverkan, added);
	}

	#noticeTo({ samverkan, kind, about, at, dedupe, topic }: Told, person: PersonId): NewNotice {
		return {
			person,
			samverkan,
			kind,
			about,
			at: at ?? this.#parts.now(),
			dedupe: `${samverkan}:${dedupe}`,
			topic: topic ?? null
		};
	}

	async #tellLive(samverkan: SamverkanId, added: readonly StoredNotice[]): Promise<void> {
		const actions = await this.#actionsOf(samverkan, added);
		for (const notice of added) {
			const [shown] = await this.#shown(samverkan, notice.person, [notice], actions);
			if (shown) this.#parts.live.noticed(samverkan, notice.person, shown);
			await this.#count(samverkan, notice.person);
		}
	}

	async #shown(
		samverkan: SamverkanId,
		person: PersonId,
		stored: readonly StoredNotice[],
		actions: readonly Action[]
	): Promise<Notice[]> {
		const actor = await this.#parts.store.organisation.actor(samverkan, person);
		return actor ? showNotices(actor, actions, stored) : [];
	}

	/** The åtgärder that these may be about. */
	async #actionsOf(samverkan: SamverkanId, stored: readonly StoredNotice[]): Promise<readonly Action[]> {
		return stored.some(({ about }) => about.action !== undefined) ? readActions(this.#parts, samverkan) : [];
	}

	async #count(samverkan: SamverkanId, person: PersonId): Promise<void> {
		this.#parts.live.unseen(samverkan, person, await this.unseen({ samverkan, person }));
	}

	async #mail(told: Told, receivers: readonly Receiver[]): Promise<void> {
		const kind = MAIL_OF[told.kind];
		const wanting = receivers.filter(({ settings }) => kind && wantsMail(settings, kind));
		if (!kind || wanting.length === 0) return;
		for (const receiver of wanting) await this.#mailTo(told, kind, receiver);
		this.#parts.mailQueued?.();
	}

	async #mailTo({ samverkan, about, dedupe }: Told, kind: MailKind, { person, settings }: Receiver): Promise<void> {
		const { store, now, random } = this.#parts;
		const mail = {
			...{ id: newRowId<'mail'>(random), samverkan, person, kind, madeAt: now() },
			dedupe: `${kind}:${samverkan}:${person}:${dedupe}`,
			items: [{ about, dedupe: `${samverkan}:${dedupe}` }],
			nextTry: afterQuiet(now() + (GATHER[kind] ?? 0), settings.quiet)
		};
		if (GATHERED.includes(kind)) await store.mails.addOrJoin(mail);
		else await store.mails.add(mail);
	}
}

import type { Logger } from 'pino';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import { wantsMail } from '../../src/lib/shared/notices/notice-settings.ts';
import { afterQuiet } from '../../src/lib/shared/notices/quiet-hours.ts';
import { localDay } from '../../src/lib/shared/week/iso-week.ts';
import { afterwards, type Later } from '../boards/later.ts';
import type { MailConfig } from '../config.ts';
import type { WorkState } from '../../src/lib/shared/desk/desk-move.ts';
import type { PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Mail, MailChange } from '../storage/mails.ts';
import type { PersonRow } from '../storage/accounts.ts';
import type { Store } from '../storage/store.ts';
import { compose } from './mail/compose.ts';
import { deliver, type Delivery } from './mail/courier.ts';
import { buildMessage } from './mail/message.ts';
import { toPlainText, type MailText } from './mail/mail-body.ts';
import { readActions, tellable, type ActionsSource } from './show.ts';

export interface OutboxParts {
	store: Pick<Store, 'organisation' | 'accounts' | 'notices' | 'mails'> & ActionsSource['store'];
	rooms: ActionsSource['rooms'];
	/** Null where no mail server is set: mails wait, and are shown. */
	mail: MailConfig | null;
	/** As the browser shows it. */
	origin: string;
	/** A page of one åtgärd for one person; the board's where left out. */
	linkFor?(link: CardLink): Promise<string>;
	log: Pick<Logger, 'info' | 'warn' | 'error'>;
	now: () => number;
	later?: Later;
}

export interface CardLink {
	samverkan: SamverkanId;
	person: PersonId;
	action: RecordId;
	status?: WorkState;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Waits after the first, second … try; the last stands for all that follow. */
const PATIENCE = [1, 5, 15, 60, 240].map((minutes) => minutes * MINUTE);
const MOST_TRIES = 8;
/** What could not be sent for this long is news no more. */
const OLDEST = 7 * DAY;
/** Somebody pressed "Skicka igen": its age does not matter. */
const ASKED_FOR = 'asked-for';
/** A clock that was set, or a machine that slept, moves every moment: looked at at least this often. */
const LONGEST_WAIT = 60 * MINUTE;
/** A mail that has begun is waited for this long when the server stops; then it stays as being sent, and is uncertain. */
const FAREWELL = 5_000;

const waitAfter = (tries: number): number => PATIENCE[Math.min(tries, PATIENCE.length) - 1] ?? MINUTE;

/** Sends what waits, one mail at a time, each at most once without somebody's asking. */
export class Outbox {
	readonly #parts: OutboxParts;
	readonly #closing = new AbortController();
	#isOpen = false;
	#working: Promise<void> | null = null;
	#again = false;
	#stopTimer: (() => void) | null = null;
	/** Times in a row that there was no mail server to talk to. */
	#unreachable = 0;
	#restUntil = 0;

	constructor(parts: OutboxParts) {
		this.#parts = parts;
	}

	/** Is there a mail server to send by? */
	get canSend(): boolean {
		return this.#parts.mail !== null;
	}

	/** After what the last process left half done has been put aside. */
	async start(): Promise<void> {
		const left = await this.#parts.store.mails.recover();
		if (left > 0) this.#parts.log.warn({ event: 'mail-uncertain', count: left }, 'mails may or may not have been sent');
		this.#isOpen = true;
		this.wake();
	}

	/** Something may be due. Cheap; called often. */
	wake(): void {
		if (!this.#isOpen || this.#parts.mail === null) return;
		this.#again = true;
		this.#working ??= this.#work().finally(() => {
			this.#working = null;
			if (this.#again) this.wake();
		});
	}

	/** Finishes the mail that has begun, and leaves the others queued; leaves no timer. */
	async close(): Promise<void> {
		this.#isOpen = false;
		this.#stopTimer?.();
		this.#closing.abort();
		if (!this.#working) return;
		const { later = afterwards } = this.#parts;
		const { promise, resolve } = Promise.withResolvers<void>();
		const stop = later(resolve, FAREWELL);
		await Promise.race([this.#working, promise]);
		stop();
	}

	/** Somebody with the right to decides that it goes, again or at last. False where it can not. */
	async sendAgain(samverkan: SamverkanId, id: string): Promise<boolean> {
		const { store, now } = this.#parts;
		const mail = await store.mails.mail(id);
		if (!mail || mail.samverkan !== samverkan || (mail.state !== 'failed' && mail.state !== 'uncertain')) return false;
		const isMoved = await store.mails.move(id, mail.state, {
			...{ state: 'queued', reason: ASKED_FOR, nextTry: now(), attempts: 0 }
		});
		this.wake();
		return isMoved;
	}

	/**
	 * As it would read now to somebody who looks after the outbox: without links that are the receiver's alone, and without
	 * titles that this person may not read. Null where there is nothing to say.
	 */
	async preview(mail: Mail, viewer: Actor): Promise<{ subject: string; body: string } | null> {
		const hidden = () => Promise.resolve('(personlig länk)');
		const text = await this.#compose(mail, hidden, (actions) => {
			const known = new Set(tellable(viewer, actions).map(({ id }) => id));
			return actions.map((action) => (known.has(action.id) ? action : { ...action, title: '(titeln visas inte här)' }));
		});
		return text && { subject: text.subject, body: toPlainText(text.blocks) };
	}

	async #work(): Promise<void> {
		try {
			while (this.#again && this.#isOpen) {
				this.#again = false;
				await this.#sendDue();
			}
			await this.#sleep();
		} catch (err) {
			this.#parts.log.error({ event: 'outbox-failed', err }, 'mails could not be looked through');
			this.#wakeIn(MINUTE);
		}
	}

	async #sendDue(): Promise<void> {
		const { store, now } = this.#parts;
		while (this.#isOpen && now() >= this.#restUntil) {
			const mail = await store.mails.nextDue(now());
			if (!mail) return;
			await this.#handle(mail);
		}
	}

	async #sleep(): Promise<void> {
		const next = await this.#parts.store.mails.nextTry();
		if (next === null) return;
		this.#wakeIn(Math.max(next, this.#restUntil) - this.#parts.now());
	}

	#wakeIn(milliseconds: number): void {
		if (!this.#isOpen) return;
		const { later = afterwards } = this.#parts;
		this.#stopTimer?.();
		this.#stopTimer = later(() => this.wake(), Math.min(Math.max(milliseconds, 0), LONGEST_WAIT));
	}

	/** What is decided now, not when it was queued: whether they are here, whether they want it, and when. */
	async #handle(mail: Mail): Promise<void> {
		const { store, now, log } = this.#parts;
		const settings = await store.notices.settings(mail.person);
		const put = (change: MailChange) => store.mails.move(mail.id, 'queued', change);
		const person = await store.accounts.person(mail.person);
		const loud = afterQuiet(now(), settings.quiet);
		if (!person || person.closed) await put({ state: 'withdrawn', reason: 'left' });
		else if (!wantsMail(settings, mail.kind)) await put({ state: 'withdrawn', reason: 'declined' });
		else if (now() - mail.madeAt > OLDEST && mail.reason !== ASKED_FOR)
			await put({ state: 'withdrawn', reason: 'too-old' });
		else if (loud > now()) await put({ state: 'queued', reason: mail.reason, nextTry: loud });
		else
			await this.#send(mail, person).catch(async (err: unknown) => {
				log.error({ event: 'mail-failed', err, mail: mail.id }, 'a mail could not be made');
				await put({ state: 'failed', reason: 'internal' });
			});
	}

	async #send(mail: Mail, { name, email }: PersonRow): Promise<void> {
		const { mail: config, store, now, origin } = this.#parts;
		if (!config) return;
		const text = await this.#compose(mail, (link) => this.#linkFor(link));
		if (!text) return void (await store.mails.move(mail.id, 'queued', { state: 'withdrawn', reason: 'nothing' }));
		const { from } = config;
		const date = new Date(now());
		const envelope = { from, to: { name, address: email }, id: mail.id, date, settings: `${origin}/konto/notiser` };
		const delivery = await deliver(config, {
			...{ from: from.address, to: email, message: await buildMessage(envelope, text) },
			begin: () => store.mails.begin(mail.id),
			signal: this.#closing.signal
		});
		await this.#note(mail, delivery);
	}

	async #note(mail: Mail, delivery: Delivery): Promise<void> {
		const { store, now, log } = this.#parts;
		const tries = mail.attempts + 1;
		if (delivery.outcome !== 'unreachable') this.#unreachable = 0;
		switch (delivery.outcome) {
			case 'not-begun':
				return;
			case 'unreachable':
				this.#unreachable += 1;
				this.#restUntil = now() + waitAfter(this.#unreachable);
				log.warn({ event: 'mail-server-unreachable', reason: delivery.reason }, 'the mail server can not be talked to');
				await store.mails.move(mail.id, 'queued', { state: 'queued', reason: delivery.reason });
				return;
			case 'sent':
				await this.#settle(mail, { state: 'sent', sentAt: now() });
				return;
			case 'uncertain':
				await this.#settle(mail, { state: 'uncertain', reason: delivery.reason });
				return;
			case 'refused':
				await this.#settle(mail, { state: 'failed', reason: delivery.reason, attempts: tries });
				return;
			case 'later':
				await this.#settle(
					mail,
					tries < MOST_TRIES
						? { state: 'queued', reason: delivery.reason, nextTry: now() + waitAfter(tries), attempts: tries }
						: { state: 'failed', reason: delivery.reason, attempts: tries }
				);
		}
	}

	/** From where it is: a mail that was refused before its first byte is still queued. */
	async #settle({ id, kind }: Mail, change: MailChange): Promise<void> {
		const { store, log } = this.#parts;
		if (!(await store.mails.move(id, 'sending', change))) await store.mails.move(id, 'queued', change);
		log.info({ event: 'mail', mail: id, kind, state: change.state, reason: change.reason }, 'a mail was handled');
	}

	#linkFor(link: CardLink): Promise<string> {
		const { linkFor, origin } = this.#parts;
		return linkFor ? linkFor(link) : Promise.resolve(`${origin}/?atgard=${link.action}`);
	}

	async #compose(
		mail: Mail,
		linkFor: (link: CardLink) => Promise<string>,
		shown = (actions: readonly Action[]) => actions
	): Promise<MailText | null> {
		const { store, origin, now } = this.#parts;
		const { samverkan, person, kind } = mail;
		const actor = await store.organisation.actor(samverkan, person);
		if (!actor) return null;
		const seen = await store.notices.seenOf(
			person,
			mail.items.flatMap(({ dedupe }) => dedupe ?? [])
		);
		// What they have seen in the app need not be mailed as well, of what they are only told once.
		const isNews = kind === 'mention' || kind === 'flagged';
		return compose(kind, {
			...{ actor, origin, today: localDay(now()) },
			organisation: await store.organisation.read(samverkan),
			actions: shown(await readActions(this.#parts, samverkan)),
			items: mail.items.filter(({ dedupe }) => !isNews || dedupe === undefined || !seen.includes(dedupe)),
			linkFor: (action, status) => linkFor({ samverkan, person, action, ...(status && { status }) })
		});
	}
}

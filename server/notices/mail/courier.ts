import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailConfig } from '../../config.ts';

/** What came of handing a mail to the mail server. */
export type Delivery =
	| { outcome: 'sent' }
	/** It said no, and will say no again. */
	| { outcome: 'refused'; reason: string }
	/** It said: not now. */
	| { outcome: 'later'; reason: string }
	/** Nobody to talk to, or not on these terms: the next mail would fare no better. */
	| { outcome: 'unreachable'; reason: string }
	/** The line broke after the first byte: it may have arrived. */
	| { outcome: 'uncertain'; reason: string }
	/** `begin` said no, or we are closing: nothing of it has left. */
	| { outcome: 'not-begun' };

export interface Parcel {
	from: string;
	to: string;
	message: Buffer;
	/** Called when the server waits for the message, before its first byte leaves. False keeps it here. */
	begin(): Promise<boolean>;
	/** Gives up where nothing has left yet. */
	signal: AbortSignal;
}

/** Milliseconds. */
const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, socketCloseTimeout: 1_000 };

const isThisMachine = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** Hands one mail to the mail server. Never rejects. */
export function deliver(config: Omit<MailConfig, 'from'>, parcel: Parcel): Promise<Delivery> {
	const { host, port, secure, login } = config;
	const connection = new SMTPConnection({ ...TIMES, host, port, secure, requireTLS: !secure && !isThisMachine(host) });
	let stage: 'connecting' | 'sending' | 'begun' = 'connecting';
	const { promise, resolve } = Promise.withResolvers<Delivery>();
	const failed = (error: unknown) => resolve(judge(error, stage));
	const giveUp = () => {
		if (stage !== 'begun') resolve({ outcome: 'not-begun' });
	};
	let beginning: Promise<boolean> | undefined;
	const message = async function* () {
		stage = 'begun'; // from here on nobody gives it up: it may be on disk as being sent any moment
		beginning = parcel.begin();
		if (await beginning) yield parcel.message;
		else resolve({ outcome: 'not-begun' });
	};
	const send = () => {
		stage = 'sending';
		// nodemailer reads of it when the server has answered DATA, and not before.
		const stream = Readable.from(message(), { objectMode: false });
		connection.send({ from: parcel.from, to: [parcel.to] }, stream, (error) =>
			error ? failed(error) : resolve({ outcome: 'sent' })
		);
	};
	connection.on('error', failed);
	parcel.signal.addEventListener('abort', giveUp);
	if (parcel.signal.aborted) giveUp();
	else
		connection.connect((error) => {
			if (error) failed(error);
			else if (login === null) send();
			else connection.login({ credentials: login }, (refused) => (refused ? failed(refused) : send()));
		});
	return promise.finally(async () => {
		parcel.signal.removeEventListener('abort', giveUp);
		connection.close();
		await beginning; // whoever called writes what came of it after that
	});
}

/** The server's word stands wherever it was given; silence after the first byte says nothing. */
function judge(error: unknown, stage: 'connecting' | 'sending' | 'begun'): Delivery {
	const { code, responseCode } = error as { code?: string; responseCode?: number };
	const reason = String(responseCode ?? code ?? 'unknown');
	const isOfThisMail = code === 'EENVELOPE' || code === 'EMESSAGE';
	if (isOfThisMail && responseCode !== undefined) return { outcome: responseCode >= 500 ? 'refused' : 'later', reason };
	if (stage === 'begun') return { outcome: 'uncertain', reason };
	return { outcome: isOfThisMail ? 'refused' : 'unreachable', reason };
}

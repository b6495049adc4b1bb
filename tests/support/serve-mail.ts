import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailConfig } from '../../server/config.ts';

/** A real mail server in this process, and what it has taken. */
export interface MailServer {
	config: MailConfig;
	/** Whole messages that it said yes to, in the order they came. */
	readonly taken: { to: string[]; raw: string }[];
	readonly mails: () => Promise<Email[]>;
	/** What it does with the next mails: an answer, or silence until `hang` is undone. */
	answer: Answer;
	readonly connects: number;
	close(): Promise<void>;
}

/** `[code, where]`: refuses there. `hang-*` never answers. `cut-*` closes the line. */
export type Answer =
	| 'yes'
	| { code: number; at: 'rcpt' | 'data' }
	| { cut: 'rcpt' | 'data' | 'before-answer' }
	| { hook(at: 'connect' | 'rcpt' | 'data' | 'body' | 'answered'): void };

const refusal = (code: number) => Object.assign(new Error('refused'), { responseCode: code });

/** Until it is closed. */
export async function serveMail(options: SMTPServerOptions = {}): Promise<MailServer> {
	const taken: MailServer['taken'] = [];
	let connects = 0;
	const hooked = (at: 'connect' | 'rcpt' | 'data' | 'body' | 'answered') => {
		if (typeof made.answer === 'object' && 'hook' in made.answer) made.answer.hook(at);
	};
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		closeTimeout: 50,
		onConnect(_session, done) {
			connects += 1;
			hooked('connect');
			done();
		},
		onRcptTo(_address, _session, done) {
			hooked('rcpt');
			const { answer } = made;
			if (typeof answer === 'object' && 'code' in answer && answer.at === 'rcpt') return done(refusal(answer.code));
			if (typeof answer === 'object' && 'cut' in answer && answer.cut === 'rcpt') return cut(smtp);
			done();
		},
		onData(stream, session, done) {
			hooked('data');
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => {
				if (chunks.length === 0) hooked('body');
				chunks.push(chunk);
			});
			stream.on('error', () => undefined);
			stream.on('end', () => {
				const { answer } = made;
				if (typeof answer === 'object' && 'code' in answer && answer.at === 'data') return done(refusal(answer.code));
				const to = session.envelope.rcptTo.map(({ address }) => address);
				taken.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
				if (typeof answer === 'object' && 'cut' in answer && answer.cut === 'before-answer') return cut(smtp);
				done();
				hooked('answered');
			});
		},
		...options
	});
	smtp.on('error', () => undefined); // clients that are killed
	await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
	const { port } = smtp.server.address() as AddressInfo;
	const from = { name: 'Lägestavlan', address: 'tavlan@ekeby.example' };
	const made = {
		config: { host: '127.0.0.1', port, secure: false, login: null, from },
		taken,
		mails: () => Promise.all(taken.map(({ raw }) => PostalMime.parse(raw))),
		answer: 'yes' as Answer,
		get connects() {
			return connects;
		},
		close: () => new Promise<void>((resolve) => smtp.close(() => resolve()))
	};
	return made;
}

function cut(smtp: SMTPServer) {
	for (const connection of smtp.connections as Set<{ _socket: { destroy(): void } }>) connection._socket.destroy();
}

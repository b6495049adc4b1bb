import type { SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { serveMail, type Answer, type MailServer } from '../../../support/serve-mail.ts';

export type { Answer, MailServer };

/** A real mail server, until the test is over. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
	const server = await serveMail(options);
	onTestFinished(server.close);
	return server;
}

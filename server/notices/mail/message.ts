import MailComposer from 'nodemailer/lib/mail-composer';
import { toHtml, toPlainText, type MailText } from './mail-body.ts';

export interface Envelope {
	from: { name: string; address: string };
	to: { name: string; address: string };
	/** Of the mail, the same at every try: a receiver that gets two knows them as one. */
	id: string;
	date: Date;
	/** Where the receiver chooses what to get. */
	settings: string;
}

/** The bytes of a mail: plain text and HTML that say the same, and headers that keep machines from answering it. */
export function buildMessage({ from, to, id, date, settings }: Envelope, text: MailText): Promise<Buffer> {
	const composer = new MailComposer({
		...{ from, to, date, subject: text.subject, messageId: messageId(id, from.address) },
		...{ text: toPlainText(text.blocks), html: toHtml(text) },
		...{ disableFileAccess: true, disableUrlAccess: true, textEncoding: 'quoted-printable' },
		headers: {
			'List-Unsubscribe': `<${settings}>`,
			'Auto-Submitted': 'auto-generated',
			'X-Auto-Response-Suppress': 'All' // Exchange asks this one
		}
	});
	return composer.compile().build();
}

export const messageId = (id: string, from: string): string => `<${id}@${from.split('@').at(-1)}>`;

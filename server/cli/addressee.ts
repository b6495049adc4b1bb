import { isEmail } from '../accounts/invites.ts';
import { UsageError } from './terminal.ts';

export interface Addressee {
	name: string;
	email: string;
}

/** `Anna Ek <anna.ek@kommun.se>`, as in a mail program. */
export function readAddressee(text: string, option: string): Addressee {
	const [, name = '', email = ''] = /^\s*"?([^"<>]*?)"?\s*<\s*([^<>\s]+)\s*>\s*$/.exec(text) ?? [];
	if (name === '' || !isEmail(email))
		throw new UsageError(`--${option} ska ha namn och e-postadress: --${option} "Anna Ek <anna.ek@kommun.se>"`);
	return { name, email: email.toLowerCase() };
}

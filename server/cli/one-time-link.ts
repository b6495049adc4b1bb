import { randomBytes } from 'node:crypto';
import { createAccounts } from '../accounts/accounts.ts';
import type { NewInvite } from '../accounts/invites.ts';
import type { CliParts } from './terminal.ts';
import { UsageError } from './terminal.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/** Makes the invite and prints its link; nobody can read it again afterwards. */
export async function printOneTimeLink({ store, config, print }: CliParts, invite: NewInvite): Promise<void> {
	const accounts = createAccounts({ store, now: () => Date.now(), random });
	try {
		const created = await accounts.invites.create(invite);
		if (!created.ok) throw new UsageError(`Inbjudan gick inte att skapa (${created.problem.code}).`);
		const until = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'Europe/Stockholm' });
		print(
			[
				`Länk till ${invite.name} <${invite.email}>. Den fungerar en gång, till och med ${until.format(created.value.expiresAt)}:`,
				'',
				`  ${config.origin}/inbjudan/${created.value.token}`,
				'',
				'Skicka den så att bara mottagaren ser den.'
			].join('\n')
		);
	} finally {
		await accounts.close();
	}
}

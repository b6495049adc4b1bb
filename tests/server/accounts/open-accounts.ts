import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { PersonId } from '#lib/shared/ids.ts';
import { createAccounts } from '../../../server/accounts/accounts.ts';
import type { Accounts, AccountsOptions } from '../../../server/accounts/accounts.ts';
import { hashPassword } from '../../../server/accounts/passwords.ts';
import type { Store } from '../../../server/storage/store.ts';
import { newPerson } from '../../contracts/builders.ts';
import { openStore } from '../../support/open-store.ts';

export const HOUR = 3_600_000;
export const PASSWORD = 'en helt vanlig torsdag i mars';
export const HERE = '192.0.2.10';
export const ELSEWHERE = '198.51.100.7';
export const DEVICE = 'Firefox på Windows';

/** A clock that stands still until it is moved. */
export class Clock {
	time = Date.UTC(2026, 10, 20, 8);
	now = () => this.time;
	move(ms: number) {
		this.time += ms;
	}
}

export interface Opened {
	store: Store;
	accounts: Accounts;
	clock: Clock;
}

export async function openAccounts(options: Partial<AccountsOptions> = {}, folder?: string): Promise<Opened> {
	const store = await openStore(folder);
	const clock = new Clock();
	const accounts = createAccounts({ store, now: clock.now, random: randomBytes, ...options });
	onTestFinished(() => accounts.close());
	return { store, accounts, clock };
}

export async function addAccount(store: Store, email = 'alice@example.se', password = PASSWORD): Promise<PersonId> {
	const passwordHash = await hashPassword(password, randomBytes);
	return store.accounts.addPerson(newPerson({ email, passwordHash }));
}

/** A request to sign in, right unless told otherwise. */
export const request = (overrides: Partial<Parameters<Accounts['signIn']>[0]> = {}) => ({
	email: 'alice@example.se',
	password: PASSWORD,
	address: HERE,
	device: DEVICE,
	...overrides
});

import { RateLimiterMemory } from 'rate-limiter-flexible';
import { neighbourhoodOf, sourceOf } from './address.ts';
import { tokenHash } from './tokens.ts';

/** How many wrong passwords, within how many seconds. */
interface Limit {
	points: number;
	duration: number;
}

export interface AttemptLimits {
	/** From one address, whatever the accounts: a whole office may share one. */
	address: Limit;
	/** For one account from one neighbourhood of addresses. */
	accountFrom: Limit;
	/** For one account from anywhere. High, as it is the one by which somebody could shut the owner out. */
	account: Limit;
}

const LIMITS: AttemptLimits = {
	address: { points: 60, duration: 900 },
	accountFrom: { points: 10, duration: 900 },
	account: { points: 200, duration: 3600 }
};

export interface Attempt {
	email: string;
	address: string;
}

/** Addresses are keys in memory only; accounts are hashed so that a memory dump lists nobody. */
const keysOf = ({ email, address }: Attempt) => {
	const account = tokenHash(email);
	return { address: sourceOf(address), accountFrom: `${account}@${neighbourhoodOf(address)}`, account };
};

async function consume(limiter: RateLimiterMemory, key: string): Promise<boolean> {
	try {
		await limiter.consume(key);
		return true;
	} catch (refusal) {
		if (refusal instanceof Error) throw refusal;
		return false;
	}
}

/** Counts wrong passwords. An attempt counts from when it begins, so that many at once do not slip through. */
export class Attempts {
	readonly #address: RateLimiterMemory;
	readonly #accountFrom: RateLimiterMemory;
	readonly #account: RateLimiterMemory;

	constructor(limits: Partial<AttemptLimits> = {}) {
		const { address, accountFrom, account } = { ...LIMITS, ...limits };
		this.#address = new RateLimiterMemory(address);
		this.#accountFrom = new RateLimiterMemory(accountFrom);
		this.#account = new RateLimiterMemory(account);
	}

	/**
	 * False when there have been too many. From the narrowest to the widest: what is stopped at one address counts
	 * nothing against the account, so an attacker at one place can not use up the owner's attempts from elsewhere.
	 */
	async begin(attempt: Attempt): Promise<boolean> {
		const keys = keysOf(attempt);
		return (
			(await consume(this.#accountFrom, keys.accountFrom)) &&
			(await consume(this.#address, keys.address)) &&
			(await consume(this.#account, keys.account))
		);
	}

	/** The right password: the account starts afresh, and the attempt was none of the address's wrong ones. */
	async succeeded(attempt: Attempt): Promise<void> {
		const keys = keysOf(attempt);
		await this.#accountFrom.delete(keys.accountFrom);
		await this.#account.delete(keys.account);
		await this.#address.reward(keys.address);
	}

	/** Stops the timers that forget. */
	async close(): Promise<void> {
		for (const limiter of [this.#address, this.#accountFrom, this.#account])
			for (const { key } of limiter.dump().storage) await limiter.delete(key);
	}
}

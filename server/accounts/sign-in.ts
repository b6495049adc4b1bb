import type { PersonId, RandomBytes } from '../../src/lib/shared/ids.ts';
import { fail, ok } from '../../src/lib/shared/result.ts';
import type { Problem, Result } from '../../src/lib/shared/result.ts';
import type { AccountStore, PersonRow } from '../storage/accounts.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { hashPassword, isWeaker, verifyPassword } from './passwords.ts';
import type { NewSession, Sessions } from './sessions.ts';
import { newToken } from './tokens.ts';

/** One code for an unknown account, a closed one, one without a password and a wrong password: nobody learns which. */
export type SignInProblem = Problem<'sign-in-failed' | 'too-many-attempts'>;

export interface Credentials {
	email: string;
	password: string;
	/** Where the request came from, as an IP address. */
	address: string;
}

export interface SignInRequest extends Credentials {
	/** Browser and system in words. */
	device: string;
	/** The value of the cookie that came along: its session ends when the new one begins. */
	replaces?: string | null;
}

export interface SignInAnswer extends NewSession {
	person: PersonId;
}

interface Parts {
	store: AccountStore;
	random: RandomBytes;
	attempts: Attempts;
	sessions: Sessions;
	/** Told of every try that failed: whose account it was, or null where there is none. Never what was tried. */
	failed?(person: PersonId | null, code: SignInProblem['code']): void;
}

/** Compares passwords, and takes as long when there is nothing to compare with. */
export class PasswordCheck {
	readonly #parts: Omit<Parts, 'sessions'>;
	readonly #nobodys: Promise<string>;

	constructor(parts: Omit<Parts, 'sessions'>) {
		this.#parts = parts;
		this.#nobodys = hashPassword(newToken(parts.random), parts.random);
	}

	/** The person whose password it is. */
	async check(credentials: Credentials): Promise<Result<PersonRow, SignInProblem>> {
		const checked = await this.#check(credentials);
		if (checked.ok || !this.#parts.failed) return checked;
		const person = await this.#parts.store.personByEmail(credentials.email);
		this.#parts.failed(person?.id ?? null, checked.problem.code);
		return checked;
	}

	async #check({ email, password, address }: Credentials): Promise<Result<PersonRow, SignInProblem>> {
		const attempt: Attempt = { email: email.trim().toLocaleLowerCase('sv'), address };
		if (!(await this.#parts.attempts.begin(attempt))) return fail('too-many-attempts');
		const person = await this.#parts.store.personByEmail(email);
		const matches = await verifyPassword(person?.passwordHash ?? (await this.#nobodys), password);
		if (!matches || !person?.passwordHash || person.closed) return fail('sign-in-failed');
		await this.#parts.attempts.succeeded(attempt);
		return ok(await this.#strengthened(person, password));
	}

	/** A hash of an older, lower cost is replaced while the password is at hand. */
	async #strengthened(person: PersonRow, password: string): Promise<PersonRow> {
		if (!person.passwordHash || !isWeaker(person.passwordHash)) return person;
		const passwordHash = await hashPassword(password, this.#parts.random);
		await this.#parts.store.updatePerson(person.id, { passwordHash });
		return { ...person, passwordHash };
	}
}

/** The password was changed or the account closed while we compared: what was right then is so no longer. */
async function isStillRight(store: AccountStore, { id, passwordHash }: PersonRow): Promise<boolean> {
	const person = await store.person(id);
	return person?.passwordHash === passwordHash && !person.closed;
}

/** Begins a session under a new id. */
export async function signIn(
	{ store, sessions, check }: { store: AccountStore; sessions: Sessions; check: PasswordCheck },
	request: SignInRequest
): Promise<Result<SignInAnswer, SignInProblem>> {
	const checked = await check.check(request);
	if (!checked.ok) return checked;
	const person = checked.value;
	const session = await sessions.create(person.id, request.device);
	if (!(await isStillRight(store, person))) {
		await sessions.endByCookie(session.cookieValue);
		return fail('sign-in-failed');
	}
	await sessions.endByCookie(request.replaces);
	return ok({ person: person.id, ...session });
}

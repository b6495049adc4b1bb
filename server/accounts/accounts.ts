import type { PersonId, RandomBytes } from '../../src/lib/shared/ids.ts';
import { fail, ok } from '../../src/lib/shared/result.ts';
import type { Problem, Result } from '../../src/lib/shared/result.ts';
import type { Store } from '../storage/store.ts';
import { Attempts } from './attempts.ts';
import type { AttemptLimits } from './attempts.ts';
import { deviceWords } from './device.ts';
import { Invites } from './invites.ts';
import { passwordProblem } from './password-rules.ts';
import type { PasswordProblem } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { Sessions } from './sessions.ts';
import { PasswordCheck, signIn } from './sign-in.ts';
import type { SignInAnswer, SignInProblem, SignInRequest } from './sign-in.ts';

export interface AccountsOptions {
	store: Pick<Store, 'accounts'>;
	now: () => number;
	random: RandomBytes;
	/** The site is reached over https. */
	secure?: boolean;
	/** Milliseconds; see `SessionOptions`. */
	idle?: number;
	absolute?: number;
	limits?: Partial<AttemptLimits>;
	/** See `PasswordCheck`. */
	failed?(person: PersonId | null, code: SignInProblem['code']): void;
}

export interface PasswordChange {
	current: string;
	next: string;
	address: string;
}

export type PasswordChangeProblem = PasswordProblem | Problem<'password-wrong' | 'too-many-attempts'>;

/** People, their sessions and their invites, as routes and sockets use them. */
export interface Accounts {
	sessions: Sessions;
	invites: Invites;
	signIn(request: SignInRequest): Promise<Result<SignInAnswer, SignInProblem>>;
	/** Ends all of the person's sessions, this one too: the caller may begin a new one. */
	changePassword(person: PersonId, change: PasswordChange): Promise<Result<null, PasswordChangeProblem>>;
	/** Sets a password without asking for the current one: for the command line and the demo. Ends all sessions. */
	setPassword(person: PersonId, password: string): Promise<Result<null, PasswordProblem>>;
	/** For somebody who has forgotten it: a new invite then lets them choose another. Ends all sessions. */
	removePassword(person: PersonId): Promise<void>;
	/** Nobody can sign in to it, and it acts nowhere. Ends all sessions. */
	closeAccount(person: PersonId): Promise<void>;
	reopenAccount(person: PersonId): Promise<void>;
	/** A User-Agent header as "Firefox på Windows", for `SignInRequest` and `Sessions.create`. */
	deviceWords(userAgent: string | null): string;
	/** Stops the timers of the limits. */
	close(): Promise<void>;
}

type Parts = { store: Store['accounts']; random: RandomBytes; sessions: Sessions; check: PasswordCheck };

async function setPassword({ store, random, sessions }: Parts, person: PersonId, password: string) {
	const problem = passwordProblem(password);
	if (problem) return { ok: false as const, problem };
	await store.updatePerson(person, { passwordHash: await hashPassword(password, random) });
	await sessions.endAll(person);
	return ok(null);
}

async function changePassword(
	parts: Parts,
	id: PersonId,
	{ current, next, address }: PasswordChange
): Promise<Result<null, PasswordChangeProblem>> {
	const person = await parts.store.person(id);
	const checked = await parts.check.check({ email: person?.email ?? '', password: current, address });
	if (!checked.ok)
		return checked.problem.code === 'sign-in-failed' ? fail('password-wrong', 'current') : fail('too-many-attempts');
	const set = await setPassword(parts, id, next);
	return set.ok ? set : { ok: false, problem: { ...set.problem, path: 'next' } };
}

export function createAccounts(options: AccountsOptions): Accounts {
	const { now, random, secure = true, idle, absolute } = options;
	const store = options.store.accounts;
	const attempts = new Attempts(options.limits);
	const sessions = new Sessions({ store, now, random, secure, idle, absolute });
	const check = new PasswordCheck({ store, random, attempts, failed: options.failed });
	const parts: Parts = { store, random, sessions, check };
	return {
		sessions,
		invites: new Invites({ store, now, random, check }),
		signIn: (request) => signIn(parts, request),
		changePassword: (person, change) => changePassword(parts, person, change),
		setPassword: (person, password) => setPassword(parts, person, password),
		async removePassword(person) {
			await store.updatePerson(person, { passwordHash: null });
			await sessions.endAll(person);
		},
		async closeAccount(person) {
			await store.updatePerson(person, { closed: true });
			await sessions.endAll(person);
		},
		reopenAccount: (person) => store.updatePerson(person, { closed: false }),
		deviceWords,
		close: () => attempts.close()
	};
}

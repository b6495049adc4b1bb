import type { FunktionId, PartyId, PersonId, RandomBytes, SamverkanId } from '../../src/lib/shared/ids.ts';
import { fail, ok } from '../../src/lib/shared/result.ts';
import type { Problem, Result } from '../../src/lib/shared/result.ts';
import type { Role } from '../../src/lib/shared/access/roles.ts';
import type { AccountStore, InviteRow, PersonRow } from '../storage/accounts.ts';
import { TakenError } from '../storage/organisation.ts';
import { passwordProblem } from './password-rules.ts';
import type { PasswordProblem } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import type { PasswordCheck, SignInProblem } from './sign-in.ts';
import { newToken, tokenHash } from './tokens.ts';

const DAY = 86_400_000;
const INVITE_LIFE = 7 * DAY;

export interface NewInvite {
	samverkan: SamverkanId;
	email: string;
	name: string;
	party: PartyId;
	/** The function that the person will staff. */
	funktion?: FunktionId | null;
	roles: readonly Role[];
}

export interface CreatedInvite {
	/** For the link, and nowhere else. */
	token: string;
	hash: string;
	expiresAt: number;
}

/** An invite as the person it is for sees it. */
export interface OpenInvite extends InviteRow {
	/** They have an account already, and accept with its password. */
	hasAccount: boolean;
}

export interface Acceptance {
	/** The name of a new account; one that exists keeps its own. */
	name: string;
	password: string;
	address: string;
}

export type InviteProblem = Problem<'email-invalid' | 'name-missing' | 'roles-missing'>;
/** `invite-invalid`: never given, used, withdrawn or too old; nobody learns which. */
export type AcceptProblem =
	Problem<'invite-invalid' | 'account-closed' | 'name-missing'> | PasswordProblem | SignInProblem;

interface Parts {
	store: AccountStore;
	now: () => number;
	random: RandomBytes;
	check: PasswordCheck;
}

const EMAIL = /^[^\s@<>"',;:()[\]\\]+@[^\s@.<>"',;:()[\]\\]+(\.[^\s@.<>"',;:()[\]\\]+)+$/;
export const isEmail = (text: string): boolean => text.length <= 254 && EMAIL.test(text.trim());

const hasPassword = (person: PersonRow | null): boolean => person !== null && person.passwordHash !== null;
const isOpen = (invite: InviteRow, now: number) => invite.usedAt === null && invite.expiresAt > now;

/** One-time links by which people come in. The first administrator of a samverkan comes in by one too. */
export class Invites {
	readonly #parts: Parts;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Withdraws an earlier one to the same person here: only the newest link works. */
	async create(invite: NewInvite): Promise<Result<CreatedInvite, InviteProblem>> {
		if (!isEmail(invite.email)) return fail('email-invalid', 'email');
		if (invite.name.trim() === '') return fail('name-missing', 'name');
		if (invite.roles.length === 0) return fail('roles-missing', 'roles');
		const email = invite.email.trim().toLocaleLowerCase('sv');
		const earlier = (await this.open(invite.samverkan)).filter((other) => other.email === email);
		const created = await this.#add({ ...invite, email });
		for (const { hash } of earlier) await this.withdraw(invite.samverkan, hash);
		return ok(created);
	}

	/** Invites that can still be used, oldest first. */
	open(samverkan: SamverkanId): Promise<InviteRow[]> {
		return this.#parts.store.openInvites(samverkan, this.#parts.now());
	}

	async read(token: string): Promise<OpenInvite | null> {
		const { store, now } = this.#parts;
		const invite = await store.invite(tokenHash(token));
		if (!invite || !isOpen(invite, now())) return null;
		return { ...invite, hasAccount: hasPassword(await store.personByEmail(invite.email)) };
	}

	/** The person is in; signing in is a step of its own. */
	async accept(token: string, acceptance: Acceptance): Promise<Result<PersonId, AcceptProblem>> {
		const invite = await this.read(token);
		if (!invite) return fail('invite-invalid');
		const person = await this.#parts.store.personByEmail(invite.email);
		if (person?.closed) return fail('account-closed');
		return hasPassword(person) ? this.#joinAs(invite, acceptance) : this.#joinAnew(invite, acceptance, person);
	}

	/** A new link with the same content and a new time; the old one stops working. Null when it can not be renewed. */
	async renew(samverkan: SamverkanId, hash: string): Promise<CreatedInvite | null> {
		const { store } = this.#parts;
		const invite = await store.invite(hash);
		if (!invite || invite.samverkan !== samverkan || invite.usedAt !== null) return null;
		const renewed = await this.#add(invite);
		await store.withdrawInvite(samverkan, hash);
		return renewed;
	}

	withdraw(samverkan: SamverkanId, hash: string): Promise<void> {
		return this.#parts.store.withdrawInvite(samverkan, hash);
	}

	async #add({ samverkan, email, name, party, funktion = null, roles }: NewInvite): Promise<CreatedInvite> {
		const { store, now, random } = this.#parts;
		const token = newToken(random);
		const times = { createdAt: now(), expiresAt: now() + INVITE_LIFE, usedAt: null };
		const hash = tokenHash(token);
		await store.addInvite({ hash, samverkan, email, name: name.trim(), party, funktion, roles: [...roles], ...times });
		return { token, hash, expiresAt: times.expiresAt };
	}

	/** The link alone is not enough where an account exists: whoever reads somebody's mail would get into it. */
	async #joinAs(invite: OpenInvite, { password, address }: Acceptance): Promise<Result<PersonId, AcceptProblem>> {
		const checked = await this.#parts.check.check({ email: invite.email, password, address });
		return checked.ok ? this.#use(invite, checked.value.id) : checked;
	}

	/** `person` is one that was entered without a password, as by an import, or whose password was taken away. */
	async #joinAnew(
		invite: OpenInvite,
		{ name, password }: Acceptance,
		person: PersonRow | null
	): Promise<Result<PersonId, AcceptProblem>> {
		const problem = passwordProblem(password);
		if (problem) return { ok: false, problem: { ...problem, path: 'password' } };
		if (name.trim() === '') return fail('name-missing', 'name');
		const passwordHash = await hashPassword(password, this.#parts.random);
		const account = { name: name.trim(), passwordHash };
		if (!person)
			return this.#use(invite, { ...account, email: invite.email, closed: false, createdAt: this.#parts.now() });
		const used = await this.#use(invite, person.id);
		if (used.ok) await this.#parts.store.updatePerson(person.id, account);
		return used;
	}

	async #use(invite: OpenInvite, someone: PersonId | Omit<PersonRow, 'id'>): Promise<Result<PersonId, AcceptProblem>> {
		try {
			const person = await this.#parts.store.acceptInvite(invite.hash, this.#parts.now(), someone);
			return person ? ok(person) : fail('invite-invalid');
		} catch (error) {
			// Another invite made the account meanwhile; this one is unused, and will ask for the password.
			if (error instanceof TakenError) return fail('sign-in-failed');
			throw error;
		}
	}
}

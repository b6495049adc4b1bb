import { argon2Sync, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { passwordProblem } from '../../../server/accounts/password-rules.ts';
import { hashPassword, isWeaker, verifyPassword } from '../../../server/accounts/passwords.ts';
import { PASSWORD, addAccount, openAccounts, request } from './open-accounts.ts';

const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '');

function weakHash(password: string): string {
	const nonce = randomBytes(16);
	const cost = { memory: 1024, passes: 1, parallelism: 1 };
	const tag = argon2Sync('argon2id', { message: password, nonce, tagLength: 32, ...cost });
	return `$argon2id$v=19$m=1024,t=1,p=1$${unpadded(nonce)}$${unpadded(tag)}`;
}

test('[AN1] a password is kept as argon2id, 19 MiB, two passes, with a salt of its own', async () => {
	const [one, other] = [await hashPassword(PASSWORD, randomBytes), await hashPassword(PASSWORD, randomBytes)];
	expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
	expect(one).not.toBe(other);
	expect(await verifyPassword(one, PASSWORD)).toBe(true);
	expect(await verifyPassword(one, `${PASSWORD} `)).toBe(false);
	expect(await verifyPassword(one, '')).toBe(false);
});

test('a hash made elsewhere is read as it is written', async () => {
	// The test vector that argon2's reference implementation gives for password "password", salt "somesalt".
	const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
	expect(await verifyPassword(reference, 'password')).toBe(true);
	expect(isWeaker(reference)).toBe(false);
});

test('[AN1] an å is the same however the keyboard put it together', async () => {
	const hash = await hashPassword('åäö åäö åäö åäö', randomBytes);
	expect(await verifyPassword(hash, 'åäö åäö åäö åäö'.normalize('NFD'))).toBe(true);
});

test('[AN1] a hash of lower cost is replaced when its owner signs in, and not by a wrong password', async () => {
	const { store, accounts } = await openAccounts();
	const person = await addAccount(store);
	const weak = weakHash(PASSWORD);
	await store.accounts.updatePerson(person, { passwordHash: weak });
	await accounts.signIn(request({ password: 'not the right one' }));
	expect((await store.accounts.person(person))?.passwordHash).toBe(weak);
	expect((await accounts.signIn(request())).ok).toBe(true);
	expect((await store.accounts.person(person))?.passwordHash).toContain('m=19456,t=2,p=1');
	expect((await accounts.signIn(request())).ok).toBe(true);
});

test.each([
	['', 'password-too-short'],
	['kort', 'password-too-short'],
	['fjorton tecken', 'password-too-short'],
	['åååååååäöåäöåä', 'password-too-short'],
	['👮👮👮👮👮👮👮👮', 'password-too-short'],
	['x'.repeat(257), 'password-too-long'],
	['a'.repeat(15), 'password-too-common'],
	['abababababababab', 'password-too-common'],
	['123451234512345', 'password-too-common'],
	['123456789012345', 'password-too-common'],
	['abcdefghijklmnop', 'password-too-common'],
	['qwertyuiopåasdf', 'password-too-common'],
	['polispolispolis', 'password-too-common'],
	['Polis Polis Polis', 'password-too-common'],
	['kommunkommunkommun', 'password-too-common'],
	['PolisKommun2026!', 'password-too-common'],
	['Lägestavlan2026', 'password-too-common'],
	['lösenordlösenord', 'password-too-common'],
	['               ', 'password-too-common'],
	['femton tecken!!', null],
	['korrekt häst batteri häftklammer', null],
	['polisen cyklade förbi kommunhuset', null],
	['8F2kx-Lq91z-Tt0Vw', null],
	['alla små bokstäver duger', null],
	['y7'.padEnd(256, 'the rest of a long phrase '), null]
])('[AN2] the password %j is answered with %s', (password, code) => {
	expect(passwordProblem(password)?.code ?? null).toBe(code);
});

test('[AN2] no password takes long to judge', () => {
	const started = performance.now();
	for (const word of ['polis', 'polisen', 'admin', 'kommunen']) passwordProblem(`${word.repeat(60).slice(0, 250)}!x`);
	expect(performance.now() - started).toBeLessThan(100);
});

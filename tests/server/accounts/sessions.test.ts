import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EndedSession } from '../../../server/accounts/sessions.ts';
import { tokenHash } from '../../../server/accounts/tokens.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { DEVICE, HERE, HOUR, PASSWORD, addAccount, openAccounts, request } from './open-accounts.ts';

const NOBODY = { session: null, person: null };

async function signedIn(options = {}) {
	const opened = await openAccounts(options);
	const person = await addAccount(opened.store);
	const { sessions } = opened.accounts;
	const ended: EndedSession[] = [];
	sessions.onEnded((event) => ended.push(event));
	const { cookieValue, expiresAt } = await sessions.create(person, DEVICE);
	return { ...opened, sessions, person, cookieValue, expiresAt, hash: tokenHash(cookieValue), ended };
}

test('a session is read by the cookie’s value and by a whole Cookie header', async () => {
	const { sessions, person, cookieValue, expiresAt, clock, hash } = await signedIn();
	const session = { hash, person, createdAt: clock.time, expiresAt, endsAt: clock.time + 24 * HOUR, device: DEVICE };
	const alice = { id: person, name: 'Alice Åberg', email: 'alice@example.se' };
	const read = await sessions.read(cookieValue);
	expect(read).toEqual({ session: { ...session, expiresAt: expect.closeTo(expiresAt, -2) }, person: alice });
	const header = `theme=dark; ${sessions.cookieName}=${cookieValue}; other=1`;
	expect((await sessions.read(header)).person).toEqual(alice);
	for (const nothing of ['', null, undefined, 'x', 'theme=dark', `${cookieValue}x`])
		expect(await sessions.read(nothing)).toEqual(NOBODY);
});

test('[AN3] what is stored is no credential: the cookie’s value is nowhere on the disk', async () => {
	const folder = tempDir();
	const { store, accounts } = await openAccounts({}, folder);
	await addAccount(store);
	const signed = await accounts.signIn(request());
	const { cookieValue } = signed.ok ? signed.value : { cookieValue: '' };
	await accounts.sessions.read(cookieValue);
	const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
	expect(cookieValue).toMatch(/^[A-Za-z0-9_-]{43}$/);
	expect(bytes.some((file) => file.includes(tokenHash(cookieValue)))).toBe(true);
	expect(bytes.some((file) => file.includes(cookieValue))).toBe(false);
	expect(bytes.some((file) => file.includes(PASSWORD))).toBe(false);
});

test('[AN3] a stolen hash opens nothing', async () => {
	const { sessions, hash, cookieValue } = await signedIn();
	for (const guess of [hash, `sha256:${hash}`, `${sessions.cookieName}=sha256:${hash}`])
		expect(await sessions.read(guess)).toEqual(NOBODY);
	expect((await sessions.read(cookieValue)).session).not.toBeNull();
});

test('[AN4] a session that is not used for eight hours ends', async () => {
	const { sessions, cookieValue, clock, hash, person, ended } = await signedIn();
	clock.move(8 * HOUR - 1000);
	expect(await sessions.isOpen(hash)).toBe(true);
	clock.move(2000);
	expect(await sessions.isOpen(hash)).toBe(false);
	expect(await sessions.list(person)).toEqual([]);
	expect(await sessions.read(cookieValue)).toEqual(NOBODY);
	expect(ended).toEqual([{ person, hash }]);
});

test('[AN4] a session that is used slides on, and keeps its cookie', async () => {
	const { sessions, cookieValue, clock } = await signedIn();
	for (let hours = 0; hours < 20; hours += 5) {
		clock.move(5 * HOUR);
		expect((await sessions.read(cookieValue)).session?.expiresAt).toBeGreaterThan(clock.time + 3.9 * HOUR);
	}
});

test('[AN5] however busy, a session ends after twenty-four hours', async () => {
	const { sessions, cookieValue, clock, hash } = await signedIn();
	for (let hour = 1; hour < 24; hour++) {
		clock.move(HOUR);
		expect((await sessions.read(cookieValue)).session).not.toBeNull();
	}
	clock.move(HOUR - 1000);
	expect((await sessions.read(cookieValue)).session).not.toBeNull();
	clock.move(2000);
	expect(await sessions.isOpen(hash)).toBe(false);
	expect(await sessions.read(cookieValue)).toEqual(NOBODY);
});

test('[AN5] the two ends can be set', async () => {
	const { sessions, cookieValue, clock } = await signedIn({ idle: HOUR, absolute: 2 * HOUR });
	expect(sessions.cookieAttributes.maxAge).toBe(7200);
	clock.move(HOUR + 1000);
	expect(await sessions.read(cookieValue)).toEqual(NOBODY);
});

test('the machine’s own clock decides nothing', async () => {
	const { sessions, cookieValue, clock } = await signedIn();
	clock.time = Date.UTC(2031, 0, 1);
	expect(await sessions.read(cookieValue)).toEqual(NOBODY);
	const later = await openAccounts();
	later.clock.time = Date.UTC(1999, 0, 1);
	const { cookieValue: value } = await later.accounts.sessions.create(await addAccount(later.store), DEVICE);
	expect((await later.accounts.sessions.read(value)).session).not.toBeNull();
});

test.each([
	[true, '__Host-lagestavlan'],
	[false, 'lagestavlan']
])('[AN6] the cookie is for this host only and no script (secure: %s)', async (secure, name) => {
	const { accounts } = await openAccounts({ secure });
	expect(accounts.sessions.cookieName).toBe(name);
	const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 86_400 };
	expect(accounts.sessions.cookieAttributes).toEqual(attributes);
});

test('[AN7] ending one session tells which, and leaves the others', async () => {
	const { sessions, person, hash, cookieValue, ended } = await signedIn();
	const other = await sessions.create(person, 'Safari på iPhone');
	expect((await sessions.list(person)).map(({ device }) => device)).toEqual([DEVICE, 'Safari på iPhone']);
	await sessions.end(hash);
	expect(ended).toEqual([{ person, hash }]);
	expect(await sessions.read(cookieValue)).toEqual(NOBODY);
	expect((await sessions.read(other.cookieValue)).person?.id).toBe(person);
});

test('[AN7] signing out ends the session of that cookie', async () => {
	const { sessions, person, hash, cookieValue, ended } = await signedIn();
	await sessions.endByCookie(`${sessions.cookieName}=${cookieValue}`);
	expect(ended).toEqual([{ person, hash }]);
	await sessions.endByCookie(cookieValue);
	await sessions.endByCookie(null);
	expect(ended).toHaveLength(1);
});

test('nobody ends a session of somebody else', async () => {
	const { sessions, store, cookieValue, hash, ended } = await signedIn();
	const bob = await addAccount(store, 'bob@example.se');
	await sessions.end(hash, bob);
	expect((await sessions.read(cookieValue)).session).not.toBeNull();
	expect(ended).toEqual([]);
});

test.each([
	['the password is changed', 'changePassword'],
	['the password is set', 'setPassword'],
	['the password is taken away', 'removePassword'],
	['the account is closed', 'closeAccount']
] as const)('[AN7] all sessions end when %s', async (_, what) => {
	const { accounts, sessions, person, cookieValue, ended } = await signedIn();
	const next = 'en helt annan fredag i april';
	if (what === 'changePassword') await accounts.changePassword(person, { current: PASSWORD, next, address: HERE });
	else if (what === 'setPassword') await accounts.setPassword(person, next);
	else await accounts[what](person);
	expect(ended).toEqual([{ person, hash: null }]);
	expect(await sessions.read(cookieValue)).toEqual(NOBODY);
	expect(await sessions.list(person)).toEqual([]);
});

test('[AN7] a listener that fails keeps nobody else from hearing, and one that stopped hears nothing', async () => {
	const { sessions, hash, ended, cookieValue } = await signedIn();
	const stop = sessions.onEnded(() => ended.push({ person: 'never' as never, hash: null }));
	stop();
	const { sessions: others } = (await openAccounts()).accounts;
	others.onEnded(() => ended.push({ person: 'never' as never, hash: null }));
	sessions.onEnded(() => {
		throw new Error('a socket that was gone');
	});
	const heard: EndedSession[] = [];
	sessions.onEnded((event) => heard.push(event));
	await expect(sessions.end(hash)).rejects.toThrow(AggregateError);
	expect([ended.length, heard.length]).toEqual([1, 1]);
	expect(await sessions.read(cookieValue)).toEqual(NOBODY);
});

test('a closed account’s session reads as nobody’s even where it was left', async () => {
	const { sessions, store, person, cookieValue, hash } = await signedIn();
	await store.accounts.updatePerson(person, { closed: true });
	expect(await sessions.isOpen(hash)).toBe(false);
	expect(await sessions.read(cookieValue)).toEqual(NOBODY);
});

test('expired sessions are swept away', async () => {
	const { sessions, store, person, clock } = await signedIn();
	clock.move(9 * HOUR);
	await sessions.create(person, 'Safari på iPhone');
	await sessions.removeExpired();
	expect((await store.accounts.sessionsOf(person)).map(({ device }) => device)).toEqual(['Safari på iPhone']);
});

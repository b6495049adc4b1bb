import { expect, test } from 'vitest';
import { neighbourhoodOf, sourceOf } from '../../../server/accounts/address.ts';
import { newPerson } from '../../contracts/builders.ts';
import { ELSEWHERE, HERE, PASSWORD, addAccount, openAccounts, request } from './open-accounts.ts';

const FAILED = { ok: false, problem: { code: 'sign-in-failed' } };
const TOO_MANY = { ok: false, problem: { code: 'too-many-attempts' } };
const WRONG = 'not the password at all';
const lenient = {
	limits: { address: { points: 10_000, duration: 900 }, accountFrom: { points: 10_000, duration: 900 } }
};

test('the right password begins a session, whatever the case of the address', async () => {
	const { store, accounts } = await openAccounts();
	const person = await addAccount(store);
	const signed = await accounts.signIn(request({ email: ' ALICE@example.SE ' }));
	expect(signed).toMatchObject({ ok: true, value: { person } });
	const value = signed.ok ? signed.value.cookieValue : '';
	expect((await accounts.sessions.read(value)).session?.device).toBe('Firefox på Windows');
});

test('[AN8] nobody learns whether there is an account', async () => {
	const { store, accounts } = await openAccounts();
	await addAccount(store);
	const closed = await addAccount(store, 'closed@example.se');
	await accounts.closeAccount(closed);
	await store.accounts.addPerson(newPerson({ email: 'invited@example.se' }));
	const answers = [
		await accounts.signIn(request({ password: WRONG })),
		await accounts.signIn(request({ email: 'nobody@example.se' })),
		await accounts.signIn(request({ email: 'closed@example.se' })),
		await accounts.signIn(request({ email: 'invited@example.se' })),
		await accounts.signIn(request({ email: 'invited@example.se', password: '' }))
	];
	expect(answers).toEqual([FAILED, FAILED, FAILED, FAILED, FAILED]);
});

test('[AN8] nor from how long the answer takes', async () => {
	const { store, accounts } = await openAccounts(lenient);
	await addAccount(store);
	const took = { 'alice@example.se': [] as number[], 'nobody@example.se': [] as number[] };
	const emails = ['alice@example.se', 'nobody@example.se'] as const;
	for (let n = 0; n < 25; n++)
		for (const email of emails) {
			const started = performance.now();
			await accounts.signIn(request({ email, password: WRONG }));
			took[email].push(performance.now() - started);
		}
	const [known, unknown] = emails.map((email) => took[email].sort((a, b) => a - b)[12]!);
	// Hashing costs tens of milliseconds; leaving it out would make one of them ten times the other.
	expect(Math.max(known!, unknown!) / Math.min(known!, unknown!)).toBeLessThan(1.5);
});

test('[AN9] a sign-in begins under a new id, and ends the session it replaces', async () => {
	const { store, accounts } = await openAccounts();
	await addAccount(store);
	const first = await accounts.signIn(request());
	const replaces = first.ok ? first.value.cookieValue : '';
	const second = await accounts.signIn(request({ replaces }));
	expect(second.ok && second.value.cookieValue).not.toBe(replaces);
	expect((await accounts.sessions.read(replaces)).session).toBeNull();
	expect((await accounts.sessions.read(second.ok ? second.value.cookieValue : '')).session).not.toBeNull();
});

test('a failed sign-in leaves the session that was there', async () => {
	const { store, accounts } = await openAccounts();
	await addAccount(store);
	const first = await accounts.signIn(request());
	const replaces = first.ok ? first.value.cookieValue : '';
	await accounts.signIn(request({ replaces, password: WRONG }));
	expect((await accounts.sessions.read(replaces)).session).not.toBeNull();
});

test('[AN10] ten wrong passwords from one place stop the eleventh, and the right one too', async () => {
	const { store, accounts } = await openAccounts();
	await addAccount(store);
	const wrong = await Promise.all(Array.from({ length: 12 }, () => accounts.signIn(request({ password: WRONG }))));
	expect(wrong.filter(({ ok }) => !ok)).toEqual([...Array(10).fill(FAILED), TOO_MANY, TOO_MANY]);
	expect(await accounts.signIn(request())).toEqual(TOO_MANY);
	expect(await accounts.signIn(request({ email: 'ALICE@example.se ' }))).toEqual(TOO_MANY);
});

test('[AN10] who is stopped at one place does not shut the owner out from elsewhere', async () => {
	const { store, accounts } = await openAccounts();
	await addAccount(store);
	const attack = Array.from({ length: 300 }, () => accounts.signIn(request({ password: WRONG })));
	expect((await Promise.all(attack)).at(-1)).toEqual(TOO_MANY);
	expect((await accounts.signIn(request({ address: ELSEWHERE }))).ok).toBe(true);
});

test('[AN10] somebody else can sign in from the address where one account is stopped', async () => {
	const { store, accounts } = await openAccounts();
	await addAccount(store);
	await addAccount(store, 'bob@example.se');
	for (let n = 0; n < 11; n++) await accounts.signIn(request({ password: WRONG }));
	expect((await accounts.signIn(request({ email: 'bob@example.se' }))).ok).toBe(true);
});

test('[AN10] an address that tries many accounts is stopped', async () => {
	const { accounts } = await openAccounts({ limits: { address: { points: 5, duration: 900 } } });
	const tries = Array.from({ length: 6 }, (_, n) => accounts.signIn(request({ email: `n${n}@example.se` })));
	expect(await Promise.all(tries)).toEqual([...Array(5).fill(FAILED), TOO_MANY]);
	expect(await accounts.signIn(request({ email: 'n9@example.se', address: ELSEWHERE }))).toEqual(FAILED);
});

test('[AN10] an account that is tried from many places is stopped at last', async () => {
	const { accounts } = await openAccounts({ limits: { account: { points: 5, duration: 900 } } });
	const tries = Array.from({ length: 6 }, (_, n) => accounts.signIn(request({ address: `192.0.${n}.1` })));
	expect(await Promise.all(tries)).toEqual([...Array(5).fill(FAILED), TOO_MANY]);
});

test('[AN10] the right password starts the count afresh, and a whole office can sign in from one address', async () => {
	const { store, accounts } = await openAccounts({ limits: { address: { points: 12, duration: 900 } } });
	await addAccount(store);
	for (let round = 0; round < 3; round++) {
		for (let n = 0; n < 3; n++) expect(await accounts.signIn(request({ password: WRONG }))).toEqual(FAILED);
		expect((await accounts.signIn(request())).ok).toBe(true);
	}
	for (let n = 0; n < 8; n++) expect((await accounts.signIn(request())).ok).toBe(true);
});

test.each([
	['192.0.2.10', '192.0.2.10', '192.0.2'],
	['::ffff:192.0.2.10', '192.0.2.10', '192.0.2'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:1:2'],
	['2001:DB8:1:2::9', '2001:db8:1:2', '2001:db8:1:2'],
	['2001:0db8:0001:0002::9', '2001:db8:1:2', '2001:db8:1:2'],
	['2001:db8::1', '2001:db8:0:0', '2001:db8:0:0'],
	['::1', '0:0:0:0', '0:0:0:0'],
	['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:0:0']
])('[AN10] %s counts as %s', (address, source, neighbourhood) => {
	expect([sourceOf(address), neighbourhoodOf(address)]).toEqual([source, neighbourhood]);
});

test('a password changed while the old one was being compared lets nobody in', async () => {
	const { store, accounts } = await openAccounts();
	const person = await addAccount(store);
	const create = accounts.sessions.create.bind(accounts.sessions);
	let created = '';
	accounts.sessions.create = async (...args) => {
		await accounts.setPassword(person, 'en helt annan fredag i april');
		const session = await create(...args);
		created = session.cookieValue;
		return session;
	};
	expect(await accounts.signIn(request())).toEqual(FAILED);
	expect((await accounts.sessions.read(created)).session).toBeNull();
});

test('changing a password takes the current one, and a new one that will do', async () => {
	const { store, accounts } = await openAccounts();
	const person = await addAccount(store);
	const change = { current: PASSWORD, next: 'en helt annan fredag i april', address: HERE };
	const wrong = await accounts.changePassword(person, { ...change, current: WRONG });
	expect(wrong).toEqual({ ok: false, problem: { code: 'password-wrong', path: 'current' } });
	const short = await accounts.changePassword(person, { ...change, next: 'kort' });
	expect(short).toEqual({ ok: false, problem: { code: 'password-too-short', path: 'next' } });
	expect((await accounts.signIn(request())).ok).toBe(true);
	expect(await accounts.changePassword(person, change)).toEqual({ ok: true, value: null });
	expect(await accounts.signIn(request())).toEqual(FAILED);
	expect((await accounts.signIn(request({ password: change.next }))).ok).toBe(true);
});

test('[AN10] guessing the current password is counted like signing in', async () => {
	const { store, accounts } = await openAccounts();
	const person = await addAccount(store);
	const guess = { current: WRONG, next: 'en helt annan fredag i april', address: HERE };
	for (let n = 0; n < 10; n++) await accounts.changePassword(person, guess);
	expect(await accounts.changePassword(person, { ...guess, current: PASSWORD })).toEqual(TOO_MANY);
});

test('a reopened account signs in as before', async () => {
	const { store, accounts } = await openAccounts();
	const person = await addAccount(store);
	await accounts.closeAccount(person);
	expect(await accounts.signIn(request())).toEqual(FAILED);
	await accounts.reopenAccount(person);
	expect((await accounts.signIn(request())).ok).toBe(true);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addSamverkan, newPerson } from '../../contracts/builders.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { ELSEWHERE, HERE, HOUR, PASSWORD, addAccount, openAccounts, request } from './open-accounts.ts';

const DAY = 24 * HOUR;
const INVALID = { ok: false, problem: { code: 'invite-invalid' } };
const acceptance = { name: 'Bo Ek', password: PASSWORD, address: HERE };

async function invited(overrides: { email?: string; withFunktion?: boolean } = {}) {
	const folder = tempDir();
	const opened = await openAccounts({}, folder);
	const place = await addSamverkan(opened.store);
	const { samverkan, party, funktion } = place;
	const content = { samverkan, email: 'bo@example.se', name: 'Bo', party, funktion, roles: ['reporter' as const] };
	const created = await opened.accounts.invites.create({ ...content, ...overrides });
	if (!created.ok) throw new Error(created.problem.code);
	return { ...opened, ...place, folder, content, invites: opened.accounts.invites, ...created.value };
}

test('an invite makes the account, the membership and the staffing', async () => {
	const { invites, token, accounts, store, samverkan, party, funktion, person: alice } = await invited();
	expect(await invites.read(token)).toMatchObject({ email: 'bo@example.se', name: 'Bo', hasAccount: false });
	const accepted = await invites.accept(token, acceptance);
	const bo = accepted.ok ? accepted.value : ('' as never);
	expect(await store.accounts.person(bo)).toMatchObject({ email: 'bo@example.se', name: 'Bo Ek', closed: false });
	const actor = { person: bo, samverkan, party, roles: ['reporter'], funktioner: [funktion] };
	expect(await store.organisation.actor(samverkan, bo)).toEqual(actor);
	expect(await store.organisation.read(samverkan)).toMatchObject({ funktioner: [{ people: [alice, bo] }] });
	expect((await accounts.signIn(request({ email: 'bo@example.se' }))).ok).toBe(true);
});

test('[AN11] an invite works once', async () => {
	const { invites, token } = await invited();
	expect((await invites.accept(token, acceptance)).ok).toBe(true);
	expect(await invites.accept(token, acceptance)).toEqual(INVALID);
	expect(await invites.read(token)).toBeNull();
});

test('[AN11] of those who accept at the same time one wins', async () => {
	const { invites, token, store, samverkan } = await invited();
	const names = ['Ett', 'Två', 'Tre', 'Fyra'];
	const answers = await Promise.all(names.map((name) => invites.accept(token, { ...acceptance, name })));
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	expect(answers.filter(({ ok }) => !ok)).toEqual([INVALID, INVALID, INVALID]);
	expect((await store.organisation.read(samverkan)).people).toHaveLength(2);
});

test('[AN11] an invite is good for seven days', async () => {
	const { invites, token, expiresAt, clock } = await invited();
	expect(expiresAt).toBe(clock.time + 7 * DAY);
	clock.move(7 * DAY - 1);
	expect(await invites.read(token)).not.toBeNull();
	clock.move(1);
	expect(await invites.read(token)).toBeNull();
	expect(await invites.accept(token, acceptance)).toEqual(INVALID);
});

test('[AN11] the link is nowhere on the disk', async () => {
	const { folder, token, hash } = await invited();
	const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
	expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
	expect(bytes.some((file) => file.includes(hash))).toBe(true);
	expect(bytes.some((file) => file.includes(token))).toBe(false);
});

test('[AN11] a link that nobody gave opens nothing, nor does a stored hash', async () => {
	const { invites, hash } = await invited();
	for (const guess of ['', 'x', hash]) expect(await invites.accept(guess, acceptance)).toEqual(INVALID);
});

test('a refused password or name leaves the invite open', async () => {
	const { invites, token } = await invited();
	const short = await invites.accept(token, { ...acceptance, password: 'kort' });
	expect(short).toEqual({ ok: false, problem: { code: 'password-too-short', path: 'password' } });
	const nameless = await invites.accept(token, { ...acceptance, name: ' ' });
	expect(nameless).toEqual({ ok: false, problem: { code: 'name-missing', path: 'name' } });
	expect((await invites.accept(token, acceptance)).ok).toBe(true);
});

test('[AN12] who has an account accepts with its password, and keeps name and password', async () => {
	const { invites, token, store, samverkan, accounts } = await invited();
	const bo = await addAccount(store, 'bo@example.se', 'bos eget lösenord här');
	expect(await invites.read(token)).toMatchObject({ hasAccount: true });
	const stolen = await invites.accept(token, acceptance);
	expect(stolen).toEqual({ ok: false, problem: { code: 'sign-in-failed' } });
	expect(await store.organisation.actor(samverkan, bo)).toBeNull();
	const accepted = await invites.accept(token, { ...acceptance, password: 'bos eget lösenord här' });
	expect(accepted).toEqual({ ok: true, value: bo });
	expect(await store.organisation.actor(samverkan, bo)).toMatchObject({ roles: ['reporter'] });
	expect((await store.accounts.person(bo))?.name).toBe('Alice Åberg');
	expect((await accounts.signIn(request({ email: 'bo@example.se' }))).ok).toBe(false);
});

test('[AN12] guessing that password is counted like signing in', async () => {
	const { invites, token, store } = await invited();
	await addAccount(store, 'bo@example.se', 'bos eget lösenord här');
	for (let n = 0; n < 10; n++) await invites.accept(token, acceptance);
	const right = { ...acceptance, password: 'bos eget lösenord här' };
	expect(await invites.accept(token, right)).toEqual({ ok: false, problem: { code: 'too-many-attempts' } });
	expect((await invites.accept(token, { ...right, address: ELSEWHERE })).ok).toBe(true);
});

test('a closed account does not come back by an invite', async () => {
	const { invites, token, store, accounts } = await invited();
	await accounts.closeAccount(await addAccount(store, 'bo@example.se'));
	expect(await invites.accept(token, acceptance)).toEqual({ ok: false, problem: { code: 'account-closed' } });
});

test('a person without a password chooses one, and stays the same person', async () => {
	const { invites, token, store, accounts } = await invited();
	const bo = await store.accounts.addPerson(newPerson({ email: 'bo@example.se', name: 'Bosse' }));
	expect(await invites.accept(token, acceptance)).toEqual({ ok: true, value: bo });
	expect(await store.accounts.person(bo)).toMatchObject({ name: 'Bo Ek' });
	expect((await accounts.signIn(request({ email: 'bo@example.se' }))).ok).toBe(true);
});

test('[AN13] only the newest link to the same person works', async () => {
	const { invites, token, content, samverkan } = await invited();
	const again = await invites.create({ ...content, email: ' BO@example.se' });
	expect(await invites.read(token)).toBeNull();
	expect(await invites.read(again.ok ? again.value.token : '')).not.toBeNull();
	expect(await invites.open(samverkan)).toHaveLength(1);
});

test('[AN13] a renewed invite has a new link and a new time, also after it expired', async () => {
	const { invites, token, hash, samverkan, clock, roles } = { roles: ['reporter'], ...(await invited()) };
	clock.move(10 * DAY);
	const renewed = await invites.renew(samverkan, hash);
	expect(renewed?.expiresAt).toBe(clock.time + 7 * DAY);
	expect(await invites.read(token)).toBeNull();
	expect(await invites.read(renewed!.token)).toMatchObject({ email: 'bo@example.se', roles });
	expect(await invites.renew(samverkan, hash)).toBeNull();
});

test('[AN13] a used invite can not be renewed, and no invite through another samverkan', async () => {
	const { invites, token, hash, samverkan, store } = await invited();
	const other = await addSamverkan(store, 'hallsberg');
	expect(await invites.renew(other.samverkan, hash)).toBeNull();
	await invites.withdraw(other.samverkan, hash);
	expect((await invites.accept(token, acceptance)).ok).toBe(true);
	expect(await invites.renew(samverkan, hash)).toBeNull();
});

test('[AN13] a withdrawn invite opens nothing', async () => {
	const { invites, token, hash, samverkan } = await invited();
	await invites.withdraw(samverkan, hash);
	expect(await invites.accept(token, acceptance)).toEqual(INVALID);
	expect(await invites.open(samverkan)).toEqual([]);
});

test('the first administrator of an empty samverkan comes in by an invite too', async () => {
	const { invites, store } = await invited();
	const { samverkan, party } = await addSamverkan(store, 'hallsberg');
	const created = await invites.create({
		samverkan,
		email: 'eva@x.se',
		name: 'Eva',
		party,
		roles: ['admin', 'convener']
	});
	const accepted = await invites.accept(created.ok ? created.value.token : '', { ...acceptance, name: 'Eva' });
	const eva = accepted.ok ? accepted.value : ('' as never);
	expect(await store.organisation.actor(samverkan, eva)).toMatchObject({
		roles: ['admin', 'convener'],
		funktioner: []
	});
});

test.each([
	[{ email: 'inte en adress' }, 'email-invalid'],
	[{ email: 'a@b' }, 'email-invalid'],
	[{ email: 'a b@example.se' }, 'email-invalid'],
	[{ email: '"x"<a@example.se>' }, 'email-invalid'],
	[{ email: `${'a'.repeat(250)}@x.se` }, 'email-invalid'],
	[{ name: '  ' }, 'name-missing'],
	[{ roles: [] }, 'roles-missing']
])('an invite with %j is refused with %s', async (mistake, code) => {
	const { invites, content } = await invited();
	expect(await invites.create({ ...content, ...mistake })).toMatchObject({ ok: false, problem: { code } });
});

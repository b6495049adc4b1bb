import { expect, test } from 'vitest';
import type { Mail } from '../../../server/storage/mails.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startMailServer, type Answer } from './support/mail-server.ts';
import { alwaysLoud, at, makeMailWorld, until, type MailWorld } from './support/mail-world.ts';

async function start(answer: Answer = 'yes') {
	const smtp = await startMailServer();
	smtp.answer = answer;
	const mailed = await makeMailWorld({ mail: smtp.config });
	return { smtp, ...mailed };
}

const stateOf = async ({ server }: Pick<MailWorld, 'server'>, id: string): Promise<Mail> =>
	(await server.store.mails.mail(id))!;

async function settled(of: Pick<MailWorld, 'server'>, id: string, ...states: Mail['state'][]): Promise<Mail> {
	await until(async () => states.includes((await stateOf(of, id)).state), `the mail to be ${states.join(' or ')}`);
	return stateOf(of, id);
}

test('[NO9] a mail goes to the address that the person has when it is sent', async () => {
	const { smtp, world, server, outbox, queue } = await start();
	const id = await queue(world.carol);
	await server.store.accounts.updatePerson(world.carol.person, { email: 'ny@example.se' });
	await outbox.start();
	expect(await settled({ server }, id, 'sent')).toMatchObject({ attempts: 1, sentAt: expect.any(Number) as number });
	expect(smtp.taken.map(({ to }) => to)).toEqual([['ny@example.se']]);
});

test('[NO9] who has left, or has closed the account, or wants none, gets nothing', async () => {
	const { smtp, world, server, outbox, queue } = await start();
	const ids = [await queue(world.alice), await queue(world.bob), await queue(world.carol), await queue(world.reader)];
	await server.store.organisation.removeMember(world.samverkan, world.alice.person);
	await server.store.accounts.updatePerson(world.bob.person, { closed: true });
	const settings = await server.store.notices.settings(world.carol.person);
	await server.store.notices.saveSettings(world.carol.person, { ...settings, notByMail: ['flagged'] });
	await outbox.start();
	await settled({ server }, ids[3]!, 'sent');
	const reasons = await Promise.all(ids.map(async (id) => (await stateOf({ server }, id)).reason));
	expect(reasons).toEqual(['nothing', 'left', 'declined', null]);
	expect(smtp.taken.map(({ to }) => to)).toEqual([['rut@example.se']]);
});

const ANSWERS = [
	{ answer: { code: 450, at: 'rcpt' }, state: 'queued', reason: '450', minutes: 1 },
	{ answer: { code: 451, at: 'data' }, state: 'queued', reason: '451', minutes: 1 },
	{ answer: { code: 550, at: 'rcpt' }, state: 'failed', reason: '550', minutes: 0 },
	{ answer: { code: 554, at: 'data' }, state: 'failed', reason: '554', minutes: 0 }
] as const;

test('[NO10] what the mail server puts off is tried again, and what it refuses has failed', async () => {
	const { smtp, world, server, outbox, queue, clock } = await start();
	await outbox.start();
	for (const { answer, state, reason, minutes } of ANSWERS) {
		smtp.answer = answer;
		const id = await queue(world.alice);
		outbox.wake();
		await until(async () => (await stateOf({ server }, id)).reason === reason, `the answer ${reason}`);
		expect(await stateOf({ server }, id)).toMatchObject({ state, attempts: 1, nextTry: clock.time + minutes * 60_000 });
	}
});

test('[NO10] what is told to wait is tried again, later each time, and given up at last', async () => {
	const mailed = await start({ code: 450, at: 'rcpt' });
	const { smtp, world, server, outbox, queue, clock } = mailed;
	await alwaysLoud(mailed, world.alice);
	const id = await queue(world.alice);
	await outbox.start();
	const waits: number[] = [];
	for (let tries = 1; tries < 8; tries += 1) {
		await until(async () => (await stateOf({ server }, id)).attempts === tries, `try ${tries}`);
		waits.push(((await stateOf({ server }, id)).nextTry - clock.time) / 60_000);
		clock.time = (await stateOf({ server }, id)).nextTry;
		outbox.wake();
	}
	expect(await settled({ server }, id, 'failed')).toMatchObject({ reason: '450', attempts: 8 });
	expect(waits).toEqual([1, 5, 15, 60, 240, 240, 240]);
	expect(smtp.taken).toEqual([]);
});

test('[NO8] where the line breaks before the first byte it is tried again; after it, nobody knows, and it is not', async () => {
	const { smtp, world, server, outbox, queue, clock } = await start({ cut: 'rcpt' });
	const early = await queue(world.alice);
	await outbox.start();
	await until(async () => (await stateOf({ server }, early)).reason !== null, 'the broken line');
	expect(await stateOf({ server }, early)).toMatchObject({ state: 'queued', attempts: 0 });
	smtp.answer = { cut: 'before-answer' };
	await waitFor(() => clock.timers.size === 1, 'the timer');
	clock.ring();
	expect(await settled({ server }, early, 'uncertain')).toMatchObject({ attempts: 1 });
	smtp.answer = 'yes';
	const other = await queue(world.bob);
	outbox.wake();
	await settled({ server }, other, 'sent');
	expect(smtp.taken.map(({ to }) => to[0])).toEqual(['alice@example.se', 'bob@example.se']);
});

test('[NO10] without a mail server to talk to nothing is used up, and it is asked less and less often', async () => {
	const { smtp, world, server, outbox, queue, clock } = await start();
	await smtp.close();
	const ids = [await queue(world.alice), await queue(world.bob)];
	await outbox.start();
	for (const minutes of [1, 5, 15]) {
		await waitFor(() => clock.timers.size === 1, 'the timer');
		expect([...clock.timers][0]!.at - clock.time).toBe(minutes * 60_000);
		clock.ring();
	}
	expect(await Promise.all(ids.map(async (id) => (await stateOf({ server }, id)).attempts))).toEqual([0, 0]);
});

test('[NO8] somebody who may decides that an uncertain mail goes again, and only of their own samverkan', async () => {
	const { smtp, world, server, outbox, queue } = await start({ cut: 'before-answer' });
	const id = await queue(world.alice);
	await outbox.start();
	await settled({ server }, id, 'uncertain');
	smtp.answer = 'yes';
	expect(await outbox.sendAgain('other' as never, id)).toBe(false);
	expect(await outbox.sendAgain(world.samverkan, id)).toBe(true);
	await settled({ server }, id, 'sent');
	expect(await outbox.sendAgain(world.samverkan, id)).toBe(false);
	const ids = (await smtp.mails()).map(({ messageId }) => messageId);
	expect(ids).toHaveLength(2);
	expect(new Set(ids).size).toBe(1); // the receiver's mail program knows them as one
});

test('[NO12] a mail that is due at night waits for the morning, over the week’s end too', async () => {
	const { smtp, world, server, outbox, queue, clock } = await start();
	clock.time = at('2026-11-27', '18:00'); // a Friday
	const id = await queue(world.alice);
	await outbox.start();
	await until(async () => (await stateOf({ server }, id)).nextTry > clock.time, 'the morning');
	expect((await stateOf({ server }, id)).nextTry).toBe(at('2026-11-30', '07:00'));
	clock.time = at('2026-11-30', '07:00');
	outbox.wake();
	await settled({ server }, id, 'sent');
	expect(smtp.taken).toHaveLength(1);
});

test('[NO10] what could not be sent for a week is news no more', async () => {
	const { smtp, world, server, outbox, queue, clock } = await start();
	const id = await queue(world.alice, { madeAt: clock.time - 8 * 24 * 3_600_000 });
	await outbox.start();
	expect(await settled({ server }, id, 'withdrawn')).toMatchObject({ reason: 'too-old' });
	expect(smtp.connects).toBe(0);
});

test('[NO13] closing finishes the mail that has begun, keeps the others queued, and leaves no timer', async () => {
	const { smtp, world, server, outbox, queue, clock, stop } = await start();
	const ids = [await queue(world.alice), await queue(world.bob)];
	const { promise, resolve } = Promise.withResolvers<void>();
	smtp.answer = { hook: (step) => step === 'body' && resolve() };
	await outbox.start();
	await promise;
	await stop();
	expect(await Promise.all(ids.map(async (id) => (await stateOf({ server }, id)).state))).toEqual(['sent', 'queued']);
	expect(clock.timers.size).toBe(0);
	expect(smtp.taken).toHaveLength(1);
});

test('[NO13] closing while the mail server says nothing leaves the mail queued', async () => {
	const silent = await startMailServer({ onRcptTo: () => undefined });
	const { world, server, outbox, queue, stop } = await makeMailWorld({ mail: silent.config });
	const id = await queue(world.alice);
	await outbox.start();
	await waitFor(() => silent.connects === 1, 'the connection');
	await stop();
	expect(await stateOf({ server }, id)).toMatchObject({ state: 'queued', attempts: 0 });
});

test('[NO10] with no mail server set everything waits, and nothing is tried', async () => {
	const { world, server, outbox, queue, clock } = await makeMailWorld({ mail: null });
	const id = await queue(world.alice);
	await outbox.start();
	outbox.wake();
	expect(outbox.canSend).toBe(false);
	expect(await stateOf({ server }, id)).toMatchObject({ state: 'queued', attempts: 0 });
	expect(clock.timers.size).toBe(0);
});

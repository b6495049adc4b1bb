import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Mail } from '../../server/storage/mails.ts';
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import { DEFAULT_NOTICE_SETTINGS } from '../../src/lib/shared/notices/notice-settings.ts';
import { isLong, within } from './support/how-long.ts';
import { makeWorld } from '../support/start-rooms.ts';
import { startMailServer } from '../server/notices/support/mail-server.ts';

const STEPS = isLong ? (['connect', 'rcpt', 'data', 'body', 'answered'] as const) : (['rcpt', 'body'] as const);

/** Sends what waits in the folder, in a process of its own. */
function startChild(folder: string, port: number): ChildProcess {
	const child = spawn(
		process.execPath,
		[join(import.meta.dirname, '../server/notices/support/child-outbox.ts'), folder, String(port)],
		{
			stdio: ['pipe', 'ignore', 'inherit']
		}
	);
	onTestFinished(() => void child.kill('SIGKILL'));
	return child;
}

/** One mail, a process that is killed at that step of handing it over, and one that starts after it. */
async function killedAt(step: (typeof STEPS)[number]): Promise<{ taken: number; mail: Mail }> {
	const world = await makeWorld();
	const before = await openSqliteStore(world.folder);
	const { person } = world.alice;
	const quiet = { ...DEFAULT_NOTICE_SETTINGS.quiet, isOn: false };
	await before.notices.saveSettings(person, { ...DEFAULT_NOTICE_SETTINGS, quiet });
	const facts = { id: 'm', dedupe: 'm', samverkan: world.samverkan, person, kind: 'flagged' as const };
	const items = [{ about: { week: world.week.week } }];
	await before.mails.add({ ...facts, items, madeAt: Date.now(), nextTry: Date.now() });
	await before.close();

	const smtp = await startMailServer();
	const first = startChild(world.folder, smtp.config.port);
	const ended = once(first, 'exit');
	smtp.answer = { hook: (at) => void (at === step && first.kill('SIGKILL')) };
	await ended;
	smtp.answer = 'yes';

	const second = startChild(world.folder, smtp.config.port);
	await once(second, 'exit');
	return { taken: smtp.taken.length, mail: (await readMail(world.folder))! };
}

async function readMail(folder: string): Promise<Mail | null> {
	const store = await openSqliteStore(folder);
	try {
		return await store.mails.mail('m');
	} finally {
		await store.close();
	}
}

test(
	'[NO8] a process that is killed at any step of handing a mail over never sends it twice',
	async () => {
		const ends = await Promise.all(STEPS.map(async (step) => ({ step, ...(await killedAt(step)) })));
		for (const { step, taken, mail } of ends) {
			expect({ step, taken }).toEqual({ step, taken: taken > 1 ? 'at most one' : taken });
			const isKnown = mail.state === 'sent' ? taken === 1 : mail.state === 'uncertain';
			expect({ step, state: mail.state, isKnown }).toMatchObject({ isKnown: true });
		}
		const byStep = Object.fromEntries(ends.map(({ step, taken, mail }) => [step, [taken, mail.state]]));
		for (const early of ['connect', 'rcpt']) if (byStep[early]) expect(byStep[early]).toEqual([1, 'sent']);
		expect(byStep.body![1]).toBe('uncertain');
	},
	within(60_000, 120_000)
);

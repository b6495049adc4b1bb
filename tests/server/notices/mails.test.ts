import { expect, test } from 'vitest';
import { tellSealed } from '../../../server/notices/week-sealed.ts';
import type { Seal } from '../../../server/storage/seals.ts';
import { commentKind } from '../../../src/lib/shared/board/comment.ts';
import { actionKind, addAction } from '../../../src/lib/shared/board/action.ts';
import { addEntry } from '../../../src/lib/shared/board/entry.ts';
import { SERVER } from '../../../src/lib/shared/board/origin.ts';
import { createRecord, setValue } from '../../../src/lib/shared/board/record.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import { HIDDEN, TAKEN_AWAY } from '../../../src/lib/shared/redaction/mask.ts';
import type { Day, WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { Login } from '../../support/start-rooms.ts';
import { actorOf, flaggingOf } from '../redaction/support.ts';
import { valueOf } from '../seal/support.ts';
import { startMailServer } from './support/mail-server.ts';
import { alwaysLoud, at, makeMailWorld, random, until, WEDNESDAY, type MailWorld } from './support/mail-world.ts';

/** An åtgärd of the person's function, decided and due that day, with words that no mail may hold. */
async function giveAction({ server, world }: MailWorld, to: Login, title: string, due: string): Promise<RecordId> {
	const id = newRecordId(random);
	const created = { person: world.alice.person, party: world.alice.party, at: 1 };
	await server.rooms.edit(world.actions.id, 'desk', world.alice.person, (doc) => {
		const draft = {
			...{ title, description: 'HEMLIG beskrivning', goal: 'HEMLIGT mål', owner: to.funktion },
			...{ performers: [to.funktion], due: due as Day, status: { state: 'decided' as const } }
		};
		addAction(doc, id, draft, created, '2026-W48' as WeekKey, SERVER);
		setValue(doc, actionKind, id, 'number', 7);
		createRecord(doc, commentKind, newRecordId(random), { action: id, text: 'HEMLIG kommentar', created });
	});
	return id;
}

async function writeRow({ server, world }: MailWorld): Promise<void> {
	const created = { person: world.alice.person, party: world.alice.party, at: 1 };
	await server.rooms.edit(world.week.id, 'desk', world.alice.person, (doc) => {
		addEntry(doc, newRecordId(random), { text: 'HEMLIG lägesrad om torget' }, created, SERVER);
	});
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\d-]+/gu) ?? [];
const visible = (html: string): string =>
	html
		.replace(/<head>.*?<\/head>/su, '')
		.replace(/<[^>]+>/gu, ' ')
		.replaceAll(/&(nbsp|quot|lt|gt|#39);/g, ' ')
		.replaceAll('&amp;', '&');

async function sent(mailed: MailWorld, count: number): Promise<void> {
	const { server, world } = mailed;
	const isSent = async () =>
		(await server.store.mails.list(world.samverkan, 50)).filter(({ state }) => state === 'sent').length === count;
	await until(isSent, `${count} mails`);
}

test('[NO16] a mail says the same in text and HTML, in Swedish letters, and nothing that somebody wrote but titles', async () => {
	const smtp = await startMailServer();
	const mailed = await makeMailWorld({ mail: smtp.config });
	const { world, notices, outbox } = mailed;
	await alwaysLoud(mailed, world.bob);
	await writeRow(mailed);
	const action = await giveAction(mailed, world.bob, 'Lys upp gången <vid> skolan & ån', '2026-11-26');
	const of = { samverkan: world.samverkan, people: [world.bob.person] };
	await notices.tell({ ...of, kind: 'flagged', about: { week: world.week.week, entry: action }, dedupe: 'f' });
	await notices.tell({ ...of, kind: 'week-sealed', about: { week: world.week.week }, dedupe: 's' });
	await notices.tell({ ...of, kind: 'mention', about: { action }, dedupe: 'm' });
	await mailed.queue(world.bob, { kind: 'reminder', items: [{ about: { action } }] });
	await mailed.queue(world.bob, { kind: 'digest', items: [] });
	await mailed.queue(world.bob, { kind: 'report-reminder' });
	mailed.clock.time += 16 * 60_000;
	await outbox.start();
	await sent(mailed, 6);
	const mails = await smtp.mails();
	expect(mails.map(({ subject }) => subject).toSorted()).toEqual([
		'Dina åtgärder v. 48: 1 denna vecka',
		'Du är omnämnd i kommentarer till Å-7',
		'En personuppgift är flaggad',
		'Lägesbilden för v. 48 är fastställd',
		'Rapporten för v. 48 saknas',
		'Å-7 ska snart vara klar'
	]);
	for (const { raw } of smtp.taken) expect(raw).not.toMatch(/HEMLIG|torget/);
	for (const mail of mails) {
		expect(`${mail.text}${mail.html}`).not.toMatch(/HEMLIG|torget|<img|https?:\/\/(?!tavlan\.ekeby\.example)/);
		const texts = [mail.text!.replaceAll(/: https:\S+/g, '').replaceAll(/^-+ ?$/gm, ''), visible(mail.html!)];
		expect(wordsOf(texts[0]!)).toEqual(wordsOf(texts[1]!));
		const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
		expect(header('auto-submitted')).toBe('auto-generated');
		expect(header('list-unsubscribe')).toBe('<https://tavlan.ekeby.example/konto/notiser>');
		expect(mail.messageId).toMatch(/^<[\w-]+@ekeby\.example>$/);
		expect(mail.from).toEqual({ name: 'Lägestavlan', address: 'tavlan@ekeby.example' });
	}
	const reminder = mails.find(({ subject }) => subject?.startsWith('Å-7'));
	expect(reminder!.text).toContain('Å-7 Lys upp gången <vid> skolan & ån\n  Klart senast tor 26 nov (v. 48)');
});

test('[NO4] a vacant function’s åtgärd is told to its party’s samordnare, one staffed by several to each', async () => {
	const { server, world, notices } = await makeMailWorld({ mail: null });
	const { organisation } = server.store;
	const { samverkan, alice, bob, carol } = world;
	await organisation.updateFunktion(samverkan, carol.funktion, { staffing: 'vacant' });
	await organisation.staffFunktion(samverkan, carol.funktion, []);
	await organisation.staffFunktion(samverkan, bob.funktion, [bob.person, alice.person]);
	const about = { action: newRecordId(random) };
	const funktioner = [carol.funktion, bob.funktion];
	await notices.tell({ samverkan, kind: 'overdue', about, funktioner, except: alice.person, dedupe: 'x' });
	const unseen = [alice, bob, carol, world.reader].map(({ person }) => notices.unseen({ samverkan, person }));
	expect(await Promise.all(unseen)).toEqual([0, 1, 1, 0]);
});

test('[NO4] a sealed week is told to its other readers, and mailed to whoever sealed it too, each one mail', async () => {
	const { server, world, notices, clock } = await makeMailWorld({ mail: null });
	const { samverkan, alice, week } = world;
	const tell = (seal: Partial<Seal>) => tellSealed({ store: server.store, notices, now: clock.now }, seal as Seal);
	const facts = { document: week.id, samverkan, week: week.week, correction: 0, by: alice.person, at: clock.time };
	const readers = [alice, world.bob, world.carol, world.reader].map(({ person }) => person);
	await tell(facts);
	await tell(facts);
	await tell({ ...facts, correction: 1 });
	const mails = await server.store.mails.list(samverkan, 20);
	expect(mails.map(({ person }) => person).toSorted()).toEqual(readers.toSorted());
	const unseen = readers.map((person) => notices.unseen({ samverkan, person }));
	expect(await Promise.all(unseen)).toEqual([0, 1, 1, 1]);
});

test('[NO5] a notice holds ids, and its words are those that its reader may read now', async () => {
	const mailed = await makeMailWorld({ mail: null });
	const { server, world, notices } = mailed;
	const { samverkan, bob, stranger } = world;
	const action = await giveAction(mailed, bob, 'Röj vid bäcken', '2026-11-26');
	await server.store.organisation.setMember(samverkan, stranger.person, stranger.party, ['external']);
	const people = [bob.person, stranger.person];
	await notices.tell({ samverkan, kind: 'mention', about: { action }, people, dedupe: 'x' });
	const [seen, hidden] = await Promise.all(
		people.map(async (person) => notices.of((await server.store.organisation.actor(samverkan, person))!, 5))
	);
	expect(seen![0]!.action).toEqual({ number: 7, title: 'Röj vid bäcken' });
	expect(hidden![0]!.action).toBeNull();
	expect(JSON.stringify(await server.store.notices.of(bob.person, samverkan, 5))).not.toContain('Röj');
});

test('[NO5] the title of a flagged åtgärd is in no notice and in no mail, not in one that waited either', async () => {
	const smtp = await startMailServer();
	const mailed = await makeMailWorld({ mail: smtp.config });
	const { server, world, notices, outbox } = mailed;
	const { samverkan, alice, bob } = world;
	await alwaysLoud(mailed, bob);
	const action = await giveAction(mailed, bob, 'Samtal med Zåkarias Ödlund', '2026-11-26');
	await notices.tell({ samverkan, kind: 'due-soon', about: { action }, people: [bob.person], dedupe: 'x' });
	await mailed.queue(bob, { kind: 'reminder', items: [{ about: { action } }] });
	const flagging = flaggingOf(server);
	const flag = valueOf(
		await flagging.flag(
			await actorOf(server, world, bob),
			{ document: world.actions.id, root: 'actions', record: action },
			'Ett namn'
		)
	);
	const shown = async () => (await notices.of(await actorOf(server, world, bob), 5))[0]?.action;
	expect(await shown()).toEqual({ number: 7, title: HIDDEN });
	await outbox.start();
	await sent(mailed, 1);
	const [hidden] = await smtp.mails();
	for (const part of [hidden!.text, visible(hidden!.html!)]) expect(part).toContain(`Å-7 ${HIDDEN}`);
	valueOf(await flagging.redact(await actorOf(server, world, alice), flag.id, { instead: [], reason: 'Ett namn' }));
	expect(await shown()).toEqual({ number: 7, title: TAKEN_AWAY });
	await mailed.queue(bob, { kind: 'digest', items: [] });
	outbox.wake();
	await sent(mailed, 2);
	expect((await smtp.mails())[1]!.text).toContain(`Å-7 ${TAKEN_AWAY}`);
	for (const { raw } of smtp.taken) expect(raw).not.toMatch(/karias|dlund/);
});

test('[NO7] mentions within a quarter come in one mail, without what has been seen meanwhile', async () => {
	const smtp = await startMailServer();
	const mailed = await makeMailWorld({ mail: smtp.config });
	const { server, world, notices, outbox, clock } = mailed;
	const { samverkan, bob } = world;
	const action = await giveAction(mailed, bob, 'Röj vid bäcken', '2026-11-26');
	await outbox.start();
	const mention = (dedupe: string) =>
		notices.tell({ samverkan, kind: 'mention', about: { action }, people: [bob.person], dedupe });
	await mention('one');
	clock.time += 10 * 60_000;
	await mention('two');
	await mention('two');
	expect(await server.store.mails.list(samverkan, 5)).toHaveLength(1);
	await notices.markSeen({ samverkan, person: bob.person });
	clock.time += 5 * 60_000;
	outbox.wake();
	await until(async () => (await server.store.mails.list(samverkan, 5))[0]?.state === 'withdrawn', 'the decision');
	expect(smtp.taken).toEqual([]);
});

test('[NO17] in the morning one mail tells of what is due next and what is late; on Mondays the digest does', async () => {
	const mailed = await makeMailWorld({ mail: null }, { time: at('2026-11-24', '12:00') });
	const { server, world, schedule, clock } = mailed;
	await giveAction(mailed, world.bob, 'Ska vara klar i morgon', '2026-11-26');
	await giveAction(mailed, world.bob, 'Var klar i går', '2026-11-24');
	const kinds = async () =>
		(await server.store.mails.list(world.samverkan, 20)).map(({ kind, items }) => [kind, items.length]);
	const morning = async (day: string) => {
		clock.time = at(day, '07:00');
		schedule.wake();
		const key = 'notices-last-morning';
		await until(async () => (await server.store.installation.get(key)) === day, day);
	};
	schedule.start();
	await until(async () => (await server.store.installation.get('notices-last-morning')) !== null, 'the first look');
	expect(await kinds()).toEqual([]);
	await morning('2026-11-25');
	expect(await kinds()).toEqual([['reminder', 2]]);
	const told = await server.store.notices.of(world.bob.person, world.samverkan, 9);
	expect(told.flatMap(({ kind, topic }) => (topic === null ? [] : [kind])).toSorted()).toEqual(['due-soon', 'overdue']);
	await morning('2026-11-30');
	expect((await kinds()).map(([kind]) => kind).toSorted()).toEqual(['digest', 'reminder']);
});

test('[NO17] a server that slept for weeks makes the newest digest and nothing else, and the same morning twice nothing', async () => {
	const mailed = await makeMailWorld({ mail: null }, { time: at('2026-11-02', '12:00') });
	const { server, world, schedule, clock, stop } = mailed;
	await giveAction(mailed, world.bob, 'Var klar för länge sedan', '2026-11-10');
	schedule.start();
	await until(async () => clock.timers.size === 1, 'the first look');
	clock.time = at('2026-11-25', '10:00');
	schedule.wake();
	const waiting = async () =>
		(await server.store.mails.list(world.samverkan, 20)).filter(({ state }) => state === 'queued');
	await until(async () => (await server.store.installation.get('notices-last-morning')) === '2026-11-25', 'the look');
	expect((await waiting()).map(({ kind, dedupe }) => [kind, dedupe.slice(-10)])).toEqual([['digest', '2026-11-23']]);
	await server.store.installation.set('notices-last-morning', '2026-11-22');
	schedule.wake();
	await until(async () => (await server.store.installation.get('notices-last-morning')) === '2026-11-25', 'the look');
	expect(await waiting()).toHaveLength(1);
	await stop();
	expect(clock.timers.size).toBe(0);
});

test('[NO17] it wakes at seven Swedish time on both sides of the change of clocks, and never more often than it must', async () => {
	const mailed = await makeMailWorld({ mail: null }, { time: at('2026-10-25', '06:30') });
	mailed.schedule.start();
	await until(async () => mailed.clock.timers.size === 1, 'the timer');
	expect([...mailed.clock.timers][0]!.at).toBe(Date.parse('2026-10-25T06:00:00Z'));
	expect(WEDNESDAY).toBe(Date.parse('2026-11-25T09:00:00Z'));
});

import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarText } from '../../../server/boards/calendars.ts';
import { tokenHash } from '../../../server/accounts/tokens.ts';
import type { Action } from '../../../src/lib/shared/board/action.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import type { Day } from '../../../src/lib/shared/week/iso-week.ts';
import { LAMP, openDesk, THURSDAY } from './open-desk.ts';

const ADDRESS = '192.0.2.7';
const tokenIn = (address: string) => /kalender\/(.+)\.ics$/.exec(address)![1]!;

/** Read as a calendar program reads it. */
const eventsIn = (text: string) =>
	new ICAL.Component(ICAL.parse(text) as unknown[])
		.getAllSubcomponents('vevent')
		.map((component) => new ICAL.Event(component));

async function openCalendar() {
	const desk = await openDesk();
	const { calendars, actor, world } = desk;
	const made = await calendars.make(await actor(world.reader), null);
	if (!made.ok) throw new Error(made.problem.code);
	const read = async () => {
		const file = await calendars.read(tokenIn(made.value), ADDRESS);
		if (!file.ok) throw new Error(file.problem.code);
		return file.value;
	};
	return { ...desk, address: made.value, read };
}

describe('a calendar', () => {
	test('[MI12] says number, title and date of each åtgärd, and nothing of places, people or words', async () => {
		const { read } = await openCalendar();
		const [event, ...others] = eventsIn((await read()).text);
		expect(others).toEqual([]);
		expect(event!.summary).toBe('Å-1 Belysning Parkgatan');
		expect([event!.startDate.isDate, event!.startDate.toString(), event!.endDate.toString()]).toEqual([
			...[true, '2026-12-04', '2026-12-05']
		]);
		const names = event!.component.getAllProperties().map(({ name }) => name);
		for (const name of ['description', 'location', 'organizer', 'attendee', 'categories'])
			expect(names).not.toContain(name);
	});

	const DAYS = ['2026-03-29', '2026-10-25', '2026-12-31', '2027-01-01', '2028-02-29', '2026-03-28', '2026-10-24'];
	test.each(DAYS)('[MI12] has %s on that day, whatever the time zone of the server', (day) => {
		const zone = process.env.TZ;
		try {
			for (const TZ of ['UTC', 'Europe/Stockholm', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
				process.env.TZ = TZ;
				const due = day as Day;
				const action = { id: LAMP, number: 17, title: 'A', due, created: { at: THURSDAY } } as Action;
				const facts = { name: 'x', domain: 'd', origin: 'https://d', slug: 's', actions: [action], changes: [] };
				const [event] = eventsIn(calendarText(facts));
				expect([event!.startDate.isDate, event!.startDate.toString()], TZ).toEqual([true, day]);
				expect(event!.duration.toSeconds(), TZ).toBe(86_400);
			}
		} finally {
			if (zone === undefined) delete process.env.TZ;
			else process.env.TZ = zone;
		}
	});

	test('[MI12] keeps an event’s name over changes, and counts those of date and title', async () => {
		const { read, actionUpdates, actor, world, clock, store } = await openCalendar();
		const [first] = eventsIn((await read()).text);
		expect(first!.sequence).toBe(0);
		clock.now += 60_000;
		const due = '2026-12-11' as Day;
		await actionUpdates.move(await actor(world.reader), LAMP, { move: 'ask-due', due, reason: 'Delar' }, 'desk');
		await actionUpdates.move(await actor(world.carol), LAMP, { move: 'grant-due' }, 'desk');
		await expect
			.poll(async () => (await store.desk.changesOf(world.samverkan, [LAMP])).map(({ what }) => what))
			.toContain('due');
		const [second] = eventsIn((await read()).text);
		expect([second!.uid, second!.sequence, second!.startDate.toString()]).toEqual([first!.uid, 1, due]);
		const modified = second!.component.getFirstPropertyValue('last-modified') as ICAL.Time;
		expect(modified.toJSDate().getTime()).toBe(clock.now);
	});

	test('[MI12] has no proposals, no closed ones and nobody else’s', async () => {
		const { read, add, actionUpdates, actor, world } = await openCalendar();
		await add('two' as RecordId, 'Andra');
		expect(eventsIn((await read()).text)).toHaveLength(2);
		const give = { move: 'give-on', from: world.reader.funktion, to: world.bob.funktion } as const;
		await actionUpdates.move(await actor(world.carol), 'two' as RecordId, give, 'desk');
		expect(eventsIn((await read()).text).map(({ summary }) => summary)).toEqual(['Å-1 Belysning Parkgatan']);
	});

	test('[MI12] is of all a person’s functions, or of one that they staff', async () => {
		const { calendars, actor, world } = await openCalendar();
		const own = await calendars.make(await actor(world.reader), world.reader.funktion);
		expect(own).toMatchObject({ ok: true });
		const file = await calendars.read(tokenIn(own.ok ? own.value : ''), ADDRESS);
		expect(file.ok && eventsIn(file.value.text)).toHaveLength(1);
		expect(await calendars.make(await actor(world.reader), world.bob.funktion)).toMatchObject({
			problem: { code: 'not-allowed' }
		});
	});

	test('[MI13] is taken back by its person, and by nobody else', async () => {
		const { calendars, address, world, store } = await openCalendar();
		const hash = tokenHash(tokenIn(address));
		expect(await calendars.revoke(hash, world.bob.person)).toBe(false);
		expect(await calendars.read(tokenIn(address), ADDRESS)).toMatchObject({ ok: true });
		expect(await calendars.revoke(hash, world.reader.person)).toBe(true);
		expect(await calendars.read(tokenIn(address), ADDRESS)).toMatchObject({ problem: { code: 'not-found' } });
		expect(JSON.stringify(await store.desk.calendar(hash))).not.toContain(tokenIn(address));
	});

	test('[MI13] ends when its person leaves', async () => {
		const { calendars, address, world, store } = await openCalendar();
		await store.organisation.removeMember(world.samverkan, world.reader.person);
		expect(await calendars.read(tokenIn(address), ADDRESS)).toMatchObject({ problem: { code: 'not-found' } });
	});

	test('[MI13] has a tag that changes with it and with nothing else', async () => {
		const { read, clock, actionUpdates, actor, world } = await openCalendar();
		const { etag } = await read();
		clock.now += 86_400_000;
		expect((await read()).etag).toBe(etag);
		const cancel = { move: 'status', status: { state: 'ongoing' } } as const;
		await actionUpdates.move(await actor(world.reader), LAMP, cancel, 'desk');
		expect((await read()).etag).toBe(etag);
		const give = { move: 'give-on', from: world.reader.funktion, to: world.bob.funktion } as const;
		await actionUpdates.move(await actor(world.carol), LAMP, give, 'desk');
		expect((await read()).etag).not.toBe(etag);
	});
});

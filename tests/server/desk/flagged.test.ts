import { expect, test } from 'vitest';
import type { DeskMove } from '../../../src/lib/shared/desk/desk-move.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { HIDDEN } from '../../../src/lib/shared/redaction/mask.ts';
import { readMinaPage } from '../../../src/lib/server/mina-page.ts';
import { flaggingOf } from '../redaction/support.ts';
import { LAMP, openDesk } from './open-desk.ts';

const ADDRESS = '192.0.2.7';
const DONE: DeskMove = { move: 'status', status: { state: 'done' } };
const comment = (text: string): DeskMove => ({ move: 'comment', id: 'c1' as RecordId, text });
const tokenIn = (address: string) => /([^/]{43})(\.ics)?$/.exec(address)![1]!;

test('[MI18] of a flagged åtgärd the page, the link and the calendar say that it is hidden, and it can be marked done', async () => {
	const desk = await openDesk();
	const { actionUpdates, actionLinks, calendars, store, rooms, world, clock, actor, document, action } = desk;
	const reader = await actor(world.reader);
	await actionUpdates.move(reader, LAMP, comment('Ring Kalle Kula'), 'desk');
	const of = { samverkan: world.samverkan, person: world.reader.person, action: LAMP };
	const [link, calendar] = [await actionLinks.linkFor(of), await calendars.make(reader, null)];
	const everywhere = async () => {
		const now = () => clock.now;
		const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
		const organisation = await store.organisation.read(world.samverkan);
		return {
			page: JSON.stringify(await readMinaPage({ store, rooms, now, random }, reader, organisation)),
			link: JSON.stringify(await actionLinks.open(tokenIn(link), ADDRESS)),
			file: JSON.stringify(await calendars.read(tokenIn(calendar.ok ? calendar.value : ''), ADDRESS))
		};
	};
	const before = await everywhere();
	for (const text of Object.values(before)) expect(text).toContain('Belysning Parkgatan');
	expect(before.page).toContain('Kalle Kula');

	const flagging = flaggingOf(desk);
	const coordinator = await actor(world.carol);
	for (const [root, record] of [['actions', LAMP] as const, ['comments', 'c1' as RecordId] as const])
		expect(await flagging.flag(coordinator, { document, root, record }, '')).toMatchObject({ ok: true });
	for (const text of Object.values(await everywhere())) {
		expect(text).not.toMatch(/Parkgatan|Kalle/);
		expect(text.replaceAll(/\\r\\n /g, '')).toContain(HIDDEN); // calendars fold their lines
	}
	expect(await actionLinks.move(tokenIn(link), ADDRESS, [DONE])).toMatchObject({ ok: true });
	expect(await action()).toMatchObject({ title: HIDDEN, status: { state: 'done' } });
});

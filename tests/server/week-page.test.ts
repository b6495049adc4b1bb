import { emptyRecord } from '../../src/lib/shared/board/document-record.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../src/lib/shared/access/roles.ts';
import type { SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import { addWeeks, localDay, weekKey, weekOf, type Week } from '../../src/lib/shared/week/iso-week.ts';
import { readWeekPage } from '../../src/lib/server/week-page.ts';
import { createApp, type App } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';

/** What the page is given, for whom: on the example data, through the real store and rooms. */
const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-'));
let app: App;
let organisation: Organisation;
let thisWeek: Week;

beforeAll(async () => {
	app = await createApp(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
	const { store, now } = app.services;
	const samverkan = await store.organisation.bySlug('ekeby');
	organisation = await store.organisation.read(samverkan?.id as SamverkanId);
	thisWeek = weekOf(localDay(now()));
});
afterAll(async () => {
	await app.close();
	rmSync(folder, { recursive: true, force: true });
});

/** The first person with the role, as they are in the store. */
async function actorWith(role: Role): Promise<Actor> {
	const member = organisation.people.find(({ roles }) => roles.includes(role));
	const actor = member && (await app.services.store.organisation.actor(organisation.samverkan.id, member.person));
	if (!actor) throw new Error(`The example has nobody who is ${role}`);
	return actor;
}

async function pageFor(actor: Actor, weeksFromNow: number) {
	const week = addWeeks(thisWeek, weeksFromNow);
	return readWeekPage({ services: app.services, actor, organisation, name: 'Någon', week });
}

describe('the week page', () => {
	it('[WP1] has a record for each area and party before anybody has written, so that two first edits both stand', async () => {
		const page = await pageFor(await actorWith('convener'), 2);
		expect(page.weekRecord.levels.map(({ id }) => id).sort()).toEqual(
			organisation.areas.map(({ id }) => id as string).sort()
		);
		expect(page.weekRecord.reports).toHaveLength(organisation.parties.length);
		expect(page.weekRecord.levels.every(({ assessment }) => assessment === null)).toBe(true);
	});

	it('[WL5] makes a week ahead as kommande, until somebody opens it, and this week open for reports', async () => {
		const { services } = app;
		const convener = await actorWith('convener');
		const [ahead, now] = [await pageFor(convener, 3), await pageFor(convener, 0)];
		expect([ahead.state, ahead.life.moves]).toEqual(['upcoming', ['reporting']]);
		expect(now.state).not.toBe('upcoming');
		const week = weekKey(addWeeks(thisWeek, 3));
		expect(await services.weekLife.move(convener, week, { from: 'upcoming', to: 'reporting' })).toMatchObject({
			ok: true
		});
		expect((await pageFor(await actorWith('reporter'), 3)).state).toBe('reporting');
		expect((await pageFor(await actorWith('reporter'), 3)).life.moves).toEqual([]);
	});

	it('[WP2] makes no board for a week far ahead, or long past, that nobody has planned', async () => {
		const convener = await actorWith('convener');
		for (const far of [60, -60]) {
			expect((await pageFor(convener, far)).documents.week).toBeNull();
			expect(
				await app.services.store.documents.findWeek(organisation.samverkan.id, weekKey(addWeeks(thisWeek, far)))
			).toBeNull();
		}
	});

	it('[WP3] shows a past week’s åtgärder as they stood, and lets nobody write in them', async () => {
		const convener = await actorWith('convener');
		const [then, now] = await Promise.all([pageFor(convener, -3), pageFor(convener, 0)]);
		expect(then.documents.actions).toBeNull();
		const moved = then.actionsRecord.actions.filter((action) => {
			const today = now.actionsRecord.actions.find(({ id }) => id === action.id);
			return today && today.status.state !== action.status.state;
		});
		expect(moved.length).toBeGreaterThan(0);
		expect(then.actionsRecord.actions.length).toBeLessThan(now.actionsRecord.actions.length);
	});

	it('[WP4] knows each area’s last level before the week', async () => {
		const page = await pageFor(await actorWith('convener'), 0);
		expect(Object.keys(page.previousLevels).length).toBeGreaterThan(2);
		for (const { week } of Object.values(page.previousLevels)) expect(weekKey(week) < weekKey(thisWeek)).toBe(true);
	});

	it('[WP5] gives leaders the sealed weeks and nothing of the open one', async () => {
		const leader = await actorWith('leader');
		const [open, sealed] = await Promise.all([pageFor(leader, 0), pageFor(leader, -1)]);
		expect(open.documents).toEqual({ week: null, actions: null });
		expect(open.weekRecord.entries).toEqual([]);
		expect(open.actionsRecord.actions).toEqual([]);
		expect(open.previousLevels).toEqual({});
		expect(sealed.state).toBe('sealed');
		expect(sealed.weekRecord.entries.length).toBeGreaterThan(0);
		expect(sealed.documents.actions).toBeNull();
	});

	it('[WP6] gives an external party no board, of an open week or of a sealed one', async () => {
		const external: Actor = { ...(await actorWith('leader')), roles: ['external'] };
		for (const offset of [0, -1]) {
			const page = await pageFor(external, offset);
			expect(page.documents).toEqual({ week: null, actions: null });
			expect([page.weekRecord, page.actionsRecord]).toEqual([emptyRecord('week'), emptyRecord('actions')]);
			expect([page.earlierEntries, page.earlierNotes, page.previousLevels, page.seal]).toEqual([[], [], {}, null]);
		}
	});
});

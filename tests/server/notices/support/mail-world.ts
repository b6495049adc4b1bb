import { onTestFinished } from 'vitest';
import { pino } from 'pino';
import { createMailing, type MailingParts, type Mailing } from '../../../../server/notices/mailing.ts';
import type { Notices } from '../../../../server/notices/notices.ts';
import type { NewMail } from '../../../../server/storage/mails.ts';
import { newRowId } from '../../../../src/lib/shared/ids.ts';
import { DEFAULT_NOTICE_SETTINGS } from '../../../../src/lib/shared/notices/notice-settings.ts';
import type { Day } from '../../../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../../../src/lib/shared/week/local-time.ts';
import { makeWorld, startRooms, type Login, type RoomsServer, type World } from '../../../support/start-rooms.ts';

export const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
export const at = (day: string, clock: string): number => momentOf(day as Day, clock);

/** A clock that only the test moves, and the one timer of each who asked. */
export class TestClock {
	time: number;
	readonly timers = new Set<{ at: number; run: () => void }>();

	constructor(time: number) {
		this.time = time;
	}

	readonly now = () => this.time;
	readonly later = (run: () => void, milliseconds: number) => {
		const timer = { at: this.time + milliseconds, run };
		this.timers.add(timer);
		return () => void this.timers.delete(timer);
	};

	/** To the next timer, which rings. */
	ring(): void {
		const [next] = [...this.timers].sort((a, b) => a.at - b.at);
		if (!next) throw new Error('No timer is set');
		this.timers.delete(next);
		this.time = Math.max(this.time, next.at);
		next.run();
	}
}

export interface MailWorld extends Mailing {
	world: World;
	server: RoomsServer;
	notices: Notices;
	clock: TestClock;
	/** A mail that waits for the person. */
	queue(to: Login, overrides?: Partial<NewMail>): Promise<string>;
	stop(): Promise<void>;
}

/** A working day, in the middle of it: Wednesday of week 48. */
export const WEDNESDAY = at('2026-11-25', '10:00');

export async function makeMailWorld(
	parts: Pick<MailingParts, 'mail'> & Partial<MailingParts>,
	{ time = WEDNESDAY, given }: { time?: number; given?: World } = {}
): Promise<MailWorld> {
	const world = given ?? (await makeWorld());
	const clock = new TestClock(time);
	const server = await startRooms(world, { now: clock.now, guard: { now: Date.now } });
	const { store, rooms, notices } = server;
	const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
	const origin = 'https://tavlan.ekeby.example';
	const { now, later } = clock;
	const mailing = createMailing({ store, rooms, notices, origin, log, now, later, random, ...parts });
	const stop = async () => {
		await mailing.schedule.close();
		await mailing.outbox.close();
	};
	onTestFinished(stop);
	return {
		...{ ...mailing, world, server, notices, clock, stop },
		async queue({ person }, overrides = {}) {
			const id = newRowId<'mail'>(random);
			const { samverkan } = world;
			await store.mails.add({
				...{ id, dedupe: id, samverkan, person, kind: 'flagged', items: [{ about: { week: world.week.week } }] },
				...{ madeAt: clock.time, nextTry: clock.time },
				...overrides
			});
			return id;
		}
	};
}

/** Mail at any hour. */
export const alwaysLoud = ({ server }: MailWorld, { person }: Login): Promise<void> =>
	server.store.notices.saveSettings(person, {
		...DEFAULT_NOTICE_SETTINGS,
		quiet: { ...DEFAULT_NOTICE_SETTINGS.quiet, isOn: false }
	});

/** Waits for what only the store knows. */
export async function until(holds: () => Promise<boolean>, what: string, within = 10_000): Promise<void> {
	const end = Date.now() + within;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`Waited ${within} ms for: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

import { describe, expect, test } from 'vitest';
import { groupEntries } from '../../src/lib/features/board/board-groups.ts';
import { assessmentWords, countWords, shortCategoryName, whenWords } from '../../src/lib/shared/board/entry-words.ts';
import { levelShape, levelStep } from '../../src/lib/features/board/level-steps.ts';
import { readObservedDay } from '../../src/lib/features/board/observed-day.ts';
import { savedWords } from '../../src/lib/features/board/saved-words.ts';
import { changeWords } from '../../src/lib/features/board/week-changes.ts';
import type { AreaId } from '../../src/lib/shared/ids.ts';
import type { Area } from '../../src/lib/shared/organisation.ts';
import type { Day } from '../../src/lib/shared/week/iso-week.ts';
import type { SyncStatus } from '../../src/lib/state/sync-status.svelte.ts';
import { buildEntry, recordId, TODAY } from '../shared/fixtures.ts';

const area = (id: string, order: number, archived = false): Area => ({ id: id as AreaId, name: id, order, archived });
const inArea = (id: string, place: string | null) =>
	buildEntry({ id: recordId(id), where: place === null ? null : { area: place as AreaId, place: null } });

describe('lägesrader by område', () => {
	const shown = (...args: Parameters<typeof groupEntries>) =>
		groupEntries(...args).map((group) => [group.area?.id ?? null, group.entries.length, group.ceased.length]);

	test('[BV14] every area is there in its order, also an empty one, and last the whole municipality', () => {
		expect(shown([area('lanna', 2), area('leken', 1)], [inArea('a', 'lanna'), inArea('b', null)])).toEqual([
			['leken', 0, 0],
			['lanna', 1, 0],
			[null, 1, 0]
		]);
	});

	test('[BV14] an archived area is there only while something stands in it', () => {
		expect(shown([area('lanna', 1, true)], [])).toEqual([[null, 0, 0]]);
		expect(shown([area('lanna', 1, true)], [inArea('a', 'lanna')])).toContainEqual(['lanna', 1, 0]);
	});

	test('[BV14] a row in an area that nobody knows is not lost: it concerns the whole municipality', () => {
		expect(shown([area('lanna', 1)], [inArea('a', 'borta')])).toContainEqual([null, 1, 0]);
	});

	test('[BV14] what has ceased stands apart', () => {
		const ceased = { ...inArea('a', 'lanna'), assessment: { kind: 'trend', trend: 'ceased' } as const };
		expect(shown([area('lanna', 1)], [ceased, inArea('b', 'lanna')])).toContainEqual(['lanna', 1, 1]);
	});
});

describe('lägesnivå', () => {
	test('[BV15] two to five levels use the whole ramp, from the calmest to the gravest', () => {
		const steps = (count: number) => Array.from({ length: count }, (_, index) => levelStep(index + 1, count));
		expect(steps(2)).toEqual([1, 5]);
		expect(steps(3)).toEqual([1, 3, 5]);
		expect(steps(5)).toEqual([1, 2, 3, 4, 5]);
		expect(new Set(steps(4)).size).toBe(4);
	});

	test('[BV15] three levels have three shapes', () => {
		expect([1, 3, 5].map((step) => levelShape(step as 1 | 3 | 5))).toEqual(['circle', 'triangle', 'square']);
	});

	test('[BV15] a level above the samverkan’s count is shown as the gravest', () => {
		expect(levelStep(5, 3)).toBe(5);
	});
});

describe('when something was seen', () => {
	const context = { today: TODAY, meetingWeekday: 4, cadenceDays: 7 as const };
	const day = (words: string) => readObservedDay(words, context)?.value;

	test('[BV16] a weekday is the latest one that has been, today included', () => {
		expect(['fre', 'tor', 'mån', 'lördag', 'lördagen'].map(day)).toEqual([
			'2026-11-20',
			'2026-11-26',
			'2026-11-23',
			'2026-11-21',
			'2026-11-21'
		]);
	});

	test('[BV16] i dag, i går and i förrgår are counted back, and a date is taken as it stands', () => {
		expect(['i dag', 'igår', 'i förrgår', '2026-11-02'].map(day)).toEqual([
			TODAY,
			'2026-11-25',
			'2026-11-24',
			'2026-11-02'
		]);
	});

	test('[BV16] a day to come is taken with a doubt; other words are not read', () => {
		expect(readObservedDay('2026-12-24', context)?.doubtful).toBeTruthy();
		expect(readObservedDay('snart', context)).toBeNull();
	});
});

describe('words', () => {
	test('[BV17] ej bedömd and bekräftad oförändrad are never the same words', () => {
		expect(assessmentWords(null)).toBe('Ej bedömd');
		expect(assessmentWords({ kind: 'confirmed' })).toBe('Bekräftad oförändrad');
		expect(assessmentWords({ kind: 'trend', trend: 'unchanged' })).toBe('Oförändrat');
	});

	test('[BV17] when, how often and of what kind are said in short', () => {
		const when = { from: '2026-11-20' as Day, to: null, block: 'evening', time: '21:30', recurring: true } as const;
		expect(whenWords(when, TODAY)).toBe('fre 20 nov, kväll, kl. 21.30, återkommande');
		expect([1, 3, null].map(countWords)).toEqual(['1 tillfälle', '3 tillfällen', '']);
		expect(shortCategoryName({ name: 'Stöld och snatteri (även cykel)' })).toBe('Stöld och snatteri');
	});

	test('[BV18] "Sparat" is said when everything is on the server’s disk, and at no other time', () => {
		const statuses: SyncStatus[] = [
			{ state: 'connecting' },
			{ state: 'saving', waiting: 1, since: 0 },
			{ state: 'offline', waiting: 0, since: Date.parse('2026-11-26T13:07:00Z') },
			{ state: 'cannot-store', waiting: 2, since: 0 },
			{ state: 'refused', problem: { code: 'week-sealed' }, waiting: 0 },
			{ state: 'closed', reason: 'session-ended', waiting: 0 }
		];
		expect(savedWords({ state: 'saved' }).text).toBe('Sparat');
		for (const status of statuses) expect(savedWords(status).text).not.toBe('Sparat');
		expect(savedWords(statuses[2] as SyncStatus).text).toBe('Frånkopplad 14.07');
		expect(savedWords(statuses[3] as SyncStatus).text).toBe('Servern kan inte spara just nu');
		const full = { state: 'cannot-store', waiting: 0, since: 0, full: true } as const;
		expect(savedWords(full).text).toBe('Kan inte spara – servern är full');
	});

	test('[BV19] what has waited long is called not saved, with how much it is', () => {
		const saving = { state: 'saving', waiting: 2, since: 0 } as const;
		expect(savedWords(saving)).toMatchObject({ tone: 'busy', text: 'Sparar…' });
		expect(savedWords({ ...saving, late: true })).toMatchObject({
			tone: 'warning',
			text: 'Inte sparat – 2\u00a0ändringar, stäng inte fliken'
		});
		expect(savedWords({ ...saving, waiting: 1, late: true }).text).toContain('Inte sparat – 1\u00a0ändring,');
	});

	test('[OF5] what waits is called kept on the device when it is, and at no other time', () => {
		const offline = { state: 'offline', waiting: 3, since: Date.parse('2026-11-26T13:07:00Z') } as const;
		const kept = 'Inte sparat – 3\u00a0ändringar, sparas på den här enheten.';
		expect(savedWords({ ...offline, onDevice: true }).detail).toBe(kept);
		expect(savedWords(offline).detail).toBe('Inte sparat – 3\u00a0ändringar, stäng inte fliken.');
		expect(savedWords({ ...offline, waiting: 0 }).detail).toBe('Försöker ansluta igen.');
		const closed: SyncStatus = { state: 'closed', reason: 'client-too-old', waiting: 3, onDevice: true };
		expect(savedWords(closed).detail).toContain(kept);
	});
});

describe('what is new this week', () => {
	const areas = [area('lanna', 1), area('leken', 2), area('gamla', 3, true)];
	const row = (trend: 'new' | 'rising' | 'unchanged') => ({ assessment: { kind: 'trend', trend } as const });
	const at = (level: number) => ({ assessment: { kind: 'confirmed', level } as const });
	const words = (levels: Record<string, number>, entries: ReturnType<typeof row>[] = []) =>
		changeWords({
			areas,
			levels: new Map(Object.entries(levels).map(([id, level]) => [id, at(level)])),
			before: { lanna: { level: 1 }, leken: { level: 2 } },
			entries
		});

	test('[BV20] names the områden whose level changed and those nobody has assessed', () => {
		expect(words({ lanna: 2, leken: 1 })).toBe('Höjd nivå: lanna. Sänkt nivå: leken.');
		expect(words({ lanna: 2 })).toBe('Höjd nivå: lanna. Ej bedömt: leken.');
	});

	test('[BV20] counts the rows by how they changed', () => {
		expect(words({ lanna: 1, leken: 2 }, [row('new'), row('new'), row('rising'), row('unchanged')])).toBe(
			'2\u00a0nya rader, 1\u00a0ökar.'
		);
	});

	test('[BV20] says so when nothing changed, and when nothing is assessed', () => {
		expect(words({ lanna: 1, leken: 2 })).toBe('Inget har ändrats sedan förra veckan.');
		expect(words({})).toBe('Inget är bedömt än.');
	});
});

import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../../src/lib/shared/board/document-record.ts';
import { FilmPlayer, makeFrames, type Film } from '../../../src/lib/shared/history/film.ts';
import { meetingSpan, momentBeside, timelineYears, weekSteps } from '../../../src/lib/shared/history/timeline.ts';
import { hereWords } from '../../../src/lib/shared/history/since.ts';
import type { PersonId, RecordId } from '../../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { seeded } from '../../support/seeded.ts';

const ALICE = 'alice' as PersonId;
const entry = (id: string, more: object = {}) => ({ id: id as RecordId, text: '', severity: null, ...more });
const change = (at: number, record: string, field: string | null, before: unknown, after: unknown) => ({
	...{ at, person: ALICE, root: 'entries', record: record as RecordId },
	...{ field, before, after }
});

function film(changes: Parameters<typeof makeFrames>[0], moves: Parameters<typeof makeFrames>[1] = []): Film {
	const base = { week: emptyRecord('week'), actions: emptyRecord('actions') };
	return { base, state: 'reporting', frames: makeFrames(changes, moves) };
}
const entriesAt = (player: FilmPlayer, at: number) => {
	player.seek(at);
	return player.board.week.entries as unknown[];
};

describe('a film', () => {
	it('[HM3] has one frame for each second, with each field as the second left it', () => {
		const { frames } = film([
			change(1_000, 'a', null, null, entry('a')),
			change(1_100, 'a', 'text', '', 'Kl'),
			change(1_900, 'a', 'text', 'Kl', 'Klotter'),
			change(2_000, 'a', 'severity', null, 2)
		]);
		expect(frames.map(({ at, edits }) => [at, edits.length])).toEqual([
			[1_999, 2],
			[2_999, 1]
		]);
		const player = new FilmPlayer(
			film([change(1_000, 'a', null, null, entry('a')), change(1_100, 'a', 'text', '', 'Klotter')])
		);
		expect(entriesAt(player, 1_999)).toEqual([entry('a', { text: 'Klotter' })]);
	});

	it('[HM3] goes to any moment and back, with texts that only say what is new in them (seed 7)', () => {
		const random = seeded(7);
		const texts = [''];
		for (let at = 1; at <= 60; at++) {
			const text = texts.at(-1)!;
			const place = Math.floor(random() * (text.length + 1));
			texts.push(
				text.slice(0, place) +
					'🔦Klotter '.slice(0, Math.floor(random() * 9)) +
					text.slice(place + Math.floor(random() * 4))
			);
		}
		const edits = texts.slice(1).map((text, index) => change((index + 2) * 1_000, 'a', 'text', texts[index], text));
		const player = new FilmPlayer(film([change(1_000, 'a', null, null, entry('a')), ...edits]));
		for (let visit = 0; visit < 200; visit++) {
			const index = Math.floor(random() * texts.length);
			expect(entriesAt(player, (index + 1) * 1_000 + 999)).toEqual([entry('a', { text: texts[index] })]);
		}
		expect(entriesAt(player, 999)).toEqual([]);
	});

	it('[HM3] leaves what a step does not touch the same object, so that only what changed is drawn', () => {
		const player = new FilmPlayer(
			film([
				change(1_000, 'a', null, null, entry('a')),
				change(1_000, 'b', null, null, entry('b')),
				change(2_000, 'a', 'severity', null, 3)
			])
		);
		const [, b] = entriesAt(player, 1_999);
		expect(entriesAt(player, 2_999)[1]).toBe(b);
		expect(entriesAt(player, 1_999)[1]).toBe(b);
	});

	it('[SL1] hands out the same list where no record of it was touched, and the same record when one comes back to it', () => {
		const player = new FilmPlayer(
			film([
				change(1_000, 'a', null, null, entry('a')),
				change(2_000, 'a', 'severity', null, 3),
				{ ...change(3_000, 'n', null, null, { id: 'n', text: 'Ny' }), root: 'notes' }
			])
		);
		const [list, notes] = [entriesAt(player, 2_999), player.board.week.notes];
		expect(entriesAt(player, 3_999)).toBe(list);
		expect(player.board.week.notes).not.toBe(notes);
		const [early] = entriesAt(player, 1_999);
		expect(early).not.toBe(list[0]);
		expect(entriesAt(player, 2_999)[0]).toBe(list[0]);
	});

	it('[HM3] moves the week along, and takes what is said of a record that is not there for nothing', () => {
		const player = new FilmPlayer(film([change(2_000, 'unseen', 'text', '', 'x')], [{ at: 3_000, state: 'meeting' }]));
		player.seek(2_999);
		expect([player.state, player.board.week.entries]).toEqual(['reporting', []]);
		player.seek(3_999);
		expect(player.state).toBe('meeting');
	});

	it('[HM6] says who changed what in a second', () => {
		const [frame] = film([change(1_000, 'a', null, null, entry('a')), change(1_100, 'b', 'severity', null, 2)]).frames;
		expect(hereWords(frame!, () => 'Karin Lund')).toBe('Karin Lund: Lägesrad × 2 (ny)');
	});
});

describe('the timeline', () => {
	const steps = weekSteps(
		[
			{ at: 1_000, state: 'reporting' },
			{ at: 5_000, state: 'meeting' },
			{ at: 9_000, state: 'sealed' }
		],
		[{ at: 20_000 }]
	);

	it('[HM6] marks the steps of the week, its rättelser too', () => {
		expect(steps.map(({ name }) => name)).toEqual(['Öppnad', 'Möte pågår', 'Fastställd', 'Rättelse']);
	});

	it('[HM5] plays from the meeting’s beginning to the seal, and without a meeting from the first change to the last', () => {
		expect(meetingSpan(steps, [1_999, 30_999])).toEqual({ from: 5_999, to: 9_999 });
		expect(meetingSpan([], [1_999, 30_999])).toEqual({ from: 1_999, to: 30_999 });
		expect(meetingSpan([], [])).toBeNull();
	});

	it('[HM9] knows the change before and after a moment, also between two changes', () => {
		expect([momentBeside([1, 5, 9], 5, -1), momentBeside([1, 5, 9], 6, -1), momentBeside([1, 5, 9], 6, 1)]).toEqual([
			1, 5, 9
		]);
		expect([momentBeside([1, 5], 1, -1), momentBeside([1, 5], 5, 1)]).toEqual([null, null]);
	});

	it('[HM9] gathers weeks by ISO year, the earliest first', () => {
		const week = (key: string) => ({ week: key as WeekKey, sealed: true, changes: 1 });
		const years = timelineYears([week('2026-W01'), week('2025-W52'), week('2026-W02')]);
		expect(years.map(({ year, weeks }) => [year, weeks.length])).toEqual([
			['2025', 1],
			['2026', 2]
		]);
	});
});

import { describe, expect, test } from 'vitest';
import { DEFAULT_CALIBRATION, fitOf } from '../../src/lib/shared/meeting/fit.ts';
import { matrixLayout } from '../../src/lib/shared/meeting/matrix.ts';
import { railItems } from '../../src/lib/shared/meeting/rail.ts';
import { calibrationOf, readRoom, readRoomNumber } from '../../src/lib/shared/meeting/room.ts';
import { rowsOf } from '../../src/lib/shared/meeting/scene.ts';
import { scenesOf } from '../../src/lib/shared/meeting/scenes.ts';
import { lastCaptured } from '../../src/lib/shared/meeting/screen-facts.ts';
import { timeLeftWords } from '../../src/lib/shared/meeting/time-left.ts';
import { buildAction, buildEntry, byAlice, NOW, recordId, W48_KEY } from './fixtures.ts';
import { actionsWith, buildFacts, weekWith } from './meeting-facts.ts';

const FIT = fitOf(DEFAULT_CALIBRATION);

describe('the room', () => {
	test('[SK2] what a device kept is read, and what is no room is not', () => {
		const room = { diagonalInches: 65, seatMetres: 6.5 };
		expect(readRoom(JSON.stringify(room))).toEqual(room);
		for (const kept of [null, '', '{', '7', '{}', '{"diagonalInches":65}', '{"diagonalInches":"65","seatMetres":6}'])
			expect(readRoom(kept)).toBeNull();
		expect(readRoom('{"diagonalInches":0,"seatMetres":6}')).toBeNull();
	});

	test('[SK2] numbers are read as they are typed, within the limits of what rooms there are', () => {
		expect(readRoomNumber(' 4,5 ', 'seatMetres')).toBe(4.5);
		for (const words of ['', 'x', '0', '400', '-3']) expect(readRoomNumber(words, 'diagonalInches')).toBeNull();
	});

	test('[SK2] the same room gives the same picture in a window of any density', () => {
		const room = { diagonalInches: 75, seatMetres: 5 };
		const uhd = calibrationOf(room, { innerWidth: 1920, innerHeight: 1080, devicePixelRatio: 2 });
		expect(fitOf(uhd)).toEqual(FIT);
	});
});

describe('the matrix', () => {
	test('[SK3] heads stand beside the names in an ordinary room, and above the cells in a deep one', () => {
		expect(matrixLayout(FIT)).toMatchObject({ stacked: false, headLines: 2 });
		expect(matrixLayout(fitOf({ ...DEFAULT_CALIBRATION, diagonalInches: 65, seatMetres: 6 })).stacked).toBe(true);
	});
});

describe('the rail', () => {
	const captured = (id: string, text: string) => ({ id, kind: 'action' as const, text, missing: null, at: NOW });

	test('[SK4] shows as many as fit whole, the newest first', () => {
		const three = [captured('c', 'Kort'), captured('b', 'Också kort'), captured('a', 'Tredje')];
		expect(railItems(three, FIT).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
		const long = captured('b', 'Ett långt ord till '.repeat(12));
		expect(railItems([three[0]!, long], FIT).map(({ id }) => id)).toEqual(['c']);
		expect(railItems([long], FIT)[0]?.text).toBe('lång text, läs den på tavlan');
	});

	test('[SK4] has nothing of hidden rows, and nobody who wrote', () => {
		const hidden = buildEntry({ text: 'HEMLIGT', hiddenOnScreen: true, created: byAlice });
		const action = buildAction({ id: recordId('a7'), title: 'Ny', proposedIn: W48_KEY, created: byAlice });
		const last = lastCaptured(buildFacts({ record: weekWith({ entries: [hidden] }), actions: actionsWith(action) }));
		expect(last).toEqual([
			{ id: 'a7', kind: 'action', text: expect.stringContaining('Ny'), missing: 'Saknar vem och när', at: NOW }
		]);
	});
});

test('[SK6] a sealed week says which seal it has', () => {
	const seal = { number: 12, at: NOW, sha256: '3f2a91bc00' };
	const scene = scenesOf(buildFacts({ state: 'sealed', seal })).find(({ key }) => key === 'seal')!;
	expect(rowsOf(scene)[0]?.text).toBe('Fastställd nr 12, tor 26 nov 10.00. Sigill 3f2a 91bc');
});

test('[SK6] time left is told in hours and minutes', () => {
	expect(timeLeftWords(200 * 60_000)).toBe('3 h 20 min kvar');
	expect(timeLeftWords(60 * 60_000)).toBe('1 h kvar');
	expect(timeLeftWords(30_000)).toBe('mindre än en minut kvar');
});

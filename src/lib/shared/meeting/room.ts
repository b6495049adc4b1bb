import { DEFAULT_CALIBRATION, type Calibration } from './fit.ts';

/** What "Kalibrera rummet" asks for; a device keeps it, and nothing else of a meeting. */
export type Room = Pick<Calibration, 'diagonalInches' | 'seatMetres'>;

export const DEFAULT_ROOM: Room = {
	diagonalInches: DEFAULT_CALIBRATION.diagonalInches,
	seatMetres: DEFAULT_CALIBRATION.seatMetres
};

/** Of what rooms there are; beyond them a number is a slip of the hand. */
export const ROOM_LIMITS = {
	diagonalInches: { least: 20, most: 200 },
	seatMetres: { least: 1, most: 20 }
} as const satisfies Record<keyof Room, { least: number; most: number }>;

const isWithin = (value: unknown, { least, most }: { least: number; most: number }): value is number =>
	typeof value === 'number' && value >= least && value <= most;

/** What a device kept; null where it is nothing, or no room. */
export function readRoom(kept: string | null): Room | null {
	const raw = parsed(kept);
	if (typeof raw !== 'object' || raw === null) return null;
	const { diagonalInches, seatMetres } = raw as Partial<Record<keyof Room, unknown>>;
	if (!isWithin(diagonalInches, ROOM_LIMITS.diagonalInches)) return null;
	return isWithin(seatMetres, ROOM_LIMITS.seatMetres) ? { diagonalInches, seatMetres } : null;
}

function parsed(text: string | null): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}

/** A number as people type it, "4,5" too; null where it is none within the limits. */
export function readRoomNumber(words: string, of: keyof Room): number | null {
	const value = Number(words.trim().replace(',', '.') || 'x');
	return isWithin(value, ROOM_LIMITS[of]) ? value : null;
}

/** The browser's window, in CSS pixels. */
export interface WindowSize {
	innerWidth: number;
	innerHeight: number;
	devicePixelRatio: number;
}

/** A browser that fills the screen, in that room. */
export const calibrationOf = (room: Room, { innerWidth, innerHeight, devicePixelRatio }: WindowSize): Calibration => ({
	...room,
	width: innerWidth * devicePixelRatio,
	height: innerHeight * devicePixelRatio,
	pixelRatio: devicePixelRatio
});

/** The room, as "Kalibrera rummet" asks for it once per screen. */
export interface Calibration {
	/** Of the picture, corner to corner. */
	diagonalInches: number;
	/** From the screen to the seat furthest away. */
	seatMetres: number;
	/** The picture in the panel's own pixels: a browser that fills it has `innerWidth × devicePixelRatio`. */
	width: number;
	height: number;
	/** Panel pixels to one CSS pixel, as `devicePixelRatio` says. */
	pixelRatio: number;
}

/** A common meeting room: 75″ at 5 m. */
export const DEFAULT_CALIBRATION: Calibration = {
	diagonalInches: 75,
	seatMetres: 5,
	width: 1920,
	height: 1080,
	pixelRatio: 1
};

/** Cap height of Inter, in em. */
const CAP_HEIGHT = 1490 / 2048;
/** Minutes of arc that capitals must fill in the eye (product.md §2). */
const BODY_MINUTES = 20;
const META_MINUTES = 16;
const INCH = 25.4;

const radians = (minutes: number): number => (minutes / 60) * (Math.PI / 180);

/** Millimetres from one CSS pixel to the next. */
export function pixelPitch({ diagonalInches, width, height, pixelRatio }: Calibration): number {
	return ((diagonalInches * INCH) / Math.hypot(width, height)) * pixelRatio;
}

/** `px = 2·D·tan(α/2) / (capHeight · pxPitch)`: the font size at which capitals fill that angle, in CSS pixels. */
export function legiblePx(calibration: Calibration, minutes: number): number {
	const millimetres = 2 * calibration.seatMetres * 1000 * Math.tan(radians(minutes) / 2);
	return millimetres / (CAP_HEIGHT * pixelPitch(calibration));
}

/** What a page of the screen has room for. Lengths are CSS pixels. */
export interface Fit {
	/** Smallest type of rows, and of what stands beside them. */
	bodyPx: number;
	metaPx: number;
	/** Of the tokens of `data-density="storskarm"`, which are right for 75″ at 5 m. */
	scale: number;
	/** Room for rows: beside the margins, and between title and rail. */
	width: number;
	height: number;
	rows: number;
	lines: number;
	/** Heights of what is on a page. */
	bodyLine: number;
	metaLine: number;
	sectionLine: number;
	titleLine: number;
	rowGap: number;
}

/** Token values of product.md §5 at scale 1, in px. */
const TOKENS = {
	body: 48,
	bodyLine: 62,
	meta: 40,
	metaLine: 52,
	sectionLine: 76,
	title: 72,
	titleLine: 84,
	gap: 12
} as const;
/** Margins, and the marker at the left of each row. */
const BESIDE = 96 + 96;
/** Margins and gaps, the line of the step, the scene's title on one line, the rail of what was captured. */
const AROUND = 60 + 52 + 84 + 112;
const MOST_ROWS = 6;
const MOST_LINES = 12;
/** What `bodyPx` is where the tokens need no scaling. */
const BODY_AT_ONE = 47;

/** Type grows with the room, and fewer rows then fit: never the other way round. */
export function fitOf(calibration: Calibration): Fit {
	const bodyPx = Math.ceil(legiblePx(calibration, BODY_MINUTES));
	const metaPx = Math.ceil(legiblePx(calibration, META_MINUTES));
	const scale = bodyPx / BODY_AT_ONE;
	const { width, height, pixelRatio } = calibration;
	return {
		...{ bodyPx, metaPx, scale },
		width: Math.max(TOKENS.body * scale, width / pixelRatio - BESIDE * scale),
		height: Math.max(TOKENS.bodyLine * scale, height / pixelRatio - AROUND * scale),
		rows: MOST_ROWS,
		lines: MOST_LINES,
		bodyLine: TOKENS.bodyLine * scale,
		metaLine: TOKENS.metaLine * scale,
		sectionLine: TOKENS.sectionLine * scale,
		titleLine: TOKENS.titleLine * scale,
		rowGap: TOKENS.gap * scale
	};
}

export const bodySize = ({ scale }: Fit): number => TOKENS.body * scale;
export const metaSize = ({ scale }: Fit): number => TOKENS.meta * scale;
export const titleSize = ({ scale }: Fit): number => TOKENS.title * scale;

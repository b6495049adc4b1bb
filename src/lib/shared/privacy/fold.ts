/** A text as the rules read it, and where each of its characters stands in the text that was written. */
export interface Folded {
	text: string;
	/** Start in the original of what became the character, and where that ended. */
	start: (index: number) => number;
	end: (index: number) => number;
}

const ORDINARY = /^[\t\n\u0020-\u007eåäöÅÄÖéÉèüÜ’”…]*$/;
const DIGIT = /\p{Nd}/u;
/** Nothing is seen where these stand: joiners, soft hyphens, marks over and around letters. */
const UNSEEN = /[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/u;
const SPACE = /[\s\p{Z}\u2800]/u;
const NEW_LINE = /[\n\r\u2028\u2029\u0085]/;
const DASH = /[\p{Pd}\u2212\u02d7\u2043\u00af\u02c9\u207b\u208b\u30fc\uff70]/u;

/**
 * Digits of every script become 0–9, every dash `-`, every space a space, full-width letters their plain form, and
 * what can not be seen is left out: a number is the same number however it is dressed.
 */
export function fold(text: string): Folded {
	if (ORDINARY.test(text)) return { text, start: (index) => index, end: (index) => index + 1 };
	const places: number[] = [];
	const ends: number[] = [];
	let folded = '';
	let at = 0;
	for (const written of text) {
		const plain = plainForm(written);
		for (let i = 0; i < plain.length; i++) {
			places.push(at);
			ends.push(at + written.length);
		}
		folded += plain;
		at += written.length;
	}
	return { text: folded, start: (index) => places[index]!, end: (index) => ends[index]! };
}

function plainForm(written: string): string {
	if (written >= ' ' && written <= '~') return written;
	if (NEW_LINE.test(written)) return '\n';
	if (DASH.test(written)) return '-';
	if (UNSEEN.test(written)) return '';
	if (SPACE.test(written)) return ' ';
	if (DIGIT.test(written)) return digitOf(written);
	const plain = written.normalize('NFKC');
	return plain === written ? written : [...plain].map(foldedPart).join('');
}

/** A circled or raised digit is a digit, a full-width plus a plus; what one sign says in several is only its parts. */
const foldedPart = (part: string): string =>
	DASH.test(part) ? '-' : UNSEEN.test(part) ? '' : DIGIT.test(part) ? digitOf(part) : SPACE.test(part) ? ' ' : part;

/** Decimal digits stand in runs of ten, zero first; those of mathematics in five runs without a gap. */
function digitOf(written: string): string {
	const plain = written.normalize('NFKC');
	if (plain >= '0' && plain <= '9') return plain;
	const code = written.codePointAt(0)!;
	let zero = code;
	while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
	return String(code - zero);
}

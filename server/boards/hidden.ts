import { HIDDEN } from '../../src/lib/shared/redaction/mask.ts';
import type { PublicSummary } from '../../src/lib/shared/seal/public-summary.ts';
import { rewriteCorrection, rewriteSealed, targetsOf } from '../../src/lib/shared/seal/sealed-words.ts';
import type { SealedWeek } from './read-seals.ts';
import type { Flag } from '../storage/flags.ts';

const hide = () => HIDDEN;

/** A sealed week as it may be shown while something in it waits to be judged. Its own bytes are not what is shown then. */
export function hiddenInSealed(
	sealed: SealedWeek,
	flags: readonly Pick<Flag, 'parts'>[]
): SealedWeek & { hidden: boolean } {
	const parts = flags.flatMap(({ parts }) => parts);
	const words = new Set(parts.flatMap((part) => part.words).filter((text) => text.trim() !== ''));
	const record = rewriteSealed(sealed.record, targetsOf(sealed.seal.document, parts, words), hide);
	const corrections = sealed.corrections.map((one) => {
		const { value, fields } = rewriteCorrection(one.correction, words, hide);
		return { ...one, correction: value, isHidden: fields.length > 0 };
	});
	const hidden = record.fields.length > 0 || corrections.some(({ isHidden }) => isHidden);
	return { ...sealed, record: record.value, corrections, hidden };
}

/** Shorter words are in too many sentences to be looked for. */
const LEAST_INSIDE = 4;

/** An approved summary as it may be shown meanwhile: a section that quotes what is flagged says that it is hidden. */
export function hiddenInSummary(summary: PublicSummary, flags: readonly Pick<Flag, 'parts'>[]): PublicSummary {
	const words = flags.flatMap(({ parts }) => parts.flatMap((part) => part.words.map((text) => text.trim())));
	const quotes = (text: string) => words.some((one) => one.length >= LEAST_INSIDE && text.includes(one));
	const sections = summary.sections.map((one) => (quotes(one.text) ? { ...one, text: HIDDEN } : one));
	return { ...summary, sections };
}

import { canonicalJson } from './canonical-json.ts';
import type {
	SealedCorrection,
	SealedDisposal,
	SealedRecord,
	SealedRedaction,
	SealedTombstone
} from './sealed-record.ts';

export type Sealed = SealedRecord | SealedCorrection | SealedRedaction | SealedDisposal | SealedTombstone;

const FORMATS: readonly string[] = [
	'lagestavlan/lagesbild',
	'lagestavlan/rattelse',
	'lagestavlan/redigering',
	'lagestavlan/gallring',
	'lagestavlan/gallrad'
];

/**
 * The record that the bytes hold, or null where they are not the canonical form of one. Whether they are the bytes that
 * were sealed is the hash's to say.
 */
export function readSealed(content: Uint8Array): Sealed | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
		const value = JSON.parse(text) as Sealed;
		return FORMATS.includes(value.format) && isKnown(value) && canonicalJson(value) === text ? value : null;
	} catch {
		return null;
	}
}

/** Rättelser have had one version, lägesbilder two. */
const isKnown = ({ format, version }: Sealed): boolean =>
	version === 1 || (version === 2 && format === 'lagestavlan/lagesbild');

/** The lägesbild that the bytes hold; null for anything else. */
export function readRecordBytes(content: Uint8Array): SealedRecord | null {
	const sealed = readSealed(content);
	return sealed?.format === 'lagestavlan/lagesbild' ? sealed : null;
}

export function readCorrectionBytes(content: Uint8Array): SealedCorrection | null {
	const sealed = readSealed(content);
	return sealed?.format === 'lagestavlan/rattelse' ? sealed : null;
}

/** A gallring that attests to what is gone. */
export function readDisposalBytes(content: Uint8Array): SealedDisposal | null {
	const sealed = readSealed(content);
	return sealed?.format === 'lagestavlan/gallring' ? sealed : null;
}

export function readRedactionBytes(content: Uint8Array): SealedRedaction | null {
	const sealed = readSealed(content);
	return sealed?.format === 'lagestavlan/redigering' ? sealed : null;
}

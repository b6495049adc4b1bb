import type { DocumentId } from '../../src/lib/shared/ids.ts';
import { readCorrectionBytes, readRecordBytes } from '../../src/lib/shared/seal/read-record.ts';
import type { SealedCorrection, SealedRecord } from '../../src/lib/shared/seal/sealed-record.ts';
import type { Seal, SealStore } from '../storage/seals.ts';

export interface SealedWeek {
	record: SealedRecord;
	seal: Seal;
	corrections: { correction: SealedCorrection; seal: Seal }[];
}

/** A week's seal and rättelser; null where there is none, `'damaged'` where what is kept can not be read. */
export async function readSealedWeek(
	seals: Pick<SealStore, 'ofWeek'>,
	document: DocumentId
): Promise<SealedWeek | 'damaged' | null> {
	const [seal, ...later] = await seals.ofWeek(document);
	if (!seal) return null;
	const record = readRecordBytes(seal.content);
	if (!record) return 'damaged';
	const corrections = later.flatMap((seal) => {
		const correction = readCorrectionBytes(seal.content);
		return correction ? [{ correction, seal }] : [];
	});
	return { record, seal, corrections };
}

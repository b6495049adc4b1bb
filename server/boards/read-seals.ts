import type { DocumentId } from '../../src/lib/shared/ids.ts';
import { readCorrectionBytes, readRecordBytes, readRedactionBytes } from '../../src/lib/shared/seal/read-record.ts';
import type { SealedCorrection, SealedRecord, SealedRedaction } from '../../src/lib/shared/seal/sealed-record.ts';
import type { Seal, SealStore } from '../storage/seals.ts';

export interface SealedWeek {
	/** As it is kept: where something was taken away its words are masked. */
	record: SealedRecord;
	seal: Seal;
	corrections: { correction: SealedCorrection; seal: Seal }[];
	/** What was taken out of the week, also where that is numbered among another week's rättelser. */
	redactions: { redaction: SealedRedaction; seal: Seal }[];
}

/** A week's seal and rättelser; null where there is none, `'damaged'` where what is kept can not be read. */
export async function readSealedWeek(
	seals: Pick<SealStore, 'ofWeek' | 'redactionsOf'>,
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
	const redactions = (await seals.redactionsOf(document)).flatMap((seal) => {
		const redaction = readRedactionBytes(seal.content);
		return redaction ? [{ redaction, seal }] : [];
	});
	return { record, seal, corrections, redactions };
}

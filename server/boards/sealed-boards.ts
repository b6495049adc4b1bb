import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import { boardOfRecord, type SealedBoard } from '../../src/lib/shared/seal/sealed-board.ts';
import type { SealedRecord } from '../../src/lib/shared/seal/sealed-record.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
import type { Store, WeekDocument } from '../storage/store.ts';

export interface SealedBoardsParts {
	store: { organisation: Pick<Store['organisation'], 'read'> };
	/** A sealed week as it may be shown: redacted, and with what is flagged hidden. */
	readSealed(week: DocumentId): Promise<{ record: SealedRecord } | 'damaged' | null>;
	/** The week's document: for what the record does not say. */
	readWeek(week: DocumentId): Promise<WeekRecord>;
}

/**
 * A sealed week's board, from its record. Without its document it has no order but the record's and nobody who wrote, and all of
 * its words. Null for a week without a record that can be read: whoever shows it shows its document.
 */
export async function readSealedBoard(
	{ store, readSealed, readWeek }: SealedBoardsParts,
	{ id, samverkan, state }: Pick<WeekDocument, 'id' | 'samverkan' | 'state'>
): Promise<(SealedBoard & { sealedAt: number }) | null> {
	if (!isSealed(state)) return null;
	const [sealed, organisation, beside] = await Promise.all([
		readSealed(id),
		store.organisation.read(samverkan),
		readWeek(id).catch(() => null)
	]);
	if (!sealed || sealed === 'damaged') return null;
	const { record } = sealed;
	return { ...boardOfRecord(record, organisation, beside), sealedAt: Date.parse(record.sealedAt) };
}

import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { Moment, MomentPart } from '../storage/history.ts';
import type { Store } from '../storage/store.ts';

export interface PastRecord<D extends DocumentKind> {
	record: DocumentRecord<D>;
	/** Rows in it that were taken back later, and whose they are. */
	withdrawn: Moment['withdrawn'];
}

/** A document as of a moment (milliseconds), with everything that was in it. */
export async function readPast<D extends DocumentKind>(
	history: Pick<Store['history'], 'moment'>,
	document: DocumentId,
	kind: D,
	at: number,
	part?: MomentPart
): Promise<PastRecord<D>> {
	const moment = await history.moment(document, at, part);
	if (moment.kind !== kind) throw new Error(`Document ${document} is no ${kind} document`);
	return { record: JSON.parse(moment.record) as DocumentRecord<D>, withdrawn: moment.withdrawn };
}

import type { DocumentRecord } from '../board/document-record.ts';
import { rewriteRecord } from '../board/free-text.ts';
import { kindAt, type DocumentKind } from '../board/schema.ts';
import { HIDDEN } from '../redaction/mask.ts';
import { rowTakenBack } from './taken-back.ts';

/** One record of a document. */
export interface RowName {
	root: string;
	record: string;
}

type Plain = Readonly<Record<string, unknown>> & { id: string };

const hide = () => HIDDEN;

/** A document as it stood, with the words of these hidden: what is flagged today is for nobody, in any moment. */
export function withHidden<D extends DocumentKind>(
	record: DocumentRecord<D>,
	kind: D,
	rows: readonly RowName[]
): DocumentRecord<D> {
	return rewriteRows(record, rows, (root, one) => {
		const of = kindAt(kind, root);
		return of ? rewriteRecord(of, one, hide) : one;
	});
}

/** A document as it stood, with rows that were taken back later saying so: as it is for all but their own party. */
export const withTakenBack = <D extends DocumentKind>(
	record: DocumentRecord<D>,
	rows: readonly RowName[]
): DocumentRecord<D> => rewriteRows(record, rows, (_root, one) => rowTakenBack(one));

function rewriteRows<D extends DocumentKind>(
	record: DocumentRecord<D>,
	rows: readonly RowName[],
	rewrite: (root: string, one: Plain) => Plain
): DocumentRecord<D> {
	if (rows.length === 0) return record;
	const named = new Set(rows.map((row) => `${row.root} ${row.record}`));
	const lists = Object.entries<Plain[]>(record).map(([root, list]) => [
		root,
		list.map((one) => (named.has(`${root} ${one.id}`) ? rewrite(root, one) : one))
	]);
	return Object.fromEntries(lists) as DocumentRecord<D>;
}

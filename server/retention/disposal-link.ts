import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { DatabaseSync } from 'node:sqlite';
import { readSealed } from '../../src/lib/shared/seal/read-record.ts';
import type { SealedDisposal, SealedPerson } from '../../src/lib/shared/seal/sealed-record.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { canonicalBytes, sha256 } from '../boards/hash.ts';
import type { Begun, Disposed } from './begun.ts';

/** A link at the end of the chain of seals, numbered among the rättelser of the first of the weeks. */
export function addDisposal(database: DatabaseSync, run: Begun, disposed: readonly Disposed[]): void {
	const { samverkan, by, rules } = run;
	const select =
		'SELECT week, correction, content, sha256 FROM seals WHERE samverkan = ? ORDER BY sequence DESC LIMIT 1';
	const last = database.prepare(select).get(samverkan) as unknown as LastSeal;
	const { document, week } = disposed[0]!;
	const at = Date.now();
	const isWeeks = disposed.some(({ records }) => records.length > 0);
	const link: SealedDisposal = {
		format: 'lagestavlan/gallring',
		version: 1,
		samverkan: samverkanIn(last.content),
		week: { key: week },
		number: numberAfter(database, document),
		sealedAt: new Date(at).toISOString(),
		sealedBy: personIn(database, run),
		decision: isWeeks ? rules.weeks.decision : rules.journal.decision,
		what: isWeeks ? 'weeks' : 'journal',
		records: disposed.flatMap(({ records }) => records),
		journals: disposed.flatMap(({ journal }) => journal ?? []),
		previous: { week: last.week, correction: last.correction, sha256: last.sha256 }
	};
	const content = canonicalBytes(link);
	const insert =
		'INSERT INTO seals (samverkan, document, week, correction, by, at, content, sha256, previous) ' +
		'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
	const values = [samverkan, document, week, link.number, by, at, content, sha256(content), last.sha256];
	database.prepare(insert).run(...values);
}

interface LastSeal {
	week: WeekKey;
	correction: number;
	content: Uint8Array;
	sha256: string;
}

function samverkanIn(content: Uint8Array): { id: string; name: string } {
	const sealed = readSealed(content);
	if (!sealed) throw new Error('The last seal can not be read: nothing is disposed of after it');
	return { id: sealed.samverkan.id, name: sealed.samverkan.name };
}

function numberAfter(database: DatabaseSync, document: DocumentId): number {
	const row = database.prepare('SELECT max(correction) AS last FROM seals WHERE document = ?').get(document);
	return Number(row?.last ?? 0) + 1;
}

/** As the record names somebody: it is read when accounts are long gone. */
function personIn(database: DatabaseSync, { samverkan, by }: Begun): SealedPerson {
	const select = `SELECT p.name, q.name AS party FROM people p
		LEFT JOIN members m ON m.person = p.id AND m.samverkan = ?
		LEFT JOIN parties q ON q.samverkan = m.samverkan AND q.id = m.party WHERE p.id = ?`;
	const row = database.prepare(select).get(samverkan, by);
	return { name: String(row?.name ?? '(okänd)'), party: String(row?.party ?? '(okänd)') };
}

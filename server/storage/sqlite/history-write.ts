import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { kindAt } from '../../../src/lib/shared/board/schema.ts';
import { localDay, weekKey, weekOf } from '../../../src/lib/shared/week/iso-week.ts';
import type { JournalRow } from '../store.ts';
import type { About } from './history-about.ts';
import { PeoplesParties } from './history-people.ts';
import type { Difference, Replay } from './history-replay.ts';
import { spliceOf } from './history-splice.ts';
import type { IndexedDocument, Standing } from './history-standing.ts';
import { TermWriter } from './history-terms.ts';

/** Changes that one journal row may hold: ids of the next row begin after them. */
const CHANGES_OF_ROW = 2 ** 20;

/** The first id of a journal row's changes, and the last that any of them may have. */
export const firstChange = (sequence: number): number => sequence * CHANGES_OF_ROW;
export const lastChange = (sequence: number): number => firstChange(sequence + 1) - 1;

/** A difference, and what its record was about once it had happened. */
export type Told = Difference & { about: About };

export interface RowChanges {
	row: JournalRow;
	differences: Told[];
	/** The document after the row, as JSON, where it stands for a history that was disposed of: nobody changed that then. */
	base?: string;
}

interface Target {
	info: IndexedDocument;
	standing: Standing;
	replay: Replay;
	records: Map<string, number>;
}

/** A checkpoint follows when the changes since the last one outweigh it so many times, not before so many bytes, and not later than after so many. */
const OUTWEIGHS = 2;
const LEAST_BYTES = 128 * 1024;
const MOST_BYTES = 4 * 1024 * 1024;
/** What a change costs to read beside its words. */
const CHANGE_BYTES = 100;

/** Writes a piece and how far it came. False where the document was forgotten meanwhile: then nothing was written. */
export function writeChanges(database: DatabaseSync, target: Target, rows: readonly RowChanges[]): boolean {
	database.exec('BEGIN IMMEDIATE');
	try {
		if (!stillStands(database, target.standing)) {
			database.exec('ROLLBACK');
			return false;
		}
		new Writer(database, target).write(rows);
		database.exec('COMMIT');
		return true;
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		throw error;
	}
}

function stillStands(database: DatabaseSync, { id, sequence }: Standing): boolean {
	return (
		database.prepare('SELECT 1 FROM history_documents WHERE id = ? AND sequence = ?').get(id, sequence) !== undefined
	);
}

const INSERT =
	'INSERT INTO history_changes (id, document, record, week, at, person, party, via, field, before, after, area, place, category, restored) ' +
	'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Works inside one transaction: what it remembers of tables holds no longer. */
class Writer {
	readonly #database: DatabaseSync;
	readonly #target: Target;
	readonly #insert: StatementSync;
	readonly #terms: TermWriter;
	readonly #parties: PeoplesParties;
	#bytes = 0;
	#last = 0;

	constructor(database: DatabaseSync, target: Target) {
		this.#database = database;
		this.#target = target;
		this.#insert = database.prepare(INSERT);
		this.#terms = new TermWriter(database, target.info.kind);
		this.#parties = new PeoplesParties(database, target.info.samverkan);
	}

	write(rows: readonly RowChanges[]) {
		const { standing } = this.#target;
		let { latest, jumped } = standing;
		const moments = this.#restored(rows);
		for (const { row, differences, base } of rows) {
			if (base !== undefined) {
				this.#keepBase(row, base);
				continue;
			}
			if (differences.length > 0 && row.at < latest) jumped = 1;
			if (differences.length > 0) latest = Math.max(latest, row.at);
			this.#writeRow(row, differences, moments.get(row.sequence) ?? null);
		}
		const since = standing.sinceCheckpoint + this.#bytes;
		const isDue =
			this.#last > 0 && since >= Math.min(MOST_BYTES, Math.max(LEAST_BYTES, OUTWEIGHS * standing.checkpoint));
		const checkpoint = isDue ? this.#keepCheckpoint() : standing.checkpoint;
		this.#database
			.prepare(
				'UPDATE history_documents SET sequence = ?, latest = ?, jumped = ?, since_checkpoint = ?, checkpoint = ? WHERE id = ?'
			)
			.run(rows.at(-1)!.row.sequence, latest, jumped, isDue ? 0 : since, checkpoint, standing.id);
	}

	#writeRow(row: JournalRow, differences: readonly Told[], restored: number | null) {
		const { info, standing } = this.#target;
		const party = this.#parties.of(row.person, differences);
		const week = info.week ?? weekKey(weekOf(localDay(row.at)));
		for (const [index, difference] of differences.entries()) {
			const id = firstChange(row.sequence) + index;
			const { about } = difference;
			const record = this.#recordOf(difference, about);
			const [before, after] = this.#valuesOf(difference);
			const { area, place, category } = about;
			const who = [row.at, row.person, party, row.via] as const;
			this.#insert.run(
				id,
				standing.id,
				record,
				week,
				...who,
				difference.field,
				before,
				after,
				area,
				place,
				category,
				restored
			);
			this.#terms.write(id, record, difference);
			this.#noteWithdrawal(row, record, difference);
			this.#bytes += CHANGE_BYTES + after.length;
			this.#last = id;
		}
	}

	#recordOf({ root, id }: Difference, { action }: About): number {
		const { records, standing } = this.#target;
		const key = `${root} ${id}`;
		const known = records.get(key);
		if (known !== undefined) return known;
		const insert = this.#database.prepare(
			'INSERT INTO history_records (document, root, record, action) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'
		);
		insert.run(standing.id, root, id, action);
		const query = this.#database.prepare(
			'SELECT id FROM history_records WHERE document = ? AND root = ? AND record = ?'
		);
		const found = Number(query.get(standing.id, root, id)?.id);
		records.set(key, found);
		return found;
	}

	#valuesOf({ root, field, before, after }: Difference): [string, string] {
		const isText = field !== null && kindAt(this.#target.info.kind, root)?.fields[field]?.kind === 'text';
		const told = isText ? spliceOf(String(before), String(after)) : (before ?? null);
		return [JSON.stringify(told), JSON.stringify(after ?? null)];
	}

	/** Everything of the row until then is its party's own, what was withdrawn with it too. */
	#noteWithdrawal({ sequence }: JournalRow, record: number, { root, field, after }: Difference) {
		if (root !== 'entries' || field !== 'withdrawn' || !after) return;
		this.#database
			.prepare('UPDATE history_records SET withdrawn = ?, withdrawn_by = ? WHERE id = ?')
			.run(lastChange(sequence), (after as { party: string }).party, record);
	}

	#keepBase({ sequence, at }: JournalRow, record: string) {
		const { standing } = this.#target;
		const base = firstChange(sequence);
		this.#insertCheckpoint(base, record);
		const note = 'UPDATE history_documents SET base = ?, kept_since = ? WHERE id = ?';
		this.#database.prepare(note).run(base, at, standing.id);
	}

	#keepCheckpoint(): number {
		const record = this.#target.replay.toJSON();
		this.#insertCheckpoint(this.#last, record);
		return record.length;
	}

	#insertCheckpoint(change: number, record: string) {
		this.#database
			.prepare('INSERT OR REPLACE INTO history_checkpoints (document, change, record) VALUES (?, ?, ?)')
			.run(this.#target.standing.id, change, record);
	}

	#restored(rows: readonly RowChanges[]): Map<number, number> {
		const query = this.#database.prepare(
			'SELECT sequence, moment FROM restores WHERE document = ? AND sequence BETWEEN ? AND ?'
		);
		const found = query.all(this.#target.info.id, rows[0]!.row.sequence, rows.at(-1)!.row.sequence);
		return new Map(found.map(({ sequence, moment }) => [Number(sequence), Number(moment)]));
	}
}

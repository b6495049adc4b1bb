import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { kindAt, type DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import { termsOf } from './history-about.ts';
import type { Difference } from './history-replay.ts';

/** Of a word that still stands there. */
export const STANDING = Number.MAX_SAFE_INTEGER;

/** Notes which words came to a field and which went. Works inside one transaction: terms may go after it. */
export class TermWriter {
	readonly #kind: DocumentKind;
	readonly #came: StatementSync;
	readonly #went: StatementSync;
	readonly #insert: StatementSync;
	readonly #find: StatementSync;
	readonly #ids = new Map<string, number>();

	constructor(database: DatabaseSync, kind: DocumentKind) {
		this.#kind = kind;
		this.#came = database.prepare(
			'INSERT OR REPLACE INTO history_words (term, record, field, since, until) VALUES (?, ?, ?, ?, ?)'
		);
		this.#went = database.prepare(
			'UPDATE history_words SET until = ? WHERE term = ? AND record = ? AND field = ? AND until = ?'
		);
		this.#insert = database.prepare('INSERT INTO history_terms (term) VALUES (?) ON CONFLICT DO NOTHING');
		this.#find = database.prepare('SELECT id FROM history_terms WHERE term = ?');
	}

	write(change: number, record: number, { root, field, before, after }: Difference) {
		if (field !== null) return this.#writeField(change, record, { root, field, before, after });
		const values = [before, after].map((one) => (one ?? {}) as Record<string, unknown>);
		for (const name of Object.keys(kindAt(this.#kind, root)?.fields ?? {}))
			this.#writeField(change, record, { root, field: name, before: values[0]![name], after: values[1]![name] });
	}

	#writeField(
		change: number,
		record: number,
		{ root, field, before, after }: { root: string; field: string; before: unknown; after: unknown }
	) {
		const [had, has] = [before, after].map((value) => termsOf(this.#kind, root, field, value ?? null));
		for (const term of has!.difference(had!)) this.#came.run(this.#idOf(term), record, field, change, STANDING);
		for (const term of had!.difference(has!)) this.#went.run(change, this.#idOf(term), record, field, STANDING);
	}

	#idOf(term: string): number {
		const known = this.#ids.get(term);
		if (known !== undefined) return known;
		this.#insert.run(term);
		const id = Number(this.#find.get(term)?.id);
		this.#ids.set(term, id);
		return id;
	}
}

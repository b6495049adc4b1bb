import type { RecordId } from '../ids.ts';
import type { Week } from '../week/iso-week.ts';
import type { Via } from './change.ts';
import type { HistoryRoot } from './field-words.ts';

/** A sitting's change as it is shown: words and addresses, and no id that anybody reads. */
export interface HistoryRow {
	/** Of the last change; pages go by it. */
	id: number;
	root: HistoryRoot;
	record: RecordId;
	/** Null of a whole record. */
	field: string | null;
	/** "Åtgärd" */
	kind: string;
	/** "Å-17 Laga belysningen", as it is called now; empty where there is nothing to call it. */
	name: string;
	/** "Ansvarig" */
	what: string;
	before: string | null;
	after: string | null;
	/** The values are texts that people wrote: what changed in them is shown word by word. */
	isText: boolean;
	/** Of a record that came: what it was made with. */
	values: { name: string; words: string }[];
	/** "Kim Ek"; null where a rule of the server did it. */
	who: string | null;
	/** "Polisen · Kommunpolis" */
	whose: string;
	via: Via;
	/** Server times of the first and the last change of the sitting, in milliseconds. */
	from: number;
	at: number;
	/** Changes in the sitting. */
	count: number;
	week: Week;
	/** Set where it brought back what stood at that moment (milliseconds). */
	restored: number | null;
}

export interface HistoryRows {
	/** Newest first. */
	rows: HistoryRow[];
	/** Goes on after the last; null at the end. */
	next: number | null;
	/** Changes in all, before sittings are made of them; null where it was not counted. */
	total: number | null;
}

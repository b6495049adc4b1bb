import type { ActionsRecord, WeekRecord } from '../board/document-record.ts';
import { textEdit, type TextEdit } from '../board/text-edit.ts';
import type { PersonId, RecordId } from '../ids.ts';
import type { WeekState } from '../week/lifecycle.ts';
import type { Change } from './change.ts';
import { endOfSecond } from './moment.ts';

/** A week's board through time: how it stood first, and what changed from second to second, as plain values. */
export interface Film {
	base: FilmBoard;
	state: WeekState;
	/** The earliest first; one for each second in which something happened. */
	frames: readonly FilmFrame[];
}

export interface FilmBoard {
	week: WeekRecord;
	actions: ActionsRecord;
}

export interface FilmFrame {
	/** The end of its second, in milliseconds: as the moment's address says. */
	at: number;
	/** Those who did it; empty where a rule of the server did. */
	by: PersonId[];
	edits: readonly FilmEdit[];
	/** The week was moved. */
	state?: WeekState;
}

/** What a field of a record became, or the record as a whole. A text says only what is new in it. */
export type FilmEdit = { root: string; id: RecordId } & (
	{ record: PlainRecord | null } | { field: string; value: unknown } | { field: string; text: TextEdit }
);

type PlainRecord = Readonly<Record<string, unknown>> & { id: RecordId };
type Told = Pick<Change, 'at' | 'person' | 'root' | 'record' | 'field' | 'before' | 'after'>;

/** What happened from second to second. Changes are in the order they were made. */
export function makeFrames(changes: readonly Told[], moves: readonly { at: number; state: WeekState }[]): FilmFrame[] {
	const seconds = Map.groupBy(changes, ({ at }) => endOfSecond(at));
	const moved = new Map(moves.map((move) => [endOfSecond(move.at), move.state]));
	const times = [...new Set([...seconds.keys(), ...moved.keys()])].sort((a, b) => a - b);
	return times.map((at): FilmFrame => {
		const state = moved.get(at);
		const told = seconds.get(at) ?? [];
		const by = [...new Set(told.flatMap(({ person }) => person ?? []))];
		return { at, by, edits: editsOf(told), ...(state && { state }) };
	});
}

/** Of one second: each field once, as it was left. */
function editsOf(changes: readonly Told[]): FilmEdit[] {
	const edits = new Map<string, { first: Told; last: Told }>();
	for (const change of changes) {
		const { root, record, field } = change;
		const key = `${root} ${record} ${field ?? ''}`;
		edits.set(key, { first: edits.get(key)?.first ?? change, last: change });
	}
	return [...edits.values()].map(({ first, last }) => editOf(first.before, last));
}

function editOf(before: unknown, { root, record, field, after }: Told): FilmEdit {
	const of = { root, id: record };
	if (field === null) return { ...of, record: after as PlainRecord | null };
	if (typeof before !== 'string' || typeof after !== 'string') return { ...of, field, value: after };
	return { ...of, field, text: textEdit(before, after) };
}

/** What a frame does to one record. */
type Step = { root: string; id: RecordId; before: PlainRecord | undefined; after: PlainRecord | undefined };

/**
 * Winds a film to any moment, forwards and backwards. A record that no frame on the way touches stays the same object,
 * and a list without any that was touched the same list: whoever shows them sees at once what is alike.
 */
export class FilmPlayer {
	readonly #film: Film;
	readonly #roots = new Map<string, Map<RecordId, PlainRecord>>();
	readonly #lists = new Map<string, readonly PlainRecord[]>();
	/** What each frame does, once it has been shown: the way back, and there again. */
	readonly #steps: Step[][] = [];
	readonly #states: WeekState[];
	/** Frames shown; 0 is the base. */
	#shown = 0;

	constructor(film: Film) {
		this.#film = film;
		for (const [root, records] of Object.entries<PlainRecord[]>({ ...film.base.week, ...film.base.actions } as never))
			this.#roots.set(root, new Map(records.map((record) => [record.id, record])));
		let { state } = film;
		this.#states = film.frames.map((frame) => (state = frame.state ?? state));
	}

	/** Shows what stood at that moment. */
	seek(at: number): void {
		const wanted = framesUntil(this.#film.frames, at);
		while (this.#shown < wanted) this.#forward();
		while (this.#shown > wanted) this.#back();
	}

	get board(): FilmBoard {
		const { week, actions } = this.#film.base;
		return { week: this.#read(week), actions: this.#read(actions) };
	}
	get state(): WeekState {
		return this.#states[this.#shown - 1] ?? this.#film.state;
	}
	/** The last thing that happened, at that moment or before it; null where nothing had. */
	get frame(): FilmFrame | null {
		return this.#film.frames[this.#shown - 1] ?? null;
	}

	#read<Record extends object>(like: Record): Record {
		return Object.fromEntries(Object.keys(like).map((root) => [root, this.#list(root)])) as Record;
	}

	#list(root: string): readonly PlainRecord[] {
		const list = this.#lists.get(root) ?? [...(this.#roots.get(root)?.values() ?? [])];
		this.#lists.set(root, list);
		return list;
	}

	#forward() {
		const known = this.#steps[this.#shown];
		if (known) for (const { root, id, after } of known) this.#put(root, id, after);
		else this.#steps.push(this.#film.frames[this.#shown]!.edits.map((edit) => this.#edit(edit)));
		this.#shown++;
	}

	#edit(edit: FilmEdit): Step {
		const { root, id } = edit;
		const before = this.#roots.get(root)?.get(id);
		const after = edited(before, edit);
		this.#put(root, id, after);
		return { root, id, before, after };
	}

	#back() {
		for (const { root, id, before } of this.#steps[--this.#shown]!.toReversed()) this.#put(root, id, before);
	}

	#put(root: string, id: RecordId, record: PlainRecord | undefined) {
		this.#lists.delete(root);
		if (record) this.#roots.get(root)?.set(id, record);
		else this.#roots.get(root)?.delete(id);
	}
}

/** A field of a record that is not there is none: whoever watches may not see it. */
function edited(record: PlainRecord | undefined, edit: FilmEdit): PlainRecord | undefined {
	if ('record' in edit) return edit.record ?? undefined;
	if (!record) return undefined;
	if ('value' in edit) return { ...record, [edit.field]: edit.value };
	const { index, deleted, inserted } = edit.text;
	const text = record[edit.field];
	if (typeof text !== 'string') return record;
	return { ...record, [edit.field]: text.slice(0, index) + inserted + text.slice(index + deleted) };
}

/** How many of them had happened by then. */
export function framesUntil(frames: readonly Pick<FilmFrame, 'at'>[], at: number): number {
	let [low, high] = [0, frames.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (frames[middle]!.at <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}

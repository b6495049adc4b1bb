import type { ActionState } from '../board/action-status.ts';
import type { AreaTrend } from '../board/area-level.ts';
import type { AttendanceState } from '../board/attendance.ts';
import type { EntryAssessment } from '../board/entry.ts';
import type { Disposition } from '../board/follow-up.ts';
import type { CategoryGroup } from '../organisation.ts';
import type { AgendaStep } from './agenda.ts';

/** Something small beside a row's words: a status, a level, what is missing. `text` is always enough by itself. */
export type Mark = { text: string } & (
	| { kind: 'status'; state: ActionState }
	| { kind: 'overdue' | 'due' | 'weeks' | 'funktion' | 'place' | 'category' | 'number' | 'hidden' | 'handled' | 'said' }
	| { kind: 'disposition'; disposition: Disposition }
	| { kind: 'assessment'; assessment: EntryAssessment }
	/** `from` is the level before this week, where it was another. */
	| { kind: 'level'; level: number; from: number | null }
	| { kind: 'trend'; trend: AreaTrend }
	| { kind: 'attendance'; state: AttendanceState | null }
	| { kind: 'missing'; what: 'who' | 'when' | 'action' | 'report' | 'assessment' | 'check' }
);

/** One cell of the matrix område × kategorigrupp. */
export interface Cell {
	group: CategoryGroup;
	/** Rows there. */
	count: number;
	/** Something new or other than last week; all looked at and as it was; or nobody has looked at all of it. */
	state: 'empty' | 'changed' | 'unchanged' | 'not-assessed';
}

export type RowKind =
	| 'sentence'
	| 'attendance'
	| 'party'
	| 'action'
	| 'summary'
	| 'area'
	| 'level'
	| 'entry'
	| 'hidden'
	| 'upcoming'
	| 'priority'
	| 'slot'
	| 'decision'
	| 'note'
	| 'check'
	| 'seal'
	| 'empty';

/** A row as data; how it looks is the surface's. */
export interface SceneRow {
	/** Unique in its scene; where it is a record's row, the record's id. */
	id: string;
	kind: RowKind;
	text: string;
	/** Further lines, in smaller type. */
	details: readonly string[];
	marks: readonly Mark[];
	/** Of the matrix. */
	cells?: readonly Cell[];
	/** May it be in focus? Sums and sentences may not. */
	focusable: boolean;
}

export interface Block {
	key: string;
	title: string | null;
	/** `beside` stands to the left of all the rest, on every page that it fits. */
	place: 'main' | 'beside';
	rows: readonly SceneRow[];
}

export interface Scene {
	/** Names it in the meeting's state; does not change while the scene is there. */
	key: string;
	step: AgendaStep;
	title: string;
	blocks: readonly Block[];
}

type RowParts = Partial<Omit<SceneRow, 'id' | 'kind' | 'text'>>;

export const row = (id: string, kind: RowKind, text: string, parts: RowParts = {}): SceneRow => ({
	...{ id, kind, text, details: [], marks: [], focusable: true },
	...parts
});

/** A row that nothing is done with. */
export const line = (id: string, kind: RowKind, text: string, parts: RowParts = {}): SceneRow =>
	row(id, kind, text, { focusable: false, ...parts });

export const block = (key: string, title: string | null, rows: readonly SceneRow[]): Block => ({
	...{ key, title, rows },
	place: 'main'
});

/** What a scene says where it has nothing else to say. */
export const emptyLine = (text: string): SceneRow => line('empty', 'empty', text);

export const rowsOf = ({ blocks }: Pick<Scene, 'blocks'>): SceneRow[] => blocks.flatMap(({ rows }) => rows);

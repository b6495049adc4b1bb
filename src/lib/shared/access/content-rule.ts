import type { StatusProblem } from '../board/action-status.ts';
import { sameValue, type RecordKind } from '../board/record.ts';
import type { DocumentKind } from '../board/schema.ts';
import type { Problem } from '../result.ts';
import type { WeekState } from '../week/lifecycle.ts';
import type { Permissions } from './policies.ts';
import type { Actor } from './roles.ts';

/** One record before and after an update, read and checked by the schema; null is that it is not there. */
export interface RecordChange {
	document: DocumentKind;
	root: string;
	id: string;
	before: Readonly<Record<string, unknown>> | null;
	after: Readonly<Record<string, unknown>> | null;
}

export interface ContentContext {
	/** The week's state; null for the document of åtgärder and for drafts. */
	weekState: WeekState | null;
	/** Server time in milliseconds. */
	now: number;
	/** Living records (not taken away) under a root, with this update in it. */
	countIn(root: string): number;
	/**
	 * Another record of the same document, with this update in it: whose åtgärd a comment is about. Where it is not
	 * given, nobody comments on the strength of an åtgärd being theirs.
	 */
	record?(root: string, id: string): Readonly<Record<string, unknown>> | null;
	/** Is there another record of the root of which that is so, with this update in it? Nobody is asked where it is not given. */
	some?(root: string, test: (record: Readonly<Record<string, unknown>>) => boolean): boolean;
	/** Was the number given once, and does no other under the root bear it? Then whoever took its bearer back may put it back. */
	isFreed?(root: string, number: number, id: string): boolean;
	/** The update is everything a client did without a line, in one: steps in between are not seen. */
	merged?: boolean;
}

/** Stable codes; `features/account/problem-text.ts` says in Swedish what to do about each. */
export type ContentProblemCode =
	| 'unknown-root'
	| 'week-sealed'
	| 'may-not-write-week'
	| 'may-not-set-levels'
	| 'may-not-prioritise'
	| 'may-not-edit-actions'
	| 'may-not-decide'
	| 'author-not-self'
	| 'author-fixed'
	| 'time-in-future'
	| 'remover-not-self'
	| 'delete-not-own'
	| 'priorities-full'
	| 'number-is-servers'
	| 'reference-is-servers'
	| 'agreed-fixed'
	| 'proposed-in-fixed'
	| 'decided-in-fixed'
	| 'not-own-action'
	| 'own-action-status-only'
	| 'own-action-states'
	| 'not-own-answer'
	| 'may-not-answer-new-due'
	| 'comment-fixed'
	| 'comment-not-own'
	| 'report-of-other-party'
	| 'may-not-report'
	| 'observation-not-own'
	| 'observation-shared'
	| 'share-is-servers'
	| 'row-withdrawn'
	| 'may-not-compile'
	| 'source-not-own'
	| 'merge-broken'
	| 'merged-into-this'
	| 'nil-report-fixed'
	| 'flag-is-servers'
	| 'record-flagged'
	| StatusProblem['code'];

export type ContentProblem = Problem<ContentProblemCode>;

/** A change with all that is needed to judge it. */
export interface Case {
	change: RecordChange;
	kind: RecordKind;
	actor: Actor;
	may: Permissions;
	context: ContentContext;
}

/** What is wrong with a change, or null. */
export type Rule = (edit: Case) => ContentProblemCode | null;

/** The field before or after; what is not written reads as the field's initial value. */
export function valueIn(record: RecordChange['before'], kind: RecordKind, name: string): unknown {
	const field = kind.fields[name];
	return record?.[name] ?? (field?.kind === 'value' ? field.initial : null);
}

export const before = ({ change, kind }: Case, name: string): unknown => valueIn(change.before, kind, name);
export const after = ({ change, kind }: Case, name: string): unknown => valueIn(change.after, kind, name);

export const isAdded = ({ change }: Case): boolean => change.before === null;
export const isDeleted = ({ change }: Case): boolean => change.after === null;

/** Does a field of a record that was there and still is say something else? */
export const isChanged = (edit: Case, name: string): boolean =>
	!isAdded(edit) && !isDeleted(edit) && !sameValue(before(edit, name), after(edit, name));

export const changedFields = (edit: Case): string[] =>
	Object.keys(edit.kind.fields).filter((name) => isChanged(edit, name));

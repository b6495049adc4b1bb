import type { Author, Removal } from '../board/values.ts';
import { after, before, isAdded, isChanged, isDeleted, type Case, type Rule } from './content-rule.ts';

/** A clock that runs ahead by this much is honest; more would put words into tomorrow. */
const CLOCK_SKEW_MS = 5 * 60_000;

const hasAuthor = ({ kind }: Case): boolean => Object.hasOwn(kind.fields, 'created');
/** Beyond what an honest clock may be ahead. */
export const isInFuture = (at: number, { context }: Case): boolean => at > context.now + CLOCK_SKEW_MS;

/** Whoever adds a record is its author, under their own party. */
const addedBySelf: Rule = (edit) => {
	if (!hasAuthor(edit) || !isAdded(edit)) return null;
	const created = after(edit, 'created') as Author | null;
	if (created?.person !== edit.actor.person || created.party !== edit.actor.party) return 'author-not-self';
	return isInFuture(created.at, edit) ? 'time-in-future' : null;
};

const authorStays: Rule = (edit) => (isChanged(edit, 'created') ? 'author-fixed' : null);

const takenAwayBySelf: Rule = (edit) => {
	const removed = after(edit, 'removed') as Removal;
	if (!removed || !(isAdded(edit) || isChanged(edit, 'removed'))) return null;
	if (removed.person !== edit.actor.person) return 'remover-not-self';
	return isInFuture(removed.at, edit) ? 'time-in-future' : null;
};

/** Taking out the record itself is the undo of having added it; everybody else uses `removed`, which can be restored. */
const deletedByAuthor: Rule = (edit) => {
	if (!hasAuthor(edit) || !isDeleted(edit)) return null;
	return (before(edit, 'created') as Author | null)?.person === edit.actor.person ? null : 'delete-not-own';
};

export const AUTHORSHIP: readonly Rule[] = [addedBySelf, authorStays, takenAwayBySelf, deletedByAuthor];

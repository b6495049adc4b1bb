import { holdsWords } from '../board/free-text.ts';
import { after, before, isAdded, isChanged, isDeleted, type Case, type Rule } from './content-rule.ts';

/** Who flagged, and that it has been judged, is the server's to say. */
const flagIsServers: Rule = (edit) => {
	if (!Object.hasOwn(edit.kind.fields, 'flagged')) return null;
	const isSet = isAdded(edit) && after(edit, 'flagged') !== null;
	return isSet || isChanged(edit, 'flagged') ? 'flag-is-servers' : null;
};

const isFlagged = (edit: Case): boolean =>
	!isAdded(edit) && Object.hasOwn(edit.kind.fields, 'flagged') && before(edit, 'flagged') !== null;

/** Is a field that may hold words another way? */
const hasNewWords = (edit: Case): boolean =>
	Object.keys(edit.kind.fields).some(
		(name) =>
			isChanged(edit, name) &&
			(holdsWords(edit.kind, name, before(edit, name)) || holdsWords(edit.kind, name, after(edit, name)))
	);

/** While a flag is judged nobody writes in what is hidden, and nobody makes the record go away. */
const flaggedStays: Rule = (edit) =>
	isFlagged(edit) && (isDeleted(edit) || hasNewWords(edit)) ? 'record-flagged' : null;

export const FLAGGED: readonly Rule[] = [flagIsServers, flaggedStays];

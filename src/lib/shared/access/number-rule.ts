import { after, isAdded, isChanged, type Rule } from './content-rule.ts';

/** Redoing an addition that was undone brings its number back; any other number is the server's to give. */
export const numberIsServers: Rule = (edit) => {
	if (!isAdded(edit)) return isChanged(edit, 'number') ? 'number-is-servers' : null;
	const number = after(edit, 'number') as number | null;
	const isRedone = number === null || edit.context.isFreed?.(edit.change.root, number, edit.change.id);
	return isRedone ? null : 'number-is-servers';
};

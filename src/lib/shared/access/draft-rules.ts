import { isShared, type Observation } from '../board/observation.ts';
import type { Author } from '../board/values.ts';
import { after, before, changedFields, isAdded, isChanged, isDeleted, type Case, type Rule } from './content-rule.ts';

/** Who writes what in a party's draft. That it is their party's has been asked at the door (`mayWriteDocument`). */

const mayReport: Rule = ({ may }) => (may.report ? null : 'may-not-report');

const isOwn = (edit: Case): boolean => (before(edit, 'created') as Author | null)?.person === edit.actor.person;

/** A reporter changes what they reported themselves; whoever compiles, all of it. */
const ownUnlessCompiling: Rule = (edit) =>
	isAdded(edit) || isOwn(edit) || edit.may.compile ? null : 'observation-not-own';

/** What was disclosed is what stands in the draft: nobody changes it here while it is out. */
const sharedStays: Rule = (edit) => {
	if (isAdded(edit)) return null;
	const side = { shared: before(edit, 'shared'), withdrawn: before(edit, 'withdrawn') };
	const touched = isDeleted(edit) || changedFields(edit).length > 0;
	return touched && isShared(side as Pick<Observation, 'shared' | 'withdrawn'>) ? 'observation-shared' : null;
};

/** Sharing is disclosure: an act of its own, logged. A row that has been shared is never taken out of the document. */
const sharingIsServers: Rule = (edit) => {
	const fields = ['shared', 'withdrawn'];
	if (isAdded(edit)) return fields.some((name) => after(edit, name) !== null) ? 'share-is-servers' : null;
	if (isDeleted(edit)) return before(edit, 'shared') !== null ? 'share-is-servers' : null;
	return fields.some((name) => isChanged(edit, name)) ? 'share-is-servers' : null;
};

/** A reporter speaks for functions that they staff, or for none in particular. */
const sourceOwn: Rule = (edit) => {
	const funktion = after(edit, 'sourceFunktion') as Observation['sourceFunktion'];
	const isNews = isAdded(edit) || isChanged(edit, 'sourceFunktion');
	if (edit.may.compile || isDeleted(edit) || !isNews || funktion === null) return null;
	return edit.actor.funktioner.includes(funktion) ? null : 'source-not-own';
};

const mergedByCompiler: Rule = (edit) => {
	const isNews = isAdded(edit) ? after(edit, 'mergedInto') !== null : isChanged(edit, 'mergedInto');
	return isNews && !edit.may.compile ? 'may-not-compile' : null;
};

/** What a row is merged into is there, and is not, over others, merged into the row itself. */
const mergeWhole: Rule = (edit) => {
	if (isDeleted(edit) || !(isAdded(edit) || isChanged(edit, 'mergedInto'))) return null;
	const met = new Set<unknown>([edit.change.id]);
	for (let next = after(edit, 'mergedInto'); next !== null;) {
		const record = edit.context.record?.('observations', String(next));
		if (met.has(next) || !record || record.removed !== null) return 'merge-broken';
		met.add(next);
		next = record.mergedInto ?? null;
	}
	return null;
};

/** Rows that are merged into this one would be told nowhere. */
const keepsMerged: Rule = (edit) => {
	const goes = isDeleted(edit) || (isChanged(edit, 'removed') && after(edit, 'removed') !== null);
	const isTarget = ({ mergedInto, removed }: Readonly<Record<string, unknown>>) =>
		mergedInto === edit.change.id && removed === null;
	return goes && edit.context.some?.('observations', isTarget) ? 'merged-into-this' : null;
};

export const OBSERVATION_RULES: readonly Rule[] = [
	mayReport,
	ownUnlessCompiling,
	sharingIsServers,
	sharedStays,
	sourceOwn,
	mergedByCompiler,
	mergeWhole,
	keepsMerged
];

const aboutOwnFunktion: Rule = (edit) => {
	const funktion = after(edit, 'funktion') as Observation['sourceFunktion'];
	if (!isAdded(edit) || funktion === null || edit.may.compile) return null;
	return edit.actor.funktioner.includes(funktion) ? null : 'source-not-own';
};

/** It is said once; it can be taken back and said anew. */
const saidOnce: Rule = (edit) => (isChanged(edit, 'funktion') || isChanged(edit, 'area') ? 'nil-report-fixed' : null);

export const NIL_REPORT_RULES: readonly Rule[] = [mayReport, ownUnlessCompiling, aboutOwnFunktion, saidOnce];

import { sameValue } from '../board/record.ts';
import type { RecordId } from '../ids.ts';
import type { PlainDocument } from './restore-plan.ts';
import { lives, type LeftOut, type PlainRecord } from './restore.ts';

/** What a restore wrote: the document right before it, and right after. */
export interface Written {
	before: PlainDocument;
	after: PlainDocument;
}

/**
 * What the document would be without what that restore wrote. What somebody has changed since stays as it is and is
 * said.
 */
export function withoutRestore(present: PlainDocument, { before, after }: Written): UndonePast {
	const undone: UndonePast = { past: new Map(), leftOut: [] };
	for (const [root, records] of present) undone.past.set(root, new Map(records));
	for (const [root, records] of after) {
		const ids = new Set([...records.keys(), ...(before.get(root)?.keys() ?? [])]);
		for (const id of ids) {
			const sides = { before: before.get(root)?.get(id) ?? null, after: records.get(id) ?? null };
			if (!sameValue(sides.before, sides.after)) undoOne(undone, root, id, sides);
		}
	}
	return undone;
}

interface UndonePast {
	past: PlainDocument;
	leftOut: LeftOut[];
}

interface Sides {
	before: PlainRecord | null;
	after: PlainRecord | null;
}

function undoOne({ past, leftOut }: UndonePast, root: string, record: RecordId, sides: Sides): void {
	const records = past.get(root)!;
	const present = records.get(record) ?? null;
	const changed = (field: string | null) => leftOut.push({ root, record, field, why: 'changed-since' });
	if (lives(sides.before) && lives(sides.after)) {
		if (!lives(present)) return void changed(null);
		const { fields, since } = fieldsBefore(present, sides.before, sides.after);
		for (const field of since) changed(field);
		records.set(record, { ...present, ...fields });
	} else if (lives(sides.before)) {
		if (present === null) changed(null);
		else records.set(record, { ...present, removed: null });
	} else if (lives(sides.after) && lives(present)) {
		if (!isUntouched(present, sides.after)) changed(null);
		else records.delete(record);
	}
}

/** The fields that the restore wrote and nobody since, as they were. */
function fieldsBefore(present: PlainRecord, before: PlainRecord, after: PlainRecord) {
	const written = Object.keys(after).filter((name) => !sameValue(before[name], after[name]));
	const own = written.filter((name) => sameValue(present[name], after[name]));
	const since = written.filter((name) => !own.includes(name) && !sameValue(present[name], before[name]));
	return { fields: Object.fromEntries(own.map((name) => [name, before[name]])), since };
}

/** Numbers are given upon a write, by a rule. */
const isUntouched = (present: PlainRecord, after: PlainRecord): boolean =>
	Object.keys(after).every((name) => name === 'number' || sameValue(present[name], after[name]));

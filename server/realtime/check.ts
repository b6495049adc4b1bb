import * as Y from 'yjs';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { checkChange, type ContentContext, type RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { readRecord, type RecordKind, type StoredRecord } from '../../src/lib/shared/board/record.ts';
import { DOCUMENT_KINDS, META_ROOT } from '../../src/lib/shared/board/schema.ts';
import type { Touched } from '../../src/lib/shared/board/touched.ts';
import { holdsBlockedNumber } from '../../src/lib/shared/privacy/blocked-numbers.ts';
import { ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import { lastNumberOf } from './numbering.ts';
import type { OpenDocument } from './open-document.ts';
import type { PlainRecord } from './record-cache.ts';

export type CheckProblem = Problem & { rule: 'schema' | 'policy' };
type Checked = Result<RecordChange[], CheckProblem>;

const broken = (code: string, path: string): { ok: false; problem: CheckProblem } => ({
	ok: false,
	problem: { code, path, rule: 'schema' }
});

/**
 * What a write changed, as records before and after, checked against the schema, and that none holds a personnummer,
 * whoever wrote the parts of it; the cache is not touched.
 */
export function readChanges(document: OpenDocument, touched: ReadonlyMap<string, Touched>): Checked {
	const stray = [...document.doc.share.keys()].find((root) => !document.roots.includes(root));
	if (stray !== undefined) return broken('unknown-root', stray);
	const changes: RecordChange[] = [];
	for (const [root, records] of touched) {
		if (root === META_ROOT) continue;
		const read = readRoot(document, root, records.keys());
		if (!read.ok) return read;
		changes.push(...read.value);
	}
	const held = changes.find(({ id, after }) => after && holdsBlockedNumber([id, after]));
	// Where it stands is said by kind alone: an id can be made to hold the number.
	return held ? { ok: false, problem: { code: 'personal-number', path: held.root, rule: 'policy' } } : ok(changes);
}

/**
 * May this person do it? Every record that a client touched is asked about. A document that failed here is not to be
 * used any more, its records no more than its bytes.
 */
export function checkEdit(
	document: OpenDocument,
	actor: Actor,
	touched: ReadonlyMap<string, Touched>,
	{ now, merged }: Pick<ContentContext, 'now' | 'merged'>
): Checked {
	if (touched.has(META_ROOT)) return broken('server-only', META_ROOT);
	const changes = readChanges(document, touched);
	if (!changes.ok) return changes;
	remember(document, changes.value);
	const context = contextOf(document, { now, merged });
	for (const change of changes.value) {
		const allowed = checkChange(change, actor, context);
		if (!allowed.ok) return { ok: false, problem: { ...allowed.problem, rule: 'policy' } };
	}
	return changes;
}

/** The changes are in: counts have them in it, and what comes next is compared with them. */
export function remember({ records }: OpenDocument, changes: readonly RecordChange[]) {
	for (const { root, id, after } of changes) records.set(root, id, after);
}

const contextOf = (
	{ info, records, doc }: OpenDocument,
	given: Pick<ContentContext, 'now' | 'merged'>
): ContentContext => ({
	...given,
	weekState: info.kind === 'week' ? info.state : null,
	isFreed(root, number, id) {
		const bears = (other: PlainRecord) => other.number === number && other.id !== id;
		return number <= lastNumberOf(doc) && ![...records.all(root)].some(bears);
	},
	countIn: (root) => records.countLiving(root),
	record: (root, id) => records.get(root, id), // a comment is judged by the åtgärd it is about
	some: (root, test) => [...records.all(root)].some(test)
});

function readRoot(document: OpenDocument, root: string, ids: Iterable<string>): Checked {
	const kinds: Record<string, RecordKind> = DOCUMENT_KINDS[document.info.kind];
	const kind = kinds[root]!;
	const stored = document.doc.getMap<StoredRecord>(root);
	if (hasListContent(stored)) return broken('not-a-record', root);
	const changes: RecordChange[] = [];
	for (const id of ids) {
		const after = readAfter(kind, id, stored.get(id));
		if (!after.ok) return after;
		const before = document.records.get(root, id);
		if (before || after.value) changes.push({ document: document.info.kind, root, id, before, after: after.value });
	}
	return ok(changes);
}

function readAfter(kind: RecordKind, id: string, stored: unknown): Result<PlainRecord | null, CheckProblem> {
	if (stored === undefined) return ok(null);
	if (!ID_PATTERN.test(id)) return broken('bad-id', kind.name);
	const read = readRecord(kind, id, stored);
	if (!read.ok) return { ok: false, problem: { ...read.problem, rule: 'schema' } };
	return hidesContent(stored as StoredRecord) ? broken('not-a-record', `${kind.name}(${id})`) : ok(read.value);
}

/** Records of areas, functions and parties have their ids. */
const ID_PATTERN = /^[A-Za-z0-9_-]{1,32}$/;

/** A Yjs type can carry a list and keys at once; readers see one of the two, so the other is a place to hide things. */
const hasListContent = (type: { _start: Y.Item | null }): boolean => type._start !== null;

function hidesContent(stored: StoredRecord): boolean {
	if (hasListContent(stored)) return true;
	for (const field of stored.values()) {
		if (field instanceof Y.Map && hasListContent(field)) return true;
		if (field instanceof Y.Text && field._map.size > 0) return true;
	}
	return false;
}

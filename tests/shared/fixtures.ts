import * as Y from 'yjs';
import type { Actor, Role } from '../../src/lib/shared/access/roles.ts';
import { actionKind, type Action } from '../../src/lib/shared/board/action.ts';
import { entryKind, type Entry } from '../../src/lib/shared/board/entry.ts';
import { observationKind, type Observation } from '../../src/lib/shared/board/observation.ts';
import { priorityKind, type Priority } from '../../src/lib/shared/board/priority.ts';
import { readRecord, recordsOf, type RecordKind, type RecordOf } from '../../src/lib/shared/board/record.ts';
import type { Author } from '../../src/lib/shared/board/values.ts';
import type { AreaId, FunktionId, PartyId, PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Day, Week, WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** What the tests of the domain star: Alice of the police, Bob of the municipality, and the week of product.md §2. */

export const POLICE = 'polisen' as PartyId;
export const MUNICIPALITY = 'kommunen' as PartyId;
export const ALICE = 'alice' as PersonId;
export const BOB = 'bob' as PersonId;
export const PARKS = 'gata-och-park' as FunktionId;
export const FIELD = 'faltgruppen' as FunktionId;
export const CENTRUM = 'centrum' as AreaId;
export const TODAY = '2026-11-26' as Day;
export const W48: Week = { year: 2026, number: 48 };
export const W47_KEY = '2026-W47' as WeekKey;
export const W48_KEY = '2026-W48' as WeekKey;
export const NOW = Date.parse('2026-11-26T09:00:00Z');

export const recordId = (name: string): RecordId => name as RecordId;
export const byAlice: Author = { person: ALICE, party: POLICE, at: NOW };
export const byBob: Author = { person: BOB, party: MUNICIPALITY, at: NOW };

export const alice = (...roles: Role[]): Actor => ({
	person: ALICE,
	samverkan: 'lekeberg' as SamverkanId,
	party: POLICE,
	roles,
	funktioner: [FIELD]
});

/** The record as everybody reads it; fails loudly when it is not what the schema says. */
export function read<K extends RecordKind>(doc: Y.Doc, kind: K, id: string): RecordOf<K> {
	const found = readRecord(kind, id, recordsOf(doc, kind).get(id));
	if (!found.ok) throw new Error(`${found.problem.code} at ${found.problem.path}`);
	return found.value;
}

/** A record with every field at its initial value, but for what the test cares about. */
function build<K extends RecordKind>(kind: K, id: string, fields: Partial<RecordOf<K>>): RecordOf<K> {
	const initial = Object.entries(kind.fields).map(([name, field]) => [
		name,
		field.kind === 'value' ? field.initial : field.kind === 'text' ? '' : []
	]);
	return { id, ...Object.fromEntries(initial), ...fields } as RecordOf<K>;
}

export const buildEntry = (fields: Partial<Entry> = {}): Entry => build(entryKind, 'e1', fields);
export const buildPriority = (fields: Partial<Priority> = {}): Priority => build(priorityKind, 'p1', fields);
export const buildObservation = (fields: Partial<Observation> = {}): Observation =>
	build(observationKind, 'o1', fields);
export const buildAction = (fields: Partial<Action> = {}): Action => build(actionKind, 'a1', fields);

/** How many updates a document sends while something is done to it. */
export function updatesOf(doc: Y.Doc, act: () => void): number {
	let count = 0;
	const counting = () => void count++;
	doc.on('update', counting);
	act();
	doc.off('update', counting);
	return count;
}

/** A second browser with the same document. */
export function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
}

/** Both send each other what they have. */
export function exchange(a: Y.Doc, b: Y.Doc): void {
	Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
	Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
}

export const codeOf = (result: { ok: true } | { ok: false; problem: { code: string } }): string =>
	result.ok ? 'ok' : result.problem.code;

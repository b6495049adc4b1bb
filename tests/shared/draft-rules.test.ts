import { describe, expect, test } from 'vitest';
import { checkChange, type ContentContext, type RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { mayReadDocument, mayWriteDocument } from '../../src/lib/shared/access/policies.ts';
import { ROLES, type Actor, type Role } from '../../src/lib/shared/access/roles.ts';
import type { Observation } from '../../src/lib/shared/board/observation.ts';
import type { FunktionId, PartyId } from '../../src/lib/shared/ids.ts';
import {
	ALICE,
	alice,
	BOB,
	buildObservation,
	byAlice,
	byBob,
	codeOf,
	FIELD,
	NOW,
	PARKS,
	POLICE,
	recordId
} from './fixtures.ts';

const MUNICIPALITY = 'kommunen' as PartyId;
const [O1, O2, O3] = [recordId('o1'), recordId('o2'), recordId('o3')];
const reporter = alice('reporter');
const coordinator = alice('coordinator');
const shared = { entry: O1, circle: 'group' as const, at: NOW, by: { person: ALICE, party: POLICE } };
const withdrawn = { at: NOW, by: ALICE, reason: 'Fel plats' };

type Side = RecordChange['before'];
const change = (before: Side, after: Side, root = 'observations'): RecordChange => ({
	document: 'draft',
	root,
	id: O1,
	before,
	after
});

/** What is in the draft beside, and with, the record at hand. */
function judge(before: Side, after: Side, actor: Actor, others: Observation[] = [], root = 'observations') {
	const all = new Map<string, Readonly<Record<string, unknown>>>(others.map((other) => [other.id, other]));
	if (after) all.set(O1, after);
	const context: ContentContext = {
		weekState: null,
		now: NOW,
		countIn: () => all.size,
		record: (_, id) => all.get(id) ?? null,
		some: (_, test) => [...all.values()].some(test)
	};
	return codeOf(checkChange(change(before, after, root), actor, context));
}

const own = buildObservation({ id: O1, created: byAlice, text: 'Klotter' });
const others = buildObservation({ id: O1, created: byBob, text: 'Klotter' });

describe('whose a draft is', () => {
	const REPORTERS: Role[] = ['reporter', 'coordinator', 'convener', 'external'];

	test('[DR1] it is read and written by those of its party who report or compile, and by nobody else', () => {
		for (const role of ROLES) {
			const may = REPORTERS.includes(role);
			expect(mayReadDocument(alice(role), { kind: 'draft', party: POLICE }), role).toBe(may);
			expect(mayWriteDocument(alice(role), { kind: 'draft', party: POLICE }), role).toBe(may);
		}
	});

	test('[DR1] whoever is of another party opens it with no role there is, nor with all of them', () => {
		for (const actor of [...ROLES.map((role) => alice(role)), alice(...ROLES), null]) {
			expect(mayReadDocument(actor, { kind: 'draft', party: MUNICIPALITY })).toBe(false);
			expect(mayWriteDocument(actor, { kind: 'draft', party: MUNICIPALITY })).toBe(false);
		}
	});
});

describe('who changes what in it', () => {
	test('[DR2] a reporter changes what they reported themselves, whoever compiles changes all of it', () => {
		expect(judge(own, { ...own, severity: 3 }, reporter)).toBe('ok');
		expect(judge(others, { ...others, severity: 3 }, reporter)).toBe('observation-not-own');
		expect(judge(others, { ...others, removed: { person: ALICE, at: NOW } }, reporter)).toBe('observation-not-own');
		for (const role of ['coordinator', 'convener'] as const)
			expect(judge(others, { ...others, severity: 3 }, alice(role))).toBe('ok');
	});

	test('[DR2] what is shared is changed by nobody here, until it has been taken back', () => {
		const out = { ...own, shared };
		for (const actor of [reporter, coordinator, alice(...ROLES)]) {
			expect(judge(out, { ...out, text: 'Annat' }, actor)).toBe('observation-shared');
			expect(judge(out, { ...out, removed: { person: ALICE, at: NOW } }, actor)).toBe('observation-shared');
			expect(judge({ ...out, withdrawn }, { ...out, withdrawn, text: 'Annat' }, actor)).toBe('ok');
		}
	});

	test('[DR3] shared and withdrawn are written by the server alone', () => {
		const everything = alice(...ROLES);
		expect(judge(null, { ...own, shared }, everything)).toBe('share-is-servers');
		expect(judge(own, { ...own, shared }, everything)).toBe('share-is-servers');
		expect(judge(own, { ...own, withdrawn }, everything)).toBe('share-is-servers');
		expect(judge({ ...own, shared }, { ...own, shared, withdrawn }, everything)).toBe('share-is-servers');
		expect(judge({ ...own, shared, withdrawn }, own, everything)).toBe('share-is-servers');
		expect(judge({ ...own, shared, withdrawn }, null, everything)).toBe('share-is-servers');
		expect(judge(own, null, everything)).toBe('ok');
	});

	test('[DR4] a reporter speaks for functions of their own, or for none', () => {
		const from = (sourceFunktion: FunktionId | null) => judge(null, { ...own, sourceFunktion }, reporter);
		expect([from(null), from(FIELD), from(PARKS)]).toEqual(['ok', 'ok', 'source-not-own']);
		expect(judge(own, { ...own, sourceFunktion: PARKS }, coordinator)).toBe('ok');
		const nil = (funktion: FunktionId | null, actor: Actor) =>
			judge(null, { funktion, area: null, created: byAlice, removed: null }, actor, [], 'nilReports');
		expect([nil(null, reporter), nil(FIELD, reporter), nil(PARKS, reporter)]).toEqual(['ok', 'ok', 'source-not-own']);
		expect(nil(PARKS, coordinator)).toBe('ok');
	});

	test('[DR4] a nollrapport is taken back, not written over, and by others only when they compile', () => {
		const said = { funktion: FIELD, area: null, created: byBob, removed: null };
		const nil = (after: Side, actor: Actor) => judge(said, after, actor, [], 'nilReports');
		expect(nil({ ...said, funktion: null }, coordinator)).toBe('nil-report-fixed');
		expect(nil({ ...said, removed: { person: ALICE, at: NOW } }, coordinator)).toBe('ok');
		expect(nil({ ...said, removed: { person: ALICE, at: NOW } }, reporter)).toBe('observation-not-own');
		expect(nil({ ...said, removed: { person: BOB, at: NOW } }, coordinator)).toBe('remover-not-self');
	});
});

describe('merging', () => {
	const other = (id: typeof O2, fields: Partial<Observation> = {}) =>
		buildObservation({ id, created: byBob, ...fields });
	const into = (mergedInto: Observation['mergedInto'], rest: Observation[], actor = coordinator) =>
		judge(own, { ...own, mergedInto }, actor, rest);

	test('[DR5] is done and undone by whoever compiles', () => {
		expect(into(O2, [other(O2)])).toBe('ok');
		expect(into(O2, [other(O2)], reporter)).toBe('may-not-compile');
		expect(judge({ ...own, mergedInto: O2 }, own, coordinator, [other(O2)])).toBe('ok');
		expect(judge({ ...own, mergedInto: O2 }, own, reporter, [other(O2)])).toBe('may-not-compile');
		expect(judge(null, { ...own, mergedInto: O2 }, reporter, [other(O2)])).toBe('may-not-compile');
	});

	test('[DR5] names an observation of the draft that is there, and never comes round to itself', () => {
		expect(into(O1, [])).toBe('merge-broken');
		expect(into(O2, [])).toBe('merge-broken');
		expect(into(O2, [other(O2, { removed: { person: BOB, at: NOW } })])).toBe('merge-broken');
		expect(into(O2, [other(O2, { mergedInto: O1 })])).toBe('merge-broken');
		expect(into(O2, [other(O2, { mergedInto: O3 }), other(O3, { mergedInto: O1 })])).toBe('merge-broken');
		expect(into(O2, [other(O2, { mergedInto: O3 }), other(O3)])).toBe('ok');
	});

	test('[DR5] what others are merged into is not taken away under them', () => {
		const rest = [other(O2, { mergedInto: O1 })];
		const gone = { ...own, removed: { person: ALICE, at: NOW } };
		expect(judge(own, gone, coordinator, rest)).toBe('merged-into-this');
		expect(judge(own, null, coordinator, rest)).toBe('merged-into-this');
		expect(judge(own, gone, coordinator, [other(O2)])).toBe('ok');
	});
});

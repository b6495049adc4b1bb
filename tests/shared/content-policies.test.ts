import { describe, expect, test } from 'vitest';
import { checkChange, type ContentContext, type RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { ROLES, type Actor, type Role } from '../../src/lib/shared/access/roles.ts';
import type { ActionState, ActionStatus } from '../../src/lib/shared/board/action-status.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { Author } from '../../src/lib/shared/board/values.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import {
	ALICE,
	alice,
	BOB,
	buildAction,
	buildEntry,
	buildPriority,
	byAlice,
	byBob,
	codeOf,
	FIELD,
	MUNICIPALITY,
	NOW,
	PARKS,
	POLICE,
	recordId,
	TODAY,
	W47_KEY,
	W48_KEY
} from './fixtures.ts';

const MINUTE = 60_000;
const inMeeting: ContentContext = { weekState: 'meeting', now: NOW, countIn: () => 1 };
const outside: ContentContext = { ...inMeeting, weekState: null };

type Side = RecordChange['before'];

const week = (root: string, before: Side, after: Side, id = 'e1'): RecordChange => ({
	document: 'week',
	root,
	id,
	before,
	after
});
const actions = (root: string, before: Side, after: Side): RecordChange => ({
	document: 'actions',
	root,
	id: 'a1',
	before,
	after
});

const inWeek = (change: RecordChange, actor: Actor, context: Partial<ContentContext> = {}) =>
	codeOf(checkChange(change, actor, { ...inMeeting, ...context }));
const onActions = (change: RecordChange, actor: Actor, context: Partial<ContentContext> = {}) =>
	codeOf(checkChange(change, actor, { ...outside, ...context }));

const convener = alice('convener');
const coordinator = alice('coordinator');
const performer = alice('performer');
const entry = buildEntry({ created: byAlice });
const bobsEntry = buildEntry({ created: byBob });

describe('who writes which root', () => {
	/** The least role that may, beside one that may everything else but this. */
	const WRITERS: [document: DocumentKind, root: string, may: Role[], code: string][] = [
		['week', 'entries', ['coordinator', 'convener'], 'may-not-write-week'],
		['week', 'carried', ['coordinator', 'convener'], 'may-not-write-week'],
		['week', 'levels', ['convener'], 'may-not-set-levels'],
		['week', 'priorities', ['coordinator', 'convener'], 'may-not-prioritise'],
		['week', 'slots', ['coordinator', 'convener'], 'may-not-write-week'],
		['week', 'attendance', ['coordinator', 'convener'], 'may-not-write-week'],
		['week', 'followUps', ['coordinator', 'convener'], 'may-not-write-week'],
		['week', 'decisions', ['coordinator', 'convener'], 'may-not-write-week'],
		['week', 'notes', ['coordinator', 'convener'], 'may-not-write-week'],
		['week', 'returned', ['coordinator', 'convener'], 'may-not-write-week'],
		['week', 'upcoming', ['coordinator', 'convener'], 'may-not-write-week'],
		['week', 'reports', ['coordinator', 'convener'], 'may-not-write-week'],
		['actions', 'actions', ['coordinator', 'convener'], 'may-not-edit-actions'],
		['actions', 'comments', ['coordinator', 'convener'], 'may-not-edit-actions'],
		['draft', 'observations', ['reporter', 'coordinator', 'convener', 'external'], 'may-not-report'],
		['draft', 'nilReports', ['reporter', 'coordinator', 'convener', 'external'], 'may-not-report']
	];

	/** What somebody does to a root where adding in one's own name is not it. */
	const WRITES: Record<string, { before: Side; after: Side }> = {
		reports: { before: null, after: { state: 'nil', by: byAlice } },
		carried: { before: { from: W47_KEY }, after: { from: W47_KEY, assessment: { kind: 'confirmed' } } },
		returned: { before: { from: W47_KEY }, after: { from: W47_KEY, handled: true } },
		followUps: { before: null, after: { disposition: 'continues', by: byAlice } }
	};

	const rootsOf = (document: DocumentKind) =>
		Object.keys(DOCUMENT_KINDS[document]).map((root) => `${document} ${root}`);

	test('[PO7] the table has every root', () =>
		expect(WRITERS.map(([document, root]) => `${document} ${root}`).sort()).toEqual(
			[...rootsOf('week'), ...rootsOf('actions'), ...rootsOf('draft')].sort()
		));

	test.each(WRITERS)('[PO7] %s %s: %j, others %s', (document, root, writers, code) => {
		const context = document === 'week' ? inMeeting : outside;
		const id = root === 'reports' ? POLICE : 'r1';
		const { before, after } = WRITES[root] ?? { before: null, after: { created: byAlice } };
		// What one may do with one's own åtgärder is another matter.
		const onlyOwn = (role: Role) => role === 'performer' || (document === 'actions' && role === 'external');
		for (const role of ROLES.filter((role) => !onlyOwn(role))) {
			const found = codeOf(checkChange({ document, root, id, before, after }, alice(role), context));
			expect(found, role).toBe(writers.includes(role) ? 'ok' : code);
		}
	});

	test.each(['meta', 'people', 'constructor', '__proto__', 'actions'])(
		'[PO7] the root %s is none of the week',
		(root) => expect(inWeek(week(root, null, {}), convener)).toBe('unknown-root')
	);

	test('[PO3] a sealed week is changed by nobody, and an unknown one neither', () => {
		const everything = alice(...ROLES);
		const change = week('entries', null, entry);
		expect(inWeek(change, everything)).toBe('ok');
		expect(inWeek(change, everything, { weekState: 'sealed' })).toBe('week-sealed');
		expect(inWeek(change, everything, { weekState: null })).toBe('week-sealed');
	});

	test('[PO7] the problem says where', () =>
		expect(checkChange(week('entries', null, entry), performer, inMeeting)).toEqual({
			ok: false,
			problem: { code: 'may-not-write-week', path: 'entry(e1)' }
		}));
});

describe('authors', () => {
	const addedAs = (created: Author | null) => inWeek(week('entries', null, { ...entry, created }), coordinator);

	test('[PO8] one adds in one’s own name and party', () => {
		expect(addedAs(byAlice)).toBe('ok');
		expect(addedAs(null)).toBe('author-not-self');
		expect(addedAs({ ...byAlice, person: BOB })).toBe('author-not-self');
		expect(addedAs({ ...byAlice, party: MUNICIPALITY })).toBe('author-not-self');
	});

	test('[PO8] a clock may be five minutes ahead, and long behind', () => {
		expect(addedAs({ ...byAlice, at: NOW + 5 * MINUTE })).toBe('ok');
		expect(addedAs({ ...byAlice, at: NOW + 5 * MINUTE + 1 })).toBe('time-in-future');
		expect(addedAs({ ...byAlice, at: NOW - 7 * 24 * 60 * MINUTE })).toBe('ok');
	});

	test('[PO9] nobody becomes the author of what is there', () => {
		expect(inWeek(week('entries', bobsEntry, { ...bobsEntry, severity: 2 }), coordinator)).toBe('ok');
		expect(inWeek(week('entries', bobsEntry, { ...bobsEntry, created: byAlice }), coordinator)).toBe('author-fixed');
		expect(inWeek(week('entries', bobsEntry, { ...bobsEntry, created: null }), coordinator)).toBe('author-fixed');
	});

	test('[PO10] who takes away signs it; anybody who may write puts back', () => {
		const removedBy = (person: string, at = NOW) => ({ ...bobsEntry, removed: { person, at } });
		expect(inWeek(week('entries', bobsEntry, removedBy(ALICE)), coordinator)).toBe('ok');
		expect(inWeek(week('entries', bobsEntry, removedBy(BOB)), coordinator)).toBe('remover-not-self');
		expect(inWeek(week('entries', bobsEntry, removedBy(ALICE, NOW + 6 * MINUTE)), coordinator)).toBe('time-in-future');
		expect(inWeek(week('entries', removedBy(BOB), bobsEntry), coordinator)).toBe('ok');
		expect(inWeek(week('entries', removedBy(BOB), { ...removedBy(BOB), severity: 1 }), coordinator)).toBe('ok');
		expect(inWeek(week('entries', null, { ...entry, removed: { person: BOB, at: NOW } }), coordinator)).toBe(
			'remover-not-self'
		);
	});

	test('[PO11] a record is deleted outright by its author only, and only while they may write', () => {
		expect(inWeek(week('entries', entry, null), coordinator)).toBe('ok');
		expect(inWeek(week('entries', bobsEntry, null), convener)).toBe('delete-not-own');
		expect(inWeek(week('entries', buildEntry(), null), convener)).toBe('delete-not-own');
		expect(inWeek(week('entries', entry, null), performer)).toBe('may-not-write-week');
		expect(onActions(actions('actions', buildAction({ created: byBob }), null), convener)).toBe('delete-not-own');
	});

	test('[PO11] what has no author is deleted by who may write it: the undo of a first level', () => {
		const level = { assessment: { kind: 'confirmed', level: 1 }, trend: null };
		expect(inWeek(week('levels', level, null, 'centrum'), convener)).toBe('ok');
		expect(inWeek(week('levels', level, null, 'centrum'), coordinator)).toBe('may-not-set-levels');
	});
});

describe('priorities', () => {
	const removed = { person: ALICE, at: NOW };
	const priority = buildPriority({ created: byAlice });
	const counting = (count: number) => ({ countIn: (root: string) => (root === 'priorities' ? count : 0) });

	test('[PI1] the fifth is added and the sixth refused', () => {
		expect(inWeek(week('priorities', null, priority), coordinator, counting(5))).toBe('ok');
		expect(inWeek(week('priorities', null, priority), coordinator, counting(6))).toBe('priorities-full');
	});

	test('[PI1] one that is put back counts; editing, or taking away one too many, is no addition', () => {
		const away = { ...priority, removed };
		expect(inWeek(week('priorities', away, priority), coordinator, counting(6))).toBe('priorities-full');
		expect(inWeek(week('priorities', null, away), coordinator, counting(6))).toBe('ok');
		expect(inWeek(week('priorities', priority, away), coordinator, counting(6))).toBe('ok');
		expect(inWeek(week('priorities', priority, { ...priority, title: 'x' }), coordinator, counting(6))).toBe('ok');
	});
});

describe('reports', () => {
	const said = { state: 'nil', by: byAlice };
	const report = (actor: Actor, id: string, after: Side, before: Side = null) =>
		inWeek(week('reports', before, after, id), actor);

	test('[PO17] by somebody of the party, or a convener', () => {
		expect(report(coordinator, POLICE, said)).toBe('ok');
		expect(report(coordinator, MUNICIPALITY, said)).toBe('report-of-other-party');
		expect(report(convener, MUNICIPALITY, said)).toBe('ok');
	});

	test('[PO17] signed by who says it', () => {
		expect(report(coordinator, POLICE, { state: 'nil', by: byBob })).toBe('author-not-self');
		expect(report(coordinator, POLICE, { state: 'nil', by: null })).toBe('author-not-self');
	});

	test('[PO17] taken back or undone by the party, not by another', () => {
		expect(report(coordinator, POLICE, { state: null, by: null }, said)).toBe('ok');
		expect(report(coordinator, POLICE, null, said)).toBe('ok');
		expect(report(coordinator, MUNICIPALITY, null, said)).toBe('report-of-other-party');
	});
});

describe('what comes from earlier weeks', () => {
	const carried = { from: W47_KEY, assessment: null, text: '', hiddenOnScreen: false, removed: null };
	const returned = { from: W47_KEY, handled: false };
	const everything = alice(...ROLES);

	test.each([
		['carried', carried],
		['returned', returned]
	])('[CO1] %s is made, pointed and taken out by nobody but the server', (root, record) => {
		expect(inWeek(week(root, null, record), everything)).toBe('reference-is-servers');
		expect(inWeek(week(root, record, null), everything)).toBe('reference-is-servers');
		expect(inWeek(week(root, record, { ...record, from: W48_KEY }), everything)).toBe('reference-is-servers');
		expect(inWeek(week(root, record, { ...record, from: null }), everything)).toBe('reference-is-servers');
	});

	test('[CO1] who writes the week says how it stands, and takes it away in their own name', () => {
		const edit = (changes: object) => inWeek(week('carried', carried, { ...carried, ...changes }), coordinator);
		expect(edit({ assessment: { kind: 'trend', trend: 'ceased' }, text: 'Lugnt', hiddenOnScreen: true })).toBe('ok');
		expect(edit({ removed: { person: ALICE, at: NOW } })).toBe('ok');
		expect(edit({ removed: { person: BOB, at: NOW } })).toBe('remover-not-self');
		expect(inWeek(week('returned', returned, { ...returned, handled: true }), coordinator)).toBe('ok');
	});

	test('[CO2] the number of a beslut is the server’s; one that was undone is redone with its own', () => {
		const decision = { number: null, text: 'Kamera prövas', created: byAlice };
		const freed = { isFreed: (root: string, number: number) => root === 'decisions' && number === 3 };
		expect(inWeek(week('decisions', null, decision), coordinator)).toBe('ok');
		expect(inWeek(week('decisions', null, { ...decision, number: 3 }), everything)).toBe('number-is-servers');
		expect(inWeek(week('decisions', decision, { ...decision, number: 3 }), everything)).toBe('number-is-servers');
		expect(inWeek(week('decisions', null, { ...decision, number: 3 }), coordinator, freed)).toBe('ok');
		expect(inWeek(week('decisions', null, { ...decision, number: 4 }), coordinator, freed)).toBe('number-is-servers');
	});

	test('[CO1] who notes what was said of an åtgärd signs it', () => {
		const said = (by: Author | null) => inWeek(week('followUps', null, { disposition: 'done', by }), coordinator);
		expect(said(byAlice)).toBe('ok');
		expect(said(byBob)).toBe('author-not-self');
		expect(said(null)).toBe('author-not-self');
		const bobs = { disposition: 'done', by: byBob };
		expect(inWeek(week('followUps', bobs, { disposition: null, by: null }), coordinator)).toBe('ok');
		expect(inWeek(week('followUps', bobs, { ...bobs, disposition: 'blocked' }), coordinator)).toBe('author-not-self');
	});
});

describe('åtgärder', () => {
	const proposed = buildAction({ created: byBob, owner: PARKS, performers: [FIELD], due: TODAY, proposedIn: W48_KEY });
	const decided: Action = { ...proposed, number: 31, status: { state: 'decided' }, decidedIn: W48_KEY };
	const edit = (before: Action | null, changes: Partial<Action>, actor: Actor) =>
		onActions(actions('actions', before, { ...(before ?? proposed), ...changes }), actor);

	test('[PO12] the number is the server’s', () => {
		expect(edit(null, { created: byAlice }, coordinator)).toBe('ok');
		expect(edit(null, { created: byAlice, number: 32 }, convener)).toBe('number-is-servers');
		expect(edit(proposed, { number: 32 }, convener)).toBe('number-is-servers');
		expect(edit(decided, { number: null }, convener)).toBe('number-is-servers');
	});

	test('[PO12] an addition that was undone is redone with the number it was given', () => {
		const redone = actions('actions', null, { ...proposed, created: byAlice, number: 32 });
		const freed = (root: string, number: number) => root === 'actions' && number === 32;
		expect(onActions(redone, coordinator, { isFreed: freed })).toBe('ok');
		expect(onActions({ ...redone, after: { ...redone.after, number: 33 } }, coordinator, { isFreed: freed })).toBe(
			'number-is-servers'
		);
	});

	test('[PO18] of what was done without a line only the end is judged, by its facts and rights', () => {
		const far = actions('actions', proposed, { ...proposed, status: { state: 'done' }, decidedIn: W48_KEY });
		expect(onActions(far, convener, { merged: true })).toBe('ok');
		expect(onActions(far, coordinator, { merged: true })).toBe('may-not-decide');
		const bare = { ...far, after: { ...far.after, due: null } };
		expect(onActions(bare, convener, { merged: true })).toBe('needs-due');
	});

	test('[PO13] what the agreement says stays as it is written', () => {
		const agreed = { document: 'Löftet', section: '1', performer: 'Polis', accountable: 'Kommun', followUp: 'Maj' };
		expect(edit(proposed, { agreed }, coordinator)).toBe('ok');
		expect(edit({ ...proposed, agreed }, { agreed: { ...agreed, performer: 'Ingen' } }, convener)).toBe('agreed-fixed');
		expect(edit({ ...proposed, agreed }, { agreed: null }, convener)).toBe('agreed-fixed');
	});

	test('[PO13] the weeks of proposal and decision stay; the decision’s goes with the decision', () => {
		const other = '2026-W50' as WeekKey;
		expect(edit(decided, { decidedIn: other }, convener)).toBe('decided-in-fixed');
		expect(edit(decided, { decidedIn: null }, convener)).toBe('decided-in-fixed');
		expect(edit(decided, { decidedIn: null, status: { state: 'proposed' } }, convener)).toBe('ok');
		expect(edit(decided, { decidedIn: other, status: { state: 'proposed' } }, convener)).toBe('decided-in-fixed');
		expect(edit(decided, { proposedIn: other }, convener)).toBe('proposed-in-fixed');
	});

	test('[PO14] a samordnare edits and moves work along, but does not decide', () => {
		const decide = { status: { state: 'decided' }, decidedIn: W48_KEY } as const;
		const withdraw = { status: { state: 'proposed' }, decidedIn: null } as const;
		expect(edit(decided, { owner: FIELD, performers: [PARKS], title: 'Ny' }, coordinator)).toBe('ok');
		expect(edit(decided, { status: { state: 'done' } }, coordinator)).toBe('ok');
		expect(edit(proposed, { status: { state: 'cancelled', reason: 'Nej' } }, coordinator)).toBe('ok');
		expect(edit(proposed, decide, coordinator)).toBe('may-not-decide');
		expect(edit(proposed, decide, convener)).toBe('ok');
		expect(edit(decided, withdraw, coordinator)).toBe('may-not-decide');
		expect(edit(decided, withdraw, convener)).toBe('ok');
		expect(edit(null, { ...decide, created: byAlice }, coordinator)).toBe('may-not-decide');
		expect(edit(null, { ...decide, created: byAlice }, convener)).toBe('ok');
	});

	test('[PO14] nobody decides by way of cancelling', () => {
		const cancelled: Action = { ...proposed, status: { state: 'cancelled', reason: 'Nej' } };
		expect(edit(cancelled, { status: { state: 'ongoing' } }, coordinator)).toBe('may-not-decide');
		expect(edit(cancelled, { status: { state: 'proposed' } }, coordinator)).toBe('ok');
		expect(edit({ ...cancelled, decidedIn: W48_KEY }, { status: { state: 'ongoing' } }, coordinator)).toBe('ok');
	});

	test('[PO14] undoing the addition of what has been decided since takes back a decision', () => {
		const own = { ...decided, created: byAlice };
		expect(onActions(actions('actions', own, null), coordinator)).toBe('may-not-decide');
		expect(onActions(actions('actions', own, null), convener)).toBe('ok');
	});

	test('[PO18] what is decided keeps what it needs, whoever asks', () => {
		expect(edit(decided, { owner: null }, convener)).toBe('needs-owner');
		expect(edit(decided, { performers: [] }, convener)).toBe('needs-performer');
		expect(edit(decided, { due: null }, convener)).toBe('needs-due');
		expect(edit(proposed, { owner: null, performers: [], due: null }, convener)).toBe('ok');
	});

	test('[PO18] a step that is not in the table is refused, whoever asks', () => {
		expect(edit(proposed, { status: { state: 'done' } }, convener)).toBe('status-step');
		expect(edit(decided, { status: { state: 'done' } }, convener)).toBe('ok');
	});
});

describe('a utförare', () => {
	const statusIn = (state: ActionState): ActionStatus =>
		state === 'blocked' ? { state, reason: 'Väntar' } : ({ state } as ActionStatus);
	const own = (state: ActionState, fields: Partial<Action> = {}) =>
		buildAction({
			owner: PARKS,
			performers: [FIELD],
			due: TODAY,
			decidedIn: W48_KEY,
			status: statusIn(state),
			...fields
		});
	const edit = (before: Action, changes: Partial<Action>) =>
		onActions(actions('actions', before, { ...before, ...changes }), performer);

	test.each([
		['decided', 'ongoing'],
		['ongoing', 'blocked'],
		['blocked', 'done'],
		['done', 'ongoing'],
		['ongoing', 'decided']
	] as const)('[PO15] moves their own from %s to %s', (from, to) =>
		expect(edit(own(from), { status: statusIn(to) })).toBe('ok')
	);

	test('[PO15] also one that their function is ansvarig for', () =>
		expect(edit(own('decided', { owner: FIELD, performers: [PARKS] }), { status: statusIn('ongoing') })).toBe('ok'));

	test('[PO15] neither decides, nor follows up, nor cancels', () => {
		expect(edit(own('proposed', { decidedIn: null }), { status: statusIn('decided') })).toBe('own-action-states');
		const effect = { state: 'followed-up', effect: 'decreased', sentence: 'Ja' } as const;
		expect(edit(own('done'), { status: effect })).toBe('own-action-states');
		expect(edit(own('decided'), { status: { state: 'cancelled', reason: 'Nej' } })).toBe('own-action-states');
	});

	test.each<Partial<Action>>([
		{ title: 'Ny' },
		{ owner: FIELD },
		{ performers: [FIELD, PARKS] },
		{ due: null },
		{ order: 'V' },
		{ removed: { person: ALICE, at: NOW } }
	])('[PO15] changes nothing else: %j', (changes) =>
		expect(edit(own('decided'), { status: statusIn('ongoing'), ...changes })).toBe('own-action-status-only')
	);

	test('[PO15] touches no åtgärd of others, also not by taking it over in the same edit', () => {
		const others = own('decided', { performers: [PARKS] });
		expect(edit(others, { status: statusIn('ongoing') })).toBe('not-own-action');
		expect(edit(others, { performers: [FIELD] })).toBe('not-own-action');
	});

	test('[PO15] neither adds nor deletes', () => {
		expect(onActions(actions('actions', null, own('decided')), performer)).toBe('may-not-edit-actions');
		expect(onActions(actions('actions', own('decided'), null), performer)).toBe('may-not-edit-actions');
	});

	const comment = { action: recordId('a1'), text: 'Beställd', created: byAlice, removed: null };
	const finding = (action: Action | null) => ({
		record: (root: string, id: string) => (root === 'actions' && id === 'a1' ? action : null)
	});

	test('[PO16] comments on their own', () => {
		const add = actions('comments', null, comment);
		expect(onActions(add, performer, finding(own('ongoing')))).toBe('ok');
		expect(onActions(add, performer, finding(own('ongoing', { performers: [PARKS] })))).toBe('not-own-action');
		expect(onActions(add, performer, finding(null))).toBe('not-own-action');
		expect(onActions(add, performer)).toBe('not-own-action');
		expect(onActions(add, coordinator)).toBe('ok');
		expect(onActions(add, alice('reporter'), finding(own('ongoing')))).toBe('may-not-edit-actions');
	});

	test('[PO16] takes away their own comments, and no one else’s', () => {
		const removed = { person: ALICE, at: NOW };
		const bobs = { ...comment, created: byBob };
		expect(onActions(actions('comments', comment, { ...comment, removed }), performer)).toBe('ok');
		expect(onActions(actions('comments', bobs, { ...bobs, removed }), performer)).toBe('comment-not-own');
		expect(onActions(actions('comments', bobs, { ...bobs, removed }), coordinator)).toBe('ok');
	});

	test('[PO16] no comment is rewritten or put elsewhere, not even by its author', () => {
		for (const change of [{ text: 'Levererad' }, { action: recordId('a2') }])
			expect(onActions(actions('comments', comment, { ...comment, ...change }), coordinator)).toBe('comment-fixed');
	});
});

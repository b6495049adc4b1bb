import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { Comment } from '../../src/lib/shared/board/comment.ts';
import { deskRows, type Band, type DeskFacts } from '../../src/lib/shared/desk/desk-rows.ts';
import { mentionsIn } from '../../src/lib/shared/desk/mentions.ts';
import type { FunktionId } from '../../src/lib/shared/ids.ts';
import { addDays, type Day } from '../../src/lib/shared/week/iso-week.ts';
import { deskCommand } from '../../src/lib/features/desk/desk-keys.ts';
import { ORGANISATION } from './meeting-facts.ts';
import {
	ALICE,
	alice,
	BOB,
	buildAction,
	byAlice,
	byBob,
	FIELD,
	MUNICIPALITY,
	NOW,
	PARKS,
	POLICE,
	recordId,
	TODAY
} from './fixtures.ts';

const [FIELD_TEAM, PARKS_TEAM] = ORGANISATION.funktioner as [
	(typeof ORGANISATION.funktioner)[0],
	(typeof ORGANISATION.funktioner)[0]
];
const organisation = {
	...ORGANISATION,
	funktioner: [
		{ ...FIELD_TEAM, people: [ALICE] },
		{ ...PARKS_TEAM, people: [BOB] }
	],
	people: [
		{ person: ALICE, name: 'Alice Ek', party: MUNICIPALITY, roles: ['performer' as const] },
		{ person: BOB, name: 'Bob Al', party: MUNICIPALITY, roles: ['coordinator' as const] }
	]
};
const performer: Actor = { ...alice('performer'), party: MUNICIPALITY };

const action = (fields: Partial<Action> = {}): Action =>
	buildAction({
		number: 17,
		title: 'Belysning',
		owner: PARKS,
		performers: [FIELD],
		due: addDays(TODAY, 30),
		status: { state: 'ongoing' },
		created: byBob,
		...fields
	});

const rows = (actions: Action[], over: Partial<DeskFacts> = {}, comments: Comment[] = []) =>
	deskRows({
		actor: performer,
		organisation,
		actions: { actions, comments },
		today: TODAY, // a Thursday
		since: null,
		changes: [],
		...over
	});
const bandOf = (fields: Partial<Action>, over?: Partial<DeskFacts>): Band | undefined =>
	rows([action(fields)], over)[0]?.band;

describe('a person’s page', () => {
	test('[MI5] puts an åtgärd by when it is due, and by whether it is accepted', () => {
		expect(bandOf({ due: addDays(TODAY, -1) })).toBe('late');
		expect(bandOf({ due: TODAY })).toBe('this-week');
		expect(bandOf({ due: '2026-11-29' as Day })).toBe('this-week');
		expect(bandOf({ due: '2026-11-30' as Day })).toBe('later');
		expect(bandOf({ status: { state: 'decided' } })).toBe('waiting');
		expect(bandOf({ status: { state: 'decided' }, accepted: { by: byAlice, funktion: FIELD } })).toBe('later');
		expect(bandOf({ status: { state: 'decided' }, due: addDays(TODAY, -1) })).toBe('late');
		expect(bandOf({ status: { state: 'done' }, due: addDays(TODAY, -9) })).toBe('done');
	});

	test('[MI5] has what the person’s functions do or answer for, and no proposals, no old ones and nobody else’s', () => {
		expect(bandOf({ owner: FIELD, performers: [PARKS] })).toBe('later');
		expect(rows([action({ performers: [PARKS] })])).toEqual([]);
		expect(rows([action({ status: { state: 'proposed' } })])).toEqual([]);
		expect(rows([action({ removed: { person: BOB, at: NOW } })])).toEqual([]);
		const closed = { status: { state: 'cancelled', reason: 'Nej' } } as const;
		expect(bandOf({ ...closed, closedOn: addDays(TODAY, -14) })).toBe('done');
		expect(rows([action({ ...closed, closedOn: addDays(TODAY, -15) })])).toEqual([]);
	});

	test('[MI5] an external party has its own alone, and may update them', () => {
		const guard: Actor = { ...alice('external'), party: MUNICIPALITY };
		const [own, ...others] = rows([action(), action({ id: recordId('a2'), performers: [PARKS] })], { actor: guard });
		expect(others).toEqual([]);
		expect(own!.may).toMatchObject({ work: true, comment: true, askDue: true, answerDue: false, giveOn: false });
	});

	test('[MI5] first comes what waits for this person: another date, and what was handed back or nobody staffs', () => {
		const newDue = { due: addDays(TODAY, 40), reason: 'Delarna är sena', by: byAlice, answer: null };
		const ansvarig: Actor = { ...performer, person: BOB, funktioner: [PARKS] };
		expect(bandOf({ newDue }, { actor: ansvarig })).toBe('answer');
		expect(bandOf({ newDue })).toBe('later'); // who asked
		const editor: Actor = { ...alice('coordinator'), person: BOB, party: MUNICIPALITY, funktioner: [] };
		const handedBack = { by: byAlice, funktion: FIELD, reason: 'Ingen bil' };
		expect(bandOf({ handedBack }, { actor: editor })).toBe('answer');
		expect(bandOf({}, { actor: editor })).toBeUndefined();
		const vacant = { ...organisation, funktioner: [{ ...FIELD_TEAM, staffing: 'vacant' as const }, PARKS_TEAM] };
		expect(bandOf({}, { actor: editor, organisation: vacant })).toBe('answer');
		const police: Actor = { ...editor, party: POLICE };
		expect(bandOf({}, { actor: police, organisation: vacant })).toBeUndefined();
	});

	test('[MI5] in a function of several one sees who has taken it, and takes it', () => {
		const shared = { ...organisation, funktioner: [{ ...FIELD_TEAM, people: [ALICE, BOB] }, PARKS_TEAM] };
		const free = rows([action()], { organisation: shared })[0]!;
		expect([free.isMine, free.may.accept, free.accepted]).toEqual([false, true, null]);
		const bobs = rows([action({ accepted: { by: byBob, funktion: FIELD } })], { organisation: shared })[0]!;
		expect([bobs.isMine, bobs.may.accept, bobs.accepted?.who]).toEqual([false, true, 'Bob Al']);
		const mine = rows([action({ accepted: { by: byAlice, funktion: FIELD } })], { organisation: shared })[0]!;
		expect([mine.isMine, mine.may.accept, mine.accepted?.isMe]).toEqual([true, false, true]);
	});

	test('[MI6] marks what others changed since the visit, and not what the person did', () => {
		const changes = [
			{ action: recordId('a1'), what: 'due' as const, person: BOB, at: NOW + 1 },
			{ action: recordId('a1'), what: 'status' as const, person: ALICE, at: NOW + 1 },
			{ action: recordId('a1'), what: 'title' as const, person: BOB, at: NOW - 1 },
			{ action: recordId('a2'), what: 'owner' as const, person: BOB, at: NOW + 1 }
		];
		expect(rows([action()], { changes, since: NOW })[0]!.changes).toEqual(['Nytt datum (Bob Al)']);
		expect(rows([action()], { changes, since: null })[0]!.changes).toEqual([]);
	});

	test('[MI5] shows the latest line of the log', () => {
		const line = (id: string, at: number, text: string): Comment => ({
			...{ id: recordId(id), action: recordId('a1'), text, created: { ...byBob, at }, removed: null, flagged: null }
		});
		const comments = [
			line('c2', NOW + 2, 'Sist'),
			line('c1', NOW + 1, 'Först'),
			{ ...line('c3', NOW + 3, 'Borta'), removed: { person: BOB, at: NOW } }
		];
		expect(rows([action()], {}, comments)[0]!.comment).toEqual({ who: 'Bob Al', at: NOW + 2, text: 'Sist' });
	});
});

describe('mentions', () => {
	const named = (id: string, name: string, archived = false) => ({ id: id as FunktionId, name, archived });
	const all = [named('g', 'Gata'), named('gp', 'Gata och park'), named('f', 'Fältgruppen'), named('o', 'Skola', true)];

	test.each([
		['@Gata och park kan ni titta?', ['gp']],
		['Hej @gata, och @FÄLTGRUPPEN.', ['g', 'f']],
		['@Gatan är mörk', []],
		['skriv till gata@kommun.se', []],
		['@Skola', []],
		['@Gata @Gata', ['g']]
	])('[MI9] %s', (text, found) => expect(mentionsIn(text, all)).toEqual(found));
});

describe('keys', () => {
	const press = (key: string, over = {}) => ({
		key,
		altKey: false,
		ctrlKey: false,
		metaKey: false,
		shiftKey: false,
		...over
	});
	const on = { singleKeys: true, inText: false };

	test('[MI8] move and update', () => {
		expect(deskCommand(press('j'), on)).toEqual({ do: 'move', by: 1 });
		expect(deskCommand(press('2'), on)).toEqual({ do: 'press', what: 'done' });
		expect(deskCommand(press('?'), on)).toEqual({ do: 'help' });
		expect(deskCommand(press('x'), on)).toBeNull();
	});

	test('[MI8] do nothing while somebody writes, with other keys held, or turned off; Escape always closes', () => {
		expect(deskCommand(press('2'), { ...on, inText: true })).toBeNull();
		expect(deskCommand(press('2', { ctrlKey: true }), on)).toBeNull();
		expect(deskCommand(press('2'), { ...on, singleKeys: false })).toBeNull();
		expect(deskCommand(press('Escape'), { singleKeys: false, inText: true })).toEqual({ do: 'close' });
	});
});

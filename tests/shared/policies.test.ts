import { describe, expect, test } from 'vitest';
import {
	grantableRoles,
	may,
	mayReadDocument,
	mayWriteDocument,
	permissionsOf,
	type Command,
	type Permission
} from '../../src/lib/shared/access/policies.ts';
import { ROLES, type Role } from '../../src/lib/shared/access/roles.ts';
import { visibleActions } from '../../src/lib/shared/access/visible-actions.ts';
import { emptyRecord } from '../../src/lib/shared/board/document-record.ts';
import { WEEK_STATES, type WeekState } from '../../src/lib/shared/week/lifecycle.ts';
import { alice, buildAction, FIELD, PARKS, recordId } from './fixtures.ts';

/** domain.md §6.4, written out: x in open weeks and outside them, o in sealed weeks. */
const TABLE = `
             readBoard  writeWeek  setLevels  prioritise  editActions  decideActions  updateOwnActions  settings  report  compile  readExtract
convener     xo         x          x          x           xo           xo             xo                xo        xo      xo       -
coordinator  xo         x          -          x           xo           -              xo                xo        xo      xo       -
performer    xo         -          -          -           -            -              xo                -         -       -        -
reporter     xo         -          -          -           -            -              -                 -         xo      -        -
leader       o          -          -          -           -            -              -                 -         -       -        -
external     -          -          -          -           -            -              xo                -         xo      -        o
registrar    o          -          -          -           -            -              -                 -         -       -        -
admin        -          -          -          -           -            -              -                 xo        -       -        -
`;

const [HEAD = [], ...ROWS] = TABLE.trim()
	.split('\n')
	.map((line) => line.trim().split(/\s+/));
const PERMISSIONS = HEAD as Permission[];
const STATES: readonly (WeekState | null)[] = [...WEEK_STATES, null];

const expected = (marks: readonly string[], state: WeekState | null) =>
	Object.fromEntries(PERMISSIONS.map((name, i) => [name, marks[i]!.includes(state === 'sealed' ? 'o' : 'x')]));

describe('the table', () => {
	test('[PO1] has every role and every permission', () => {
		expect(ROWS.map(([role]) => role).sort()).toEqual([...ROLES].sort());
		expect([...PERMISSIONS].sort()).toEqual(Object.keys(permissionsOf(null, null)).sort());
	});

	const cells = ROWS.flatMap(([role, ...marks]) => STATES.map((state) => ({ role: role as Role, state, marks })));
	test.each(cells)('[PO1] $role in a week that is $state', ({ role, state, marks }) =>
		expect(permissionsOf(alice(role), state)).toEqual(expected(marks, state))
	);

	test('[PO2] roles add up, whichever two they are', () => {
		for (const one of ROLES)
			for (const two of ROLES)
				for (const state of STATES) {
					const [a, b] = [permissionsOf(alice(one), state), permissionsOf(alice(two), state)];
					const either = Object.fromEntries(PERMISSIONS.map((name) => [name, a[name] || b[name]]));
					expect(permissionsOf(alice(one, two), state)).toEqual(either);
				}
	});

	test('[PO2] nobody, and somebody without a role, may nothing', () => {
		for (const actor of [null, alice()])
			for (const state of STATES) expect(Object.values(permissionsOf(actor, state))).not.toContain(true);
	});

	test('[PO3] in a sealed week not even all roles together write the week', () => {
		const all = permissionsOf(alice(...ROLES), 'sealed');
		expect([all.writeWeek, all.setLevels, all.prioritise]).toEqual([false, false, false]);
		expect(mayWriteDocument(alice(...ROLES), { kind: 'week', state: 'sealed' })).toBe(false);
	});
});

describe('documents', () => {
	/** r reads, w reads and writes: an open week, a sealed week, the åtgärder. */
	const DOCUMENTS: [Role, string, string, string][] = [
		['convener', 'w', 'r', 'w'],
		['coordinator', 'w', 'r', 'w'],
		['performer', 'r', 'r', 'w'],
		['reporter', 'r', 'r', 'r'],
		['leader', '-', 'r', '-'],
		['external', '-', '-', '-'],
		['registrar', '-', 'r', '-'],
		['admin', '-', '-', '-']
	];

	test.each(DOCUMENTS)('[PO4] %s: open week %s, sealed week %s, åtgärder %s', (role, open, sealed, actions) => {
		const actor = alice(role);
		const mark = (info: Parameters<typeof mayReadDocument>[1]) =>
			mayWriteDocument(actor, info) ? 'w' : mayReadDocument(actor, info) ? 'r' : '-';
		expect(mark({ kind: 'week', state: 'meeting' })).toBe(open);
		expect(mark({ kind: 'week', state: 'sealed' })).toBe(sealed);
		expect(mark({ kind: 'actions' })).toBe(actions);
	});

	test('[PO4] a week whose state is not known is taken for sealed', () => {
		expect(mayWriteDocument(alice('convener'), { kind: 'week' })).toBe(false);
		expect(mayReadDocument(alice('leader'), { kind: 'week' })).toBe(true);
	});

	test('[PO4] nobody opens anything', () =>
		expect(mayReadDocument(null, { kind: 'week', state: 'sealed' })).toBe(false));

	test('[PO1] an external party sees its own åtgärder, and only theirs', () => {
		const [theirs, others] = [buildAction({ owner: FIELD }), buildAction({ id: recordId('a2'), performers: [PARKS] })];
		const record = { ...emptyRecord('actions'), actions: [theirs, others] };
		expect(visibleActions(alice('external'), record).actions).toEqual([theirs]);
		expect(visibleActions(alice('external', 'leader'), record).actions).toEqual([theirs, others]);
	});
});

describe('commands', () => {
	const COMMANDS: [Command, ...Role[]][] = [
		['settings:edit', 'coordinator', 'convener', 'admin'],
		['people:read', 'coordinator', 'convener', 'admin'],
		['people:invite', 'coordinator', 'convener', 'admin'],
		['people:set-roles', 'coordinator', 'convener', 'admin'],
		['people:remove', 'convener', 'admin'],
		['week:move', 'convener'],
		['week:correct', 'convener'],
		['week:restore', 'convener'],
		['content:flag', 'reporter', 'coordinator', 'convener', 'performer', 'leader', 'external', 'registrar'],
		['content:redact', 'coordinator', 'convener'],
		['redactions:read', 'coordinator', 'convener', 'registrar'],
		['content:export', 'coordinator', 'convener', 'leader', 'registrar'],
		['disclosures:read', 'coordinator', 'convener', 'registrar'],
		['audit:read', 'convener', 'registrar', 'admin'],
		['meeting:lead', 'coordinator', 'convener'],
		['meeting:screen', 'coordinator', 'convener']
	];

	test.each(COMMANDS)('[PO5] %s', (command, ...roles) => {
		expect(ROLES.filter((role) => may(alice(role), command))).toEqual(ROLES.filter((role) => roles.includes(role)));
		expect(may(null, command)).toBe(false);
		expect(may(alice(), command)).toBe(false);
	});

	test('[PO6] a samordnare makes no sammankallande, and a sammankallande no administratör', () => {
		expect(may(alice('coordinator'), 'people:invite', { roles: ['performer', 'reporter'] })).toBe(true);
		expect(may(alice('coordinator'), 'people:invite', { roles: ['performer', 'convener'] })).toBe(false);
		expect(may(alice('convener'), 'people:set-roles', { roles: ['convener'] })).toBe(true);
		expect(may(alice('convener'), 'people:set-roles', { roles: ['admin'] })).toBe(false);
		expect(may(alice('admin'), 'people:set-roles', { roles: [...ROLES] })).toBe(true);
		expect(may(alice('performer'), 'people:set-roles', { roles: [] })).toBe(false);
	});

	test('[PO6] nobody gives a role that may more than the giver may give', () => {
		for (const role of ROLES)
			for (const given of grantableRoles(alice(role)))
				expect(new Set(grantableRoles(alice(role))).isSupersetOf(new Set(grantableRoles(alice(given))))).toBe(true);
	});
});

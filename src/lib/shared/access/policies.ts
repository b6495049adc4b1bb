import type { PartyId } from '../ids.ts';
import { isSealed, type WeekState } from '../week/lifecycle.ts';
import type { Actor, Role } from './roles.ts';

/** What a person may do in one samverkan and week, as booleans for the UI. The server asks the same functions. */
export interface Permissions {
	readBoard: boolean;
	/** Utdrag: of a sealed week, what its circles let the reporting parties read. Not the week's document. */
	readExtract: boolean;
	/** Lägesrader, närvaropass, kommande, nollrapport of the own party, proposals of åtgärder. */
	writeWeek: boolean;
	/** Level and trend per area, prioriteringar. */
	setLevels: boolean;
	prioritise: boolean;
	/** Any åtgärd: fields, owner, performers, dates. */
	editActions: boolean;
	/** föreslagen → beslutad, and back. */
	decideActions: boolean;
	/** Status and comments of åtgärder that a function of one's own performs or owns. */
	updateOwnActions: boolean;
	settings: boolean;
	/** Rapportera: to the draft of the own party, and to read it. */
	report: boolean;
	/** Sammanställ the own party's draft: change what others reported, merge, and share it with the week. */
	compile: boolean;
}

export type Permission = keyof Permissions;

type Reading = 'readBoard' | 'readExtract';
type Grant = Exclude<Permission, Reading> | 'readOpenWeeks' | 'readSealedWeeks' | 'readExtracts';

/** The table of domain.md §6.4. Roles add up; administering gives no content by itself. */
const GRANTS: Record<Role, readonly Grant[]> = {
	convener: [
		'readOpenWeeks',
		'readSealedWeeks',
		'writeWeek',
		'setLevels',
		'prioritise',
		'editActions',
		'decideActions',
		'updateOwnActions',
		'settings',
		'report',
		'compile'
	],
	coordinator: [
		'readOpenWeeks',
		'readSealedWeeks',
		'writeWeek',
		'prioritise',
		'editActions',
		'updateOwnActions',
		'settings',
		'report',
		'compile'
	],
	performer: ['readOpenWeeks', 'readSealedWeeks', 'updateOwnActions'],
	reporter: ['readOpenWeeks', 'readSealedWeeks', 'report'],
	leader: ['readSealedWeeks'],
	external: ['readExtracts', 'report', 'updateOwnActions'],
	registrar: ['readSealedWeeks'],
	admin: ['settings']
};

/** What is written in the week's document, which nobody writes once it is sealed. Åtgärder live on. */
const IN_THE_WEEK: readonly Permission[] = ['writeWeek', 'setLevels', 'prioritise'];

/** `weekState` null asks what holds outside any week: for settings, and for åtgärder. */
export function permissionsOf(
	actor: (Pick<Actor, 'roles'> & Partial<Actor>) | null,
	weekState: WeekState | null
): Permissions {
	const granted = new Set(actor?.roles.flatMap((role) => GRANTS[role]));
	const sealed = weekState !== null && isSealed(weekState);
	const may = (permission: Exclude<Permission, Reading>) =>
		granted.has(permission) && !(sealed && IN_THE_WEEK.includes(permission));
	return {
		readBoard: granted.has(sealed ? 'readSealedWeeks' : 'readOpenWeeks'),
		readExtract: sealed && granted.has('readExtracts'),
		writeWeek: may('writeWeek'),
		setLevels: may('setLevels'),
		prioritise: may('prioritise'),
		editActions: may('editActions'),
		decideActions: may('decideActions'),
		updateOwnActions: may('updateOwnActions'),
		settings: may('settings'),
		report: may('report'),
		compile: may('compile')
	};
}

/** What must be known of a document to decide on it. A week's state is always known. */
export type DocumentFacts =
	{ kind: 'week'; state?: WeekState } | { kind: 'actions' } | { kind: 'draft'; party: PartyId };

const stateOf = (info: DocumentFacts): WeekState | null => (info.kind === 'week' ? (info.state ?? 'sealed') : null);

/** A draft is its party's, whatever one may do in the samverkan: leading it, administering it or keeping its archive. */
const mayUseDraft = (actor: Actor | null, party: PartyId): boolean =>
	actor?.party === party && permissionsOf(actor, null).report;

/** May this person open the document's room? */
export const mayReadDocument = (actor: Actor | null, info: DocumentFacts): boolean =>
	info.kind === 'draft' ? mayUseDraft(actor, info.party) : permissionsOf(actor, stateOf(info)).readBoard;

/** May this person send any change to it at all? `checkChange` then looks at each one. */
export function mayWriteDocument(actor: Actor | null, info: DocumentFacts): boolean {
	if (info.kind === 'draft') return mayUseDraft(actor, info.party);
	const may = permissionsOf(actor, stateOf(info));
	if (info.kind === 'week') return may.writeWeek || may.setLevels || may.prioritise;
	// An external party moves its own åtgärder without the document, which tells of everybody's.
	return may.readBoard && (may.editActions || may.decideActions || may.updateOwnActions);
}

/** Commands outside the documents: settings, accounts, the week's life. */
const COMMANDS = {
	'settings:edit': ['convener', 'coordinator', 'admin'],
	'people:read': ['convener', 'coordinator', 'admin'],
	'people:invite': ['convener', 'coordinator', 'admin'],
	'people:set-roles': ['convener', 'coordinator', 'admin'],
	'people:remove': ['convener', 'admin'],
	'week:move': ['convener'],
	/** Scene, focus and timer of the weekly meeting, for everybody. */
	'meeting:lead': ['convener', 'coordinator'],
	/** A link for the room's screen. */
	'meeting:screen': ['convener', 'coordinator'],
	/** The whole week, back to what it was at a moment; a field or a card whoever may edit it. */
	'week:restore': ['convener'],
	'week:seal': ['convener'],
	/** As the second person, of another party. */
	'week:approve-seal': ['convener', 'coordinator'],
	'week:correct': ['convener'],
	/** The sealed record, which tells of every party's åtgärder: an external party follows its own, on the board. */
	'record:read': ['convener', 'coordinator', 'performer', 'reporter', 'leader', 'registrar'],
	'summary:edit': ['convener', 'coordinator'],
	/** For one's own party. */
	'summary:approve': ['convener', 'coordinator'],
	/** Says that a row names a person: whoever reads it may (domain.md §4.2). */
	'content:flag': ['convener', 'coordinator', 'performer', 'reporter', 'leader', 'external', 'registrar'],
	/** Judges flags: the coordinator those of the own party's rows, the convener all. */
	'content:redact': ['convener', 'coordinator'],
	/** That and why something was flagged or taken away, without its words. */
	'redactions:read': ['convener', 'coordinator', 'registrar'],
	/** Delningsloggen: the own party's. */
	'disclosures:read': ['convener', 'coordinator', 'registrar'],
	'content:export': ['convener', 'coordinator', 'leader', 'registrar'],
	'audit:read': ['convener', 'registrar', 'admin'],
	/** The installation's own: log-ins to accounts of no samverkan. */
	'audit:read-installation': ['admin']
} as const satisfies Record<string, readonly Role[]>;

export type Command = keyof typeof COMMANDS;

/** Which roles each role may give to others, so that nobody can give themselves more than they were given. */
const GRANTABLE: Partial<Record<Role, readonly Role[]>> = {
	admin: ['reporter', 'coordinator', 'convener', 'performer', 'leader', 'external', 'registrar', 'admin'],
	convener: ['reporter', 'coordinator', 'convener', 'performer', 'leader', 'external', 'registrar'],
	coordinator: ['reporter', 'coordinator', 'performer', 'external']
};

/** The roles that this person may give or take. */
export const grantableRoles = (actor: Actor | null): Role[] => [
	...new Set(actor?.roles.flatMap((role) => GRANTABLE[role] ?? []))
];

/** What a command is about, where that matters: the roles that are given or taken. */
export interface Thing {
	roles?: readonly Role[];
}

export function may(actor: Actor | null, command: Command, thing: Thing = {}): boolean {
	if (!actor) return false;
	const allowed: readonly Role[] = COMMANDS[command];
	const grantable = grantableRoles(actor);
	return (
		actor.roles.some((role) => allowed.includes(role)) && (thing.roles ?? []).every((role) => grantable.includes(role))
	);
}

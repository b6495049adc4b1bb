import { historyPagesOf } from './history-pages.ts';
import { permissionsOf } from './policies.ts';
import type { Actor, Role } from './roles.ts';

/** The pages that everything starts from. What is not here for somebody would be an empty or a closed page to them. */
export const MAIN_PAGES = [
	{ key: 'board', name: 'Veckotavlan', href: '/v' },
	{ key: 'report', name: 'Rapportera', href: '/rapportera' },
	{ key: 'mine', name: 'Mina åtgärder', href: '/mina' },
	{ key: 'history', name: 'Historik', href: '/historik' },
	{ key: 'settings', name: 'Inställningar', href: '/installningar' }
] as const;
export type MainPage = (typeof MAIN_PAGES)[number];
type Key = MainPage['key'];

const hasRole = (actor: Actor, roles: readonly Role[]) => actor.roles.some((role) => roles.includes(role));

const HAS: Record<Key, (actor: Actor) => boolean> = {
	board: (actor) => permissionsOf(actor, 'sealed').readBoard || permissionsOf(actor, 'sealed').readExtract,
	report: (actor) => permissionsOf(actor, null).report,
	mine: (actor) => actor.funktioner.length > 0 || permissionsOf(actor, null).updateOwnActions,
	history: (actor) => historyPagesOf(actor).length > 0,
	settings: (actor) => permissionsOf(actor, null).settings
};

/** Those of this person, in the bar's order. */
export const mainPagesOf = (actor: Actor | null): MainPage[] =>
	actor ? MAIN_PAGES.filter(({ key }) => HAS[key](actor)) : [];

/** Where somebody starts: who leads at the board, who performs at their own åtgärder, who reports at the report. */
export function startPageOf(actor: Actor): string {
	const order: readonly Key[] = hasRole(actor, ['convener', 'coordinator', 'leader', 'registrar'])
		? ['board']
		: actor.funktioner.length > 0
			? ['mine', 'report', 'board', 'settings', 'history']
			: ['report', 'board', 'mine', 'settings', 'history'];
	const start = order.find((key) => HAS[key](actor));
	return MAIN_PAGES.find(({ key }) => key === start)?.href ?? '/konto';
}

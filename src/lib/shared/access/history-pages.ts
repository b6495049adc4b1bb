import { may, permissionsOf } from './policies.ts';
import type { Actor } from './roles.ts';

/** The pages of the review, in the order of their tabs. */
export const HISTORY_PAGES = [
	{ key: 'changes', name: 'Ändringar', href: '/historik' },
	{ key: 'compare', name: 'Jämför', href: '/historik/jamfor' },
	{ key: 'overview', name: 'Översikt', href: '/historik/oversikt' },
	{ key: 'log', name: 'Händelselogg', href: '/historik/logg' },
	{ key: 'retention', name: 'Gallring', href: '/historik/gallring' }
] as const;
export type HistoryPage = (typeof HISTORY_PAGES)[number];
type Key = HistoryPage['key'];

/** The board's past is for those who read the board; an external party has its extracts. */
const readsHistory = (actor: Actor): boolean => permissionsOf(actor, 'sealed').readBoard;

const HAS: Record<Key, (actor: Actor) => boolean> = {
	changes: readsHistory,
	compare: readsHistory,
	overview: readsHistory,
	log: (actor) => may(actor, 'audit:read'),
	retention: (actor) => may(actor, 'audit:read')
};

/** Who sets the rules of gallring and carries it out: those of its page who may change settings. */
export const mayDispose = (actor: Actor): boolean => HAS.retention(actor) && may(actor, 'settings:edit');

/** Those of this person, in the tabs' order. */
export const historyPagesOf = (actor: Actor | null): HistoryPage[] =>
	actor ? HISTORY_PAGES.filter(({ key }) => HAS[key](actor)) : [];

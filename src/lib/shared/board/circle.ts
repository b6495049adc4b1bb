import * as v from 'valibot';

/**
 * Delningskrets of a lägesrad (domain.md §4.1), from the narrowest: EST-gruppen; also every party that reports, the
 * external ones among them, in the sealed week; also the publik sammanfattning, where it is proposed beforehand.
 * "Egen organisation" is no circle: such a row stays a draft.
 */
export const CIRCLES = ['group', 'reporters', 'public'] as const;
export type Circle = (typeof CIRCLES)[number];

export const circle = v.picklist(CIRCLES);

/** May an external party read a row of this circle, once its week is sealed? */
export const reachesReporters = (circle: Circle): boolean => circle !== 'group';

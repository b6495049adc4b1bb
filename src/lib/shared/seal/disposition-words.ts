import type { Disposition } from '../board/follow-up.ts';

/** How the meeting left an åtgärd it followed up (product.md §2). */
export const DISPOSITION_WORDS: Record<Disposition, string> = {
	done: 'Klar',
	continues: 'Fortsätter',
	blocked: 'Hinder',
	reassigned: 'Byter ansvarig',
	cancelled: 'Avbryts'
};

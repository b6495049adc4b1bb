import type { Action } from '../board/action.ts';
import { STATE_WORDS } from '../board/words.ts';
import type { ChangedPart } from './changed-parts.ts';

/** What changed, as it stands now; null where nothing of it is left to tell. */
export function changeWords(what: ChangedPart, action: Action): string | null {
	switch (what) {
		case 'new':
			return 'Ny åtgärd';
		case 'status':
			return `Status: ${STATE_WORDS[action.status.state].toLowerCase()}`;
		case 'due':
			return 'Nytt datum';
		case 'title':
			return 'Ny rubrik';
		case 'performers':
			return 'Nya utförare';
		case 'owner':
			return 'Ny ansvarig';
		case 'accepted':
			return action.accepted ? 'Kvitterad' : null;
		case 'handedBack':
			return action.handedBack ? 'Lämnad tillbaka' : null;
		case 'newDue':
			return action.newDue ? (action.newDue.answer ? 'Nej till ny tid' : 'Ny tid begärd') : null;
		case 'comment':
			return 'Ny kommentar';
	}
}

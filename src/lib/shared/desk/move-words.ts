import { actionLabel, type Action } from '../board/action.ts';
import { STATE_WORDS } from '../board/words.ts';
import { formatDay } from '../week/format.ts';
import type { DeskMove } from './desk-move.ts';

/** What has just been done, for who did it: "Å-17 är nu genomförd." */
export function moveWords(move: DeskMove, action: Action): string {
	const label = actionLabel(action);
	switch (move.move) {
		case 'status':
			return `${label}: ${STATE_WORDS[action.status.state].toLowerCase()}.`;
		case 'accept':
			return `${label} är kvitterad.`;
		case 'hand-back':
			return `${label} är lämnad tillbaka.`;
		case 'ask-due':
			return `${label}: ny tid ${formatDay(move.due)} är begärd.`;
		case 'grant-due':
			return `${label}: klart senast ${action.due ? formatDay(action.due) : ''}.`;
		case 'refuse-due':
			return `${label}: nej till ny tid.`;
		case 'give-on':
			return `${label} är given vidare.`;
		case 'comment':
			return `${label} har fått en kommentar.`;
		case 'take-back':
		case 'remove-comment':
			return `${label}: ångrat.`;
	}
}

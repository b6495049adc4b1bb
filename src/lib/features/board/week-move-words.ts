import { formatDay, formatTime } from '../../shared/week/format.ts';
import { addDays, localDay } from '../../shared/week/iso-week.ts';
import type { WeekState } from '../../shared/week/lifecycle.ts';
import type { SuggestedMove } from '../../shared/week/suggested-move.ts';

/** What the button says that takes a week from one state to another. */
export function moveWords(from: WeekState, to: WeekState): string {
	if (from === 'upcoming') return 'Öppna för rapportering';
	if (from === 'ended') return 'Återuppta mötet';
	if (from === 'meeting') return to === 'ended' ? 'Avsluta mötet' : 'Tillbaka till Sammanställs';
	if (to === 'meeting') return 'Starta mötet';
	if (to === 'compiling') return 'Gå till Sammanställs';
	return from === 'compiling' ? 'Öppna för rapportering igen' : 'Tillbaka till Kommande';
}

/** "i går 12.00", "i dag 09.00", "ons 25 nov 12.00" */
function whenWords(at: number, now: number): string {
	const [day, today] = [localDay(at), localDay(now)];
	if (day === today) return `i dag ${formatTime(at)}`;
	if (day === addDays(today, -1)) return `i går ${formatTime(at)}`;
	return `${formatDay(day, today)} ${formatTime(at)}`;
}

const QUESTIONS: Record<SuggestedMove['because'], string> = {
	'reporting-opened': 'Öppna den?',
	'reporting-closed': 'Gå till Sammanställs?',
	'meeting-time': 'Starta det?',
	'over-time': 'Avsluta det?'
};

function reason({ because, at }: SuggestedMove, now: number): string {
	if (because === 'reporting-opened') return 'Veckan är inte öppen för rapportering ännu.';
	if (because === 'reporting-closed') return `Rapporteringen stängde ${whenWords(at, now)}.`;
	if (because === 'over-time') return 'Mötet har gått mer än 30 minuter över tiden.';
	return at > now ? `Mötet börjar ${formatTime(at)}.` : `Mötet skulle börja ${whenWords(at, now)}.`;
}

/** "Rapporteringen stängde i går 12.00. Gå till Sammanställs?" */
export const suggestionWords = (suggestion: SuggestedMove, now: number): string =>
	`${reason(suggestion, now)} ${QUESTIONS[suggestion.because]}`;

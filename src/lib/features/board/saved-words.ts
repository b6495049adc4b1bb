import type { CloseReason } from '../../shared/protocol/close-reasons.ts';
import type { SyncStatus } from '../../state/sync-status.svelte.ts';
import { formatTime } from '../../shared/week/format.ts';

/** How it stands with saving, in words that are true (product.md §2: "Sparat" means on the server's disk). */
export interface SavedWords {
	tone: 'calm' | 'busy' | 'warning' | 'danger';
	text: string;
	/** What it means, or what to do. */
	detail?: string;
}

const CLOSED: Record<CloseReason, string> = {
	'bad-message': 'Servern förstod inte en ändring. Ladda om sidan.',
	'session-ended': 'Du är utloggad. Logga in igen för att fortsätta.',
	'access-changed': 'Din behörighet har ändrats.',
	'not-found': 'Tavlan finns inte längre.',
	'slow-reader': 'Förbindelsen är för långsam just nu. Försöker igen.',
	'client-id-in-use': 'Ansluter på nytt.',
	reload: 'Tavlan laddas om.',
	'too-large': 'En ändring var för stor för att sparas.',
	'too-many': 'För många fönster är öppna. Försöker igen.',
	'client-too-old': 'Det finns en ny version. Ladda om sidan.',
	'too-fast': 'För många ändringar på kort tid. Försöker igen.'
};

const countWords = (count: number): string => (count === 1 ? '1\u00a0ändring' : `${count}\u00a0ändringar`);
const waitingWords = (count: number): string => (count === 0 ? '' : `${countWords(count)} väntar`);

/** After this long "Sparar…" is no longer calm: what waits is not saved, and that is said (reliability.md §3.3 R2). */
export const SLOW_AFTER = 3_000;

/** `isSlow`: what waits has waited longer than `SLOW_AFTER`. */
export function savedWords(status: SyncStatus, isSlow = false): SavedWords {
	switch (status.state) {
		case 'connecting':
			return { tone: 'busy', text: 'Ansluter…' };
		case 'saved':
			return { tone: 'calm', text: 'Sparat', detail: 'Alla dina ändringar finns på serverns disk.' };
		case 'saving':
			return isSlow && status.waiting > 0
				? { tone: 'warning', text: `Inte sparat – ${countWords(status.waiting)}`, detail: 'Stäng inte fliken.' }
				: { tone: 'busy', text: 'Sparar…', detail: waitingWords(status.waiting) };
		case 'offline':
			return {
				tone: 'warning',
				text: `Frånkopplad ${formatTime(status.since)}`,
				detail: status.waiting === 0 ? 'Försöker ansluta igen.' : `${waitingWords(status.waiting)}. Stäng inte fliken.`
			};
		case 'cannot-store':
			return {
				tone: 'danger',
				text: 'Kan inte spara',
				detail: `Servern kan inte spara just nu. Stäng inte fliken. ${waitingWords(status.waiting)}`.trim()
			};
		case 'refused':
			return { tone: 'danger', text: 'En ändring togs inte emot', detail: 'Tavlan visar vad som är sparat.' };
		case 'closed':
			return { tone: 'danger', text: 'Stängd', detail: CLOSED[status.reason] };
	}
}

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

export const countWords = (count: number): string => (count === 1 ? '1\u00a0ändring' : `${count}\u00a0ändringar`);

type Waiting = Extract<SyncStatus, { waiting: number; state: 'saving' | 'offline' | 'cannot-store' | 'closed' }>;

const notSaved = ({ waiting }: Waiting): string => `Inte sparat – ${countWords(waiting)}`;

/** Said of what lies on the device's disk already; of anything else the tab is the only place there is. */
const whereItIs = ({ onDevice }: Waiting): string => (onDevice ? 'sparas på den här enheten' : 'stäng inte fliken');

const waitingWords = (status: Waiting): string =>
	status.waiting === 0 ? '' : `${notSaved(status)}, ${whereItIs(status)}.`;

/** Said instead of "Sparat": one text is not, because there is a personnummer in it. */
const HELD: SavedWords = { tone: 'warning', text: 'Inte sparat', detail: 'En text innehåller ett personnummer.' };

export function savedWords(status: SyncStatus, held = false): SavedWords {
	if (held && (status.state === 'saved' || status.state === 'saving')) return HELD;
	switch (status.state) {
		case 'connecting':
			return { tone: 'busy', text: 'Ansluter…' };
		case 'saved':
			return { tone: 'calm', text: 'Sparat', detail: 'Alla dina ändringar finns på serverns disk.' };
		case 'saving':
			return status.late
				? { tone: 'warning', text: `${notSaved(status)}, ${whereItIs(status)}` }
				: { tone: 'busy', text: 'Sparar…', detail: status.waiting > 0 ? countWords(status.waiting) : '' };
		case 'offline':
			return {
				tone: 'warning',
				text: `Frånkopplad ${formatTime(status.since)}`,
				detail: waitingWords(status) || 'Försöker ansluta igen.'
			};
		case 'cannot-store':
			return {
				tone: 'danger',
				text: status.full ? 'Kan inte spara – servern är full' : 'Servern kan inte spara just nu',
				detail: waitingWords(status) || 'Säg till den som sköter servern.'
			};
		case 'refused':
			return { tone: 'danger', text: 'En ändring togs inte emot', detail: 'Tavlan visar vad som är sparat.' };
		case 'closed':
			return {
				tone: 'danger',
				text: 'Stängd',
				detail: [CLOSED[status.reason], waitingWords(status)].filter(Boolean).join(' ')
			};
	}
}

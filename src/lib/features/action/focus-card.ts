import { tick } from 'svelte';
import type { RecordId } from '../../shared/ids.ts';

const linkOf = (id: RecordId) => document.querySelector<HTMLElement>(`[data-card-link="${CSS.escape(id)}"]`);

/** After a move the card is another element in another column: focus is put back on it. Not out of a panel, though. */
export async function focusCard(id: RecordId): Promise<void> {
	const inPanel = document.activeElement?.closest('[data-action-panel]');
	await tick();
	if (!inPanel?.isConnected) linkOf(id)?.focus();
}

/** The panel has given focus back where it could: to the card, if what opened the panel is gone. */
export async function focusCardIfLost(id: RecordId): Promise<void> {
	await tick();
	await tick();
	if (document.activeElement === document.body) linkOf(id)?.focus();
}

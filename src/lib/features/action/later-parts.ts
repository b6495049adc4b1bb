import { Later } from '../../ui/later.svelte.ts';

/** What an address can open: the server renders it, and the browser must have it before it takes the page over. */
export const actionPanel = new Later(() => import('./ActionPanel.svelte'));
export const actionList = new Later(() => import('./ActionList.svelte'));

export async function loadPartsFor({ id, view }: { id: string | null; view: 'columns' | 'list' }): Promise<void> {
	await Promise.all([id && actionPanel.load(), view === 'list' && actionList.load()]);
}

import { loadPartsFor } from '#lib/features/action/later-parts.ts';
import { OpenCard } from '#lib/state/open-card.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, url }) => {
	await loadPartsFor(new OpenCard(url.searchParams));
	return data;
};

import type { ContentChange } from '../../shared/seal/content-changes.ts';

const NUMBERS = ['Inga', 'En', 'Två', 'Tre', 'Fyra', 'Fem', 'Sex', 'Sju', 'Åtta', 'Nio', 'Tio'];

/** "Två ändringar sedan förslaget – granska igen: Åtgärder 1, Centrum 1." Empty where nothing has changed. */
export function changesText(changes: readonly ContentChange[]): string {
	const count = changes.reduce((sum, change) => sum + change.count, 0);
	if (count === 0) return '';
	const parts = changes.map(({ part, count }) => `${part} ${count}`).join(', ');
	return `${NUMBERS[count] ?? count} ${count === 1 ? 'ändring' : 'ändringar'} sedan förslaget – granska igen: ${parts}.`;
}

/** "124 kB" */
export const fileSize = (bytes: number): string =>
	bytes < 1_000_000
		? `${Math.max(1, Math.round(bytes / 1000))} kB`
		: `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;

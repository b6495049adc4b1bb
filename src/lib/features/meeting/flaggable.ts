import { actionLabel } from '../../shared/board/action.ts';
import type { MeetingFacts } from '../../shared/meeting/facts.ts';
import type { SceneRow } from '../../shared/meeting/scene.ts';

/** A record of the week, or of the åtgärder, whose words a row shows. */
export interface FlaggableRow {
	root: string;
	record: { id: string; flagged: unknown };
	/** What it is called, without its words. */
	name: string;
}

const NAMES = {
	entries: 'Lägesraden',
	carried: 'Lägesraden',
	priorities: 'Prioriteringen',
	decisions: 'Beslutet',
	notes: 'Noteringen',
	slots: 'Närvaropasset',
	upcoming: 'Det kommande'
} as const;

/** Rows are named by their records; some with what they stand under before it. Null for a row that nobody wrote. */
export function flaggableIn({ record, actions }: MeetingFacts, row: Pick<SceneRow, 'id'>): FlaggableRow | null {
	const id = row.id.slice(row.id.indexOf(':') + 1);
	const action = actions.actions.find((one) => one.id === id);
	if (action) return { root: 'actions', record: action, name: actionLabel(action) };
	const level = record.levels.find((one) => one.id === id);
	if (level?.assessment?.kind === 'set' && level.assessment.motive)
		return { root: 'levels', record: level, name: 'Motiveringen' };
	for (const [root, name] of Object.entries(NAMES) as [keyof typeof NAMES, string][]) {
		const found = record[root].find((one) => one.id === id);
		if (found) return { root, record: found, name };
	}
	return null;
}

import { actionLabel } from '../../src/lib/shared/board/action.ts';
import { decisionLabel } from '../../src/lib/shared/board/decision.ts';
import type { Author, Where } from '../../src/lib/shared/board/values.ts';
import type { PartyId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import type { PlainRecord } from './flagged-parts.ts';

const NAMES: Readonly<Record<string, string>> = {
	entries: 'Lägesrad',
	carried: 'Lägesrad',
	observations: 'Iakttagelse',
	levels: 'Motivering',
	priorities: 'Prioritering',
	decisions: 'Beslut',
	notes: 'Notering',
	slots: 'Närvaropass',
	upcoming: 'Kommande',
	actions: 'Åtgärd',
	comments: 'Kommentar'
};

/** What a record is called where its words must not stand: "Lägesrad, Torget, Skadegörelse", "Åtgärd Å-17". */
export function flagLabel({ areas, places, categories }: Organisation, root: string, record: PlainRecord): string {
	const where = record.where as Where | undefined;
	const area = root === 'levels' ? record.id : where?.area;
	const place = places.find(({ id }) => id === where?.place)?.name;
	const names = [
		[NAMES[root] ?? 'Rad', numberOf(root, record)].filter(Boolean).join(' '),
		place ?? areas.find(({ id }) => id === area)?.name,
		categories.find(({ id }) => id === record.category)?.name
	];
	return names.filter(Boolean).join(', ');
}

function numberOf(root: string, { number }: PlainRecord): string {
	if (typeof number !== 'number') return '';
	return root === 'actions' ? actionLabel({ number }) : decisionLabel({ number });
}

/** Whose row it is: the party it is the picture of, or that wrote it. */
export function partyOf(record: PlainRecord): PartyId | null {
	const source = record.source as { party: PartyId } | null | undefined;
	return source?.party ?? (record.created as Author | null | undefined)?.party ?? null;
}

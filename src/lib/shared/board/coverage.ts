import type { PartyId } from '../ids.ts';
import type { Party } from '../organisation.ts';
import type { CarriedEntry } from './carried.ts';
import type { Entry } from './entry.ts';
import type { PartyReport } from './party-report.ts';

/** How a party stands this week. `nil` has reported that there is nothing; `missing` has not been heard of. */
export type PartyCoverage = 'reported' | 'nil' | 'missing';

export interface Coverage {
	/** n of m: nil reports count, missing ones do not. */
	reported: number;
	parties: number;
	of: Record<PartyId, PartyCoverage>;
	missing: PartyId[];
}

/**
 * A row on the board is a report too, whatever the party has said of itself. One carried from an earlier week is a report
 * once it has been assessed: until then nobody has said anything of it this week.
 */
export function coverageOf(
	parties: readonly Pick<Party, 'id'>[],
	reports: Iterable<Pick<PartyReport, 'id' | 'state'>>,
	entries: Iterable<Pick<Entry, 'source' | 'removed'>>,
	carried: Iterable<CarriedEntry> = []
): Coverage {
	const said = new Map([...reports].map((report) => [report.id as string, report.state]));
	const assessed = [...carried].filter(({ carried }) => carried.removed === null && carried.assessment !== null);
	const rows = [...[...entries].filter(({ removed }) => removed === null), ...assessed.map(({ entry }) => entry)];
	const seen = new Set(rows.map(({ source }) => source?.party));
	const standing = parties.map(({ id }) => [id, seen.has(id) ? 'reported' : (said.get(id) ?? 'missing')] as const);
	const missing = standing.filter(([, state]) => state === 'missing').map(([id]) => id);
	return {
		reported: parties.length - missing.length,
		parties: parties.length,
		of: Object.fromEntries(standing),
		missing
	};
}

/** "7 av 9 har rapporterat" */
export const coverageText = ({ reported, parties }: Pick<Coverage, 'reported' | 'parties'>): string =>
	`${reported} av ${parties} har rapporterat`;

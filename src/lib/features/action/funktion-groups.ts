import type { FunktionId } from '../../shared/ids.ts';
import type { Funktion, Organisation, Party } from '../../shared/organisation.ts';

export interface FunktionGroup {
	party: Party;
	funktioner: Funktion[];
}

const byOrder = (a: { order: number; name: string }, b: { order: number; name: string }): number =>
	a.order - b.order || a.name.localeCompare(b.name, 'sv');

/** Functions to choose among, by part. An archived one is there only where it is chosen already. */
export function funktionGroups(
	{ parties, funktioner }: Pick<Organisation, 'parties' | 'funktioner'>,
	chosen: readonly FunktionId[]
): FunktionGroup[] {
	return [...parties]
		.sort(byOrder)
		.map((party) => ({
			party,
			funktioner: funktioner
				.filter(({ id, party: of, archived }) => of === party.id && (!archived || chosen.includes(id)))
				.sort(byOrder)
		}))
		.filter((group) => group.funktioner.length > 0);
}

export const staffedName = ({ name, staffing }: Funktion): string =>
	staffing === 'vacant' ? `${name} (vakant)` : name;

/** The same, for a select: none first. */
export const funktionOptions = (
	organisation: Pick<Organisation, 'parties' | 'funktioner'>,
	chosen: FunktionId | null,
	none: string
) => [
	{ value: '' as FunktionId | '', text: none },
	...funktionGroups(organisation, chosen ? [chosen] : []).map(({ party, funktioner }) => ({
		label: party.name,
		options: funktioner.map((funktion) => ({ value: funktion.id as FunktionId | '', text: staffedName(funktion) }))
	}))
];

import * as v from 'valibot';
import type { Actions } from './$types';
import { STAFFINGS } from '#lib/features/settings/words.ts';
import { checkbox, choice, optionalRowId, required, rowId } from '#lib/server/forms.ts';
import type { FunktionId, PartyId, PersonId } from '#lib/shared/ids.ts';
import type { Organisation, Staffing } from '#lib/shared/organisation.ts';
import { DIRECTIONS, moved, writeOrder } from '../reorder.ts';
import { gone, settingsAction, type SettingsChange } from '../settings-action.ts';

/** The public agreements spell functions out, in up to 240 letters. */
const fields = {
	name: required('funktionens namn', 250),
	guaranteed: checkbox,
	staffing: choice(STAFFINGS, 'hur funktionen är bemannad'),
	ordinary: optionalRowId<PersonId>(),
	deputies: v.array(rowId<PersonId>())
};
const id = rowId<FunktionId>();
type Staff = { staffing: Staffing; ordinary: PersonId | null; deputies: PersonId[] };

const funktionOf = ({ funktioner }: Organisation, id: FunktionId) => funktioner.find((other) => other.id === id);

/** Ordinary first, then deputies; only people who are in the samverkan, each once. Nobody is vacant. */
function staffOf({ people }: Organisation, { staffing, ordinary, deputies }: Staff): PersonId[] {
	const here = new Set(people.map(({ person }) => person));
	return staffing === 'vacant'
		? []
		: [...new Set([...(ordinary ? [ordinary] : []), ...deputies])].filter((person) => here.has(person));
}

const staffingProblem = (staffing: Staffing, staff: readonly PersonId[]) =>
	staffing !== 'vacant' && staff.length === 0
		? { errors: { staffing: 'Välj vem som bemannar, eller att funktionen är vakant.' } }
		: null;

async function staff(
	{ actor, store, rightsChanged }: SettingsChange,
	id: FunktionId,
	before: PersonId[],
	after: PersonId[]
) {
	if (before.join() === after.join()) return;
	await store.staffFunktion(actor.samverkan, id, after);
	const changed = [...before, ...after].filter((person) => !(before.includes(person) && after.includes(person)));
	for (const person of changed) rightsChanged(person);
}

export const actions: Actions = {
	laggtill: settingsAction(v.object({ party: rowId<PartyId>(), ...fields }), async (change, { party, ...values }) => {
		const { actor, organisation, store } = change;
		if (!organisation.parties.some((other) => other.id === party)) return { errors: { party: 'Välj part.' } };
		const people = staffOf(organisation, values);
		const problem = staffingProblem(values.staffing, people);
		if (problem) return problem;
		const { name, guaranteed, staffing } = values;
		const id = await store.addFunktion(actor.samverkan, { party, name, guaranteed, staffing });
		await staff(change, id, [], people);
		return { saved: `${name} är tillagd.` };
	}),

	andra: settingsAction(v.object({ id, ...fields }), async (change, { id, ...values }) => {
		const { actor, organisation, store } = change;
		const funktion = funktionOf(organisation, id);
		if (!funktion) return gone;
		const people = staffOf(organisation, values);
		const problem = staffingProblem(values.staffing, people);
		if (problem) return problem;
		const { name, guaranteed, staffing } = values;
		await store.updateFunktion(actor.samverkan, id, { name, guaranteed, staffing });
		await staff(change, id, funktion.people, people);
		return { saved: `${name} är sparad.` };
	}),

	flytta: settingsAction(v.object({ id, direction: v.picklist(DIRECTIONS) }), async (change, { id, direction }) => {
		const { actor, organisation, store } = change;
		const party = funktionOf(organisation, id)?.party;
		const siblings = organisation.funktioner.filter((other) => other.party === party);
		const rows = moved(siblings, id, direction);
		if (!rows) return gone;
		return {
			saved: await writeOrder(rows, id, (row, order) => store.updateFunktion(actor.samverkan, row.id, { order }))
		};
	}),

	arkivera: settingsAction(v.object({ id, archived: checkbox }), async (change, { id, archived }) => {
		const { actor, organisation, store } = change;
		const funktion = funktionOf(organisation, id);
		if (!funktion) return gone;
		await store.updateFunktion(actor.samverkan, id, { archived });
		return { saved: archived ? `${funktion.name} är arkiverad.` : `${funktion.name} är återtagen.` };
	})
};

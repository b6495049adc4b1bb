import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { choice, optional, required, rowId } from '#lib/server/forms.ts';
import { requirePermission } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import type { PartyId } from '#lib/shared/ids.ts';
import { settingsAction, type Outcome } from '../settings-action.ts';
import type { Agreement } from '#lib/server/services.ts';

const when = v.pipe(
	v.string(),
	v.trim(),
	v.regex(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/, 'Skriv år, månad eller dag: 2026, 2026-01 eller 2026-01-31.')
);
/** Parties and their numbers, and the columns of the follow-ups, come as lists in the same order. */
const fields = {
	kind: choice(['agreement', 'citizen-pledge'], 'slag'),
	title: required('vad den heter', 200),
	from: when,
	to: when,
	party: v.array(rowId<PartyId>()),
	number: v.array(optional(60)),
	followUpWhen: v.array(optional(100)),
	followUpWhat: v.array(optional(600)),
	followUpResponsible: v.array(optional(160))
};
type Values = v.InferOutput<v.ObjectSchema<typeof fields, undefined>>;

export const load: PageServerLoad = async (event) => {
	const { actor } = requirePermission(event, 'settings');
	return { agreements: await services().store.organisation.agreements(actor.samverkan) };
};

function readAgreement({ parties }: Organisation, values: Values): Omit<Agreement, 'id'> | Outcome {
	const { kind, title, from, to } = values;
	if (from && to && to < from) return { errors: { to: 'Slutet kommer före början.' } };
	const ours = new Set(parties.map(({ id }) => id));
	const registryNumbers = values.party
		.map((party, index) => ({ party, number: values.number[index] ?? '' }))
		.filter(({ party, number }) => ours.has(party) && number !== '');
	const followUps = values.followUpWhat
		.map((what, index) => ({
			when: values.followUpWhen[index] ?? '',
			what,
			responsible: values.followUpResponsible[index] ?? ''
		}))
		.filter(({ when, what, responsible }) => when || what || responsible);
	if (followUps.some(({ what }) => what === ''))
		return { errors: { followUpWhat: 'Skriv vad som ska följas upp, eller töm hela raden.' } };
	return { kind, title, from, to, registryNumbers, followUps };
}

export const actions: Actions = {
	laggtill: settingsAction(v.object(fields), async ({ actor, organisation, store }, values) => {
		const agreement = readAgreement(organisation, values);
		if (!('title' in agreement)) return agreement;
		await store.addAgreement(actor.samverkan, agreement);
		return { saved: `${agreement.title} är tillagd.` };
	}),

	andra: settingsAction(
		v.object({ id: rowId<Agreement['id']>(), ...fields }),
		async ({ actor, organisation, store }, { id, ...values }) => {
			const agreement = readAgreement(organisation, values);
			if (!('title' in agreement)) return agreement;
			await store.updateAgreement(actor.samverkan, id, agreement);
			return { saved: `${agreement.title} är sparad.` };
		}
	)
};

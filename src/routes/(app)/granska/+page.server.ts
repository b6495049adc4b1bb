import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { fieldWords } from '#lib/features/redaction/flag-words.ts';
import { parseForm, required, rowId } from '#lib/server/forms.ts';
import { requireActor } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { may } from '#lib/shared/access/policies.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { scan } from '#lib/shared/privacy/personal-data.ts';
import { parseWeekKey, weekPath } from '#lib/shared/week/iso-week.ts';

type Flag = Awaited<ReturnType<ReturnType<typeof services>['flagging']['toJudge']>>[number];

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireActor(event);
	const mayJudge = may(actor, 'content:redact');
	if (!mayJudge && !may(actor, 'redactions:read'))
		error(403, 'Bara samordnare, sammankallande och registrator ser den här sidan.');
	const { flagging } = services();
	const open = mayJudge ? await flagging.toJudge(actor) : [];
	const { flags, redactions } = await flagging.log(actor);
	return {
		samverkan: organisation.samverkan.name,
		mayJudge,
		open: open.map((flag) => shownFlag(flag, organisation)),
		log: flags.map(({ id, label, week, at, by, state, judgedBy, judgedAt }) => {
			const line = redactions.find(({ flag }) => flag === id);
			return {
				...{ id, label, state, at, judgedAt },
				week: weekOf(week),
				by: nameOf(organisation, by),
				judgedBy: judgedBy && nameOf(organisation, judgedBy),
				reason: line?.reason ?? '',
				rows: line?.journalRows ?? 0
			};
		})
	};
};

const weekOf = (key: string | null) => {
	const week = parseWeekKey(key ?? '');
	return week ? { path: weekPath(week), words: `v. ${week.number} ${week.year}` } : null;
};

const nameOf = ({ people }: Organisation, person: string): string =>
	people.find((one) => one.person === person)?.name ?? '(borttaget konto)';

/** The quarantined words with what the fritextskydd finds in them, for those who judge and nobody else. */
function shownFlag({ id, label, week, at, by, reason, parts, state }: Flag, organisation: Organisation) {
	const words = parts.flatMap((part, index) =>
		part.words.map((text, at) => ({
			label: fieldWords(part.root, part.fields[at] ?? '', index > 0),
			text,
			findings: scan(text).map(({ start, end }) => ({ from: start, to: end }))
		}))
	);
	return { id, label, at, reason, state, week: weekOf(week), by: nameOf(organisation, by), words };
}

const showForm = v.object({ flag: rowId() });
const redactForm = v.object({
	flag: rowId(),
	instead: v.array(v.pipe(v.string(), v.maxLength(2000, 'Skriv kortare.'))),
	reason: required('varför uppgifterna tas bort', 600)
});

export const actions: Actions = {
	async visa(event) {
		const { actor } = requireActor(event);
		const parsed = parseForm(showForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const shown = await services().flagging.showAgain(actor, parsed.values.flag);
		if (!shown.ok) return fail(409, { ...parsed.state, problem: problemText(shown.problem) });
		return { ...parsed.state, saved: 'Raden visas igen.' };
	},
	async ta_bort(event) {
		const { actor } = requireActor(event);
		const parsed = parseForm(redactForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const { flag, ...judged } = parsed.values;
		const redacted = await services().flagging.redact(actor, flag, judged);
		if (!redacted.ok) return fail(409, { ...parsed.state, problem: problemText(redacted.problem) });
		return { ...parsed.state, values: {}, saved: 'Uppgifterna är borttagna, också ur historiken.' };
	}
};

import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { optional, parseForm } from '#lib/server/forms.ts';
import { requireHistoryPage } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { mayDispose } from '#lib/shared/access/history-pages.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { countsOf, RETENTION_KINDS, type RetentionRules } from '#lib/shared/retention/retention.ts';

/** What somebody types so that nothing goes by a slip of the hand. */
const CONFIRMATION = 'gallra';

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireHistoryPage(event, 'retention');
	event.depends('app:gallring');
	const { retention } = services();
	const runs = await retention.runs(actor.samverkan);
	const names = new Map(organisation.people.map(({ person, name }) => [person, name]));
	const isAsked = event.url.searchParams.has('torrkorning');
	return {
		rules: await retention.rules(actor.samverkan),
		mayDispose: mayDispose(actor),
		plan: isAsked ? await retention.plan(actor.samverkan) : null,
		runs: runs.map(({ id, by, at, items, done, state, finishedAt, fingerprint, rules }) => ({
			...{ id, at, done, state, finishedAt, fingerprint },
			by: names.get(by) ?? 'Tidigare medlem',
			total: items.length,
			counts: countsOf(items),
			weeks: items.flatMap((item) => (item.kind === 'weeks' ? [item.week] : [])),
			decisions: [...new Set(items.map(({ kind }) => rules[kind].decision))]
		}))
	};
};

const months = v.pipe(v.string(), v.trim(), v.regex(/^\d{0,4}$/, 'Skriv hela månader med siffror, eller lämna tomt.'));
const rulesForm = v.object({
	...Object.fromEntries(RETENTION_KINDS.flatMap((kind) => [[`${kind}-months`, months]])),
	...Object.fromEntries(RETENTION_KINDS.flatMap((kind) => [[`${kind}-decision`, optional(120)]]))
});
const runForm = v.object({ fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), bekraftelse: optional(40) });

type Answer = Promise<FormState | ActionFailure<FormState>>;

export const actions: Actions = {
	regler: async (event: RequestEvent): Answer => {
		const { actor } = requireHistoryPage(event, 'retention');
		const parsed = parseForm(rulesForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const values = parsed.values as Record<string, string>;
		const rules = Object.fromEntries(
			RETENTION_KINDS.map((kind) => {
				const typed = values[`${kind}-months`] ?? '';
				return [kind, { months: typed === '' ? null : Number(typed), decision: values[`${kind}-decision`] ?? '' }];
			})
		) as RetentionRules;
		const set = await services().retention.setRules(actor, rules);
		if (set.ok) return { ...parsed.state, saved: 'Gallringsreglerna är sparade.' };
		const { code, path } = set.problem;
		const field = code === 'retention-decision-missing' ? 'decision' : 'months';
		if (!path) return fail(403, { ...parsed.state, problem: problemText(set.problem) });
		return fail(400, { ...parsed.state, errors: { [`${path}-${field}`]: problemText(set.problem) } });
	},

	gallra: async (event: RequestEvent): Answer => {
		const { actor } = requireHistoryPage(event, 'retention');
		const parsed = parseForm(runForm, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const { fingerprint, bekraftelse } = parsed.values;
		if (bekraftelse.trim().toLocaleLowerCase('sv') !== CONFIRMATION)
			return fail(400, { ...parsed.state, errors: { bekraftelse: `Skriv ordet ${CONFIRMATION} för att bekräfta.` } });
		const begun = await services().retention.execute(actor, fingerprint);
		if (!begun.ok) return fail(409, { ...parsed.state, problem: problemText(begun.problem) });
		return { ...parsed.state, saved: 'Gallringen har börjat. Du kan lämna sidan; den fortsätter i bakgrunden.' };
	}
};

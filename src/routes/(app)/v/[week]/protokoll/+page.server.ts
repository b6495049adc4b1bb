import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { changesText } from '#lib/features/seal/seal-words.ts';
import { checkbox, parseForm, required } from '#lib/server/forms.ts';
import { filesOf, sizesOf, type SealedWeek } from '#lib/server/record-file.ts';
import { requireRecord, type WeekAsked } from '#lib/server/seal-page.ts';
import { services } from '#lib/server/services.ts';
import { may } from '#lib/shared/access/policies.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import type { Result } from '#lib/shared/result.ts';
import type { Composition } from '#lib/shared/seal/blocks.ts';
import { composeLagesbild } from '#lib/shared/seal/compose-lagesbild.ts';
import { readableAll } from '#lib/shared/redaction/mask.ts';
import { redactionName } from '#lib/shared/seal/compose-parts.ts';
import type { SealedRedaction } from '#lib/shared/seal/sealed-record.ts';
import { composeMinutes } from '#lib/shared/seal/compose-minutes.ts';
import { draftRecord } from '#lib/shared/seal/make-record.ts';
import { weekKey } from '#lib/shared/week/iso-week.ts';

export const load: PageServerLoad = async (event) => {
	const asked = await requireRecord(event);
	event.depends('app:week');
	const { actor, organisation, week, document } = asked;
	const { seals } = services();
	const sealed = await seals.read(document.id);
	return {
		week,
		samverkan: organisation.samverkan.name,
		state: document.state,
		damaged: sealed === 'damaged',
		sealed: sealed && sealed !== 'damaged' ? await sealedPart(asked, sealed) : null,
		draft: sealed === null && document.state !== 'sealed' ? await draftPart(asked) : null,
		chain: await (event.url.searchParams.has('kontroll')
			? seals.verify(actor.samverkan)
			: seals.verifyChain(actor.samverkan)),
		checkedAll: event.url.searchParams.has('kontroll'),
		mayCorrect: may(actor, 'week:correct'),
		maySummarise: may(actor, 'summary:edit')
	};
};

async function sealedPart(asked: WeekAsked, sealed: SealedWeek) {
	const { seal, corrections, redactions } = sealed;
	const record = readableAll(sealed.record);
	const files = await filesOf(asked, sealed);
	// the rättelser have a place of their own on the page
	const facts = { sha256: seal.sha256, corrections: [] };
	return {
		sha256: seal.sha256,
		previous: record.previous,
		lagesbild: composeLagesbild(record, facts),
		minutes: composeMinutes(record, facts),
		/** Of the bytes that are kept: what was sealed, or what a redigering attests to. */
		kept: redactions.flatMap(({ redaction }) => keptHash(redaction, record.week.key)).at(-1) ?? seal.sha256,
		corrections: corrections.map(({ correction, seal }) => ({ ...readableAll(correction), sha256: seal.sha256 })),
		redactions: redactions.map(({ redaction, seal }) => ({
			name: redactionName(redaction),
			...{ about: redaction.about, text: redaction.text, reason: redaction.reason },
			...{ sealedAt: redaction.sealedAt, sealedBy: redaction.sealedBy, sha256: seal.sha256 }
		})),
		files: files.map(({ name, group, title, format, problem }) => ({
			...{ name, group, title, format },
			problem: problem && problemText(problem)
		})),
		sizes: sizesOf(files)
	};
}

const keptHash = ({ records }: SealedRedaction, key: string): string[] =>
	records.flatMap(({ week, correction, redacted }) => (week === key && correction === 0 ? [redacted] : []));

/** What would be sealed, and whether it can be. */
async function draftPart({ actor, organisation, week }: WeekAsked) {
	const { seals } = services();
	const preview = await seals.sealing.preview(actor.samverkan, weekKey(week));
	if (!preview) return null;
	const record = draftRecord(preview.facts);
	const facts = { sha256: '', corrections: [] };
	return {
		lagesbild: withoutSeal(composeLagesbild(record, facts)),
		minutes: withoutSeal(composeMinutes(record, facts)),
		checklist: preview.checklist,
		proposal: preview.proposal && { ...preview.proposal, changed: changesText(preview.proposal.changes) },
		needsTwo: seals.sealing.needsTwo(organisation),
		maySeal: may(actor, 'week:seal'),
		mayApprove: may(actor, 'week:approve-seal') && preview.proposal !== null && preview.proposal.party !== actor.party
	};
}

/** A draft has been sealed by nobody, and has no hash. */
function withoutSeal(composition: Composition): Composition {
	const end = composition.blocks.findIndex((block) => block.is === 'heading' && block.text === 'Fastställande');
	return { ...composition, blocks: end === -1 ? composition.blocks : composition.blocks.slice(0, end) };
}

const confirmed = v.object({
	read: v.pipe(checkbox, v.literal(true, 'Läs igenom och bekräfta att lägesbilden stämmer.'))
});
const correction = v.object({
	about: required('vad rättelsen gäller', 200),
	text: required('vad som är rätt', 2000),
	reason: required('varför det rättas', 600)
});

type Answer = Promise<FormState | ActionFailure<FormState>>;
type Command<S extends v.ObjectSchema<v.ObjectEntries, undefined>> = (
	asked: WeekAsked,
	values: v.InferOutput<S>
) => Promise<Result<unknown>>;

/** A form of this page: read, done, and answered in words. */
const command =
	<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(schema: S, saved: string, run: Command<S>) =>
	async (event: RequestEvent): Answer => {
		const asked = await requireRecord(event);
		const parsed = parseForm(schema, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const done = await run(asked, parsed.values);
		return done.ok ? { ...parsed.state, saved } : fail(409, { ...parsed.state, problem: problemText(done.problem) });
	};

export const actions: Actions = {
	faststall: command(confirmed, 'Lägesbilden är fastställd.', ({ actor, week }) =>
		services().seals.sealing.seal(actor.samverkan, weekKey(week), actor)
	),
	foresla: command(confirmed, 'Lägesbilden är föreslagen. Nu kan en annan part godkänna den.', ({ actor, week }) =>
		services().seals.sealing.propose(actor.samverkan, weekKey(week), actor)
	),
	godkann: command(confirmed, 'Lägesbilden är godkänd och fastställd.', ({ actor, week }) =>
		services().seals.sealing.approve(actor.samverkan, weekKey(week), actor)
	),
	ratta: command(correction, 'Rättelsen är fastställd.', ({ actor, week }, words) =>
		services().seals.correct(actor.samverkan, weekKey(week), actor, words)
	)
};

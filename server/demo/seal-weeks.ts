import type { DocumentId } from '../../src/lib/shared/ids.ts';
import { makeRecord } from '../../src/lib/shared/seal/make-record.ts';
import { gatherFacts } from '../boards/seal-facts.ts';
import { journalOf, linkOf, personIn, sealOf } from '../boards/sealing.ts';
import { readPast } from '../history/past-record.ts';
import type { WeekDocument } from '../storage/store.ts';
import { convenerOf, idOf, type Story } from './story.ts';

/** Gives the story's sealed weeks their records, one chain from the first, as they were sealed at the end of each meeting. */
export async function sealWeeks(story: Story): Promise<void> {
	for (const week of await story.store.documents.weeks(story.samverkan))
		if (week.state === 'sealed') await sealWeek(story, week);
}

async function sealWeek({ store, ...story }: Story, week: WeekDocument): Promise<void> {
	const at = (await store.documents.weekStateLog(week.id)).findLast(({ state }) => state === 'sealed')!.at;
	const readWeek = async ({ id }: { id: DocumentId }) => (await readPast(store.history, id, 'week', END)).record;
	const actions = await store.documents.actionsDocument(story.samverkan);
	const { record: standing } = await readPast(store.history, actions.id, 'actions', at);
	const facts = await gatherFacts({ store, now: () => at, readWeek }, week, await readWeek(week), standing);
	const by = idOf(story.people, convenerOf({ store, ...story }));
	const journal = journalOf(await store.seals.journalHashes(week.id, END));
	const previous = linkOf(await store.seals.latest(story.samverkan));
	const moment = { at, by: personIn(facts.organisation, by), approvedBy: null };
	await store.seals.appendSealed(sealOf(makeRecord(facts, moment, { journal, previous }), { week, by, at }));
}

const END = Number.MAX_SAFE_INTEGER;

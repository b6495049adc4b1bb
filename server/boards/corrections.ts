import { may } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { SamverkanId } from '../../src/lib/shared/ids.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import { makeCorrection, type CorrectionWords } from '../../src/lib/shared/seal/make-record.ts';
import { parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { ChainMovedError, type Seal } from '../storage/seals.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import { canonicalBytes, sha256 } from './hash.ts';
import { linkOf, personIn, type SealingParts } from './sealing.ts';

export type CorrectionParts = Pick<SealingParts, 'live' | 'now'> & {
	store: Pick<Store, 'documents' | 'organisation' | 'seals'>;
};

export type CorrectionProblem = Problem<'not-allowed' | 'not-found' | 'not-sealed' | 'words-missing'>;

/** Adds a rättelse beside the sealed text: it has its own number, is sealed itself, and is a link of the same chain. */
export async function correct(
	parts: CorrectionParts,
	samverkan: SamverkanId,
	key: WeekKey,
	actor: Actor,
	words: CorrectionWords
): Promise<Result<Seal, CorrectionProblem>> {
	if (!may(actor, 'week:correct') || actor.samverkan !== samverkan) return fail('not-allowed');
	const trimmed = { about: words.about.trim(), text: words.text.trim(), reason: words.reason.trim() };
	if (Object.values(trimmed).includes('')) return fail('words-missing');
	const week = await parts.store.documents.findWeek(samverkan, key);
	if (!week) return fail('not-found');
	const seal = await keep(parts, week, actor, trimmed);
	if (!seal) return fail('not-sealed');
	parts.live.weekMoved(samverkan, { week: key, document: week.id });
	return ok(seal);
}

/** Again where somebody sealed or corrected in between. Null where there is nothing sealed to correct. */
async function keep(
	parts: CorrectionParts,
	week: WeekDocument,
	actor: Actor,
	words: CorrectionWords
): Promise<Seal | null> {
	for (;;) {
		const seal = await make(parts, week, actor, words);
		if (!seal) return null;
		try {
			await parts.store.seals.append(seal);
			return seal;
		} catch (error) {
			if (!(error instanceof ChainMovedError)) throw error;
		}
	}
}

async function make(
	{ store, now }: CorrectionParts,
	{ id, samverkan, week }: WeekDocument,
	{ person }: Actor,
	words: CorrectionWords
): Promise<Seal | null> {
	const previous = linkOf(await store.seals.latest(samverkan));
	const ofWeek = await store.seals.ofWeek(id);
	if (!previous || ofWeek.length === 0) return null;
	const organisation = await store.organisation.read(samverkan);
	const at = now();
	const correction = ofWeek.length;
	const by = personIn(organisation, person);
	const record = makeCorrection(organisation, parseWeekKey(week)!, words, { at, by, number: correction, previous });
	const content = canonicalBytes(record);
	const place = { samverkan, document: id, week, correction, by: person, at };
	return { ...place, content, sha256: sha256(content), previous: previous.sha256 };
}

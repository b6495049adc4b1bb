import { may } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { WeekLifePart } from '#lib/shared/board/week-page.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { parseWeekKey, type Week } from '#lib/shared/week/iso-week.ts';
import { nextWeekStates, wasMet } from '#lib/shared/week/lifecycle.ts';
import { meetingSince, nextLook, suggestedMove } from '#lib/shared/week/suggested-move.ts';
import type { Services } from '../../../server/services.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';

type Suggestion = Pick<WeekLifePart, 'suggestion' | 'nextLook'>;

const NOTHING: Suggestion = { suggestion: null, nextLook: null };

type Parts = Pick<Services, 'store' | 'now'>;

/** What the week's header offers this person. */
export async function readWeekLife(
	parts: Parts,
	actor: Actor,
	organisation: Organisation,
	document: WeekDocument | null
): Promise<WeekLifePart> {
	const moves = document && may(actor, 'week:move') ? nextWeekStates(document.state) : [];
	return {
		moves,
		...(document && moves.length > 0 ? await readSuggestion(parts, organisation, document) : NOTHING),
		now: parts.now(),
		mayOpenScreen: may(actor, 'meeting:screen'),
		maySeal: may(actor, 'week:seal')
	};
}

async function readSuggestion(
	{ store, now }: Parts,
	{ samverkan }: Organisation,
	document: WeekDocument
): Promise<Suggestion> {
	const [weeks, log] = await Promise.all([
		store.documents.weeks(samverkan.id),
		store.documents.weekStateLog(document.id)
	]);
	const progress = {
		week: parseWeekKey(document.week)!,
		state: document.state,
		lastMet: lastMetBefore(weeks, document),
		meetingSince: meetingSince(log)
	};
	const at = now();
	return { suggestion: suggestedMove(progress, samverkan, at), nextLook: nextLook(progress, samverkan, at) };
}

function lastMetBefore(weeks: readonly WeekDocument[], { week }: WeekDocument): Week | null {
	const last = weeks.findLast((other) => other.week < week && wasMet(other.state));
	return last ? parseWeekKey(last.week) : null;
}

import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { permissionsOf, type Permissions } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { isShownIn } from '#lib/shared/board/action.ts';
import type { WeekPage } from '#lib/shared/board/week-page.ts';
import { makeFilm, type Film, type FilmBoard } from '#lib/shared/history/film.ts';
import { endOfSecond, formatMoment, momentHref, parseMoment } from '#lib/shared/history/moment.ts';
import { askedHref, readMomentAsked } from '#lib/shared/history/moment-asked.ts';
import type { PastMoment, PastPage } from '#lib/shared/history/past-page.ts';
import { weekSteps, type Volume, type WeekStep } from '#lib/shared/history/timeline.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { formatWeek } from '#lib/shared/week/format.ts';
import { localDay, parseWeekPath, weekKey, weekOf, type Week } from '#lib/shared/week/iso-week.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import { requireActor } from './guards.ts';
import { pastSource } from './past-source.ts';
import { services } from './services.ts';

export interface PastAsked {
	actor: Actor;
	organisation: Organisation;
	name: string;
	week: Week;
	/** Null for a week that never had a board. */
	document: WeekDocument | null;
}

/** The week in the address, for somebody who may read its past: the same who may read the week as it is now. */
export async function requirePast(event: Pick<RequestEvent, 'locals' | 'url' | 'params'>): Promise<PastAsked> {
	const { actor, organisation } = requireActor(event);
	const week = parseWeekPath(event.params.week ?? '');
	if (!week) error(404, `"${event.params.week}" är ingen vecka. Skriv år och vecka, som i /v/2026-48/historik.`);
	if (!permissionsOf(actor, 'sealed').readBoard)
		error(403, 'Du har inte behörighet till historiken. Be din samordnare om du behöver den.');
	const document = await services().store.documents.findWeek(actor.samverkan, weekKey(week));
	if (document && !permissionsOf(actor, document.state).readBoard)
		error(403, 'Den här veckan är inte fastställd än. När den är det kan du läsa dess historik.');
	return { actor, organisation, name: event.locals.person?.name ?? '', week, document };
}

/** What is read of the past is read, and that is all. */
const READING: Permissions = {
	readBoard: true,
	readExtract: false,
	writeWeek: false,
	setLevels: false,
	prioritise: false,
	editActions: false,
	decideActions: false,
	updateOwnActions: false,
	settings: false,
	report: false,
	compile: false
};

/** The board at a moment; null where there was none, or none that this person may see. */
export async function readPastMoment({ actor, organisation, week }: PastAsked, at: number): Promise<PastMoment | null> {
	const { earlierWords, earlierWeeks } = services();
	const found = await pastSource(services()).weekAt(actor, weekKey(week), at);
	if (!found) return null;
	const areas = organisation.areas.filter(({ archived }) => !archived).map(({ id }) => id);
	return {
		at,
		weekRecord: found.week,
		actionsRecord: found.actions,
		state: found.state,
		...(await earlierWords(actor.samverkan, found.week)),
		previousLevels: await (await earlierWeeks(actor.samverkan)).levelsBefore(weekKey(week), areas)
	};
}

/** The whole page of a moment; `asked` is the one in the address. */
export async function readPastPage(past: PastAsked, asked: string | null): Promise<PastPage> {
	const { actor, week, document } = past;
	const now = services().now();
	const source = pastSource(services());
	const [weeks, facts] = await Promise.all([source.weeks(actor), document && readFacts(past, document)]);
	const moments = facts ? momentsOf(facts) : [];
	const { at, problem } = chooseMoment(asked, moments, { now, week });
	const moment = facts && (await readPastMoment(past, at));
	return {
		page: moment && pageOf(past, moment, facts.steps),
		at,
		now,
		moments,
		hasFilm: facts?.film ?? false,
		steps: facts?.steps ?? [],
		volumes: facts?.volumes ?? [],
		weeks,
		problem: facts ? problem : { message: `${formatWeek(week)} ${week.year} har ingen tavla.`, nearest: null },
		typed: ''
	};
}

interface PastFacts {
	steps: WeekStep[];
	volumes: Volume[];
	film: boolean;
}

async function readFacts({ actor, week }: PastAsked, document: WeekDocument): Promise<PastFacts> {
	const { store } = services();
	const [log, seals, volumes] = await Promise.all([
		store.documents.weekStateLog(document.id),
		store.seals.ofWeek(document.id),
		pastSource(services()).ticks(actor, weekKey(week))
	]);
	const steps = weekSteps(log, seals.slice(1));
	return { steps: steps.filter(({ at }) => at >= firstShown(actor, steps)), volumes, film: false };
}

/** Who reads sealed weeks alone sees them from the moment they were sealed. */
function firstShown(actor: Actor, steps: readonly WeekStep[]): number {
	if (permissionsOf(actor, 'reporting').readBoard) return -Infinity;
	return steps.find(({ kind }) => kind === 'sealed')?.at ?? Infinity;
}

const momentsOf = ({ steps, volumes }: PastFacts): number[] =>
	[...new Set([...volumes, ...steps].map(({ at }) => endOfSecond(at)))].sort((a, b) => a - b);

interface Choosing {
	now: number;
	week: Week;
}

/** The moment in the address, moved to where the week had a board; without one the last change. */
function chooseMoment(asked: string | null, moments: readonly number[], { now, week }: Choosing) {
	const [first = now, last = now] = [moments[0], moments.at(-1)];
	const near = (at: number, message: string) => ({ at, problem: { message, nearest: momentHref(week, at) } });
	if (asked === null) return { at: last, problem: null };
	const at = parseMoment(asked);
	if (at === null) return near(last, `”${asked.slice(0, 40)}” är ingen tid. Närmast visas den senaste ändringen.`);
	if (at > endOfSecond(now)) return near(now, 'Den tiden har inte varit än. Tavlan visas som den är nu.');
	if (at < first) return near(first, `Veckans tavla började fyllas ${formatMoment(first)}. Den stunden visas.`);
	return { at, problem: null };
}

function pageOf(
	{ actor, organisation, name, week }: PastAsked,
	moment: PastMoment,
	steps: readonly WeekStep[]
): WeekPage {
	const { at, ...board } = moment;
	const today = localDay(at);
	const corrections = steps.filter((step) => step.kind === 'correction' && step.at <= at).length;
	return {
		organisation,
		me: { person: actor.person, name, party: actor.party, roles: [...actor.roles] },
		week,
		today,
		thisWeek: weekOf(today),
		documents: { week: null, actions: null },
		...board,
		life: { moves: [], suggestion: null, nextLook: null, now: at, mayOpenScreen: false, maySeal: false },
		seal: board.state === 'sealed' ? { corrections } : null,
		may: READING,
		past: at
	};
}

/** Without JavaScript what is typed comes in the address: to the moment that is meant, or back with what is wrong. */
export function goWhereAsked({ week }: PastAsked, page: PastPage, typed: string | null): PastPage {
	if (typed === null || typed.trim() === '') return page;
	const { at, now, moments } = page;
	const read = readMomentAsked(typed, { week, at, now });
	if (read.is !== 'problem') redirect(303, askedHref(read, week, moments));
	const nearest = read.nearest === null ? null : askedHref({ is: 'moment', at: read.nearest }, week, moments);
	return { ...page, typed, problem: { message: read.message, nearest } };
}

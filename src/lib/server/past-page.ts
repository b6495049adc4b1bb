import { hash } from 'node:crypto';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { permissionsOf, type Permissions } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { isShownIn } from '#lib/shared/board/action.ts';
import type { WeekPage } from '#lib/shared/board/week-page.ts';
import type { ActionsRecord, WeekRecord } from '#lib/shared/board/document-record.ts';
import type { Change } from '#lib/shared/history/change.ts';
import { makeFrames, type Film, type FilmFrame } from '#lib/shared/history/film.ts';
import { boardMoment, hereWords, sinceWords } from '#lib/shared/history/since.ts';
import type { AreaId, PersonId, RecordId } from '#lib/shared/ids.ts';
import { isSealed, wasSealedBy } from '#lib/shared/week/lifecycle.ts';
import { endOfWeek } from '#lib/shared/week/local-time.ts';
import type { PastWeek } from '../../../server/history/history.ts';
import { endOfSecond, formatMoment, momentHref, parseMoment } from '#lib/shared/history/moment.ts';
import { askedHref, readMomentAsked } from '#lib/shared/history/moment-asked.ts';
import type { PastFilm, PastMoment, PastPage } from '#lib/shared/history/past-page.ts';
import { weekSteps, type Volume, type WeekStep } from '#lib/shared/history/timeline.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { formatWeek } from '#lib/shared/week/format.ts';
import type { SealedBoard } from '#lib/shared/seal/sealed-board.ts';
import { addWeeks, localDay, parseWeekPath, weekKey, weekOf, type Week } from '#lib/shared/week/iso-week.ts';
import type { Services } from '../../../server/services.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import { requireActor } from './guards.ts';
import { services } from './services.ts';

export interface PastAsked {
	services: Services;
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
	return { services: services(), actor, organisation, name: event.locals.person?.name ?? '', week, document };
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
export async function readPastMoment(past: PastAsked, at: number): Promise<PastMoment | null> {
	const sealed = await sealedBy(past, at);
	const found = sealed ? await withActions(past, sealed, at) : await boardAt(past, at);
	if (!found) return null;
	return {
		at,
		weekRecord: found.week,
		actionsRecord: found.actions,
		state: found.state,
		...(await readAround(past, at, found.week, sealed))
	};
}

export interface SentAsked {
	/** Names of the pieces that whoever asks has. */
	known: readonly string[];
	/** Aborted when nobody waits for it any more. */
	signal: AbortSignal;
}

/**
 * The same as the JSON of a `PastMomentSent`. The documents come as bytes from the thread that reads them and are neither
 * parsed nor written here: ten people who wind leave the main thread to the live rooms.
 */
export async function readPastSent(
	past: PastAsked,
	at: number,
	asked: SentAsked
): Promise<Uint8Array<ArrayBuffer> | null> {
	const { actor, week, services } = past;
	if (await sealedBy(past, at)) return sentSealed(await readPastMoment(past, at), asked);
	const found = await services.history.piecesAt(actor, weekKey(week), at, { ...asked, actionsUntil: lastMoment(week) });
	if (!found) return null;
	const names = { week: found.week.name, actions: found.actions.name };
	const around = JSON.stringify({ at, state: found.state, names, ...(await readAround(past, at, found.refers, null)) });
	return joined([
		`${around.slice(0, -1)},"weekRecord":`,
		found.week.bytes ?? 'null',
		',"actionsRecord":',
		found.actions.bytes ?? 'null',
		'}'
	]);
}

const joined = (parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> =>
	Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

/** Of a sealed week little is left to wind: it is sent as it is read. */
function sentSealed(moment: PastMoment | null, { known }: SentAsked): Uint8Array<ArrayBuffer> | null {
	if (!moment) return null;
	const { weekRecord, actionsRecord, ...around } = moment;
	const [week, actions] = [weekRecord, actionsRecord].map((record) => JSON.stringify(record)) as [string, string];
	const names = { week: nameOf(week), actions: nameOf(actions) };
	const given = (text: string) => (known.includes(nameOf(text)) ? 'null' : text);
	const rest = JSON.stringify({ ...around, names }).slice(0, -1);
	return joined([`${rest},"weekRecord":${given(week)},"actionsRecord":${given(actions)}}`]);
}

const nameOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

/** The board as its record has it, where the week had been sealed by then. */
async function sealedBy({ services, document }: PastAsked, at: number): Promise<SealedBoard | null> {
	if (!document || !isSealed(document.state)) return null;
	const log = await services.store.documents.weekStateLog(document.id);
	return wasSealedBy(log, at) ? services.sealedBoard(document) : null;
}

/** Åtgärder live on after the seal: they are as they stood at the moment. */
async function withActions({ services, actor, week }: PastAsked, sealed: SealedBoard, at: number) {
	const actions = await services.history.actionsAt(actor, weekKey(week), Math.min(at, lastMoment(week)));
	return actions && { week: sealed.week, actions, state: 'sealed' as const };
}

/** What a board looks back on, as that stood; of a sealed week as its record has it. */
async function readAround(
	{ actor, organisation, week, services }: PastAsked,
	at: number,
	refers: Pick<WeekRecord, 'carried' | 'returned'>,
	sealed: SealedBoard | null
): Promise<Pick<PastMoment, 'earlierEntries' | 'earlierNotes' | 'previousLevels'>> {
	const areas = organisation.areas.filter(({ archived }) => !archived).map(({ id }) => id);
	const earlier = await services.earlierThen(actor, at);
	const levels = await earlier.levelsBefore(weekKey(week), areas);
	const [carried, returned] = sealed
		? [sealed.carried, sealed.returned]
		: await Promise.all([earlier.carried(refers), earlier.returned(refers)]);
	return {
		earlierEntries: carried.map(({ entry }) => entry),
		earlierNotes: returned.map(({ note }) => note),
		previousLevels: sealed ? withSealed(levels, sealed, week) : levels
	};
}

/** A record says which level, and not since when. */
function withSealed(levels: PastMoment['previousLevels'], { previousLevels }: SealedBoard, week: Week) {
	const said = Object.entries(previousLevels) as [AreaId, number][];
	return Object.fromEntries(
		said.map(([area, level]) => [area, { level, week: levels[area]?.week ?? addWeeks(week, -1) }])
	);
}

/** Once the week is over its board shows the åtgärder as they stood when it ended. */
const lastMoment = (week: Week): number => endOfWeek(week) - 1;

const boardAt = (
	{ services, actor, week }: PastAsked,
	at: number,
	also: readonly RecordId[] = []
): Promise<PastWeek | null> =>
	services.history.weekAt(actor, weekKey(week), at, { also, actionsUntil: lastMoment(week) });

/** The whole page of a moment; `asked` is the one in the address. */
export async function readPastPage(past: PastAsked, asked: string | null): Promise<PastPage> {
	const { week, document } = past;
	const { now, history } = past.services;
	const [weeks, facts] = await Promise.all([history.weeks(past.actor), document ? readFacts(past, document) : null]);
	const timeline = weeks.map(({ week, state, changes }) => ({ week, sealed: isSealed(state), changes }));
	const of = { now: now(), weeks: timeline, typed: '' };
	const chosen = chooseMoment(asked, facts?.moments ?? [], { now: now(), week });
	if (!facts) return { ...of, ...chosen, ...NOTHING, problem: noBoard(week) };
	const moment = await readPastMoment(past, chosen.at).catch(whenGone);
	if (!moment || 'at' in moment) return { ...of, ...chosen, ...(await readShown(past, facts, moment)) };
	return { ...of, ...(await readWhatIsLeft(past, facts, moment.leftFrom)) };
}

const NOTHING = { page: null, moments: [], steps: [], volumes: [], hasFilm: false, here: '', since: '', people: {} };

const noBoard = (week: Week): PastPage['problem'] => ({
	message: `${formatWeek(week)} ${week.year} har ingen tavla.`,
	nearest: null
});

/** The journal's detail from before has been disposed of. */
interface Gone {
	leftFrom: number;
}

/** A class of the server's storage, which only its types are known of here. */
function whenGone(cause: unknown): Gone {
	if (cause instanceof Error && 'from' in cause && typeof cause.from === 'number') return { leftFrom: cause.from };
	throw cause;
}

/** Gallrad: what there is begins later, and shows the board as it was left. */
async function readWhatIsLeft(past: PastAsked, facts: PastFacts, from: number) {
	const at = endOfSecond(from);
	const left = { ...facts, moments: facts.moments.filter((one) => one >= at), frames: null };
	const message = 'Detaljerna från tiden före är gallrade. Tavlan visas som den var när de gallrades.';
	const shown = await readShown(past, left, await readPastMoment(past, at));
	return { ...shown, at, problem: { message, nearest: null } };
}

async function readShown(past: PastAsked, facts: PastFacts, moment: PastMoment | null) {
	const { moments, steps, volumes, frames } = facts;
	const names = await namesOf(past, frames ?? []);
	const frame = frames?.find((one) => one.at === moment?.at);
	return {
		page: moment && pageOf(past, moment, steps),
		...{ moments, steps, volumes },
		hasFilm: frames !== null && frames.length > 0,
		here: frame ? hereWords(frame, (id) => names[id] ?? FORMER) : '',
		since: moment ? await readSince(past, moment, moments.at(-1) ?? moment.at) : '',
		people: names
	};
}

const FORMER = 'Tidigare medlem';

async function namesOf(
	{ services, actor }: PastAsked,
	frames: readonly FilmFrame[]
): Promise<Record<PersonId, string>> {
	const ids = new Set(frames.flatMap(({ by }) => by));
	const who = await services.history.who(actor.samverkan);
	return Object.fromEntries([...ids].map((id) => [id, who.get(id)?.name ?? FORMER]));
}

/** How the week went on from there, to the last that is known of it. */
async function readSince(past: PastAsked, shown: PastMoment, last: number): Promise<string> {
	const { week, organisation } = past;
	const end = last > shown.at ? await readPastMoment(past, last) : shown;
	if (!end) return '';
	const momentOf = ({ weekRecord, actionsRecord, at, ...words }: PastMoment) =>
		boardMoment({ week: weekRecord, actions: actionsRecord }, words, { of: week, at });
	return sinceWords(momentOf(shown), momentOf(end), shown.at, organisation.areas);
}

interface PastFacts {
	steps: readonly WeekStep[];
	volumes: readonly Volume[];
	moments: readonly number[];
	/** Null where there are too many to hand out. */
	frames: readonly FilmFrame[] | null;
}

async function readFacts(past: PastAsked, document: WeekDocument): Promise<PastFacts> {
	const { store, history, now } = past.services;
	const [log, seals, changes] = await Promise.all([
		store.documents.weekStateLog(document.id),
		store.seals.ofWeek(document.id),
		readChanges(past, document)
	]);
	const steps = weekSteps(log, seals.slice(1));
	const frames = changes && makeFrames(changes, log);
	const ticks = frames ? [] : await history.ticks(past.actor, weekKey(past.week));
	const volumes = frames ? frames.map(({ at, edits }) => ({ at, changes: edits.length })) : ticks.map(endOfBucket);
	const times = [...volumes, ...steps].map(({ at }) => Math.min(at, endOfSecond(now())));
	return { steps, volumes, frames, moments: [...new Set(times)].sort((a, b) => a - b) };
}

/** A stretch of ticks is shown as it ended. */
const BUCKET = 15 * 60_000;
const endOfBucket = ({ at, changes }: Volume): Volume => ({ at: endOfSecond(at + BUCKET - 1), changes });

/** Changes that a browser is handed at once. A week that has more is asked for moment by moment. */
const MOST_CHANGES = 5_000;

/** Of the week at any time, and of åtgärder until it ended, in the order they were made; null where there are too many. */
async function readChanges({ services, actor, week }: PastAsked, document: WeekDocument): Promise<Change[] | null> {
	const { store, history } = services;
	const own = await history.changes(actor, { documents: [document.id] }, { limit: MOST_CHANGES });
	const first = own.changes.at(-1)?.at;
	if (own.next !== null) return null;
	if (first === undefined) return [];
	const { id } = await store.documents.actionsDocument(actor.samverkan);
	const during = { documents: [id], from: first, until: endOfWeek(week) };
	const actions = await history.changes(actor, during, { limit: MOST_CHANGES });
	const changes = [...own.changes, ...actions.changes];
	if (actions.next !== null || changes.length > MOST_CHANGES) return null;
	return changes.sort((a, b) => a.at - b.at || a.id - b.id);
}

/** The week to be wound in the browser; null where it has no board, or too long a story. */
export async function readPastFilm(past: PastAsked): Promise<PastFilm | null> {
	const { document } = past;
	const facts = document && (await readFacts(past, document));
	const frames = facts?.frames;
	const first = frames?.[0];
	const base = first && (await boardAt(past, startOfSecond(first.at) - 1, touchedIn(frames)));
	if (!frames || !base) return null;
	const film: Film = {
		base: { week: base.week, actions: shownActions(base.actions, past.week, frames) },
		state: base.state,
		frames
	};
	return { film, ...(await past.services.earlierWords(past.actor.samverkan, everReferred(film))) };
}

const startOfSecond = (at: number): number => Math.floor(at / 1_000) * 1_000;

const touchedIn = (frames: readonly FilmFrame[]): RecordId[] =>
	frames.flatMap(({ edits }) => edits.flatMap(({ root, id }) => (root === 'actions' ? [id] : [])));

/** Of the åtgärder of all years those that this week's board shows at some time. */
function shownActions(record: ActionsRecord, week: Week, frames: readonly FilmFrame[]): ActionsRecord {
	const touched = new Set(touchedIn(frames));
	const actions = record.actions.filter((action) => isShownIn(action, week) || touched.has(action.id));
	const ids = new Set(actions.map(({ id }) => id));
	return { ...record, actions, comments: record.comments.filter(({ action }) => action !== null && ids.has(action)) };
}

/** Every reference to an earlier week that the week has at some time. */
function everReferred({ base, frames }: Film): WeekRecord {
	const came = (root: string) =>
		frames.flatMap(({ edits }) =>
			edits.flatMap((edit) => (edit.root === root && 'record' in edit && edit.record ? [edit.record as never] : []))
		);
	return {
		...base.week,
		carried: [...base.week.carried, ...came('carried')],
		returned: [...base.week.returned, ...came('returned')]
	};
}

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

import type { Film } from './film.ts';
import type { WeekPage } from '../board/week-page.ts';
import type { PersonId } from '../ids.ts';
import type { TimelineWeek, Volume, WeekStep } from './timeline.ts';

/** What "Så såg det ut" shows first; everything of it is in the page without JavaScript too. */
export interface PastPage {
	/** The board as it stood, with nothing to write; null where the week has none to show. */
	page: WeekPage | null;
	/** The moment that is shown, in milliseconds. */
	at: number;
	/** When the page was made. */
	now: number;
	/** The ends of the seconds in which something changed, the earliest first; of a week with very many, of its volumes. */
	moments: readonly number[];
	/** Those moments that lie in one second each can be wound in the browser: there is a film. */
	hasFilm: boolean;
	steps: readonly WeekStep[];
	volumes: readonly Volume[];
	weeks: readonly TimelineWeek[];
	/** Who changed what in the second that is shown; empty where nothing was. */
	here: string;
	/** One sentence: how the week went on from there. */
	since: string;
	/** Names of those who changed anything. */
	people: Readonly<Record<PersonId, string>>;
	/** What is wrong with what was asked for, and the address of the moment nearest to it. */
	problem: { message: string; nearest: string | null } | null;
	/** What was typed, where it was not understood. */
	typed: string;
}

/** The board at a moment, as it is fetched where there is no film. */
export type PastMoment = Pick<
	WeekPage,
	'weekRecord' | 'actionsRecord' | 'state' | 'earlierEntries' | 'earlierNotes' | 'previousLevels'
> & { at: number };

/**
 * A moment as it is sent to somebody who winds: what they said they have of it already, by the names it had when they got
 * it, is null.
 */
export type PastMomentSent = Omit<PastMoment, 'weekRecord' | 'actionsRecord'> & {
	[Part in 'weekRecord' | 'actionsRecord']: PastMoment[Part] | null;
} & { names: PieceNames };

/** The same name is the same content. */
export type PieceNames = Record<'week' | 'actions', string>;

/** The week to be wound in the browser, with the words of all that it refers to. */
export type PastFilm = { film: Film } & Pick<WeekPage, 'earlierEntries' | 'earlierNotes'>;

import { ACTION_STATES, type ActionState } from '../../shared/board/action-status.ts';
import {
	ACTION_TYPES,
	HORIZONS,
	PREVENTION_LEVELS,
	type ActionType,
	type Horizon,
	type PreventionLevel
} from '../../shared/board/action.ts';
import { ACTION_TYPE_WORDS, HORIZON_WORDS, PREVENTION_WORDS, STATE_WORDS } from '../../shared/board/words.ts';
import type { StatusChoice } from '../../state/board-filter.svelte.ts';
import type { Column, Fact, Refusal } from '../board/drop-targets.ts';

export const COLUMN_WORDS: Record<Column, string> = {
	proposed: 'Föreslagen',
	decided: 'Beslutad',
	ongoing: 'Pågår',
	blocked: 'Hinder',
	done: 'Genomförd',
	closed: 'Avslutade'
};

export const STATUS_CHOICE_WORDS: Record<StatusChoice, string> = {
	open: 'Alla öppna',
	overdue: 'Försenade',
	...STATE_WORDS
};

/** On the button that takes the step. A step back says that it is one: people press the wrong button. */
export function stepWords(from: ActionState, to: ActionState): string {
	const isBack = ACTION_STATES.indexOf(to) < ACTION_STATES.indexOf(from);
	if (from === 'blocked' && to === 'ongoing') return 'Hindret är borta';
	return isBack ? `Tillbaka till ${STATE_WORDS[to]}` : STATE_VERBS[to];
}

const STATE_VERBS: Record<ActionState, string> = {
	proposed: 'Tillbaka till Föreslagen',
	decided: 'Besluta',
	ongoing: 'Sätt som pågår',
	blocked: 'Meddela hinder',
	done: 'Markera genomförd',
	'followed-up': 'Följ upp',
	cancelled: 'Avbryt åtgärden'
};

/** An empty slot on a card. */
export const MISSING_WORDS: Record<Exclude<Fact, 'reason' | 'effect'>, string> = {
	performers: 'Saknar utförare',
	owner: 'Saknar ansvarig',
	due: 'Saknar datum'
};

export const REFUSAL_WORDS: Record<Refusal, string> = {
	'not-yours': 'Du kan bara flytta åtgärder som din funktion utför eller ansvarar för.',
	'not-yours-to-decide': 'Beslut fattas av sammankallande eller dennes ersättare.',
	'not-a-step': 'Det steget finns inte härifrån. Ett förslag beslutas först, och uppföljning kommer efter genomförd.',
	'lacks-facts': 'Ansvarig, utförare och datum måste vara ifyllda först.'
};

export const NOT_YOURS_TO_ORDER = 'Ordningen i kolumnen bestäms av dem som får redigera åtgärder.';

/** What a command answered. */
export const FACT_PROBLEM_WORDS: Record<string, string> = {
	'needs-owner': 'Välj en ansvarig funktion.',
	'needs-performer': 'Välj minst en utförare.',
	'needs-due': 'Ange när det ska vara klart.',
	'status-step': 'Åtgärden har ändrats av någon annan. Se dess status och försök igen.',
	'not-live': 'Tavlan ansluter fortfarande. Försök igen om ett ögonblick.'
};

interface Option<Value extends string> {
	value: Value;
	text: string;
}

/** A choice with a first line for none. */
const withNone = <Value extends string>(values: readonly Value[], text: (value: Value) => string) => {
	const options: Option<Value | ''>[] = values.map((value) => ({ value, text: text(value) }));
	return [{ value: '' as Value | '', text: 'Inte vald' }, ...options];
};

export const TYPE_OPTIONS = withNone<ActionType>(ACTION_TYPES, (type) => ACTION_TYPE_WORDS[type]);
export const PREVENTION_OPTIONS = withNone<PreventionLevel>(PREVENTION_LEVELS, (level) => PREVENTION_WORDS[level].word);
export const HORIZON_OPTIONS = withNone<Horizon>(HORIZONS, (one) => HORIZON_WORDS[one].word);

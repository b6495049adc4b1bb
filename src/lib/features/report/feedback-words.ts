import type { Component } from 'svelte';
import Check from '@lucide/svelte/icons/check';
import CircleCheckBig from '@lucide/svelte/icons/circle-check-big';
import ListTodo from '@lucide/svelte/icons/list-todo';
import Merge from '@lucide/svelte/icons/merge';
import Share2 from '@lucide/svelte/icons/share-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import type { Circle } from '../../shared/board/circle.ts';
import { EFFECT_WORDS, STATE_WORDS } from '../../shared/board/words.ts';
import type { Answering, FeedbackStep } from '../../shared/report/feedback.ts';
import type { ReportChoices } from '../../shared/report/report-fields.ts';
import { formatMoment } from '../../shared/week/format.ts';
import { labelOf } from './report-options.ts';

/** Who reads a shared row, to somebody who only reported it. */
const SHARED_WITH: Record<Circle, string> = {
	group: 'EST-gruppen',
	reporters: 'EST-gruppen och alla parter som rapporterar',
	public: 'EST-gruppen, alla parter som rapporterar och den publika sammanfattningen'
};

export interface FeedbackLine {
	icon: Component<{ size?: string | number; 'aria-hidden'?: 'true' }>;
	/** What the report is called as long as this is the last that happened. */
	standing: string;
	text: string;
}

/** One step in words. `now` is in milliseconds. */
export function feedbackLine(step: FeedbackStep, choices: ReportChoices, now: number): FeedbackLine {
	const at = (ms: number) => formatMoment(ms, now);
	switch (step.kind) {
		case 'received':
			return { icon: Check, standing: 'Mottagen', text: step.at === null ? 'Mottagen' : `Mottagen ${at(step.at)}` };
		case 'merged': {
			const { where, category, reports } = step.with;
			const together = reports > 1 ? `, ${reports} rapporter tillsammans` : '';
			return {
				icon: Merge,
				standing: 'Sammanslagen',
				text: `Sammanslagen med "${labelOf(where, category, choices)}"${together}`
			};
		}
		case 'shared':
			return { icon: Share2, standing: 'Delad', text: `Delad ${at(step.at)} med ${SHARED_WITH[step.circle]}` };
		case 'withdrawn':
			return { icon: Undo2, standing: 'Tillbakadragen', text: `Tillbakadragen ${at(step.at)}: ${step.reason}` };
		case 'action':
			return { icon: ListTodo, standing: 'Åtgärd beslutad', text: actionWords(step.action) };
		case 'closed':
			return { icon: CircleCheckBig, standing: 'Avslutad', text: closedWords(step.effects) };
		case 'taken-back':
			return { icon: Undo2, standing: 'Borttagen', text: `Borttagen ${at(step.at)}` };
	}
}

function actionWords({ number, title, state }: Answering): string {
	const status = STATE_WORDS[state].toLowerCase();
	const name = number === null ? 'En åtgärd' : `Åtgärd Å-${number}${title ? ` ${title}` : ''}`;
	return `${name} är beslutad – nu: ${status}`;
}

const closedWords = (effects: Extract<FeedbackStep, { kind: 'closed' }>['effects']): string =>
	effects.length === 0
		? 'Åtgärderna är avslutade'
		: `Uppföljd – effekt: ${effects.map((effect) => EFFECT_WORDS[effect].toLowerCase()).join(', ')}`;

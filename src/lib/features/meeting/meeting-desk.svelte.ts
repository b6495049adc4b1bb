import { getContext, setContext } from 'svelte';
import { confirmLevel, setAreaTrend, type AreaTrend } from '../../shared/board/area-level.ts';
import { assessCarried, confirmCarried } from '../../shared/board/carried.ts';
import { assessEntry, confirmEntry, type Entry, type Trend } from '../../shared/board/entry.ts';
import type { Disposition } from '../../shared/board/follow-up.ts';
import { actionLabel, setStatus, type Action } from '../../shared/board/action.ts';
import { isFull, prioritiseEntry, priorityKind } from '../../shared/board/priority.ts';
import { removeRecord } from '../../shared/board/remove.ts';
import { handleReturned } from '../../shared/board/returned.ts';
import { AREA_TREND_WORDS } from '../../shared/board/words.ts';
import type { AreaId, RecordId } from '../../shared/ids.ts';
import type { AgendaStep } from '../../shared/meeting/agenda.ts';
import type { MeetingFacts } from '../../shared/meeting/facts.ts';
import { DEFAULT_CALIBRATION, fitOf } from '../../shared/meeting/fit.ts';
import { moveFocus, nextPlace, placeOf, previousPlace, stepPlace, type Place } from '../../shared/meeting/moves.ts';
import { pagesOf } from '../../shared/meeting/pages.ts';
import { rowsOf, type Scene } from '../../shared/meeting/scene.ts';
import { sceneAt, scenesIn, scenesOf } from '../../shared/meeting/scenes.ts';
import { DISPOSITION_WORDS } from '../../shared/seal/disposition-words.ts';
import { weekKey } from '../../shared/week/iso-week.ts';
import type { Announcer } from '../../state/announcer.svelte.ts';
import type { Board } from '../../state/board.svelte.ts';
import { HeldScene } from '../../state/held-scene.svelte.ts';
import { factsOf, type BeyondBoard } from '../../state/meeting-facts.ts';
import type { MeetingView } from '../../state/meeting.svelte.ts';
import { rightsOn } from '../action/action-rights.ts';
import { FACT_PROBLEM_WORDS } from '../action/action-words.ts';
import { dispose, planDisposition, type DispositionPlan } from './dispositions.ts';
import { focusedIn, type Focused } from './focused.ts';
import type { MeetingCommand } from './meeting-keys.ts';
import type { CaptureLink, CapturePlace } from './publish-capture.ts';

/** What must be answered before something is written. */
export type MeetingQuestion =
	| { ask: 'disposition'; action: RecordId; disposition: Disposition; plan: Extract<DispositionPlan, { kind: 'ask' }> }
	| { ask: 'level'; area: AreaId; level: number };

interface Parts {
	board: Board;
	view: MeetingView;
	beyond: () => BeyondBoard;
	announcer: Announcer;
}

/**
 * One surface of the meeting at work: its scenes, where it is among them, and what is done with the row in focus. Keys,
 * buttons and thumbs all come through here.
 */
export class MeetingDesk {
	readonly board: Board;
	readonly view: MeetingView;
	readonly announcer: Announcer;
	readonly #beyond: () => BeyondBoard;
	readonly #held: HeldScene;
	#question = $state.raw<MeetingQuestion | null>(null);
	#refusal = $state<string | null>(null);

	readonly facts: MeetingFacts = $derived.by(() => factsOf(this.board, this.#beyond()));
	readonly scenes: readonly Scene[] = $derived(scenesOf(this.facts));
	readonly pages = $derived.by(() => pagesOf(this.scene, FIT));
	readonly focused: Focused = $derived.by(() => focusedIn(this.facts, this.scene, this.focus));

	constructor({ board, view, beyond, announcer }: Parts) {
		this.board = board;
		this.view = view;
		this.announcer = announcer;
		this.#beyond = beyond;
		this.#held = new HeldScene(
			() => sceneAt(this.scenes, this.place),
			() => this.focus
		);
	}

	// ——— where

	get place(): Place {
		return this.view.shown;
	}
	get focus(): string | null {
		return this.place.focus;
	}
	get scene(): Scene {
		return this.#held.scene;
	}
	/** Rows that wait until nothing is in focus. */
	get waiting(): number {
		return this.#held.waiting;
	}
	/** "2 av 5" of the step. */
	get sceneNumber(): { number: number; of: number } {
		const own = scenesIn(this.scenes, this.scene.step);
		return { number: own.findIndex(({ key }) => key === this.scene.key) + 1, of: own.length };
	}
	get next(): Place | null {
		return nextPlace(this.scenes, this.pages, this.#at);
	}
	get previous(): Place | null {
		return previousPlace(this.scenes, this.pages, this.#at);
	}
	/** As it is shown: a scene that is gone is its step's first. */
	get #at(): Place {
		return { ...this.place, step: this.scene.step, scene: this.scene.key };
	}

	/** Who may lead takes the meeting along; others look on their own. */
	go(place: Place | null): void {
		if (!place) return;
		this.#clear();
		void this.view.lead(place);
	}
	goTo(step: AgendaStep): void {
		this.go(stepPlace(this.scenes, step));
	}
	show(scene: Scene): void {
		this.go(placeOf(scene));
	}
	moveFocus(by: 1 | -1): void {
		this.go(moveFocus(this.pages, this.#at, by));
	}
	focusOn(id: string | null): void {
		const page = this.pages.find(({ blocks }) => rowsOf({ blocks }).some((row) => row.id === id));
		this.go({ ...this.#at, page: page?.index ?? this.place.page, focus: id });
	}

	// ——— what a line that is captured is about

	get capturePlace(): CapturePlace {
		return { link: this.#link, where: this.#where };
	}
	get #link(): CaptureLink | null {
		const on = this.focused;
		if (on?.is === 'entry')
			return { is: 'entry', id: on.entry.id, label: on.entry.text, entry: on.entry, week: on.week };
		if (on?.is === 'priority') return { is: 'priority', id: on.priority.id, label: on.priority.title };
		if (on?.is === 'action') return { is: 'action', id: on.action.id, label: labelOf(on.action) };
		return null;
	}
	get #where(): CapturePlace['where'] {
		const on = this.focused;
		if (on?.is === 'area') return { area: on.area.id, place: null };
		if (on?.is === 'entry') return on.entry.where;
		return on?.is === 'priority' ? on.priority.where : null;
	}

	// ——— what is asked and refused

	get question(): MeetingQuestion | null {
		return this.#question;
	}
	/** Why nothing was done, in words. */
	get refusal(): string | null {
		return this.#refusal;
	}
	closeQuestion(): void {
		this.#question = null;
	}
	refuse(words: string): void {
		this.#refusal = words;
		this.announcer.say(words);
	}

	// ——— doing

	run(command: MeetingCommand): void {
		switch (command.do) {
			case 'next':
				return this.go(this.next);
			case 'previous':
				return this.go(this.previous);
			case 'focus':
				return this.moveFocus(command.by);
			case 'follow':
				return this.view.toggleFollow();
			case 'confirm':
				return this.confirm();
			case 'level':
				return this.chooseLevel(command.level);
			case 'trend':
				return this.setTrend(command.trend);
			case 'dispose':
				return this.disposeFocused(command.disposition);
			case 'prioritise':
				return this.focused?.is === 'entry' ? this.togglePriority(this.focused.entry) : undefined;
		}
	}

	/** Space: bekräftad oförändrad, a decision, or that what came back has been dealt with. */
	confirm(): void {
		const on = this.focused;
		if (on?.is === 'area') this.confirmLevel(on.area.id);
		else if (on?.is === 'entry') this.confirmEntry(on.entry.id, on.carried);
		else if (on?.is === 'returned') this.handle(on.note.returned.id, !on.note.returned.handled);
		else if (on?.is === 'action' && this.scene.step === 'decisions') this.decide(on.action);
	}

	confirmLevel(area: AreaId): void {
		const before = this.facts.previousLevels[area];
		if (!this.#writes('setLevels')) return;
		if (!before) return this.refuse('Området har ingen tidigare nivå att bekräfta. Välj en nivå.');
		this.board.edit('week', (doc) => confirmLevel(doc, area, before.level));
		this.#done(`Nivå ${before.level}, bekräftad oförändrad`);
	}

	confirmEntry(id: RecordId, carried: boolean): void {
		if (!this.#writes('writeWeek')) return;
		this.board.edit('week', (doc) => (carried ? confirmCarried : confirmEntry)(doc, id));
		this.#done('Bekräftad oförändrad');
	}

	assess(id: RecordId, carried: boolean, trend: Trend | null): void {
		if (!this.#writes('writeWeek')) return;
		this.board.edit('week', (doc) => (carried ? assessCarried : assessEntry)(doc, id, trend));
		this.#clear();
	}

	/** A level comes with its motive: it is asked for, and nothing is written before it is there. */
	chooseLevel(level: number): void {
		const on = this.focused;
		const exists = this.board.page.organisation.levels.some(({ number }) => number === level);
		if (on?.is !== 'area' || !exists || !this.#writes('setLevels')) return;
		if (this.focus === null) this.focusOn(`level:${on.area.id}`); // the question stands with its row
		this.#question = { ask: 'level', area: on.area.id, level };
	}

	setTrend(trend: AreaTrend): void {
		const on = this.focused;
		if (on?.is === 'entry') {
			this.assess(on.entry.id, on.carried, ENTRY_TREND[trend]);
			this.announcer.say(AREA_TREND_WORDS[trend]);
		} else if (on?.is === 'area' && this.#writes('setLevels')) {
			this.board.edit('week', (doc) => setAreaTrend(doc, on.area.id, trend));
			this.#done(`${on.area.name}: ${AREA_TREND_WORDS[trend].toLowerCase()}`);
		}
	}

	disposeFocused(disposition: Disposition): void {
		if (this.focused?.is === 'action') this.disposeOf(this.focused.action, disposition);
	}

	disposeOf(action: Action, disposition: Disposition): void {
		if (!this.#writes('writeWeek')) return;
		const plan = planDisposition(action, disposition, rightsOn(this.board, action));
		if (plan.kind === 'refuse') return this.refuse(plan.words);
		if (plan.kind === 'ask') {
			this.#question = { ask: 'disposition', action: action.id, disposition, plan };
			return this.announcer.say(`${actionLabel(action)}, ${DISPOSITION_WORDS[disposition]}: fyll i det som saknas`);
		}
		const problem = dispose(this.board, action, disposition, { status: plan.status });
		if (problem) this.refuse(problem);
		else this.#done(`${actionLabel(action)}: ${DISPOSITION_WORDS[disposition]}`);
	}

	decide(action: Action): void {
		const { may, page } = this.board;
		if (action.status.state !== 'proposed') return this.announcer.say(`${actionLabel(action)} är redan beslutad`);
		if (!may.decideActions) return this.refuse('Beslut fattas av sammankallande eller dennes ersättare.');
		if (!this.board.isLive('actions')) return this.refuse(FACT_PROBLEM_WORDS['not-live'] ?? '');
		const moment = { week: weekKey(page.week), today: page.today };
		const decided = this.board.edit('actions', (doc) => setStatus(doc, action.id, { state: 'decided' }, moment));
		if (decided.ok) this.#done(`${actionLabel(action)} beslutad`);
		else
			this.refuse(`${actionLabel(action)} kan inte beslutas ännu. ${FACT_PROBLEM_WORDS[decided.problem.code] ?? ''}`);
	}

	/** In among the week's five, or out again. */
	togglePriority(entry: Pick<Entry, 'id' | 'text' | 'where'>): void {
		if (!this.#writes('prioritise')) return;
		const known = this.board.priorities.find((priority) => priority.entry === entry.id);
		if (known) return this.removePriority(known.id);
		if (isFull(this.board.priorities)) return this.refuse('Det finns redan fem prioriteringar. Ta bort en först.');
		const id = this.board.newId();
		this.board.edit('week', (doc) => prioritiseEntry(doc, id, entry, this.board.author()));
		this.#done(`Prioriterad: ${entry.text}`);
	}

	removePriority(id: RecordId): void {
		if (!this.#writes('prioritise')) return;
		const { person, at } = this.board.author();
		this.board.edit('week', (doc) => removeRecord(doc, priorityKind, id, person, at));
		this.#done('Prioriteringen är borttagen');
	}

	handle(id: RecordId, handled: boolean): void {
		if (!this.#writes('writeWeek')) return;
		this.board.edit('week', (doc) => handleReturned(doc, id, handled));
		this.#done(handled ? 'Hanterad' : 'Inte hanterad');
	}

	/** May this person, and is the week here? Says so where not. */
	#writes(permission: 'writeWeek' | 'setLevels' | 'prioritise'): boolean {
		this.#clear();
		if (!this.board.may[permission]) this.refuse('Du har inte behörighet att ändra det här.');
		else if (!this.board.isLive('week')) this.refuse(FACT_PROBLEM_WORDS['not-live'] ?? '');
		else return true;
		return false;
	}

	#done(words: string) {
		this.#clear();
		this.announcer.say(words);
	}

	#clear() {
		this.#refusal = null;
		this.#question = null;
	}
}

/** The screen's own pages may be others; the row in focus says which it shows. */
const FIT = fitOf(DEFAULT_CALIBRATION);
const ENTRY_TREND: Record<AreaTrend, Trend> = { up: 'rising', level: 'unchanged', down: 'falling' };

const labelOf = (action: Action): string => `${actionLabel(action)} ${action.title}`;

const KEY = Symbol('meeting desk');

export const setDesk = (desk: MeetingDesk): MeetingDesk => setContext(KEY, desk);

export function getDesk(): MeetingDesk {
	const desk = getContext<MeetingDesk | undefined>(KEY);
	if (!desk) throw new Error('No desk here: call setDesk(new MeetingDesk(…)) in a component above');
	return desk;
}

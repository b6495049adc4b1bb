import { flushSync } from 'svelte';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CaptureBox } from '../../src/lib/features/meeting/capture-box.svelte.ts';
import { capturedSince } from '../../src/lib/shared/meeting/captured.ts';
import { dispose } from '../../src/lib/features/meeting/dispositions.ts';
import { MeetingDesk } from '../../src/lib/features/meeting/meeting-desk.svelte.ts';
import type { Permissions } from '../../src/lib/shared/access/policies.ts';
import { actionKind, type Action } from '../../src/lib/shared/board/action.ts';
import { carriedKind } from '../../src/lib/shared/board/carried.ts';
import { entryKind } from '../../src/lib/shared/board/entry.ts';
import { createRecord } from '../../src/lib/shared/board/record.ts';
import type { AreaId, RecordId } from '../../src/lib/shared/ids.ts';
import { DEFAULT_AGENDA, type AgendaStep } from '../../src/lib/shared/meeting/agenda.ts';
import { INITIAL_MEETING, type MeetingMove } from '../../src/lib/shared/meeting/meeting-state.ts';
import type { Day, WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { Announcer } from '../../src/lib/state/announcer.svelte.ts';
import { Board } from '../../src/lib/state/board.svelte.ts';
import { MeetingView } from '../../src/lib/state/meeting.svelte.ts';
import { Notices } from '../../src/lib/ui/notices.svelte.ts';
import { buildEntry, CENTRUM, FIELD, PARKS, recordId, W48_KEY } from '../shared/fixtures.ts';
import { ORGANISATION } from '../shared/meeting-facts.ts';
import { buildDocument, buildWeekPage } from '../support/week-page.ts';

const CONVENER = buildWeekPage().may;
const COORDINATOR: Permissions = { ...CONVENER, decideActions: false, setLevels: false };
const NOW = 1_795_000_000_000;
const LATE = { owner: PARKS, performers: [PARKS], due: '2026-11-20' as Day, proposedIn: '2026-W46' as WeekKey };
const OWN = recordId('egen');
const CARRIED = recordId('buren');

interface Start {
	may?: Permissions;
	action?: Partial<Action>;
	live?: boolean;
}

/** A meeting at work on a board with an åtgärd of earlier weeks, a lägesrad of its own and one carried. */
function open({ may = CONVENER, action = {}, live = true }: Start = {}) {
	const page = buildWeekPage({
		...{ organisation: ORGANISATION, may, state: 'meeting' },
		previousLevels: { [CENTRUM]: { level: 2, week: { year: 2026, number: 47 } } } as Record<
			AreaId,
			{ level: number; week: { year: number; number: number } }
		>,
		earlierEntries: [buildEntry({ id: CARRIED, text: 'Mörkt vid tunneln', where: { area: CENTRUM, place: null } })]
	});
	const week = buildDocument('week', (doc) => {
		createRecord(doc, entryKind, OWN, { order: 'A', text: 'Klotter', where: { area: CENTRUM, place: null } });
		createRecord(doc, carriedKind, CARRIED, { from: '2026-W46' as WeekKey });
	});
	const actions = buildDocument('actions', (doc) => {
		const status = { state: 'ongoing' } as const;
		createRecord(doc, actionKind, recordId('a17'), {
			order: 'A',
			number: 17,
			title: 'Lys upp',
			status,
			...LATE,
			...action
		});
	});
	const board = new Board(page, () => NOW);
	if (live) onTestFinished(board.attach({ doc: week, onreplaced: null }, { doc: actions, onreplaced: null }));
	const line = {
		connected: true,
		meeting: null,
		joinMeeting: () => undefined,
		moveMeeting: async (_: MeetingMove) => true
	};
	const view = new MeetingView({
		...{ week: W48_KEY, line, agenda: () => DEFAULT_AGENDA, mayLead: () => true, clock: () => NOW },
		initial: { ...INITIAL_MEETING, startedAt: NOW - 1000, stepStartedAt: NOW - 1000 }
	});
	onTestFinished(view.open());
	const announcer = new Announcer();
	const notices = new Notices();
	onTestFinished(() => notices.stop());
	const beyond = () => ({ ...board.page, agenda: DEFAULT_AGENDA });
	const desk = new MeetingDesk({ board, view, beyond, announcer });
	const draft = { text: '' };
	const kept = $state(draft);
	const box = new CaptureBox({
		...{ board, draft: kept, notices },
		place: () => desk.capturePlace,
		say: (words) => announcer.say(words)
	});
	const focusOn = (step: AgendaStep, scene: string, focus: string | null) => desk.go({ step, scene, page: 0, focus });
	flushSync();
	return { board, desk, box, notices, announcer, focusOn, view };
}

const write = (box: CaptureBox, line: string) => {
	box.text = line;
	return box.publish();
};

describe('capture', () => {
	test('[CP9] who may decide and says who and when has decided it; it answers the row in focus', () => {
		const { board, box, focusOn } = open();
		focusOn('situation', `area:${CENTRUM}`, OWN);
		expect(write(box, 'a Sanera @gata @fält fre #skade')).toBeNull();
		expect(box.text).toBe('');
		expect(board.actions.at(-1)).toMatchObject({
			...{ title: 'Sanera', owner: PARKS, performers: [FIELD, PARKS], due: '2026-11-27', category: 'c1' },
			...{ status: { state: 'decided' }, decidedIn: W48_KEY, proposedIn: W48_KEY },
			...{ answers: { week: W48_KEY, kind: 'entry', id: OWN }, where: { area: CENTRUM, place: null } },
			created: { person: 'alice', at: NOW }
		});
	});

	test('[CP9] without who or when, and by who may not decide, it is a proposal', () => {
		const convener = open();
		write(convener.box, 'a Sanera fre');
		expect(convener.board.actions.at(-1)).toMatchObject({ status: { state: 'proposed' }, decidedIn: null });
		const coordinator = open({ may: COORDINATOR });
		write(coordinator.box, 'a Sanera @gata fre');
		expect(coordinator.board.actions.at(-1)).toMatchObject({ status: { state: 'proposed' }, owner: PARKS });
	});

	test('[CP9] a carried row is answered in the week it was seen', () => {
		const { board, box, focusOn } = open();
		focusOn('situation', `area:${CENTRUM}`, CARRIED);
		write(box, 'a Laga lampan');
		expect(board.actions.at(-1)?.answers).toEqual({ week: '2026-W46', kind: 'entry', id: CARRIED });
		box.text = 'a Något annat';
		box.unlink();
		box.publish();
		expect(board.actions.at(-1)?.answers).toBeNull();
	});

	test('[CP9] each kind comes where it belongs', () => {
		const { board, box, focusOn } = open();
		focusOn('situation', `area:${CENTRUM}`, null);
		write(box, 'l Ny klotterserie #skade');
		write(box, 'b Mötet flyttas fre');
		write(box, 'n Tack');
		write(box, 'p Kameror');
		expect(board.entries.at(-1)).toMatchObject({
			...{ text: 'Ny klotterserie', category: 'c1', where: { area: CENTRUM, place: null } },
			assessment: { kind: 'trend', trend: 'new' }
		});
		expect(board.records('decisions')).toMatchObject([{ text: 'Mötet flyttas fre', about: null }]);
		expect(board.records('notes')).toMatchObject([
			{ text: 'Tack', parked: false },
			{ text: 'Kameror', parked: true }
		]);
	});

	test('[CP10] ! prioritises the row in focus, or what is written; a sixth is refused and nothing is written', () => {
		const { board, box, focusOn } = open();
		focusOn('situation', `area:${CENTRUM}`, OWN);
		write(box, 'a Sanera !');
		expect(board.priorities).toMatchObject([{ entry: OWN, title: 'Klotter' }]);
		expect(board.actions.at(-1)?.answers).toMatchObject({ kind: 'entry', id: OWN });
		focusOn('decisions', 'decide', null);
		for (const words of ['Två', 'Tre', 'Fyra', 'Fem']) write(box, `l ${words} !`);
		expect(board.priorities).toHaveLength(5);
		const before = board.actions.length;
		write(box, 'a Sex !');
		expect([board.actions.length, board.priorities.length, box.text]).toEqual([before, 5, 'a Sex !']);
		expect(box.problem).toContain('fem prioriteringar');
	});

	test('[CP11] what can not be put on the board stays in the line, and says why', () => {
		const { board, box } = open();
		for (const [line, words] of [
			['Klotter', 'Välj vad det är'],
			['a', 'Skriv vad det gäller'],
			[`b ${'x'.repeat(1001)}`, 'Skriv kortare'],
			['a Sanera fre kväll', 'Välj vad det gula betyder']
		] as const) {
			write(box, line);
			expect([box.text, box.problem]).toEqual([line, expect.stringContaining(words)]);
		}
		expect(board.records('decisions')).toEqual([]);
		const early = open({ live: false });
		write(early.box, 'n Tack');
		expect([early.box.text, early.box.problem]).toEqual(['n Tack', expect.stringContaining('finns kvar')]);
		const reader = open({ may: { ...CONVENER, writeWeek: false } });
		write(reader.box, 'n Tack');
		expect(reader.box.problem).toContain('behörighet');
	});

	test('[CP11] an answer settles what was asked, and goes with the line', () => {
		const { board, box } = open();
		expect(write(box, 'a Sanera fre kväll')).toMatchObject({ said: 'fre' });
		box.answer(box.capture.tokens[0]!, 0);
		box.publish();
		expect(board.actions.at(-1)).toMatchObject({ title: 'Sanera kväll', due: '2026-11-27' });
		expect(write(box, 'a Måla fre kväll')).toMatchObject({ said: 'fre' });
	});

	test('[CP12] taken back within five seconds it is off the board, whole, and in the line again', () => {
		const { board, box, notices } = open();
		write(box, 'a Sanera !');
		const [notice] = notices.list;
		expect(notice).toMatchObject({ text: 'Åtgärd: Sanera', action: { label: 'Ångra' } });
		notice!.action!.run();
		expect([board.actions.map(({ title }) => title), board.priorities, box.text]).toEqual([
			['Lys upp'],
			[],
			'a Sanera !'
		]);
	});

	test('[CP12] pasted lines become items; those that can not stay, one after the other', () => {
		const { board, box, notices } = open();
		expect(box.paste('n En rad')).toBe(false);
		expect(box.paste('n Ett\nutan bokstav\nb Två\nockså utan')).toBe(true);
		expect(board.records('notes')).toMatchObject([{ text: 'Ett' }]);
		expect(board.records('decisions')).toMatchObject([{ text: 'Två' }]);
		expect(notices.list.at(-1)?.text).toBe('2 rader fångade');
		expect([box.text, box.waiting]).toEqual(['utan bokstav', 1]);
		box.kind = 'note';
		box.publish();
		expect([box.text, box.waiting]).toEqual(['också utan', 0]);
	});

	test('[CP12] "Fångat" is what came since the meeting began, by anybody, the newest first, with what is missing', () => {
		const { desk, box } = open();
		write(box, 'a Sanera');
		expect(capturedSince(desk.facts, NOW)).toMatchObject([
			{ kind: 'action', text: 'Å-… Sanera', missing: 'Saknar vem och när', by: { person: 'alice' } }
		]);
		expect(capturedSince(desk.facts, NOW + 1)).toEqual([]);
	});
});

describe('the row in focus', () => {
	test('[CP13] Space confirms an area by its last level, and a row, own or carried, as it was', () => {
		const { board, desk, focusOn } = open();
		focusOn('situation', 'overview', CENTRUM);
		desk.confirm();
		expect(board.levels.get(CENTRUM)?.assessment).toEqual({ kind: 'confirmed', level: 2 });
		for (const id of [OWN, CARRIED]) {
			focusOn('situation', `area:${CENTRUM}`, id);
			desk.confirm();
		}
		expect(board.record('entries', OWN)?.assessment).toEqual({ kind: 'confirmed' });
		expect(board.record('carried', CARRIED)?.assessment).toEqual({ kind: 'confirmed' });
	});

	test('[CP13] a level asks for its motive before anything is written; a trend does not', () => {
		const { board, desk, focusOn } = open();
		focusOn('situation', `area:${CENTRUM}`, `level:${CENTRUM}`);
		desk.chooseLevel(2);
		expect(desk.question).toEqual({ ask: 'level', area: CENTRUM, level: 2 });
		expect(board.levels.get(CENTRUM)).toBeUndefined();
		desk.chooseLevel(4);
		expect(desk.question).toMatchObject({ level: 2 });
		desk.setTrend('up');
		expect(board.levels.get(CENTRUM)?.trend).toBe('up');
		focusOn('situation', `area:${CENTRUM}`, CARRIED);
		desk.setTrend('down');
		expect(board.record('carried', CARRIED)?.assessment).toEqual({ kind: 'trend', trend: 'falling' });
	});

	test('[CP13] a level pressed in the scene of an area is asked about at its row', () => {
		const { desk, focusOn } = open();
		focusOn('situation', `area:${CENTRUM}`, null);
		desk.chooseLevel(2);
		expect([desk.focus, desk.question]).toEqual([`level:${CENTRUM}`, { ask: 'level', area: CENTRUM, level: 2 }]);
	});

	test('[CP13] who may not says so and writes nothing', () => {
		const { board, desk, focusOn } = open({ may: COORDINATOR });
		focusOn('situation', `area:${CENTRUM}`, null);
		desk.setTrend('up');
		expect([desk.refusal, board.levels.size]).toEqual(['Du har inte behörighet att ändra det här.', 0]);
	});

	test('[CP13] Space decides a proposal in Beslut, and says what it lacks', () => {
		const { board, box, desk, focusOn } = open();
		write(box, 'a Sanera @gata');
		const id = board.actions.at(-1)!.id;
		focusOn('decisions', 'decide', id);
		desk.confirm();
		expect(desk.refusal).toContain('Ange när det ska vara klart');
		const ready = open({ may: { ...CONVENER, decideActions: true }, action: { status: { state: 'proposed' } } });
		ready.focusOn('decisions', 'decide', 'a17');
		ready.desk.confirm();
		expect(ready.board.record('actions', 'a17')?.status).toEqual({ state: 'decided' });
	});

	test('[CP14] dispositions: fortsätter and klar are written at once, both in the week and on the åtgärd', () => {
		const { board, desk, focusOn } = open();
		focusOn('follow-up', 'follow-up', 'a17');
		desk.disposeFocused('continues');
		expect(board.record('followUps', 'a17')).toMatchObject({ disposition: 'continues', by: { person: 'alice' } });
		desk.disposeFocused('done');
		expect(board.record('followUps', 'a17')?.disposition).toBe('done');
		expect(board.record('actions', 'a17')?.status).toEqual({ state: 'done' });
		desk.disposeFocused('done');
		expect(desk.question).toMatchObject({ ask: 'disposition', plan: { state: 'followed-up', facts: ['effect'] } });
	});

	test.each([
		['blocked', ['reason']],
		['cancelled', ['reason']],
		['reassigned', ['owner']]
	] as const)('[CP14] %s asks for %j, and nothing is set half', (disposition, facts) => {
		const { board, desk, focusOn } = open();
		focusOn('follow-up', 'follow-up', 'a17');
		desk.disposeFocused(disposition);
		expect(desk.question).toMatchObject({ disposition, plan: { facts } });
		expect(board.record('followUps', 'a17')).toBeUndefined();
		expect(board.record('actions', 'a17')?.status).toEqual({ state: 'ongoing' });
	});

	test('[CP14] what its state demands and it lacks is asked; a refusal writes nothing anywhere', () => {
		const { board, desk, focusOn } = open({ action: { status: { state: 'proposed' }, due: '2026-11-20' as Day } });
		focusOn('follow-up', 'follow-up', 'a17');
		desk.disposeFocused('done');
		expect(desk.refusal).toContain('Ett förslag beslutas först');
		const action = board.record('actions', 'a17')!;
		expect(dispose(board, action, 'done', { status: { state: 'done' } })).toContain('ändrats');
		expect(dispose(board, { ...action, due: null }, 'done', { status: { state: 'done' } })).toContain('när');
		expect(board.records('followUps')).toEqual([]);
		expect(dispose(board, action, 'reassigned', { status: null, owner: FIELD })).toBeNull();
		expect(board.record('actions', 'a17')?.owner).toBe(FIELD);
	});

	test('[CP15] a row is prioritised and out again, never more than five', () => {
		const { board, desk } = open();
		const entry = board.record('entries', OWN)!;
		desk.togglePriority(entry);
		expect(board.priorities).toMatchObject([{ entry: OWN }]);
		desk.togglePriority(entry);
		expect(board.priorities).toEqual([]);
		for (let n = 0; n < 6; n++) desk.togglePriority({ ...entry, id: `e${n}` as RecordId });
		expect([board.priorities.length, desk.refusal]).toEqual([5, expect.stringContaining('fem prioriteringar')]);
	});
});

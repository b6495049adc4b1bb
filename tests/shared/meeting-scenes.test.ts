import { describe, expect, test } from 'vitest';
import { carriedKind } from '../../src/lib/shared/board/carried.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { AGENDA_STEPS } from '../../src/lib/shared/meeting/agenda.ts';
import { forScreen, HIDDEN_TITLE } from '../../src/lib/shared/meeting/screen-facts.ts';
import { applyChanges, fromWire, screenChanges, toWire } from '../../src/lib/shared/meeting/screen-wire.ts';
import { rowsOf, type Scene } from '../../src/lib/shared/meeting/scene.ts';
import { sceneAt, scenesIn, scenesOf } from '../../src/lib/shared/meeting/scenes.ts';
import { sinceLastWeekText } from '../../src/lib/shared/meeting/since-last-week.ts';
import type { Day, WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import {
	buildAction,
	buildEntry,
	buildPriority,
	byAlice,
	CENTRUM,
	FIELD,
	PARKS,
	recordId,
	W48_KEY
} from './fixtures.ts';
import { actionsWith, buildFacts, weekWith } from './meeting-facts.ts';

const texts = (scene: Scene) => rowsOf(scene).map(({ text }) => text);
const scene = (facts: Parameters<typeof scenesOf>[0], key: string) => {
	const found = scenesOf(facts).find((one) => one.key === key);
	if (!found) throw new Error(`No scene ${key}`);
	return found;
};
const W46 = '2026-W46' as WeekKey;
const trend = (name: 'new' | 'rising' | 'unchanged') => ({ kind: 'trend' as const, trend: name });
const inCentrum = { area: CENTRUM, place: null };
const decided = {
	status: { state: 'decided' as const },
	owner: FIELD,
	performers: [FIELD],
	proposedIn: W46,
	decidedIn: W46
};

describe('scenes', () => {
	test('[MT1] every step has scenes, each with its own key, whatever is on the board', () => {
		for (const facts of [buildFacts(), buildFacts({ organisation: { ...buildFacts().organisation, areas: [] } })]) {
			const scenes = scenesOf(facts);
			for (const step of AGENDA_STEPS) expect(scenesIn(scenes, step).length).toBeGreaterThan(0);
			expect(new Set(scenes.map(({ key }) => key)).size).toBe(scenes.length);
			expect(sceneAt(scenes, { step: 'situation', scene: 'area:gone' }).key).toBe('overview');
			for (const one of scenes) expect(rowsOf(one).length).toBeGreaterThan(0);
		}
	});

	test('[MT2] follow-up takes late ones first, then hinder, then what is due; done ones are one line', () => {
		const action = (id: string, fields: Parameters<typeof buildAction>[0]) =>
			buildAction({ id: recordId(id), title: id, ...decided, ...fields });
		const facts = buildFacts({
			actions: actionsWith(
				action('later', { due: '2027-02-01' as Day }),
				action('due', { due: '2026-12-01' as Day }),
				action('blocked', { status: { state: 'blocked', reason: 'Ingen elektriker' }, due: '2027-02-01' as Day }),
				action('late', { due: '2026-11-20' as Day }),
				action('done1', { status: { state: 'done' }, number: 3 }),
				action('done2', { status: { state: 'done' }, number: 7 }),
				action('new', { decidedIn: W48_KEY, proposedIn: W48_KEY })
			)
		});
		const { blocks } = scene(facts, 'follow-up');
		expect(blocks[0]?.rows.map(({ id }) => id)).toEqual(['late', 'blocked', 'due']);
		expect(blocks[0]?.rows[1]?.details).toEqual(['Hinder: Ingen elektriker']);
		expect(blocks[1]?.rows.map(({ text }) => text)).toEqual(['2 klara: Å-3, Å-7', '1 fortsätter enligt plan: Å-…']);
	});

	test('[MT2] an åtgärd keeps its row when the meeting has said that it is done', () => {
		const action = buildAction({ ...decided, status: { state: 'done' }, due: '2026-11-20' as Day });
		const record = weekWith({ followUps: [{ id: action.id, disposition: 'done', by: byAlice }] });
		const [row] = rowsOf(scene(buildFacts({ actions: actionsWith(action), record }), 'follow-up'));
		expect(row?.id).toBe(action.id);
		expect(row?.marks).toContainEqual({ kind: 'disposition', disposition: 'done', text: 'Klar' });
	});

	test('[MT3] an area shows what is new first, then what changed; the matrix tells changed from not looked at', () => {
		const entry = (
			id: string,
			assessment: ReturnType<typeof buildEntry>['assessment'],
			category: string | null = 'c1'
		) => buildEntry({ id: recordId(id), text: id, where: inCentrum, assessment, category: category as never });
		const facts = buildFacts({
			record: weekWith({
				entries: [
					entry('same', { kind: 'confirmed' }),
					entry('unseen', null),
					entry('up', trend('rising')),
					entry('new', trend('new'))
				]
			})
		});
		expect(texts(scene(facts, `area:${CENTRUM}`)).slice(1)).toEqual(['new', 'up', 'unseen', 'same']);
		const cell = (one: Scene) => rowsOf(one)[0]?.cells?.[0];
		expect(cell(scene(facts, 'overview'))).toEqual({ group: 'crime', count: 4, state: 'changed' });
		const only = (row: ReturnType<typeof entry>) => buildFacts({ record: weekWith({ entries: [row] }) });
		expect(cell(scene(only(entry('a', null)), 'overview'))?.state).toBe('not-assessed');
		expect(cell(scene(only(entry('a', { kind: 'confirmed' })), 'overview'))?.state).toBe('unchanged');
		expect(cell(scene(buildFacts(), 'overview'))?.state).toBe('empty');
	});

	test('[MT3] a carried row tells its week in a row and what is new about it', () => {
		const entry = buildEntry({ text: 'Klotter', where: inCentrum });
		const carried = { ...initialCarried(entry.id), from: W46, assessment: trend('rising'), text: 'Nu även i tunneln' };
		const facts = buildFacts({ carried: [{ carried, entry }], record: weekWith({ carried: [carried] }) });
		const row = rowsOf(scene(facts, `area:${CENTRUM}`))[1];
		expect(row?.details).toEqual(['Nytt: Nu även i tunneln']);
		expect(row?.marks.map(({ text }) => text)).toContain('3:e veckan i rad');
	});

	test('[MT4] a priority tells its open åtgärder, or that it has none; a proposal without who and when says so', () => {
		const [one, two] = [buildPriority({ title: 'Torget' }), buildPriority({ id: recordId('p2'), title: 'Parken' })];
		const action = buildAction({
			title: 'Belysning',
			number: 4,
			answers: { week: W48_KEY, kind: 'priority', id: one.id }
		});
		const facts = buildFacts({ record: weekWith({ priorities: [one, two] }), actions: actionsWith(action) });
		const rows = rowsOf(scene(facts, 'priorities'));
		expect(rows[0]?.details).toEqual(['Å-4 Belysning · Vem? · När?']);
		expect(rows[1]?.marks.map(({ text }) => text)).toContain('Saknar åtgärd');
		const decide = scene(facts, `decide:${one.id}`);
		expect(decide.blocks.map(({ place }) => place)).toEqual(['beside', 'main']);
		expect(rowsOf(decide)[1]?.marks.flatMap((mark) => (mark.kind === 'missing' ? mark.what : []))).toEqual([
			'who',
			'when'
		]);
	});

	test('[MT5] read-back names every function that has a part, as ansvarig or utförare', () => {
		const action = buildAction({
			...decided,
			title: 'Belysning',
			number: 4,
			decidedIn: W48_KEY,
			proposedIn: W48_KEY,
			performers: [PARKS]
		});
		const { blocks } = scene(buildFacts({ actions: actionsWith(action) }), 'read-back');
		expect(blocks.map(({ title, rows }) => [title, rows[0]?.details])).toEqual([
			['Fältgruppen', ['Ansvarig. Utförs av Gata och park']],
			['Gata och park', ['Utför']]
		]);
	});

	test('[MT6] "sedan förra mötet" is one sentence that counts in Swedish', () => {
		expect(sinceLastWeekText(buildFacts())).toBe('Sedan v. 47: ingen ändring.');
		const entry = (id: string) => buildEntry({ id: recordId(id), assessment: trend('new') });
		const level = {
			id: CENTRUM as string as RecordId,
			assessment: { kind: 'set' as const, level: 2, motive: 'Bråk' },
			trend: null,
			flagged: null
		};
		const facts = (...ids: string[]) =>
			buildFacts({
				record: weekWith({ entries: ids.map(entry), levels: [level] }),
				actions: actionsWith(buildAction({ ...decided, due: '2026-11-20' as Day })),
				previousLevels: { [CENTRUM]: { level: 1, week: { year: 2026, number: 47 } } }
			});
		expect(sinceLastWeekText(facts('a'))).toBe(
			'Sedan v. 47: 1 ny lägesrad och 1 åtgärd försenad; läget försämrades i Centrum (1→2).'
		);
		expect(sinceLastWeekText(facts('a', 'b'))).toContain('2 nya lägesrader');
	});
});

const initialCarried = (id: RecordId) => ({
	...{ id, from: W48_KEY, assessment: null, text: '', hiddenOnScreen: false, removed: null, flagged: null }
});

describe('the screen', () => {
	const hidden = buildEntry({ text: 'HEMLIGT', where: inCentrum, hiddenOnScreen: true, created: byAlice });
	const facts = buildFacts({
		record: weekWith({
			entries: [hidden, buildEntry({ id: recordId('e2'), text: 'Öppet', where: inCentrum, created: byAlice })],
			priorities: [buildPriority({ title: 'HEMLIGT', entry: hidden.id, created: byAlice })]
		}),
		actions: {
			actions: [
				buildAction({ title: 'På tavlan', description: 'HEMLIGT', created: byAlice }),
				buildAction({ id: recordId('a9'), title: 'HEMLIGT senare', proposedIn: '2026-W50' as WeekKey })
			],
			comments: [
				{ id: recordId('k'), action: recordId('a1'), text: 'HEMLIGT', created: byAlice, removed: null, flagged: null }
			]
		}
	});

	test('[MT7] what is hidden is counted, and its words are nowhere; nobody is named beyond functions', () => {
		const sent = JSON.stringify(toWire(forScreen(facts)));
		expect(sent).not.toContain('HEMLIGT');
		expect(sent).not.toMatch(/alice|Alice/);
		expect(sent).toContain('Öppet');
		expect(sent).toContain(HIDDEN_TITLE);
		const area = rowsOf(scene(fromWire(JSON.parse(sent)), `area:${CENTRUM}`));
		expect(area.map(({ text }) => text)).toContain('1 skyddad punkt');
	});

	test('[MT7] a carried row is hidden by either week, and one whose words are not known is', () => {
		const entry = buildEntry({ text: 'HEMLIGT', hiddenOnScreen: true });
		const carried = { ...initialCarried(entry.id), text: 'HEMLIGT nytt' };
		const unread = { ...initialCarried(recordId('e9')), text: 'HEMLIGT okänt' };
		const both = buildFacts({ carried: [{ carried, entry }], record: weekWith({ carried: [carried, unread] }) });
		expect(JSON.stringify(toWire(forScreen(both)))).not.toContain('HEMLIGT');
		expect(forScreen(both).hidden.get(null)).toBe(1);
	});

	test('[MT8] the kind of record on a schema that grows is named here, so that nothing new reaches the screen unseen', () => {
		expect(Object.keys(forScreen(facts).record).sort()).toEqual(Object.keys(facts.record).sort());
		expect(carriedKind.root).toBe('carried');
	});

	test('[MT8] changes applied give what there is, and nothing is sent when nothing changed', () => {
		const before = toWire(forScreen(facts));
		const after = toWire(forScreen({ ...facts, state: 'ended', actions: actionsWith(buildAction({ title: 'Ny' })) }));
		const changes = screenChanges(before, after);
		expect(Object.keys(changes?.record ?? {})).toEqual([]);
		expect(changes && applyChanges(before, changes)).toEqual(after);
		expect(screenChanges(after, structuredClone(after))).toBeNull();
	});
});

import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { journalWriter } from '../../../server/boards/journal-writer.ts';
import { actionKind, addAction, setOwner, setPerformer, setStatus } from '../../../src/lib/shared/board/action.ts';
import { setAttendance } from '../../../src/lib/shared/board/attendance.ts';
import { setLevel } from '../../../src/lib/shared/board/area-level.ts';
import { addEntry, editEntry, entryKind } from '../../../src/lib/shared/board/entry.ts';
import { rewriteStored } from '../../../src/lib/shared/board/free-text.ts';
import { LOCAL, SERVER } from '../../../src/lib/shared/board/origin.ts';
import { addPriority, priorityKind } from '../../../src/lib/shared/board/priority.ts';
import { recordsOf, textOf } from '../../../src/lib/shared/board/record.ts';
import { removeRecord, restoreRecord } from '../../../src/lib/shared/board/remove.ts';
import { applyTextEdit } from '../../../src/lib/shared/board/text-edit.ts';
import type { RestoreTarget } from '../../../src/lib/shared/history/restore.ts';
import type { AreaId, RecordId } from '../../../src/lib/shared/ids.ts';
import { HIDDEN, mask } from '../../../src/lib/shared/redaction/mask.ts';
import type { Day, WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { WEEK_STATES } from '../../../src/lib/shared/week/lifecycle.ts';
import { isSaved, Line, openSaved } from '../../support/open-peer.ts';
import type { Login } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';
import { codeOf, NOW, startRestoring, type Started } from './restoring-support.ts';

const ROW = 'row' as RecordId;
const LAMP = 'lamp' as RecordId;
const TORGET = 'torget' as AreaId;

const write = (doc: Y.Doc, text: string) =>
	applyTextEdit(textOf(doc, entryKind, ROW, 'text')!, text, undefined, SERVER);

/** A row with a text, written anew; answers when it was as it was at first. */
async function rewritten({ edit, by, world }: Started, before = 'Klotter i tunneln', after = 'Krossade lampor') {
	const moment = await edit(world.carol, (doc) => addEntry(doc, ROW, { text: before }, by(world.carol), SERVER));
	await edit(world.bob, (doc) => write(doc, after));
	return moment;
}

const whyOf = (result: Awaited<ReturnType<Started['restore']>>) =>
	result.ok ? result.value.leftOut.map(({ field, why }) => `${field}: ${why}`) : [result.problem.code];

/** What would be left, and that nothing can be written then. */
async function whyNothing({ restoring, actor, world }: Started, target: RestoreTarget, moment: number) {
	const preview = await restoring.preview(await actor(world.alice), target, moment);
	if (!preview.ok) return [preview.problem.code];
	expect(preview.value.steps).toEqual([]);
	return preview.value.leftOut.map(({ field, why }) => `${field}: ${why}`);
}

describe('what is restored', () => {
	test('[RS3] a field comes back alone, and the change says what it restored and who did it', async () => {
		const started = await startRestoring();
		const { world, actor, restore, board, target, edit, history } = started;
		const moment = await rewritten(started);
		await edit(world.bob, (doc) => editEntry(doc, ROW, { severity: 3 }, SERVER));
		const carol = await actor(world.carol);
		expect(codeOf(await restore(carol, target.field('entries', ROW, 'text'), moment))).toBe('ok');
		expect((await board()).entries).toMatchObject([{ text: 'Klotter i tunneln', severity: 3 }]);
		const [change] = (await history.changes(carol, { records: [ROW] })).changes;
		expect(change).toMatchObject({
			...{ field: 'text', before: 'Krossade lampor', after: 'Klotter i tunneln' },
			...{ restored: moment, person: world.carol.person, via: 'desk' }
		});
	});

	test('[RS3] a card comes back whole, also when it was taken away', async () => {
		const started = await startRestoring();
		const { world, actor, restore, board, target, edit, by } = started;
		const moment = await rewritten(started);
		await edit(world.bob, (doc) => editEntry(doc, ROW, { severity: 3 }, SERVER));
		await edit(world.bob, (doc) => removeRecord(doc, entryKind, ROW, world.bob.person, by(world.bob).at, SERVER));
		await restore(await actor(world.carol), target.record('entries', ROW), moment);
		expect((await board()).entries).toMatchObject([{ text: 'Klotter i tunneln', severity: null, removed: null }]);
	});

	test('[RS3] what others type in the text meanwhile stays beside what comes back', async () => {
		const started = await startRestoring();
		const { world, server, actor, restore, target, board } = started;
		const moment = await rewritten(started, 'Klotter i tunneln igen', 'Klotter i tunneln');
		const line = new Line();
		const peer = await openSaved(server, world.bob, world.week, { line });
		const carol = await actor(world.carol);
		line.cut();
		const typed = textOf(peer.doc, entryKind, ROW, 'text')!;
		peer.doc.transact(() => typed.insert(0, 'Nytt: '), LOCAL);
		expect(codeOf(await restore(carol, target.field('entries', ROW, 'text'), moment))).toBe('ok');
		line.mend();
		await waitFor(() => typed.toString() === 'Nytt: Klotter i tunneln igen' && isSaved(peer), 'both to be there');
		expect((await board()).entries).toMatchObject([{ text: 'Nytt: Klotter i tunneln igen' }]);
	});

	test('[RS3] others keep their own undo, and it does not bring back what a restore took away', async () => {
		const started = await startRestoring();
		const { world, server, actor, restore, rooms, target, board, edit, tick } = started;
		const moment = await edit(world.alice, (doc) => setLevel(doc, TORGET, 1, 'Lugnt', SERVER));
		const peer = await openSaved(server, world.bob, world.week);
		const undo = new Y.UndoManager([peer.doc.getMap('entries'), peer.doc.getMap('levels')], {
			trackedOrigins: new Set([LOCAL])
		});
		const stored = new Set<string>();
		onTestFinished(rooms.onChanged(({ changes }) => changes.forEach(({ id }) => void stored.add(id))));
		const by = { person: world.bob.person, party: world.bob.party, at: tick() };
		addEntry(peer.doc, ROW, { text: 'Klotter' }, by, LOCAL);
		await waitFor(() => stored.has(ROW), 'the row to be stored');
		expect(codeOf(await restore(await actor(world.alice), target.week, moment))).toBe('ok');
		await waitFor(() => Boolean(recordsOf(peer.doc, entryKind).get(ROW)?.get('removed')), 'the row to be taken away');
		undo.undo();
		await waitFor(() => isSaved(peer), 'what was undone to be stored');
		expect((await board()).entries.filter(({ removed }) => removed === null)).toEqual([]);
		undo.destroy();
	});

	test('[RS4] what happened is not undone: närvaro, numbers, and what was not on the board stays in the document', async () => {
		const started = await startRestoring();
		const { world, edit, by, target, board, actor, restore } = started;
		const moment = await edit(world.alice, (doc) => setLevel(doc, TORGET, 1, 'Lugnt', SERVER));
		await edit(world.alice, (doc) => setAttendance(doc, world.bob.funktion, 'deputy', SERVER));
		await edit(world.carol, (doc) => addEntry(doc, ROW, { text: 'Klotter' }, by(world.carol), SERVER));
		const restored = await restore(await actor(world.alice), target.week, moment);
		expect(whyOf(restored)).toEqual(['null: fact']);
		const { attendance, entries } = await board();
		expect(attendance).toMatchObject([{ state: 'deputy' }]);
		expect(entries).toMatchObject([{ id: ROW, text: 'Klotter', removed: { person: world.alice.person } }]);
	});
});

describe('who may', () => {
	test('[RS5] a field is restored by whoever may edit it by hand, and nothing is written for others', async () => {
		const started = await startRestoring();
		const { world, actor, restoring, target, edit } = started;
		const moment = await edit(world.alice, (doc) => setLevel(doc, TORGET, 1, 'Lugnt', SERVER));
		await edit(world.alice, (doc) => setLevel(doc, TORGET, 2, 'Bränder', SERVER));
		const asked = target.record('levels', TORGET as string as RecordId);
		const of = async (login: Login) => {
			const preview = await restoring.preview(await actor(login), asked, moment);
			return preview.ok ? [preview.value.steps.length, preview.value.leftOut[0]?.why] : preview.problem.code;
		};
		expect(await of(world.alice)).toEqual([1, undefined]);
		expect(await of(world.carol)).toEqual([0, 'may-not-set-levels']);
		expect(await of(world.reader)).toEqual([0, 'may-not-set-levels']);
	});

	test('[RS5] a week is restored by sammankallande alone, and somebody outside is told nothing', async () => {
		const started = await startRestoring();
		const { world, actor, restoring, target, store, restore } = started;
		const moment = await rewritten(started);
		for (const login of [world.carol, world.reader])
			expect(codeOf(await restore(await actor(login), target.week, moment))).toBe('not-allowed');
		await store.organisation.setMember(world.samverkan, world.reader.person, world.reader.party, ['leader']);
		const leader = await actor(world.reader);
		expect(codeOf(await restoring.preview(leader, target.record('entries', ROW), moment))).toBe('not-found');
		expect(codeOf(await restore(await actor(world.alice), target.week, moment))).toBe('ok');
	});

	test('[RS6] a sealed week takes no restore by any way, its undo neither, in no state but sealed', async () => {
		const started = await startRestoring();
		const { world, actor, restoring, restore, target, setState, board } = started;
		const moment = await rewritten(started);
		const alice = await actor(world.alice);
		for (const state of WEEK_STATES.filter((one) => one !== 'sealed')) {
			await setState(state);
			expect(codeOf(await restoring.preview(alice, target.week, moment))).toBe('ok');
		}
		const restored = await restore(alice, target.field('entries', ROW, 'text'), moment);
		if (!restored.ok) throw new Error(restored.problem.code);
		const preview = await restoring.preview(alice, target.week, moment - 1);
		await setState('sealed');
		const before = await board();
		for (const asked of [target.week, target.record('entries', ROW), target.record('actions', LAMP)])
			expect(codeOf(await restoring.preview(alice, asked, moment))).toBe('week-sealed');
		const { fingerprint } = preview.ok ? preview.value : { fingerprint: '' };
		expect(codeOf(await restoring.restore(alice, target.week, moment - 1, fingerprint))).toBe('week-sealed');
		expect(codeOf(await restoring.previewUndo(alice, restored.value.id))).toBe('week-sealed');
		expect(codeOf(await restoring.undo(alice, restored.value.id))).toBe('week-sealed');
		expect(await board()).toEqual(before);
	});

	test('[RS6] a week that is sealed while somebody restores it takes nothing', async () => {
		const started = await startRestoring();
		const { world, actor, restoring, target, store, rooms, board } = started;
		const moment = await rewritten(started);
		const alice = await actor(world.alice);
		const preview = await restoring.preview(alice, target.week, moment);
		const before = await board();
		const result = rooms.freeze(world.week.id, 'week', async () => {
			await store.documents.setWeekState(world.week.id, 'sealed', null, 1);
		});
		const { fingerprint } = preview.ok ? preview.value : { fingerprint: '' };
		const restoredMeanwhile = restoring.restore(alice, target.week, moment, fingerprint);
		await result;
		expect(codeOf(await restoredMeanwhile)).toBe('week-sealed');
		expect(await board()).toEqual(before);
	});
});

describe('what changed meanwhile', () => {
	test('[RS7] what somebody changes after the preview is refused, and nothing is written over unseen', async () => {
		const started = await startRestoring();
		const { world, actor, restoring, target, board, edit, clock } = started;
		const moment = await rewritten(started);
		const carol = await actor(world.carol);
		const asked = target.field('entries', ROW, 'text');
		const preview = await restoring.preview(carol, asked, moment);
		if (!preview.ok) throw new Error(preview.problem.code);
		const seen = clock.now;
		await edit(world.bob, (doc) => write(doc, 'Krossade lampor och klotter'));
		expect(codeOf(await restoring.restore(carol, asked, moment, preview.value.fingerprint))).toBe('changed-meanwhile');
		expect((await board()).entries).toMatchObject([{ text: 'Krossade lampor och klotter' }]);
		expect(await restoring.othersSince(carol, world.week.id, seen + 1)).toEqual([world.bob.person]);
		const again = await restoring.preview(carol, asked, moment);
		expect(again.ok && again.value.steps).toMatchObject([{ before: 'Krossade lampor och klotter' }]);
	});

	test('[RS7] what has nothing to do with it does not stop it', async () => {
		const started = await startRestoring();
		const { world, actor, restoring, target, edit } = started;
		const moment = await rewritten(started);
		const carol = await actor(world.carol);
		const asked = target.field('entries', ROW, 'text');
		const preview = await restoring.preview(carol, asked, moment);
		await edit(world.bob, (doc) => editEntry(doc, ROW, { severity: 1 }, SERVER));
		const { fingerprint } = preview.ok ? preview.value : { fingerprint: '' };
		expect(codeOf(await restoring.restore(carol, asked, moment, fingerprint))).toBe('ok');
	});

	test('[RS8] an undo leaves what somebody has changed since, and says who', async () => {
		const started = await startRestoring();
		const { world, actor, restoring, restore, target, board, edit, by } = started;
		const other = 'other' as RecordId;
		const moment = await rewritten(started);
		await edit(world.bob, (doc) => addEntry(doc, other, { text: 'Skräp' }, by(world.bob), SERVER));
		const alice = await actor(world.alice);
		const restored = await restore(alice, target.week, moment);
		if (!restored.ok) throw new Error(restored.problem.code);
		await edit(world.carol, (doc) => write(doc, 'Klotter i gången'));
		const preview = await restoring.previewUndo(alice, restored.value.id);
		expect(preview.ok && preview.value.leftOut).toEqual([
			{ root: 'entries', record: ROW, field: 'text', why: 'changed-since', by: world.carol.person }
		]);
		expect(codeOf(await restoring.undo(alice, restored.value.id))).toBe('ok');
		const { entries } = await board();
		expect(entries.find(({ id }) => id === ROW)?.text).toBe('Klotter i gången');
		expect(entries.find(({ id }) => id === other)?.removed).toBeNull();
		expect(codeOf(await restoring.undo(await actor(world.carol), restored.value.id))).toBe('not-allowed');
	});

	test('[RS8] an undo writes what the restore wrote and no other change of the same moment', async () => {
		const started = await startRestoring();
		const { world, actor, restoring, target, rooms, board, tick } = started;
		const moment = await rewritten(started);
		const carol = await actor(world.carol);
		const asked = target.field('entries', ROW, 'text');
		tick();
		const preview = await restoring.preview(carol, asked, moment);
		const { fingerprint } = preview.ok ? preview.value : { fingerprint: '' };
		const [restored] = await Promise.all([
			restoring.restore(carol, asked, moment, fingerprint),
			rooms.edit(world.week.id, 'desk', world.bob.person, (doc) => editEntry(doc, ROW, { severity: 2 }, SERVER))
		]);
		expect(codeOf(await restoring.undo(carol, restored.ok ? restored.value.id : ''))).toBe('ok');
		expect((await board()).entries).toMatchObject([{ text: 'Krossade lampor', severity: 2 }]);
	});
});

describe('words that must not come back', () => {
	test('[RS9] words that were taken away do not, nor those that wait to be judged', async () => {
		const started = await startRestoring();
		const { world, edit, target, board } = started;
		const moment = await rewritten(started, mask('Kim Ek'), 'En person');
		expect(await whyNothing(started, target.field('entries', ROW, 'text'), moment)).toEqual(['text: redacted']);
		const shown = await edit(world.bob, (doc) => write(doc, 'Kim Ek ringde'));
		await edit(world.bob, (doc) => {
			rewriteStored(doc, entryKind, ROW, () => HIDDEN);
			recordsOf(doc, entryKind).get(ROW)?.set('flagged', { person: world.bob.person, at: shown });
		});
		expect(await whyNothing(started, target.record('entries', ROW), shown)).toEqual(['null: record-flagged']);
		expect((await board()).entries).toMatchObject([{ text: HIDDEN }]);
	});

	test('[RS9] flagged words do not come back in another row either', async () => {
		const started = await startRestoring();
		const { world, store, edit, by, target } = started;
		const flagged = 'flagged' as RecordId;
		const moment = await rewritten(started, 'Kim Ek ringde om klotter', 'Klotter');
		await edit(world.bob, (doc) => addEntry(doc, flagged, { text: 'Kim Ek' }, by(world.bob), SERVER));
		const part = { document: world.week.id, kind: 'week' as const, root: 'entries', id: flagged };
		await store.flags.add({
			...{ id: 'flag', samverkan: world.samverkan, document: world.week.id, root: 'entries', record: flagged },
			...{
				week: world.week.week,
				party: null,
				draft: false,
				label: 'Lägesrad',
				by: world.bob.person,
				at: 1,
				reason: ''
			},
			parts: [{ ...part, fields: ['text'], words: ['Kim Ek'] }]
		});
		expect(await whyNothing(started, target.field('entries', ROW, 'text'), moment)).toEqual(['text: redacted']);
	});

	test('[RS9] a personnummer does not, however it came into the journal', async () => {
		const started = await startRestoring(async (store, { week, carol }) => {
			const by = { person: carol.person, party: carol.party, at: NOW };
			const at = (ms: number) =>
				journalWriter(store.journal, 'week', { person: by.person, via: 'import', now: () => ms });
			await at(NOW - 2)(week.id, (doc) => addEntry(doc, ROW, { text: 'Uppgav 900101-2385' }, by, SERVER));
			await at(NOW - 1)(week.id, (doc) => write(doc, 'Klotter'));
		});
		const { target, board } = started;
		expect(await whyNothing(started, target.field('entries', ROW, 'text'), NOW - 2)).toEqual(['text: personal-number']);
		expect((await board()).entries).toMatchObject([{ text: 'Klotter' }]);
	});

	test('[RS10] a row that its party took back does not come back, and its words are told to nobody', async () => {
		const started = await startRestoring();
		const { world, edit, by, target } = started;
		const moment = await rewritten(started);
		const { person, party, at } = by(world.carol);
		await edit(world.carol, (doc) => {
			const row = recordsOf(doc, entryKind).get(ROW);
			row?.set('withdrawn', { at, by: person, party, reason: 'Fel rad' });
			write(doc, '');
		});
		expect(await whyNothing(started, target.record('entries', ROW), moment)).toEqual(['null: row-withdrawn']);
		expect(await whyNothing(started, target.week, moment)).toEqual(['null: row-withdrawn']);
	});

	test('[RS10] a delningskrets is changed by hand alone', async () => {
		const started = await startRestoring();
		const { world, edit, target } = started;
		const moment = await rewritten(started, 'Klotter', 'Klotter');
		await edit(world.carol, (doc) => editEntry(doc, ROW, { circle: 'public' }, SERVER));
		expect(await whyNothing(started, target.record('entries', ROW), moment)).toEqual(['circle: circle']);
	});
});

describe('åtgärder', () => {
	const week = '2026-W48' as WeekKey;
	const today = '2026-11-24' as Day;

	/** An åtgärd as it was proposed, and as it was done. Answers the moments. */
	async function lamp(started: Started) {
		const { world, edit, by } = started;
		const { alice, carol } = world;
		const onActions = (write: (doc: Y.Doc) => void) => edit(alice, write, world.actions.id);
		const proposed = await onActions((doc) => void addAction(doc, LAMP, { title: 'Laga' }, by(alice), week, SERVER));
		const decided = await onActions((doc) => {
			setOwner(doc, LAMP, carol.funktion, SERVER);
			setPerformer(doc, LAMP, carol.funktion, true, SERVER);
			recordsOf(doc, actionKind).get(LAMP)?.set('due', '2026-12-01');
			setStatus(doc, LAMP, { state: 'decided' }, { week, today }, SERVER);
		});
		return { proposed, decided, onActions };
	}

	test('[RS11] an åtgärd comes back with what its state needs, and keeps its number', async () => {
		const started = await startRestoring();
		const { world, actor, restore, actions, target } = started;
		const { proposed } = await lamp(started);
		const restored = await restore(await actor(world.alice), target.record('actions', LAMP), proposed);
		expect(whyOf(restored)).toEqual([]);
		expect((await actions()).actions).toMatchObject([
			{ number: 1, owner: null, performers: [], due: null, decidedIn: null, status: { state: 'proposed' } }
		]);
	});

	test('[RS11] what would leave an åtgärd broken is left out with why, and the rest comes back', async () => {
		const started = await startRestoring();
		const { world, actor, restore, actions, target } = started;
		const { proposed, onActions } = await lamp(started);
		await onActions((doc) => void setStatus(doc, LAMP, { state: 'done' }, { week, today }, SERVER));
		await onActions((doc) => applyTextEdit(textOf(doc, actionKind, LAMP, 'title')!, 'Laga lampan', undefined, SERVER));
		const restored = await restore(await actor(world.alice), target.record('actions', LAMP), proposed);
		expect(whyOf(restored).sort()).toEqual([
			...['due: needs-due', 'owner: needs-owner', 'performers: needs-performer', 'status: status-step']
		]);
		expect((await actions()).actions).toMatchObject([{ title: 'Laga', status: { state: 'done' } }]);
	});

	test('[RS11] a performer restores the status of an åtgärd of their own, and nothing else of it', async () => {
		const started = await startRestoring();
		const { world, actor, restore, actions, target, store } = started;
		const { decided, onActions } = await lamp(started);
		await onActions((doc) => {
			setPerformer(doc, LAMP, world.reader.funktion, true, SERVER);
			setStatus(doc, LAMP, { state: 'ongoing' }, { week, today }, SERVER);
		});
		await store.organisation.setMember(world.samverkan, world.reader.person, world.reader.party, ['performer']);
		const restored = await restore(await actor(world.reader), target.record('actions', LAMP), decided);
		expect(whyOf(restored)).toEqual(['performers: own-action-status-only']);
		expect((await actions()).actions).toMatchObject([{ status: { state: 'decided' } }]);
	});

	test('[RS11] a week that is restored leaves the åtgärder as they are', async () => {
		const started = await startRestoring();
		const { world, actor, restore, actions, target } = started;
		const moment = await rewritten(started);
		await lamp(started);
		const before = await actions();
		expect(codeOf(await restore(await actor(world.alice), target.week, moment))).toBe('ok');
		expect(await actions()).toEqual(before);
	});

	test('[RS12] what refers to something that is gone is left out', async () => {
		const started = await startRestoring();
		const { world, actor, restore, edit, by, target, store } = started;
		const { decided, onActions } = await lamp(started);
		await onActions((doc) => void setOwner(doc, LAMP, world.alice.funktion, SERVER));
		await store.organisation.updateFunktion(world.samverkan, world.carol.funktion, { archived: true });
		const field = target.field('actions', LAMP, 'owner');
		expect(await whyNothing(started, field, decided)).toEqual(['owner: reference-gone']);
		const first = 'first' as RecordId;
		await rewritten(started);
		const there = await edit(world.carol, (doc) => {
			addPriority(doc, first, { title: 'Tunneln', entry: ROW }, by(world.carol), SERVER);
		});
		await edit(world.carol, (doc) => {
			recordsOf(doc, priorityKind).get(first)?.set('entry', null);
			removeRecord(doc, entryKind, ROW, world.carol.person, 1, SERVER);
		});
		const card = target.record('priorities', first);
		expect(whyOf(await restore(await actor(world.carol), card, there))).toEqual(['nothing-to-restore']);
		await edit(world.carol, (doc) => restoreRecord(doc, entryKind, ROW, SERVER));
		expect(whyOf(await restore(await actor(world.carol), card, there))).toEqual([]);
	});
});

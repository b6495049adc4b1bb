import type { DocumentId } from '#lib/shared/ids.ts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { InUseError, TakenError } from '../../server/storage/organisation.ts';
import type { Agreement } from '../../server/storage/organisation.ts';
import type { MeetingSettings } from '../../src/lib/shared/meeting/agenda.ts';
import type { Store } from '../../server/storage/store.ts';
import { tempDir } from '../support/temp-dir.ts';
import { WEEK, addSamverkan, addWeek, newPerson, newSamverkan } from './builders.ts';

const NOWHERE = 'nnnnnnnnnnnnnnnnnnnnnn' as DocumentId;
const agreementWith = (registryNumbers: Agreement['registryNumbers']): Omit<Agreement, 'id'> => ({
	kind: 'agreement',
	title: 'Samverkansöverenskommelse',
	from: '2024-11',
	to: '2027',
	registryNumbers,
	followUps: [{ when: 'varje höst', what: 'Uppföljning', responsible: 'Säkerhetssamordnaren' }]
});
const bytesOf = (rows: { update: Uint8Array }[]) => rows.map(({ update }) => [...update]);

/** What every store must do. `open` opens the one that is kept in that folder. */
export function storeContract(name: string, open: (folder: string) => Promise<Store>) {
	async function opened(folder = tempDir()) {
		const store = await open(folder);
		onTestFinished(() => store.close());
		return store;
	}

	describe(`${name}: journal`, () => {
		test('[ST1] an append that fails keeps none of its rows', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			await expect(store.journal.append([row(1), row(2, { document: NOWHERE }), row(3)])).rejects.toThrow(
				'could not keep'
			);
			expect((await store.journal.load(id)).tail).toEqual([]);
		});

		test('[ST1] appends that wait together fail one by one', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			const appends = [[row(1)], [row(2), row(2, { document: NOWHERE })], [row(3), row(4)]];
			const outcomes = await Promise.allSettled(appends.map((rows) => store.journal.append(rows)));
			expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
			expect(bytesOf((await store.journal.load(id)).tail)).toEqual([[1], [3], [4]]);
		});

		test('[ST2] what an append resolved for is there when the store is opened again', async () => {
			const folder = tempDir();
			const first = await open(folder);
			const { id, row } = await addWeek(first);
			const sequence = await first.journal.append([row(7, { at: 1_795_000_000_000, via: 'mail' })]);
			await first.close();
			const { tail } = await (await opened(folder)).journal.load(id);
			expect(tail).toEqual([{ ...row(7, { at: 1_795_000_000_000, via: 'mail' }), sequence }]);
		});

		test('[ST3] sequences rise through the whole store, in the order of the appends', async () => {
			const store = await opened();
			const here = await addWeek(store, 'lekeberg');
			const there = await addWeek(store, 'hallsberg');
			const appends = Array.from({ length: 50 }, (_, n) => store.journal.append([n % 2 ? here.row(n) : there.row(n)]));
			const sequences = await Promise.all(appends);
			expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
			expect(new Set(sequences).size).toBe(50);
			const { tail } = await store.journal.load(here.id);
			expect(tail.map(({ sequence }) => sequence)).toEqual(sequences.filter((_, n) => n % 2));
		});

		test('[ST3] the answer is the last row’s sequence', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			const last = await store.journal.append([row(1), row(2), row(3)]);
			expect((await store.journal.load(id)).tail.at(-1)).toMatchObject({ sequence: last, update: Uint8Array.of(3) });
		});

		test('an append without rows is a mistake of the caller', async () => {
			await expect((await opened()).journal.append([])).rejects.toThrow(RangeError);
		});

		test('an update that is a part of a larger buffer is kept alone', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			const frame = Uint8Array.of(9, 1, 2, 9);
			await store.journal.append([row(1, { update: frame.subarray(1, 3) }), row(2, { update: new Uint8Array() })]);
			expect(bytesOf((await store.journal.load(id)).tail)).toEqual([[1, 2], []]);
			expect([...frame]).toEqual([9, 1, 2, 9]);
		});

		test('a document that nothing was written to is empty', async () => {
			const store = await opened();
			const { id } = await addWeek(store);
			expect(await store.journal.load(id)).toEqual({ snapshot: null, tail: [] });
		});

		test('[ST4] a load gives the newest snapshot and the rows after it', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			const first = await store.journal.append([row(1)]);
			await store.journal.saveSnapshot(id, first, Uint8Array.of(101));
			const second = await store.journal.append([row(2)]);
			await store.journal.saveSnapshot(id, second, Uint8Array.of(102));
			await store.journal.append([row(3)]);
			const { snapshot, tail } = await store.journal.load(id);
			expect(snapshot).toEqual({ upTo: second, state: Uint8Array.of(102) });
			expect(bytesOf(tail)).toEqual([[3]]);
		});

		test('[ST4] a snapshot removes no row', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			for (const n of [1, 2, 3, 4])
				await store.journal.saveSnapshot(id, await store.journal.append([row(n)]), Uint8Array.of(100 + n));
			expect(bytesOf(await store.journal.history(id))).toEqual([[1], [2], [3], [4]]);
		});

		test('[ST4] a snapshot of one document is not another’s', async () => {
			const store = await opened();
			const here = await addWeek(store, 'lekeberg');
			const there = await addWeek(store, 'hallsberg');
			await store.journal.saveSnapshot(here.id, await store.journal.append([here.row(1)]), Uint8Array.of(1));
			expect((await store.journal.load(there.id)).snapshot).toBeNull();
		});

		test('[ST5] history is in the order of the sequence, whatever the clock said', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			await store.journal.append([row(1, { at: 30 }), row(2, { at: 10 }), row(3, { at: 20 })]);
			expect(bytesOf(await store.journal.history(id))).toEqual([[1], [2], [3]]);
			expect(bytesOf(await store.journal.history(id, 20))).toEqual([[2], [3]]);
			expect(bytesOf(await store.journal.history(id, 9))).toEqual([]);
		});

		test('a long history comes back whole', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			const rows = Array.from({ length: 5000 }, (_, n) => row(n, { update: new Uint8Array(n % 300).fill(n % 251) }));
			await store.journal.append(rows);
			const history = await store.journal.history(id);
			expect(history.map(({ update }) => update.length)).toEqual(rows.map(({ update }) => update.length));
			expect(history.every(({ update, at }) => update.every((byte) => byte === at % 251))).toBe(true);
		});

		test('[ST12] closing answers what was asked before, and refuses what comes after', async () => {
			const store = await opened();
			const { row } = await addWeek(store);
			const asked = store.journal.append([row(1)]);
			const closed = store.close();
			await expect(asked).resolves.toBeGreaterThan(0);
			await closed;
			await expect(store.journal.append([row(2)])).rejects.toThrow('closed');
			await expect(store.close()).resolves.toBeUndefined();
		});
	});

	describe(`${name}: restores`, () => {
		test('[RS1] a row that brought something back says so, and who and when are its own', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			const mark = { id: 'restore-1', moment: 7, target: 'record', undoes: null } as const;
			const back = { id: 'restore-2', moment: 8, target: 'record', undoes: 'restore-1' } as const;
			await store.journal.append([row(1), row(2, { at: 20, restored: mark }), row(3)]);
			const last = await store.journal.append([row(4, { at: 30, restored: back })]);
			const { person } = row(2);
			const marks = await store.restores.ofDocument(id);
			expect(marks).toEqual([
				{ ...mark, document: id, sequence: last - 2, at: 20, person },
				{ ...back, document: id, sequence: last, at: 30, person }
			]);
			expect(await store.restores.ofDocument(id, last - 1)).toEqual(marks.slice(1));
			expect(await store.restores.find('restore-1')).toEqual(marks[0]);
			expect(await store.restores.find('restore-3')).toBeNull();
		});

		test('[RS1] an append that fails keeps no mark, and a mark is given once', async () => {
			const store = await opened();
			const { id, row } = await addWeek(store);
			const restored = { id: 'restore-1', moment: 7, target: 'week', undoes: null } as const;
			await expect(store.journal.append([row(1, { restored }), row(2, { document: NOWHERE })])).rejects.toThrow();
			expect(await store.restores.ofDocument(id)).toEqual([]);
			await store.journal.append([row(1, { restored })]);
			await expect(store.journal.append([row(2, { restored })])).rejects.toThrow('could not keep');
			expect(bytesOf((await store.journal.load(id)).tail)).toEqual([[1]]);
		});
	});

	describe(`${name}: documents`, () => {
		test('[ST6] a week has one document, however many ask at the same time', async () => {
			const store = await opened();
			const { samverkan } = await addSamverkan(store);
			const asked = await Promise.all(Array.from({ length: 20 }, () => store.documents.weekDocument(samverkan, WEEK)));
			expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
			expect(await store.documents.weeks(samverkan)).toHaveLength(1);
			expect(asked[0]).toMatchObject({ kind: 'week', samverkan, week: WEEK, state: 'reporting' });
			expect(await store.documents.find(asked[0]!.id)).toEqual(asked[0]);
		});

		test('[ST6] two samverkan have a document each for the same week', async () => {
			const store = await opened();
			const [here, there] = [await addWeek(store, 'lekeberg'), await addWeek(store, 'hallsberg')];
			expect(here.id).not.toBe(there.id);
		});

		test('[ST6] a samverkan has one document of åtgärder', async () => {
			const store = await opened();
			const { samverkan } = await addSamverkan(store);
			const asked = await Promise.all([1, 2, 3].map(() => store.documents.actionsDocument(samverkan)));
			expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
			expect(await store.documents.find(asked[0]!.id)).toEqual(asked[0]);
			expect(await store.documents.weeks(samverkan)).toEqual([]);
		});

		test('[DR6] a party has one draft of a week, however many ask at the same time', async () => {
			const store = await opened();
			const { samverkan, party } = await addSamverkan(store);
			const ask = () => store.documents.draftDocument(samverkan, party, WEEK);
			const asked = await Promise.all(Array.from({ length: 20 }, ask));
			expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
			expect(asked[0]).toEqual({ ...asked[0]!, kind: 'draft', samverkan, party, week: WEEK });
			expect(await store.documents.find(asked[0]!.id)).toEqual(asked[0]);
			expect(await store.documents.drafts(samverkan, party)).toEqual([asked[0]]);
			expect(await store.documents.weeks(samverkan)).toEqual([]);
		});

		test('[DR6] another party has another, and what is no party has none', async () => {
			const store = await opened();
			const { samverkan, party } = await addSamverkan(store);
			const other = await store.organisation.addParty(samverkan, {
				name: 'Bostads AB',
				kind: 'company',
				registryNumber: ''
			});
			const [here, there] = [
				await store.documents.draftDocument(samverkan, party, WEEK),
				await store.documents.draftDocument(samverkan, other, WEEK)
			];
			expect(here.id).not.toBe(there.id);
			await expect(store.documents.draftDocument(samverkan, 'nobody' as never, WEEK)).rejects.toThrow();
		});

		test('looking for a week makes none', async () => {
			const store = await opened();
			const { samverkan } = await addSamverkan(store);
			expect(await store.documents.findWeek(samverkan, WEEK)).toBeNull();
			expect(await store.documents.find(NOWHERE)).toBeNull();
			expect(await store.documents.weeks(samverkan)).toEqual([]);
		});

		test('weeks come oldest first, over the turn of the year', async () => {
			const store = await opened();
			const { samverkan } = await addSamverkan(store);
			for (const week of ['2027-W01', '2026-W53', '2026-W09'])
				await store.documents.weekDocument(samverkan, week as never);
			const weeks = await store.documents.weeks(samverkan);
			expect(weeks.map(({ week }) => week)).toEqual(['2026-W09', '2026-W53', '2027-W01']);
		});

		test('[ST7] every move of a week’s state is kept with who and when', async () => {
			const store = await opened();
			const { id, person, samverkan } = await addWeek(store);
			await store.documents.setWeekState(id, 'meeting', person, 10);
			await store.documents.setWeekState(id, 'sealed', null, 20);
			expect(await store.documents.findWeek(samverkan, WEEK)).toMatchObject({ state: 'sealed' });
			expect(await store.documents.weekStateLog(id)).toEqual([
				{ state: 'meeting', by: person, at: 10 },
				{ state: 'sealed', by: null, at: 20 }
			]);
		});

		test('[WL2] of many moves from the same state at once one is made, and kept once', async () => {
			const store = await opened();
			const { id, person } = await addWeek(store);
			const asked = [1, 2, 3, 4, 5].map((at) =>
				store.documents.moveWeek(id, { from: 'reporting', to: 'compiling', by: person, at })
			);
			expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
			expect(await store.documents.weekStateLog(id)).toMatchObject([{ state: 'compiling', by: person }]);
			expect(await store.documents.moveWeek(NOWHERE, { from: 'reporting', to: 'meeting', by: null, at: 9 })).toBe(
				false
			);
		});

		test('[ST7] what is no week has no state to move', async () => {
			const store = await opened();
			const { samverkan } = await addSamverkan(store);
			const { id } = await store.documents.actionsDocument(samverkan);
			await expect(store.documents.setWeekState(id, 'sealed', null, 1)).rejects.toThrow('no week document');
			expect(await store.documents.weekStateLog(id)).toEqual([]);
		});
	});

	describe(`${name}: organisation`, () => {
		test('[WL10] how a samverkan holds its meetings is kept whole', async () => {
			const folder = tempDir();
			const first = await open(folder);
			const { samverkan } = await addSamverkan(first);
			const meeting: MeetingSettings = {
				agenda: { opening: 0, 'follow-up': 7, situation: 15, priorities: 5, decisions: 11, sealing: 3 },
				startsAt: '13:05',
				reportBy: { daysBefore: 0, at: '12:00' },
				secondApprover: true,
				publicPage: true
			};
			await first.organisation.update(samverkan, { meeting });
			await first.close();
			const store = await opened(folder);
			expect((await store.organisation.read(samverkan)).samverkan.meeting).toEqual(meeting);
			expect((await store.organisation.all())[0]?.meeting).toEqual(meeting);
		});

		test('everything that was configured is read in one go, in its order', async () => {
			const store = await opened();
			const { samverkan, party, funktion, person } = await addSamverkan(store);
			const { organisation } = store;
			const area = await organisation.addArea(samverkan, { name: 'Fjugesta' });
			await organisation.addArea(samverkan, { name: 'Mullhyttan', order: -1 });
			const place = await organisation.addPlace(samverkan, { area, name: 'Torget', kind: 'torg' });
			const category = await organisation.addCategory(samverkan, { code: 'B06', name: 'Skadegörelse', group: 'crime' });
			await organisation.updateCategory(samverkan, category, { archived: true, name: 'Klotter' });
			await organisation.setLevels(samverkan, [
				{ number: 1, name: 'Normalt', meaning: 'Som vanligt' },
				{ number: 2, name: 'Skärpt', meaning: 'Mer än vanligt' }
			]);
			expect(await organisation.read(samverkan)).toEqual({
				samverkan: { ...newSamverkan({ name: 'lekeberg' }), id: samverkan },
				parties: [{ id: party, name: 'Polisen', kind: 'police', registryNumber: '', order: 0 }],
				funktioner: [
					{
						id: funktion,
						party,
						name: 'Kommunpolis',
						staffing: 'ordinary',
						people: [person],
						guaranteed: true,
						archived: false,
						order: 0
					}
				],
				areas: [
					{ id: expect.any(String), name: 'Mullhyttan', archived: false, order: -1 },
					{ id: area, name: 'Fjugesta', archived: false, order: 0 }
				],
				places: [{ id: place, area, name: 'Torget', kind: 'torg', archived: false, order: 0 }],
				categories: [{ id: category, code: 'B06', name: 'Klotter', group: 'crime', archived: true, order: 0 }],
				levels: [
					{ number: 1, name: 'Normalt', meaning: 'Som vanligt' },
					{ number: 2, name: 'Skärpt', meaning: 'Mer än vanligt' }
				],
				people: [{ person, name: 'Alice Åberg', party, roles: ['convener', 'reporter'] }]
			});
		});

		test('[ST8] a write through another samverkan touches nothing', async () => {
			const store = await opened();
			const { organisation } = store;
			const ours = await addSamverkan(store, 'lekeberg');
			const theirs = (await addSamverkan(store, 'hallsberg')).samverkan;
			const area = await organisation.addArea(ours.samverkan, { name: 'Fjugesta' });
			const place = await organisation.addPlace(ours.samverkan, { area, name: 'Torget', kind: 'torg' });
			const category = await organisation.addCategory(ours.samverkan, { code: 'B06', name: 'Klotter', group: 'crime' });
			const agreement = await organisation.addAgreement(ours.samverkan, agreementWith([]));
			const before = [await organisation.read(ours.samverkan), await organisation.agreements(ours.samverkan)];
			await organisation.updateParty(theirs, ours.party, { name: 'Taget' });
			await organisation.removeParty(theirs, ours.party);
			await organisation.updateFunktion(theirs, ours.funktion, { archived: true });
			await organisation.staffFunktion(theirs, ours.funktion, []);
			await organisation.updateArea(theirs, area, { name: 'Taget' });
			await organisation.updatePlace(theirs, place, { name: 'Taget' });
			await organisation.updateCategory(theirs, category, { name: 'Taget' });
			await organisation.updateAgreement(theirs, agreement, { title: 'Taget', registryNumbers: [] });
			await organisation.removeMember(theirs, ours.person);
			expect([await organisation.read(ours.samverkan), await organisation.agreements(ours.samverkan)]).toEqual(before);
		});

		test('[ST8] nothing can point into another samverkan', async () => {
			const store = await opened();
			const { organisation } = store;
			const ours = await addSamverkan(store, 'lekeberg');
			const theirs = await addSamverkan(store, 'hallsberg');
			const { samverkan } = theirs;
			const area = await organisation.addArea(ours.samverkan, { name: 'Fjugesta' });
			const kommunpolis = { party: ours.party, name: 'X', staffing: 'vacant' as const, guaranteed: false };
			await expect(organisation.addFunktion(samverkan, kommunpolis)).rejects.toThrow();
			await expect(organisation.addPlace(samverkan, { area, name: 'X', kind: 'torg' })).rejects.toThrow();
			await expect(organisation.setMember(samverkan, ours.person, ours.party, ['reporter'])).rejects.toThrow();
			await expect(organisation.staffFunktion(samverkan, theirs.funktion, [ours.person])).rejects.toThrow();
			expect((await organisation.read(samverkan)).funktioner).toMatchObject([{ people: [theirs.person] }]);
		});

		test.each([
			[
				'a party',
				(s: Store, id: never) => s.organisation.addParty(id, { name: 'ÖREBRO', kind: 'company', registryNumber: '' })
			],
			['an area', (s: Store, id: never) => s.organisation.addArea(id, { name: ' öREBRO ' })]
		])('[ST9] the name of %s is taken whatever its case', async (_, add) => {
			const store = await opened();
			const { samverkan } = await addSamverkan(store);
			await store.organisation.addParty(samverkan, { name: 'Örebro', kind: 'company', registryNumber: '' });
			await store.organisation.addArea(samverkan, { name: 'Örebro' });
			await expect(add(store, samverkan as never)).rejects.toEqual(new TakenError('name'));
		});

		test('[ST9] siblings are what a name is compared with', async () => {
			const store = await opened();
			const { samverkan } = await addSamverkan(store);
			const { organisation } = store;
			const [north, south] = await Promise.all(
				['Norr', 'Söder'].map((name) => organisation.addArea(samverkan, { name }))
			);
			await organisation.addPlace(samverkan, { area: north!, name: 'Torget', kind: 'torg' });
			await organisation.addPlace(samverkan, { area: south!, name: 'Torget', kind: 'torg' });
			const clash = organisation.addPlace(samverkan, { area: south!, name: 'TORGET', kind: 'park' });
			await expect(clash).rejects.toBeInstanceOf(TakenError);
			await expect(organisation.updateArea(samverkan, south!, { name: 'norr' })).rejects.toEqual(
				new TakenError('name')
			);
			await organisation.updateArea(samverkan, south!, { name: 'SÖDER' });
		});

		test('[ST9] a clash says which field it is about', async () => {
			const store = await opened();
			const { samverkan } = await addSamverkan(store);
			const { organisation } = store;
			await organisation.addCategory(samverkan, { code: 'B06', name: 'Klotter', group: 'crime' });
			const clash = organisation.addCategory(samverkan, { code: 'b06', name: 'Annat', group: 'crime' });
			await expect(clash).rejects.toEqual(new TakenError('code'));
			await expect(organisation.create(newSamverkan({ name: 'Ny' }))).rejects.toEqual(new TakenError('slug'));
		});

		test('[ST10] a party goes only when nothing refers to it', async () => {
			const store = await opened();
			const { samverkan, party } = await addSamverkan(store);
			const { organisation } = store;
			const free = await organisation.addParty(samverkan, {
				name: 'Bostadsbolaget',
				kind: 'company',
				registryNumber: ''
			});
			await expect(organisation.removeParty(samverkan, party)).rejects.toBeInstanceOf(InUseError);
			await organisation.removeParty(samverkan, free);
			expect((await organisation.read(samverkan)).parties.map(({ id }) => id)).toEqual([party]);
		});

		test('an actor is a member whose account is open', async () => {
			const store = await opened();
			const { samverkan, party, funktion, person } = await addSamverkan(store);
			const elsewhere = await addSamverkan(store, 'hallsberg');
			const { organisation, accounts } = store;
			const actor = { person, samverkan, party, roles: ['convener', 'reporter'], funktioner: [funktion] };
			expect(await organisation.actor(samverkan, person)).toEqual(actor);
			expect(await organisation.actor(samverkan, elsewhere.person)).toBeNull();
			await accounts.updatePerson(person, { closed: true });
			expect(await organisation.actor(samverkan, person)).toBeNull();
			expect(await organisation.read(samverkan)).toMatchObject({ people: [], funktioner: [{ people: [] }] });
		});

		test('somebody who leaves the samverkan leaves its functions', async () => {
			const store = await opened();
			const { samverkan, person } = await addSamverkan(store);
			await store.organisation.removeMember(samverkan, person);
			expect(await store.organisation.read(samverkan)).toMatchObject({ people: [], funktioner: [{ people: [] }] });
			expect(await store.organisation.samverkanOf(person)).toEqual([]);
		});

		test('a person’s samverkan come in the order of their names in Swedish', async () => {
			const store = await opened();
			const { person } = await addSamverkan(store, 'hallsberg');
			for (const name of ['Örebro', 'Askersund', 'Ånge']) {
				const samverkan = await store.organisation.create(newSamverkan({ slug: name, name }));
				const party = await store.organisation.addParty(samverkan, { name: 'P', kind: 'police', registryNumber: '' });
				await store.organisation.setMember(samverkan, person, party, ['leader']);
			}
			const names = (await store.organisation.samverkanOf(person)).map(({ name }) => name);
			expect(names).toEqual(['Askersund', 'hallsberg', 'Ånge', 'Örebro']);
			expect((await store.organisation.bySlug('ÅNGE'))?.name).toBe('Ånge');
			expect(await store.organisation.bySlug('nowhere')).toBeNull();
		});

		test('an agreement is kept whole and changed in part', async () => {
			const store = await opened();
			const { samverkan, party } = await addSamverkan(store);
			const agreement = agreementWith([{ party, number: 'A123.456/2024' }]);
			const id = await store.organisation.addAgreement(samverkan, agreement);
			await store.organisation.updateAgreement(samverkan, id, { to: '2029' });
			expect(await store.organisation.agreements(samverkan)).toEqual([{ ...agreement, id, to: '2029' }]);
			await store.organisation.updateAgreement(samverkan, id, { registryNumbers: [] });
			expect(await store.organisation.agreements(samverkan)).toMatchObject([{ to: '2029', registryNumbers: [] }]);
		});

		test('there are two to five levels, and setting them replaces those before', async () => {
			const store = await opened();
			const { samverkan } = await addSamverkan(store);
			const levels = (...names: string[]) => names.map((name, n) => ({ number: n + 1, name, meaning: '' }));
			await store.organisation.setLevels(samverkan, levels('A', 'B', 'C'));
			await store.organisation.setLevels(samverkan, levels('B', 'D'));
			expect((await store.organisation.read(samverkan)).levels).toEqual(levels('B', 'D'));
			await expect(store.organisation.setLevels(samverkan, levels('A'))).rejects.toThrow(RangeError);
			await expect(store.organisation.setLevels(samverkan, levels('A', 'a'))).rejects.toEqual(new TakenError('name'));
			expect((await store.organisation.read(samverkan)).levels).toEqual(levels('B', 'D'));
		});
	});

	describe(`${name}: accounts`, () => {
		const invite = { name: 'Bo', createdAt: 1, expiresAt: 100, usedAt: null, roles: ['reporter' as const] };

		test('[ST9] an address has one account, whatever its case', async () => {
			const { accounts } = await opened();
			const id = await accounts.addPerson(newPerson({ email: 'Åsa@Example.se' }));
			await expect(accounts.addPerson(newPerson({ email: 'åSA@example.SE' }))).rejects.toEqual(new TakenError('email'));
			expect(await accounts.personByEmail('ÅSA@EXAMPLE.SE')).toEqual({ ...newPerson(), id, email: 'åsa@example.se' });
			await accounts.updatePerson(id, { name: 'Åsa', passwordHash: 'x', closed: true });
			expect(await accounts.person(id)).toMatchObject({ name: 'Åsa', passwordHash: 'x', closed: true, createdAt: 1 });
		});

		test('[ST11] an invite does everything it is for, once', async () => {
			const store = await opened();
			const { samverkan, party, funktion, person } = await addSamverkan(store);
			await store.organisation.updateFunktion(samverkan, funktion, { staffing: 'vacant' });
			await store.accounts.addInvite({ ...invite, hash: 'h', email: 'bo@x.se', samverkan, party, funktion });
			const accepting = [1, 2, 3].map(() => store.accounts.acceptInvite('h', 50, newPerson({ email: 'bo@x.se' })));
			const [bo, ...others] = await Promise.all(accepting);
			expect(others).toEqual([null, null]);
			expect(await store.organisation.actor(samverkan, bo!)).toMatchObject({ party, roles: ['reporter'] });
			const { funktioner } = await store.organisation.read(samverkan);
			expect(funktioner).toMatchObject([{ people: [person, bo], staffing: 'ordinary' }]);
			expect(await store.accounts.invite('h')).toMatchObject({ usedAt: 50 });
		});

		test('[ST11] an invite that fails half-way is as if it had not been used', async () => {
			const store = await opened();
			const { samverkan, party } = await addSamverkan(store);
			await store.accounts.addPerson(newPerson({ email: 'bo@x.se' }));
			await store.accounts.addInvite({ ...invite, hash: 'h', email: 'bo@x.se', samverkan, party, funktion: null });
			const accepting = store.accounts.acceptInvite('h', 50, newPerson({ email: 'bo@x.se' }));
			await expect(accepting).rejects.toEqual(new TakenError('email'));
			expect(await store.accounts.openInvites(samverkan, 50)).toHaveLength(1);
		});

		test('[ST11] an invite adds to the roles a member has', async () => {
			const store = await opened();
			const { samverkan, party, person } = await addSamverkan(store);
			const roles = ['reporter', 'admin'] as const;
			await store.accounts.addInvite({
				...invite,
				roles: [...roles],
				hash: 'h',
				email: 'x',
				samverkan,
				party,
				funktion: null
			});
			await store.accounts.acceptInvite('h', 50, person);
			const actor = await store.organisation.actor(samverkan, person);
			expect(actor?.roles).toEqual(['convener', 'reporter', 'admin']);
		});

		test('[ST11] an invite that is too old or withdrawn lets nobody in', async () => {
			const store = await opened();
			const { samverkan, party, person } = await addSamverkan(store);
			const other = await addSamverkan(store, 'hallsberg');
			for (const hash of ['old', 'gone', 'kept'])
				await store.accounts.addInvite({ ...invite, hash, email: hash, samverkan, party, funktion: null });
			await store.accounts.withdrawInvite(samverkan, 'gone');
			await store.accounts.withdrawInvite(other.samverkan, 'kept');
			expect(await store.accounts.acceptInvite('old', 100, person)).toBeNull();
			expect(await store.accounts.acceptInvite('gone', 50, person)).toBeNull();
			expect((await store.accounts.openInvites(samverkan, 50)).map(({ hash }) => hash)).toEqual(['old', 'kept']);
			expect(await store.accounts.openInvites(samverkan, 100)).toEqual([]);
		});

		test('sessions are kept, extended and removed', async () => {
			const store = await opened();
			const { person } = await addSamverkan(store);
			const session = { person, createdAt: 1, expiresAt: 50, endsAt: 100, device: 'Firefox på Windows' };
			for (const hash of ['a', 'b', 'c']) await store.accounts.addSession({ ...session, hash });
			await store.accounts.extendSession('b', 80);
			await store.accounts.removeSession('c');
			expect(await store.accounts.session('b')).toEqual({ ...session, hash: 'b', expiresAt: 80 });
			await store.accounts.removeExpiredSessions(60);
			expect((await store.accounts.sessionsOf(person)).map(({ hash }) => hash)).toEqual(['b']);
			await store.accounts.removeExpiredSessions(100);
			expect(await store.accounts.sessionsOf(person)).toEqual([]);
		});
	});

	describe(`${name}: installation`, () => {
		test('a fact is kept and replaced', async () => {
			const folder = tempDir();
			const store = await open(folder);
			await store.installation.set('demo', '1');
			await store.installation.set('demo', '2');
			await store.close();
			const again = await opened(folder);
			expect(await again.installation.get('demo')).toBe('2');
			expect(await again.installation.get('other')).toBeNull();
		});

		test('a probe passes on a sound disk', async () => {
			await expect((await opened()).probe()).resolves.toBeUndefined();
		});
	});
}

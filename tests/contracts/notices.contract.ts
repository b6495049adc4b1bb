import { describe, expect, onTestFinished, test } from 'vitest';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { DEFAULT_NOTICE_SETTINGS } from '../../src/lib/shared/notices/notice-settings.ts';
import type { NewMail } from '../../server/storage/mails.ts';
import type { NewNotice } from '../../server/storage/notices.ts';
import type { Store } from '../../server/storage/store.ts';
import { tempDir } from '../support/temp-dir.ts';
import { addSamverkan, newPerson, type Place } from './builders.ts';

const ACTION = 'aaaaaaaaaaaa' as RecordId;

const noticeTo = ({ person, samverkan }: Place, overrides: Partial<NewNotice> = {}): NewNotice => ({
	...{ person, samverkan, kind: 'mention', about: { action: ACTION }, at: 1, dedupe: 'a', topic: null },
	...overrides
});

const mailTo = ({ person, samverkan }: Place, overrides: Partial<NewMail> = {}): NewMail => ({
	...{ id: 'm1', dedupe: 'a', person, samverkan, kind: 'mention', items: [{ about: { action: ACTION } }] },
	...{ madeAt: 10, nextTry: 20 },
	...overrides
});

/** What every store must do with notices and mails. */
export function noticesContract(name: string, open: (folder: string) => Promise<Store>) {
	async function opened(folder = tempDir()) {
		const store = await open(folder);
		onTestFinished(() => store.close());
		return { store, place: await addSamverkan(store) };
	}

	describe(`${name}: notices`, () => {
		test('[NO1] the same key is kept once per person, and is there when the store is opened again', async () => {
			const folder = tempDir();
			const { store, place } = await opened(folder);
			const other = { ...place, person: await store.accounts.addPerson(newPerson({ email: 'bob@example.se' })) };
			expect(await store.notices.add([noticeTo(place), noticeTo(place, { at: 2 }), noticeTo(other)])).toHaveLength(2);
			expect(await store.notices.add([noticeTo(place, { at: 3 })])).toEqual([]);
			await store.close();
			const again = await open(folder);
			onTestFinished(() => again.close());
			expect(await again.notices.of(place.person, place.samverkan, 10)).toEqual([
				{ ...noticeTo(place), id: expect.any(Number) as number, seenAt: null }
			]);
		});

		test('[NO2] a newer one of a topic takes the place of what was not seen, and of nothing else', async () => {
			const { store, place } = await opened();
			const add = (dedupe: string, topic: string | null) => store.notices.add([noticeTo(place, { dedupe, topic })]);
			const [seen] = await add('seen', 't');
			await store.notices.markSeen(place.person, place.samverkan, 5, [seen!.id]);
			for (const [dedupe, topic] of [
				['old', 't'],
				['other', 'u'],
				['none', null],
				['new', 't']
			] as const)
				await add(dedupe, topic);
			const left = await store.notices.of(place.person, place.samverkan, 10);
			expect(left.map(({ dedupe }) => dedupe)).toEqual(['new', 'none', 'other', 'seen']);
			expect(await store.notices.unseen(place.person, place.samverkan)).toBe(3);
		});

		test('[NO3] one marks one’s own as seen and nobody else’s, here and in no other samverkan', async () => {
			const { store, place } = await opened();
			const elsewhere = await addSamverkan(store, 'hallsberg');
			const there = { ...elsewhere, person: place.person };
			const added = await store.notices.add([
				noticeTo(place),
				noticeTo(place, { dedupe: 'b' }),
				noticeTo(there, { dedupe: 'c' }),
				noticeTo(elsewhere, { dedupe: 'd' })
			]);
			const ids = added.map(({ id }) => id);
			await store.notices.markSeen(place.person, place.samverkan, 7, [ids[0]!, ids[2]!, ids[3]!]);
			const counts = () =>
				Promise.all([place, there, elsewhere].map(({ person, samverkan }) => store.notices.unseen(person, samverkan)));
			expect(await counts()).toEqual([1, 1, 1]);
			expect(await store.notices.seenOf(place.person, ['a', 'b', 'c'])).toEqual(['a']);
			await store.notices.markSeen(place.person, place.samverkan, 8);
			expect(await counts()).toEqual([0, 1, 1]);
			await store.notices.removeBefore(2);
			expect(await store.notices.of(place.person, place.samverkan, 10)).toEqual([]);
		});

		test('[NO11] what a person chose is kept; who chose nothing has what everybody begins with', async () => {
			const { store, place } = await opened();
			expect(await store.notices.settings(place.person)).toEqual(DEFAULT_NOTICE_SETTINGS);
			const chosen = { ...DEFAULT_NOTICE_SETTINGS, notByMail: ['digest' as const] };
			for (const settings of [DEFAULT_NOTICE_SETTINGS, chosen])
				await store.notices.saveSettings(place.person, settings);
			expect(await store.notices.settings(place.person)).toEqual(chosen);
		});
	});

	describe(`${name}: mails`, () => {
		test('[NO6] the same key is queued once in the whole store', async () => {
			const { store, place } = await opened();
			expect(await store.mails.add(mailTo(place))).toBe(true);
			expect(await store.mails.add(mailTo(place, { id: 'm2' }))).toBe(false);
			const state = { state: 'queued', reason: null, attempts: 0, sentAt: null };
			expect(await store.mails.list(place.samverkan, 10)).toEqual([{ ...mailTo(place), ...state }]);
		});

		test('[NO7] one that waits takes the next along; one that is on its way does not', async () => {
			const { store, place } = await opened();
			const join = (id: string) => store.mails.addOrJoin(mailTo(place, { id, dedupe: id, items: [{ about: {} }] }));
			await join('m1');
			await join('m2');
			await store.mails.addOrJoin(mailTo(place, { id: 'f', dedupe: 'f', kind: 'flagged' }));
			expect(await store.mails.begin('m1')).toBe(true);
			await join('m3');
			const items = (await store.mails.list(place.samverkan, 10)).map(({ id, items }) => [id, items.length]);
			expect(Object.fromEntries(items)).toEqual({ m1: 2, f: 1, m3: 1 });
		});

		test('[NO8] of two who begin one does, and what was being sent is uncertain after a restart', async () => {
			const folder = tempDir();
			const { store, place } = await opened(folder);
			for (const id of ['m1', 'm2']) await store.mails.add(mailTo(place, { id, dedupe: id }));
			expect(await Promise.all([store.mails.begin('m1'), store.mails.begin('m1')])).toEqual([true, false]);
			await store.close();
			const again = await open(folder);
			onTestFinished(() => again.close());
			expect(await again.mails.recover()).toBe(1);
			expect(await again.mails.mail('m1')).toMatchObject({ state: 'uncertain', reason: 'restarted', attempts: 1 });
			expect(await again.mails.mail('m2')).toMatchObject({ state: 'queued', attempts: 0 });
			expect(await again.mails.move('m1', 'sending', { state: 'sent', sentAt: 9 })).toBe(false);
			expect(await again.mails.move('m1', 'uncertain', { state: 'queued', nextTry: 3 })).toBe(true);
			expect(await again.mails.mail('m1')).toMatchObject({ state: 'queued', reason: null, nextTry: 3, sentAt: null });
		});

		test('[NO6] the next is the one that waits longest of those whose time has come', async () => {
			const { store, place } = await opened();
			expect(await store.mails.nextTry()).toBeNull();
			for (const [id, nextTry] of [
				['late', 50],
				['soon', 20],
				['sooner', 15]
			] as const)
				await store.mails.add(mailTo(place, { id, dedupe: id, nextTry }));
			expect(await store.mails.nextTry()).toBe(15);
			expect(await store.mails.nextDue(14)).toBeNull();
			expect(await store.mails.nextDue(30)).toMatchObject({ id: 'sooner' });
			await store.mails.withdraw(place.samverkan, place.person, ['digest']);
			expect(await store.mails.nextTry()).toBe(15);
			await store.mails.withdraw(place.samverkan, place.person, ['mention']);
			expect(await store.mails.nextTry()).toBeNull();
			await store.mails.removeBefore(11);
			expect(await store.mails.list(place.samverkan, 10)).toEqual([]);
		});
	});
}

import { flushSync } from 'svelte';
import { expect, onTestFinished, test } from 'vitest';
import type { PartyId, PersonId } from '../../src/lib/shared/ids.ts';
import type { Focus, Presence } from '../../src/lib/shared/protocol/presence.ts';
import { FieldPresence } from '../../src/lib/state/presence.svelte.ts';
import { SyncStatusState } from '../../src/lib/state/sync-status.svelte.ts';
import type { Presences } from '../../src/lib/sync/live-document.ts';
import { Value } from '../../src/lib/sync/observable.ts';
import type { SyncStatus } from '../../src/lib/sync/sync-status.ts';

/** What an effect reads, each time it is run. */
function seen<T>(read: () => T): T[] {
	const values: T[] = [];
	onTestFinished(
		$effect.root(() => {
			$effect(() => void values.push(read()));
		})
	);
	flushSync();
	return values;
}

test('[SY3] the page leaves "saved" as soon as one document does', () => {
	const week = new Value<SyncStatus>({ state: 'saved' });
	const actions = new Value<SyncStatus>({ state: 'saved' });
	const status = new SyncStatusState([{ status: week }, { status: actions }]);
	const states = seen(() => status.current?.state);
	actions.set({ state: 'saving', waiting: 1, since: 5 });
	flushSync();
	actions.set({ state: 'saved' });
	flushSync();
	expect(states).toEqual(['saved', 'saving', 'saved']);
	expect(status.waiting).toBe(0);
});

const focusOn = (id: string): Focus => ({ root: 'entries', id, field: 'text' });
const somebody = (name: string, focus: Focus | null): Presence => ({
	focus,
	name,
	person: name as PersonId,
	party: 'p' as PartyId,
	funktion: ''
});

test('[PR1] a field is told of those who enter and leave it, and not of others who move', () => {
	const presences = new Value<Presences>(new Map());
	let own: Focus | null = null;
	const presence = new FieldPresence({ presences, setFocus: (focus) => (own = focus) });
	onTestFinished(() => presence.close());
	const names = seen(() => presence.at(focusOn('a')).map(({ name }) => name));
	presences.set(new Map([[1, somebody('Alice', focusOn('a'))]]));
	flushSync();
	const runs = names.length;
	presences.set(
		new Map([
			[1, somebody('Alice', focusOn('a'))],
			[2, somebody('Bob', null)]
		])
	);
	flushSync();
	expect(names).toHaveLength(runs);
	presences.set(new Map([[1, somebody('Alice', null)]]));
	flushSync();
	expect(names.at(-1)).toEqual([]);
	expect(names).toContainEqual(['Alice']);
	presence.focus(focusOn('b'));
	expect(own).toEqual(focusOn('b'));
});

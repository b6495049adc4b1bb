import { describe, expect, test } from 'vitest';
import { commandOf, type KeyPress, type KeySituation } from '../../src/lib/features/meeting/meeting-keys.ts';

const CHAIR: KeySituation = {
	...{ singleKeys: true, following: true, step: 'situation', on: 'area', mayLead: true, mayWrite: true },
	from: 'page'
};
const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
	...{ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false },
	...more
});
const command = (key: string, situation: Partial<KeySituation> = {}, more: Partial<KeyPress> = {}) =>
	commandOf(press(key, more), { ...CHAIR, ...situation });

describe('keys', () => {
	test('[CP16] none while somebody writes, and none that are the browser’s', () => {
		for (const key of ['a', 'K', ' ', '1', '?', 'ArrowDown', 'PageDown']) {
			expect(command(key, { from: 'text' })).toBeNull();
			expect(command(key, {}, { ctrlKey: true })).toBeNull();
		}
		expect(command(' ', { from: 'button' })).toBeNull();
		expect(command('Enter')).toBeNull();
	});

	test('[CP16] single keys can be turned off; arrows and a clicker go on', () => {
		for (const key of ['a', 'b', 'f', '1', '!', '/', '?', ' ', 'k'])
			expect(command(key, { singleKeys: false })).toBeNull();
		expect(command('PageDown', { singleKeys: false })).toEqual({ do: 'next' });
		expect(command('ArrowUp', { singleKeys: false })).toEqual({ do: 'focus', by: -1 });
		expect(command('ArrowUp', { singleKeys: false }, { altKey: true })).toEqual({ do: 'trend', trend: 'up' });
	});

	test('[CP16] ↑ and ↓ move the focus, and with Alt they are the trend', () => {
		expect(command('ArrowDown')).toEqual({ do: 'focus', by: 1 });
		expect(command('ArrowDown', {}, { altKey: true })).toEqual({ do: 'trend', trend: 'down' });
		expect(command('ArrowRight', { on: 'entry' }, { altKey: true })).toEqual({ do: 'trend', trend: 'level' });
		expect(command('ArrowRight', { on: 'action' }, { altKey: true })).toBeNull();
		expect(command('2')).toEqual({ do: 'level', level: 2 });
		expect(command('2', { on: 'entry' })).toBeNull();
		expect(command(' ')).toEqual({ do: 'confirm' });
		expect(command('!', { on: 'entry' })).toEqual({ do: 'prioritise' });
	});

	test('[CP16] in Uppföljning K F H B X are dispositions of the åtgärd in focus; elsewhere letters capture', () => {
		const following = { step: 'follow-up', on: 'action' } as const;
		expect(['k', 'F', 'h', 'b', 'X'].map((key) => command(key, following))).toEqual(
			['done', 'continues', 'blocked', 'reassigned', 'cancelled'].map((disposition) => ({ do: 'dispose', disposition }))
		);
		expect(command('b', { step: 'follow-up', on: null })).toEqual({ do: 'capture', kind: 'decision' });
		expect(['a', 'b', 'l', 'n', 'p'].map((key) => command(key))).toEqual(
			['action', 'decision', 'entry', 'note', 'parked'].map((kind) => ({ do: 'capture', kind }))
		);
		expect(command('f', { ...following, following: false })).toEqual({ do: 'follow' });
		expect(command('f')).toEqual({ do: 'follow' });
	});

	test('[CP16] who only takes part has the arrows between scenes, f and ?', () => {
		const guest = { mayLead: false, mayWrite: false };
		for (const key of ['a', ' ', '1', '!', '/', 'PageDown', 'ArrowDown']) expect(command(key, guest)).toBeNull();
		expect(command('ArrowRight', guest)).toEqual({ do: 'next' });
		expect(command('f', guest)).toEqual({ do: 'follow' });
		expect(command('?', guest)).toEqual({ do: 'help' });
	});
});

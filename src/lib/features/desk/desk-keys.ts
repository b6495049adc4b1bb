import type { KeyPress } from '../meeting/meeting-keys.ts';

/** What a key of /mina asks for. */
export type DeskCommand = { do: 'move'; by: 1 | -1 } | { do: 'press'; what: string } | { do: 'help' } | { do: 'close' };

export interface DeskKeySituation {
	/** Single letters and digits act by themselves; a device may turn that off (WCAG 2.1.4). */
	singleKeys: boolean;
	/** The press came from a text box, which takes every key but Escape. */
	inText: boolean;
}

/** In the order they are told. */
export const DESK_KEYS: readonly [key: string, what: string, words: string][] = [
	['j', 'next', 'Nästa åtgärd'],
	['k', 'previous', 'Föregående åtgärd'],
	['1', 'ongoing', 'Pågår'],
	['2', 'done', 'Klar'],
	['3', 'blocked', 'Hinder, skälet frågas efter'],
	['c', 'comment', 'Kommentera'],
	['t', 'ask-due', 'Begär ny tid'],
	['?', 'help', 'Visa eller dölj tangenterna']
];

/** Nothing for keys that are not the page's: then the browser has them. */
export function deskCommand(press: KeyPress, { singleKeys, inText }: DeskKeySituation): DeskCommand | null {
	if (press.ctrlKey || press.metaKey || press.altKey) return null;
	if (press.key === 'Escape') return { do: 'close' };
	if (inText || !singleKeys) return null;
	const what = DESK_KEYS.find(([key]) => key === press.key.toLowerCase())?.[1];
	switch (what) {
		case undefined:
			return null;
		case 'next':
			return { do: 'move', by: 1 };
		case 'previous':
			return { do: 'move', by: -1 };
		case 'help':
			return { do: 'help' };
		default:
			return { do: 'press', what };
	}
}

import type { AreaTrend } from '../../shared/board/area-level.ts';
import { DISPOSITIONS, type Disposition } from '../../shared/board/follow-up.ts';
import type { AgendaStep } from '../../shared/meeting/agenda.ts';
import { kindOfLetter, type CaptureKind } from '../../shared/meeting/capture.ts';
import { DISPOSITION_KEYS } from './dispositions.ts';

/** What a key asks for. */
export type MeetingCommand =
	| { do: 'next' | 'previous' | 'confirm' | 'follow' | 'help' | 'prioritise' | 'capture-line' }
	| { do: 'focus'; by: 1 | -1 }
	| { do: 'capture'; kind: CaptureKind }
	| { do: 'level'; level: number }
	| { do: 'trend'; trend: AreaTrend }
	| { do: 'dispose'; disposition: Disposition };

export interface KeySituation {
	/** Single letters, digits and signs act by themselves; a device may turn that off (WCAG 2.1.4). */
	singleKeys: boolean;
	following: boolean;
	step: AgendaStep;
	/** What is in focus, or what the scene is of. */
	on: 'action' | 'entry' | 'area' | 'other' | null;
	mayLead: boolean;
	mayWrite: boolean;
	/** Where the press came from: a text box takes every key, a button its own. */
	from: 'page' | 'button' | 'text';
}

export type KeyPress = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

const TRENDS: Record<string, AreaTrend> = { ArrowUp: 'up', ArrowRight: 'level', ArrowDown: 'down' };

/** Nothing for keys that are not the meeting's: then the browser has them. */
export function commandOf(press: KeyPress, situation: KeySituation): MeetingCommand | null {
	if (situation.from === 'text' || press.ctrlKey || press.metaKey) return null;
	if (press.altKey) return withAlt(press, situation);
	return arrow(press, situation) ?? (situation.singleKeys ? single(press, situation) : null);
}

/** ↑ and ↓ alone move the focus, so the trend takes Alt. */
function withAlt({ key }: KeyPress, { on, mayWrite }: KeySituation): MeetingCommand | null {
	const trend = TRENDS[key];
	return trend && mayWrite && (on === 'area' || on === 'entry') ? { do: 'trend', trend } : null;
}

/** Page Up and Page Down are what a clicker sends; who only follows scrolls with them. */
function arrow({ key }: KeyPress, { mayLead }: KeySituation): MeetingCommand | null {
	if (key === 'ArrowRight' || (key === 'PageDown' && mayLead)) return { do: 'next' };
	if (key === 'ArrowLeft' || (key === 'PageUp' && mayLead)) return { do: 'previous' };
	if (!mayLead) return null;
	if (key === 'ArrowDown') return { do: 'focus', by: 1 };
	return key === 'ArrowUp' ? { do: 'focus', by: -1 } : null;
}

function single({ key }: KeyPress, situation: KeySituation): MeetingCommand | null {
	const { on, step, following, mayWrite, from } = situation;
	const letter = key.toLowerCase();
	if (key === '?') return { do: 'help' };
	if (letter === 'f' && !following) return { do: 'follow' };
	if (!mayWrite) return letter === 'f' ? { do: 'follow' } : null;
	if (key === ' ') return from === 'page' && on !== null ? { do: 'confirm' } : null;
	if (step === 'follow-up' && on === 'action') {
		const disposition = DISPOSITIONS.find((one) => DISPOSITION_KEYS[one].toLowerCase() === letter);
		if (disposition) return { do: 'dispose', disposition };
	}
	if (/^[1-5]$/u.test(key) && on === 'area') return { do: 'level', level: Number(key) };
	if (key === '!') return on === 'entry' ? { do: 'prioritise' } : null;
	if (key === '/') return { do: 'capture-line' };
	if (letter === 'f') return { do: 'follow' };
	const kind = key.length === 1 ? kindOfLetter(letter) : null;
	return kind && { do: 'capture', kind };
}

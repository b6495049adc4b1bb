import { hasBlockedNumber } from '../../shared/privacy/blocked-numbers.ts';
import { localDay } from '../../shared/week/iso-week.ts';

export type TextBox = HTMLTextAreaElement | HTMLInputElement;

const TYPED = new Set(['text', 'search', 'email', 'tel', 'url']);
/** Asks for a name or an address by itself: the members' own, which are the staff's. */
const OF_MEMBERS = /^(?:name|username|email|tel)/;

/** A box that takes words. A password is nobody's business but its owner's. */
export function asTextBox(target: EventTarget | null): TextBox | null {
	if (target instanceof HTMLTextAreaElement) return target.readOnly ? null : target;
	return target instanceof HTMLInputElement && TYPED.has(target.type) && !target.readOnly ? target : null;
}

/** Names, addresses and the like are warned of here; what is searched for and who members are is not asked about. */
export const isWarned = (box: TextBox): boolean =>
	box instanceof HTMLTextAreaElement ||
	(box.type === 'text' && !OF_MEMBERS.test(box.autocomplete) && box.dataset.privacy !== 'numbers');

/** Its words go to the document by themselves, and are held back there. */
export const isLive = (box: TextBox): boolean => box.dataset.live !== undefined;

/** Where its text is kept: `<document>/<record>/<field>`. */
export function placeOf(box: TextBox): { document: string; record: string; field: string } | null {
	const [document = '', record, field] = box.dataset.live?.split('/') ?? [];
	return record && field ? { document, record, field } : null;
}

export const holdsNumber = (box: TextBox): boolean => hasBlockedNumber(box.value, localDay(Date.now()));

/** The first box of a form that must not be sent. */
export const firstWithNumber = (form: HTMLFormElement): TextBox | undefined =>
	[...form.elements].map(asTextBox).find((box): box is TextBox => box !== null && !isLive(box) && holdsNumber(box));

import { untrack } from 'svelte';
import type * as Y from 'yjs';
import { LOCAL } from '../shared/board/origin.ts';
import { hasBlockedNumber, isUnfinishedNumber, maskNumbers } from '../shared/privacy/blocked-numbers.ts';
import { localDay } from '../shared/week/iso-week.ts';
import {
	applyTextEdit,
	shiftCaret,
	shiftEdit,
	textEdit,
	writeTextEdit,
	type Delta
} from '../shared/board/text-edit.ts';

export type TextBox = HTMLTextAreaElement | HTMLInputElement;

/** What a live text needs of the board it belongs to. */
export interface TextSource {
	/** The text as it is in the document now; undefined before the document is here and after the record is gone. */
	text: () => Y.Text | undefined;
	/** What is shown where no text box is bound. */
	shown: () => string;
	/** Others' changes are held back. */
	paused: () => boolean;
	undo: () => void;
	redo: () => void;
	/** Somebody came to or left the text box. */
	focus: (here: boolean) => void;
	/** What is typed holds a personnummer, so it stays here until that is gone; others' words and saving go on. */
	held?: (held: boolean) => void;
}

/**
 * The text of one field, for reading and for a text box to bind to: `<textarea {@attach text.bind}>`. Letters typed
 * here become the smallest edit of the shared text; letters typed elsewhere arrive without moving the caret away from
 * its words. Undo is the board's, so it takes back one's own words only.
 */
export class LiveText {
	readonly #source: TextSource;

	constructor(source: TextSource) {
		this.#source = source;
	}

	get current(): string {
		return this.#source.shown();
	}

	readonly bind = (box: TextBox): (() => void) | void => {
		const text = this.#source.text();
		if (text) return untrack(() => new TextBinding(box, text, this.#source).stop);
	};
}

class TextBinding {
	readonly stop: () => void;
	readonly #box: TextBox;
	readonly #text: Y.Text;
	readonly #source: TextSource;
	/** While a word is composed (IME, dead keys): the text it was begun in, and what has been done to that since. */
	#composing: { before: string; since: Delta[] } | null = null;
	/** The words are kept from the document in the same way while there is a personnummer in them. */
	#isHeld = false;

	constructor(box: TextBox, text: Y.Text, source: TextSource) {
		this.#box = box;
		this.#text = text;
		this.#source = source;
		this.#show();
		const listening = new AbortController();
		this.#listen(listening.signal);
		const resumed = $effect.root(() => {
			$effect(() => {
				if (!source.paused()) untrack(() => this.#catchUp());
			});
		});
		text.observe(this.#pull);
		this.stop = () => {
			listening.abort();
			this.#letGo();
			resumed();
			text.unobserve(this.#pull);
			if (box === box.ownerDocument.activeElement) source.focus(false);
		};
	}

	#listen(signal: AbortSignal) {
		const on = <E extends Event>(name: string, handle: (event: E) => void) =>
			this.#box.addEventListener(name, handle as EventListener, { signal });
		on('input', () => this.#push());
		on('compositionstart', () => (this.#composing ??= { before: this.#text.toString(), since: [] }));
		on('compositionend', () => (this.#mustHold() ? this.#hold() : this.#composed()));
		on('keydown', (event: KeyboardEvent) => this.#undoByKey(event));
		on('beforeinput', (event: InputEvent) => this.#undoByMenu(event));
		on('focus', () => {
			this.#catchUp();
			this.#source.focus(true);
		});
		on('blur', () => {
			if (this.#isHeld && !this.#mustHold()) this.#release(); // it did not become a number after all
			this.#source.focus(false);
		});
		if (this.#box === this.#box.ownerDocument.activeElement) this.#source.focus(true);
	}

	/** Typing here → the shared text. */
	#push() {
		if (this.#isHeld && !this.#mustHold()) return this.#release();
		if (!this.#isHeld && this.#composing) return;
		if (this.#mustHold()) return this.#hold();
		const { value, selectionStart } = this.#box;
		this.#text.doc?.transact(() => applyTextEdit(this.#text, value, selectionStart ?? value.length), LOCAL);
		if (this.#text.toString() !== value) this.#show(); // the text was full, or others typed while we composed
	}

	/**
	 * Personnummer are never sent, nor what is becoming one under the caret: nine of its digits tell the tenth. The rest of
	 * the text waits with it; that of everybody else goes on.
	 */
	#mustHold(): boolean {
		const { value, selectionStart } = this.#box;
		if (hasBlockedNumber(value, localDay(Date.now()))) return true;
		return this.#hasFocus && isUnfinishedNumber(value.slice(0, selectionStart ?? value.length));
	}

	#hold() {
		this.#composing ??= { before: this.#text.toString(), since: [] };
		if (this.#isHeld) return;
		this.#isHeld = true;
		this.#source.held?.(true);
	}

	#release() {
		this.#isHeld = false;
		this.#source.held?.(false);
		this.#composed();
	}

	/** The box goes away, so what is in it is saved with the number covered. */
	#letGo() {
		if (!this.#isHeld) return;
		this.#box.value = maskNumbers(this.#box.value);
		this.#release();
	}

	/** The box did not follow others while the word was composed: it is put in where it belongs now. */
	#composed() {
		const composing = this.#composing;
		if (!composing) return;
		const { value, selectionStart } = this.#box;
		const edit = textEdit(composing.before, value, selectionStart ?? value.length);
		const { index, ...rest } = shiftEdit(edit, composing.since);
		writeTextEdit(this.#text, { index, ...rest });
		this.#composing = null; // only now: what was just written must not move the caret as somebody else's words do
		this.#show((position) => position + index - edit.index);
	}

	/** The shared text → here, whoever changed it: others, or one's own undo. */
	readonly #pull = (event: Y.YTextEvent) => {
		if (this.#composing) return void this.#composing.since.push(event.delta as Delta);
		if (this.#box.value === this.#text.toString()) return;
		const { local } = event.transaction;
		if (!local && this.#source.paused() && !this.#hasFocus) return;
		this.#show((position) => shiftCaret(position, event.delta));
	};

	#catchUp() {
		if (!this.#composing && this.#box.value !== this.#text.toString()) this.#show();
	}

	#show(move: (position: number) => number = (position) => position) {
		const next = this.#text.toString();
		if (this.#box.value === next) return;
		const { selectionStart, selectionEnd } = this.#box;
		this.#box.value = next;
		this.#box.dispatchEvent(new Event('text-shown')); // lets a box that grows with its text measure again
		if (this.#hasFocus) this.#box.setSelectionRange(move(selectionStart ?? 0), move(selectionEnd ?? 0));
	}

	get #hasFocus(): boolean {
		return this.#box === this.#box.ownerDocument.activeElement;
	}

	#undoByKey(event: KeyboardEvent) {
		if (event.altKey || !(event.ctrlKey || event.metaKey)) return;
		const key = event.key.toLowerCase();
		if (key !== 'z' && key !== 'y') return;
		event.preventDefault(); // others who listen for these keys see that it is done
		if (key === 'z' && !event.shiftKey) this.#source.undo();
		else this.#source.redo();
	}

	#undoByMenu(event: InputEvent) {
		if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
		event.preventDefault();
		if (event.inputType === 'historyUndo') this.#source.undo();
		else this.#source.redo();
	}
}

import type * as Y from 'yjs';
import { LOCAL } from './origin.ts';

/** One replacement: `deleted` UTF-16 units at `index` become `inserted`. */
export interface TextEdit {
	index: number;
	deleted: number;
	inserted: string;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Would a cut here go through a surrogate pair? Half an emoji is shown as one thing here and another over there. */
const splitsPair = (text: string, index: number): boolean =>
	isHigh(text.charCodeAt(index - 1)) && isLow(text.charCodeAt(index));

/** The first `max` units at most, whole characters only. */
export const clip = (text: string, max: number): string =>
	text.slice(0, text.length > max && splitsPair(text, max) ? max - 1 : max);

/**
 * The smallest single replacement that makes `before` into `next`. `caret`, where it stands after the edit, decides
 * among equals: in "aa" → "aaa" the new letter is the one before the caret, and other people's carets stay put.
 */
export function textEdit(before: string, next: string, caret = next.length): TextEdit {
	const end = commonEnd(before, next, Math.max(0, next.length - caret));
	const start = commonStart(before, next, Math.min(before.length, next.length) - end);
	const rest = commonEnd(before, next, Math.min(before.length, next.length) - start);
	return { index: start, deleted: before.length - start - rest, inserted: next.slice(start, next.length - rest) };
}

function commonStart(before: string, next: string, most: number): number {
	let length = 0;
	while (length < most && before.charCodeAt(length) === next.charCodeAt(length)) length++;
	while (splitsPair(before, length) || splitsPair(next, length)) length--;
	return length;
}

function commonEnd(before: string, next: string, limit: number): number {
	const most = Math.min(limit, before.length, next.length);
	let length = 0;
	while (length < most && before.charCodeAt(before.length - 1 - length) === next.charCodeAt(next.length - 1 - length))
		length++;
	while (splitsPair(before, before.length - length) || splitsPair(next, next.length - length)) length--;
	return length;
}

/** Writes what the person typed as the smallest edit, so that what others type at the same time stays. */
export function applyTextEdit(text: Y.Text, next: string, caret?: number, origin = LOCAL): void {
	writeTextEdit(text, textEdit(text.toString(), next, caret), origin);
}

export function writeTextEdit(text: Y.Text, { index, deleted, inserted }: TextEdit, origin = LOCAL): void {
	if (deleted === 0 && inserted === '') return;
	const write = () => {
		if (deleted > 0) text.delete(index, deleted);
		if (inserted !== '') text.insert(index, inserted);
	};
	if (text.doc) text.doc.transact(write, origin);
	else write();
}

export type Delta = readonly { retain?: number; delete?: number; insert?: unknown }[];

/**
 * Where a caret stands after somebody else's edit. Text put in exactly at the caret comes after it, so that two people
 * writing at the same place do not push each other along.
 */
export function shiftCaret(position: number, delta: Delta): number {
	let index = 0; // in the text as it becomes
	let caret = position;
	for (const part of delta) {
		if (index > caret) break;
		if (part.retain !== undefined) index += part.retain;
		else if (part.delete !== undefined) caret -= Math.min(part.delete, caret - index);
		else if (typeof part.insert === 'string') {
			if (index < caret) caret += part.insert.length;
			index += part.insert.length;
		}
	}
	return caret;
}

/** An edit made to the text as it was, where it belongs after what others have done to that text since. */
export function shiftEdit({ index, deleted, inserted }: TextEdit, since: readonly Delta[]): TextEdit {
	const shift = (position: number): number => since.reduce(shiftCaret, position);
	if (deleted === 0) return { index: shift(index), deleted, inserted };
	// What others put in just before the deleted words is not among them.
	const start = Math.max(shift(index), shift(index + 1) - 1);
	return { index: start, deleted: Math.max(0, shift(index + deleted) - start), inserted };
}

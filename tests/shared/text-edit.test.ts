import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
	applyTextEdit,
	clip,
	shiftCaret,
	shiftEdit,
	textEdit,
	writeTextEdit,
	type Delta
} from '../../src/lib/shared/board/text-edit.ts';
import { copyOf, exchange, updatesOf } from './fixtures.ts';

/** Few letters, so that random texts have much in common; signs whose first or last halves are alike; one of several. */
const text = fc
	.array(fc.constantFrom('a', 'b', ' ', 'å', '😀', '😁', '\u{1FA00}', '👩‍👧', '\n'), { maxLength: 12 })
	.map((parts) => parts.join(''));

const isWhole = (words: string): boolean => words.isWellFormed();

function withText(words: string): { doc: Y.Doc; text: Y.Text } {
	const doc = new Y.Doc();
	const text = doc.getText('t');
	text.insert(0, words);
	return { doc, text };
}

describe('what is typed', () => {
	test('[TX1] any text becomes any other by one edit, whatever the caret says', () => {
		fc.assert(
			fc.property(text, text, fc.option(fc.nat(30), { nil: undefined }), (before, next, caret) => {
				const { index, deleted, inserted } = textEdit(before, next, caret);
				expect(before.slice(0, index) + inserted + before.slice(index + deleted)).toBe(next);
			}),
			{ numRuns: 5_000 }
		);
	});

	test('[TX1] no edit is longer than what differs', () => {
		fc.assert(
			fc.property(text, text, text, (start, word, end) => {
				const { deleted, inserted } = textEdit(start + end, start + word + end, (start + word).length);
				expect(deleted).toBe(0);
				expect(inserted.length).toBe(word.length);
			}),
			{ numRuns: 2_000 }
		);
	});

	test('[TX1] among equal letters it is the one before the caret that was typed', () => {
		expect(textEdit('aa', 'aaa', 1)).toEqual({ index: 0, deleted: 0, inserted: 'a' });
		expect(textEdit('aa', 'aaa', 3)).toEqual({ index: 2, deleted: 0, inserted: 'a' });
		expect(textEdit('hej hej', 'hej', 3)).toEqual({ index: 3, deleted: 4, inserted: '' });
	});

	test('[TX1] the same text again sends nothing', () => {
		const { doc, text } = withText('oförändrat');
		expect(updatesOf(doc, () => applyTextEdit(text, 'oförändrat'))).toBe(0);
	});

	test('[TX1] one edit is one update', () => {
		const { doc, text } = withText('lugnt läge');
		expect(updatesOf(doc, () => applyTextEdit(text, 'oroligt läge'))).toBe(1);
		expect(text.toString()).toBe('oroligt läge');
	});
});

describe('emoji', () => {
	test('[TX2] no edit of any text to any other leaves half a pair anywhere', () => {
		fc.assert(
			fc.property(text, text, fc.option(fc.nat(30), { nil: undefined }), (before, next, caret) => {
				const { index, deleted, inserted } = textEdit(before, next, caret);
				for (const part of [before.slice(0, index), before.slice(index, index + deleted), inserted])
					expect(isWhole(part)).toBe(true);
			}),
			{ numRuns: 5_000 }
		);
	});

	test('[TX2] one emoji becomes another as a whole, and everybody sees the same', () => {
		const { doc, text } = withText('😀');
		const other = copyOf(doc);
		applyTextEdit(text, '😁');
		exchange(doc, other);
		expect(other.getText('t').toString()).toBe('😁');
		expect(textEdit('😀', '😁')).toEqual({ index: 0, deleted: 2, inserted: '😁' });
	});

	test('[TX2] shortening keeps whole characters', () => {
		expect(clip('ab😀', 3)).toBe('ab');
		expect(clip('ab😀', 4)).toBe('ab😀');
		expect(clip('abc', 2)).toBe('ab');
	});
});

describe('a caret', () => {
	test.each([
		['after an insertion before it', 4, [{ insert: 'xy' }], 6],
		['at the place of an insertion', 4, [{ retain: 4 }, { insert: 'xy' }], 4],
		['before an insertion', 2, [{ retain: 4 }, { insert: 'xy' }], 2],
		['after a deletion before it', 4, [{ delete: 2 }], 2],
		['inside a deletion', 4, [{ retain: 2 }, { delete: 5 }], 2],
		['before a deletion', 1, [{ retain: 2 }, { delete: 5 }], 1],
		['between two changes', 5, [{ insert: 'x' }, { retain: 2 }, { delete: 1 }, { retain: 2 }, { insert: 'y' }], 5]
	])('[TX3] %s', (_where, position, delta, expected) => expect(shiftCaret(position, delta)).toBe(expected));

	test('[TX3] stays between the same letters whatever somebody else does outside them', () => {
		fc.assert(
			fc.property(text, text, text, (start, end, other) => {
				const { doc, text } = withText(`${start}|${end}`);
				let caret = start.length + 1;
				text.observe((event) => (caret = shiftCaret(caret, event.delta)));
				doc.transact(() => {
					text.delete(0, start.length);
					text.insert(0, other);
				});
				expect(text.toString().slice(0, caret)).toBe(`${other}|`);
			}),
			{ numRuns: 500 }
		);
	});
});

test('[TX4] two who write in one text at once both keep their words', () => {
	const { doc, text } = withText('Stökigt vid torget');
	const other = copyOf(doc);
	applyTextEdit(text, 'Mycket stökigt vid torget', 7);
	applyTextEdit(other.getText('t'), 'Stökigt vid torget på kvällen', 29);
	exchange(doc, other);
	expect(text.toString()).toBe('Mycket stökigt vid torget på kvällen');
	expect(other.getText('t').toString()).toBe(text.toString());
});

describe('a word that is composed while others write', () => {
	/** The text after others' writing, and then the edit that was begun before it. */
	function composed(before: string, next: string, others: (text: Y.Text) => void): string {
		const { text } = withText(before);
		const since: Delta[] = [];
		text.observe((event) => since.push(event.delta));
		others(text);
		writeTextEdit(text, shiftEdit(textEdit(before, next), since));
		return text.toString();
	}

	test('[TX5] is put in where it belongs, and they keep theirs', () => {
		fc.assert(
			fc.property(text, text, text, text, text, (start, old, end, word, other) => {
				const after = composed(`${start}<${old}>${end}`, `${start}<${word}>${end}`, (text) => {
					text.insert(text.length, other);
					text.insert(0, other);
				});
				expect(after).toBe(`${other}${start}<${word}>${end}${other}`);
			}),
			{ numRuns: 2_000 }
		);
	});

	test.each([
		['just before the words it replaces', (text: Y.Text) => text.insert(1, 'Z'), 'aZXc'],
		['just after them', (text: Y.Text) => text.insert(2, 'Z'), 'aXZc'],
		['over them, by deleting', (text: Y.Text) => text.delete(1, 1), 'aXc'],
		['over everything', (text: Y.Text) => text.delete(0, 3), 'X']
	])('[TX5] %s', (_where, others, expected) => expect(composed('abc', 'aXc', others)).toBe(expected));
});

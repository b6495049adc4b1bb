import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterOf, authoredDiff, beforeOf, tokensOf, wordDiff } from '../../../src/lib/shared/history/word-diff.ts';

const shown = (parts: ReturnType<typeof wordDiff>) =>
	parts.map(({ is, text }) => (is === 'same' ? text : `[${is === 'added' ? '+' : '−'}${text}]`)).join('');

describe('a text at two moments', () => {
	test.each([
		['Mer ljus på torget', 'Mer ljus vid torget', 'Mer ljus [−på][+vid] torget'],
		['Klotter på skolgården', 'Klotter på skolgårdsvägen', 'Klotter på [−skolgården][+skolgårdsvägen]'],
		['EST-mötet om Å-17', 'EST-mötena om Å-17', '[−EST-mötet][+EST-mötena] om Å-17'],
		['Öppet kl. 20.30', 'Öppet kl. 21.30', 'Öppet kl. [−20.30][+21.30]'],
		['gammal text här', 'ny sak här', '[−gammal text][+ny sak] här'],
		['Buller.', 'Buller!', 'Buller[−.][+!]'],
		['', 'Allt nytt', '[+Allt nytt]'],
		['Allt bort', '', '[−Allt bort]'],
		['Som det var', 'Som det var', 'Som det var']
	])('[HC8] is told by whole words: %s → %s', (before, after, told) => {
		expect(shown(wordDiff(before, after))).toBe(told);
	});

	test('[HC8] a compound is one word, whatever signs hold it together', () => {
		expect(tokensOf('EST-mötet (Å-17), 20:30–21:30')).toEqual([
			'EST-mötet',
			' ',
			'(',
			'Å-17',
			')',
			',',
			' ',
			'20:30–21:30'
		]);
	});

	test('[HC8] both texts can be put together from what is told, through any versions', () => {
		const text = fc.array(fc.constantFrom('ljus', 'på', 'torget', ' ', '\n', 'är', '.', 'Å-17'), { maxLength: 12 });
		fc.assert(
			fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (all) => {
				const versions = all.map((words) => words.join(''));
				const parts = authoredDiff(versions);
				expect([beforeOf(parts), afterOf(parts)]).toEqual([versions[0], versions.at(-1)]);
				expect(parts.every(({ by }) => by < versions.length)).toBe(true);
			})
		);
	});

	test('[HC8] each word is told by who wrote it and who took it away', () => {
		const parts = authoredDiff([
			'Mer ljus',
			'Mer ljus på torget',
			'Mer belysning på torget',
			'Mer belysning på hela torget'
		]);
		expect(parts.filter(({ is }) => is !== 'same')).toEqual([
			{ is: 'removed', text: 'ljus', by: 2 },
			{ is: 'added', text: 'belysning', by: 2 },
			{ is: 'added', text: ' på ', by: 1 },
			{ is: 'added', text: 'hela ', by: 3 },
			{ is: 'added', text: 'torget', by: 1 }
		]);
	});

	test('[HC8] what came and went in between is not told, nor what came back', () => {
		expect(shown(authoredDiff(['Lugnt', 'Lugnt i parken', 'Lugnt']))).toBe('Lugnt');
		expect(shown(authoredDiff(['Lugnt i parken', 'Lugnt', 'Lugnt i parken']))).toBe('Lugnt i parken');
	});
});

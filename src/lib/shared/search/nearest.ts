/** How many slips of the finger a word may be away: none in three letters, two in long words. */
const slipsIn = (word: string): number => (word.length < 4 ? 0 : word.length < 7 ? 1 : 2);

/** The words that somebody may have meant, nearest first; the order among equals is as given. */
export function nearest(word: string, words: readonly string[]): string[] {
	const most = slipsIn(word);
	return words
		.map((other) => ({ other, slips: other === word ? Infinity : slips(word, other, most) }))
		.filter(({ slips }) => slips <= most)
		.sort((a, b) => a.slips - b.slips)
		.map(({ other }) => other);
}

/**
 * Letters left out, put in, exchanged for another or for their neighbour (Damerau–Levenshtein, each place once); more
 * than `most` is Infinity.
 */
export function slips(one: string, other: string, most: number): number {
	if (Math.abs(one.length - other.length) > most) return Infinity;
	let [before, last]: number[][] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
	for (let i = 1; i <= one.length; i++) {
		const row = [i];
		for (let j = 1; j <= other.length; j++) {
			const same = one[i - 1] === other[j - 1];
			let cost = Math.min(row[j - 1]! + 1, last![j]! + 1, last![j - 1]! + (same ? 0 : 1));
			if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
				cost = Math.min(cost, before![j - 2]! + 1);
			row.push(cost);
		}
		if (Math.min(...row) > most) return Infinity;
		[before, last] = [last, row];
	}
	return last![other.length]! <= most ? last![other.length]! : Infinity;
}

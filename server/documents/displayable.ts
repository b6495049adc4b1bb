/**
 * What can not be seen in print, or would put the letters after it in another order, is written as its code: nothing that
 * was sealed is lost, and nothing is hidden. Joiners and soft hyphens are part of honest words.
 */
const UNSEEN = /(?![\n\u00ad\u200b-\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;

/** No language stacks more than a few marks on a letter; more of them cover the lines above. */
const HEAPED_MARKS = /(?<=\p{M}{4})\p{M}+/gu;

const codeOf = (character: string): string =>
	`[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** For `JSON.stringify`: every text as it can be set in columns. */
export const settable = (_key: string, value: unknown): unknown =>
	typeof value === 'string' ? breakable(readableText(value)) : value;

const BREAK = '\u200b';
const CHECKSUM = /^[0-9a-f]{64}$/;

/** Addresses and letters without end would run out of their column: they get places to break. Hyphenation takes the rest. */
const breakable = (text: string): string =>
	text.replace(/\S{16,}/gu, (word) =>
		CHECKSUM.test(word)
			? word
			: word
					.replace(/[/._@?&=:;#+-](?=\S)/g, (mark) => mark + BREAK)
					.replace(/[^\s\u200b]{45,}/gu, (run) => run.replace(/(?:\P{M}\p{M}*){12}/gu, (part) => part + BREAK))
	);

export const readableText = (text: string): string =>
	text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(/\t/g, ' ')
		.replace(UNSEEN, codeOf)
		.replace(HEAPED_MARKS, (marks) => [...marks].map(codeOf).join(''));

/** Texts that Typst's complaint names, as the JSON with their codes instead. */
export function withoutUndisplayable(json: string, complaint: string): string {
	const named = [...complaint.matchAll(/the text(?: contains [a-z ]+)? `\\?"(.+?)\\?"`/g)].map(([, text]) =>
		unescaped(text ?? '')
	);
	const strange = new Set(named.flatMap((text) => [...text]).filter((character) => character > '\u007e'));
	return [...strange].reduce((text, character) => text.replaceAll(character, codeOf(character)), json);
}

/** As Rust writes a string. */
const unescaped = (text: string): string =>
	text.replace(/\\{1,2}u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));

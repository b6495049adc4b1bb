/**
 * What can not be seen in print, or would put the letters after it in another order, is written as its code: nothing that
 * was sealed is lost, and nothing is hidden. Joiners and soft hyphens are part of honest words.
 */
const UNSEEN = /(?![\n\u00ad\u200b-\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;

const codeOf = (character: string): string =>
	`[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** For `JSON.stringify`: every text as it can be printed. */
export const readable = (_key: string, value: unknown): unknown =>
	typeof value === 'string' ? readableText(value) : value;

export const readableText = (text: string): string =>
	text.toWellFormed().replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNSEEN, codeOf);

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

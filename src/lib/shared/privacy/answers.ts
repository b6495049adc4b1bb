import { digest } from 'lib0/hash/sha256';
import { recordWords } from '../board/free-text.ts';
import type { RecordKind } from '../board/record.ts';
import { fold } from './fold.ts';
import type { Finding, WarnedKind } from './findings.ts';
import { scan } from './personal-data.ts';

/** A text and where it stands: what a warning and its answer are tied to. */
export interface PrivateText {
	/** The record's id; for what is not in a record yet, the id it is going to have. */
	record: string;
	/** The field in it; only told, an answer holds for the record. */
	field: string;
	text: string;
}

/** What a samverkan says of personal data, as far as texts are judged by it. */
export interface PrivacyFacts {
	/** Words that are none here: places, areas and the samverkan's own list. */
	allow: readonly string[];
	/** Base64url; makes the marks of answers useless to who has not got it. */
	key: string;
	/** `answerMark` of what somebody has answered for. */
	answered: readonly string[];
}

/** A warning that nobody has answered. The words are not in it. */
export interface Unanswered {
	record: string;
	field: string;
	kind: WarnedKind;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Stands for one finding in one record, so that it is asked about once, without saying what was found: HMAC-SHA-256
 * (RFC 2104) of record, kind and the words as they are folded.
 */
export function answerMark(
	key: string,
	{ record, kind, text }: { record: string; kind: string; text: string }
): string {
	const words = fold(text).text.toLowerCase().replace(/\s+/g, ' ').trim();
	const bytes = hmac(utf8(key), utf8(JSON.stringify([record, kind, words])));
	return Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const BLOCK = 64;

function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
	const short = key.length > BLOCK ? digest(key) : key;
	const pad = (byte: number) => Uint8Array.from({ length: BLOCK }, (_, i) => (short[i] ?? 0) ^ byte);
	return digest(joined(pad(0x5c), digest(joined(pad(0x36), message))));
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
	const both = new Uint8Array(first.length + second.length);
	both.set(first);
	both.set(second, first.length);
	return both;
};

export type Warning = Finding & { kind: WarnedKind; level: 'warn' };

/** The warnings in a text that nobody has answered for; numbers are not warned of but blocked. */
export function openWarnings({ record, text }: PrivateText, facts: PrivacyFacts, today?: string): Warning[] {
	const found = scan(text, { allow: facts.allow, today }).filter((one): one is Warning => one.level === 'warn');
	if (found.length === 0) return found;
	const answered = new Set(facts.answered);
	const markOf = ({ kind, start, end }: Warning) =>
		answerMark(facts.key, { record, kind, text: text.slice(start, end) });
	return found.filter((one) => !answered.has(markOf(one)));
}

/** What is left to answer for in the texts: it is listed before a week is sealed, and nothing of it is shared before. */
export const unansweredWarnings = (texts: readonly PrivateText[], facts: PrivacyFacts, today?: string): Unanswered[] =>
	texts.flatMap((text) =>
		openWarnings(text, facts, today).map(({ kind }) => ({ record: text.record, field: text.field, kind }))
	);

/** Every text of a record, for asking about. */
export const textsOf = (kind: RecordKind, record: Readonly<Record<string, unknown>> & { id: string }): PrivateText[] =>
	Object.entries(recordWords(kind, record)).flatMap(([field, words]) =>
		words.map((text) => ({ record: record.id, field, text }))
	);

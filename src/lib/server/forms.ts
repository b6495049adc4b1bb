import * as v from 'valibot';
import type { FormState } from '#lib/shared/form-state.ts';
import { holdsBlockedNumber } from '#lib/shared/privacy/blocked-numbers.ts';
import { NUMBER_IN_TEXT } from '#lib/shared/privacy/words.ts';

type Schema = v.ObjectSchema<v.ObjectEntries, undefined>;
export type ParsedForm<S extends Schema> =
	{ ok: true; values: v.InferOutput<S>; state: FormState } | { ok: false; state: FormState };

/** Never sent back to a page. */
const SECRET = /password/i;

/**
 * Reads a posted form into what its schema says: a list where the schema has an array, otherwise text, empty where the
 * field did not come. What was written goes back with the errors, so that nobody types anything twice. No field but a
 * password may hold a personnummer: here, so that no form can forget it.
 */
export function parseForm<S extends Schema>(schema: S, data: FormData, form = nameOf(data)): ParsedForm<S> {
	const raw = readFields(schema, data);
	const values = Object.fromEntries(Object.entries(raw).filter(([name]) => !SECRET.test(name)));
	const held = numbersIn(values);
	if (Object.keys(held).length > 0) return { ok: false, state: { form, values, errors: held } };
	const parsed = v.safeParse(schema, raw);
	if (parsed.success) return { ok: true, values: parsed.output, state: { form, values, errors: {} } };
	return { ok: false, state: { form, values, errors: errorsOf(parsed.issues) } };
}

const numbersIn = (values: Record<string, string | string[]>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(values)
			.filter(([, value]) => holdsBlockedNumber(value))
			.map(([name]) => [name, NUMBER_IN_TEXT])
	);

/** Which of the page's forms it is, as `PostForm` says. */
const nameOf = (data: FormData): string => textOf(data.get('form') ?? '').slice(0, 100);

function readFields(schema: Schema, data: FormData): Record<string, string | string[]> {
	const fields = Object.entries(schema.entries).map(([name, entry]) => {
		const texts = data.getAll(name).map(textOf);
		return [name, entry.type === 'array' ? texts : (texts[0] ?? '')] as const;
	});
	return Object.fromEntries(fields);
}

/** A browser sends line breaks as CRLF; files are not for our forms. */
const textOf = (entry: FormDataEntryValue): string => (typeof entry === 'string' ? entry.replaceAll('\r\n', '\n') : '');

/** The first thing wrong with each field. */
function errorsOf(issues: readonly v.BaseIssue<unknown>[]): Record<string, string> {
	const errors: Record<string, string> = {};
	for (const issue of issues) {
		const name = String(issue.path?.[0]?.key ?? '');
		errors[name] ??= issue.message;
	}
	return errors;
}

/** A field that must be filled in. `what` completes "Skriv …". */
export const required = (what: string, max: number) =>
	v.pipe(
		v.string(),
		v.trim(),
		v.minLength(1, `Skriv ${what}.`),
		v.maxLength(max, `Skriv kortare: högst ${max} tecken.`)
	);

export const optional = (max: number) =>
	v.pipe(v.string(), v.trim(), v.maxLength(max, `Skriv kortare: högst ${max} tecken.`));

/** Unticked boxes do not come at all. */
export const checkbox = v.pipe(
	v.string(),
	v.transform((text) => text === 'on')
);

/** One of a list. `what` completes "Välj …". */
export const choice = <const T extends readonly string[]>(options: T, what: string) =>
	v.picklist(options, `Välj ${what}.`);

export const choices = <const T extends readonly string[]>(options: T) =>
	v.array(v.picklist(options, 'Valet finns inte längre. Ladda om sidan.'));

/** The id of a row, of a kind that the caller knows. Whether it is there is the store's to say. */
export const rowId = <Id extends string>() =>
	v.custom<Id>(
		(raw) => typeof raw === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(raw),
		'Det här finns inte längre. Ladda om sidan.'
	);
export const optionalRowId = <Id extends string>() =>
	v.pipe(
		v.string(),
		v.regex(/^[A-Za-z0-9_-]{0,64}$/, 'Valet finns inte längre. Ladda om sidan.'),
		v.transform((text) => (text === '' ? null : (text as Id)))
	);

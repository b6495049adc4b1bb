/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The value has no canonical form; `path` says where it is: `$.areas[2].level`. */
export class NotCanonicalError extends TypeError {
	readonly path: string;
	constructor(path: string, what: string) {
		super(`At ${path}: ${what} can not be written as canonical JSON`);
		this.path = path;
	}
}

/**
 * RFC 8785 (JCS): one value, one text, whoever writes it. Keys in the order of their UTF-16 code units, numbers and
 * strings as ECMAScript writes them, no white space. What JSON would silently drop or change is an error here.
 */
export function canonicalJson(value: unknown, path = '$'): string {
	if (value === null) return 'null';
	switch (typeof value) {
		case 'boolean':
			return String(value);
		case 'number':
			return canonicalNumber(value, path);
		case 'string':
			return canonicalString(value, path);
		case 'object':
			return Array.isArray(value) ? canonicalArray(value, path) : canonicalObject(value, path);
		default:
			throw new NotCanonicalError(path, typeof value);
	}
}

function canonicalNumber(number: number, path: string): string {
	if (!Number.isFinite(number)) throw new NotCanonicalError(path, String(number));
	return JSON.stringify(number); // -0 is written 0, as the RFC asks
}

function canonicalString(text: string, path: string): string {
	if (!text.isWellFormed()) throw new NotCanonicalError(path, 'a lone surrogate');
	return JSON.stringify(text);
}

/** `from`, because `map` passes over holes. */
const canonicalArray = (list: readonly unknown[], path: string): string =>
	`[${Array.from(list, (item, index) => canonicalJson(item, `${path}[${index}]`)).join()}]`;

function canonicalObject(object: object, path: string): string {
	const prototype: unknown = Object.getPrototypeOf(object);
	if (prototype !== Object.prototype && prototype !== null) throw new NotCanonicalError(path, 'an object of a class');
	const members = Object.keys(object)
		.sort() // by UTF-16 code units
		.map((key) => {
			const at = `${path}.${key}`;
			return `${canonicalString(key, at)}:${canonicalJson((object as Record<string, unknown>)[key], at)}`;
		});
	return `{${members.join()}}`;
}

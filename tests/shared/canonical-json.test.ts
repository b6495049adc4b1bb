import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, NotCanonicalError } from '../../src/lib/shared/seal/canonical-json.ts';

const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }) as fc.Arbitrary<unknown>;
const wellFormed = json.filter((value) => JSON.stringify(value).isWellFormed() && isWellFormed(value));

function isWellFormed(value: unknown): boolean {
	if (typeof value === 'string') return value.isWellFormed();
	if (typeof value !== 'object' || value === null) return true;
	return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isWellFormed(inner));
}

/** The same value, with every object's keys put in the other way round. */
function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).reverse();
	return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}

describe('canonical JSON, RFC 8785', () => {
	it('[FS1] says what the value said, and the same however its keys came', () => {
		fc.assert(
			fc.property(wellFormed, (value) => {
				const text = canonicalJson(value);
				expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
				expect(canonicalJson(reversed(value))).toBe(text);
				expect(canonicalJson(JSON.parse(text))).toBe(text);
			}),
			{ numRuns: 500 }
		);
	});

	it('[FS1] writes the example of section 3.2.2 as the RFC does', () => {
		const example = JSON.parse(`{
			"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
			"string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
			"literals": [null, true, false]
		}`) as unknown;
		expect(canonicalJson(example)).toBe(
			'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
				'"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
		);
	});

	it('[FS1] sorts the keys of section 3.2.3 by UTF-16 code units', () => {
		const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
		const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, key])));
		const found = [...text.matchAll(/"([^"]*)":/g)].map(([, key]) => JSON.parse(`"${key}"`) as string);
		expect(found).toEqual(['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33']);
	});

	it.each([
		['0000000000000000', '0'],
		['8000000000000000', '0'],
		['0000000000000001', '5e-324'],
		['8000000000000001', '-5e-324'],
		['7fefffffffffffff', '1.7976931348623157e+308'],
		['4340000000000000', '9007199254740992'],
		['4430000000000000', '295147905179352830000'],
		['44b52d02c7e14af5', '9.999999999999997e+22'],
		['44b52d02c7e14af6', '1e+23'],
		['444b1ae4d6e2ef4e', '999999999999999700000'],
		['444b1ae4d6e2ef50', '1e+21'],
		['3eb0c6f7a0b5ed8d', '0.000001'],
		['41b3de4355555553', '333333333.3333332'],
		['becbf647612f3696', '-0.0000033333333333333333']
	])('[FS1] writes the number %s of appendix B as %s', (bits, text) => {
		const view = new DataView(new ArrayBuffer(8));
		view.setBigUint64(0, BigInt(`0x${bits}`));
		expect(canonicalJson(view.getFloat64(0))).toBe(text);
	});

	it.each([
		['undefined', { a: [{ b: undefined }] }, '$.a[0].b'],
		['NaN', [Number.NaN], '$[0]'],
		['an infinity', { a: Infinity }, '$.a'],
		['a lone surrogate', { a: 'x\ud800' }, '$.a'],
		['a lone surrogate in a key', { '\udc00': 1 }, '$.\udc00'],
		['a hole', [1, , 2], '$[1]'], // eslint-disable-line no-sparse-arrays
		['a date', { at: new Date(0) }, '$.at'],
		['a function', () => 1, '$'],
		['a bigint', 1n, '$']
	])('[FS2] refuses %s, and says where it is', (_what, value, path) => {
		const attempt = () => canonicalJson(value);
		expect(attempt).toThrow(NotCanonicalError);
		expect(attempt).toThrow(expect.objectContaining({ path }) as Error);
	});
});

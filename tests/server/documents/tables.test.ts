import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../server/boards/hash.ts';
import { csvOf } from '../../../src/lib/shared/seal/csv.ts';
import { sealedTables } from '../../../src/lib/shared/seal/tables.ts';
import { readCsv } from '../../support/read-csv.ts';
import { buildCorrection, buildRecord, buildSource, makeFile, textOf } from './support.ts';

describe('the tables of a sealed week', () => {
	test('[DC9] open in a Swedish Excel: UTF-8 with its mark, semicolons, one row per line, all of one width', async () => {
		const text = textOf(await makeFile(buildSource(buildRecord('Två\nrader; "citat" åäö')), 'lagesrader.csv'));
		expect(text.startsWith('\uFEFF"Vecka";"Område";"Plats"')).toBe(true);
		const rows = readCsv(text);
		expect(rows.map((row) => row.length)).toEqual(rows.map(() => rows[0]!.length));
		expect(rows[1]?.slice(0, 4)).toEqual(['2026-W48', 'Centrum', 'Torget', 'Två\nrader; "citat" åäö']);
		expect(rows[2]?.slice(0, 4)).toEqual(['2026-W48', 'Hela kommunen', '', 'Rykten']);
	});

	test.each([
		'=1+1',
		'+46 70',
		'-5',
		'@SUM(A1)',
		'\t=1',
		'\r=1',
		' =1',
		'\n=1',
		'＝1+1',
		'\u200b=1',
		'=HYPERLINK("http://x")',
		'\tx'
	])('[DC9] let no text become a formula: %j', (words) => {
		const [, [cell]] = readCsv(textOf(csvOf({ columns: ['A'], rows: [[words]] }))) as [string[], [string]];
		expect(cell).toBe(`'${words.replaceAll('\r', '\n')}`);
	});

	test('[DC9] leave honest text and numbers as they are', () => {
		const rows = [['A-traktorer', 'kl. 21–23', '', 3, 'a=b', '– tankstreck']];
		expect(readCsv(textOf(csvOf({ columns: ['a', 'b', 'c', 'd', 'e', 'f'], rows })))[1]).toEqual(rows[0]!.map(String));
	});

	test('[DC9] have only columns that the README explains, and all of those', () => {
		const readme = readFileSync(new URL('../../../src/lib/shared/seal/README.md', import.meta.url), 'utf8');
		const explained = new Map(
			[...readme.matchAll(/^\| `(\w+)\.csv`\s*\| (.+?)\s*\|/gm)].map(([, name, columns]) => [
				name,
				columns!.split('; ')
			])
		);
		const record = buildRecord();
		const upcoming = { title: 'Marknad', kind: 'event' as const, from: null, to: null, where: null };
		const tables = sealedTables({ ...record, upcoming: [upcoming] }, [buildCorrection('x')]);
		expect(new Map(tables.map(({ name, columns }) => [name, columns]))).toEqual(explained);
	});

	test('[DC9] are those that have rows, and name the rättelser', async () => {
		const record = { ...buildRecord(), slots: [] };
		const names = sealedTables(record, []).map(({ name }) => name);
		expect(names).not.toContain('narvaroplan');
		expect(names).not.toContain('rattelser');
		const corrected = buildSource(record, [buildCorrection('Nivån var 1.')]);
		expect(textOf(await makeFile(corrected, 'rattelser.csv'))).toContain('"Nivån var 1."');
	});
});

test('[DC10] the JSON is the sealed bytes, of the lägesbild and of each rättelse', async () => {
	const source = buildSource(buildRecord(), [buildCorrection('Nivån var 1.')]);
	expect(sha256(await makeFile(source, 'lagesbild.json'))).toBe(source.seal.sha256);
	expect(sha256(await makeFile(source, 'rattelse-1.json'))).toBe(source.corrections[0]!.seal.sha256);
});

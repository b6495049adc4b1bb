/**
 * `node tests/bench/five-years.ts <folder>`: fills an empty data folder with five generated years, to look at or to measure
 * with. `--weeks 52` makes fewer, `--busy 50000` lets the last week have so many edits, letter by letter.
 */
import { parseArgs } from 'node:util';
import { fillFolder, yearsWords } from './support/five-years.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { weeks: { type: 'string' }, busy: { type: 'string' }, seed: { type: 'string' } }
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Say where: node tests/bench/five-years.ts <folder>');
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const options = { weeks: number(values.weeks), busyEdits: number(values.busy), seed: number(values.seed) };
const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
console.log(yearsWords(await fillFolder(folder, given)));

import type { WeekRecord } from '../board/document-record.ts';
import { canonicalJson } from './canonical-json.ts';
import type { SealedRecord } from './sealed-record.ts';

/**
 * What a sealed record says that can be read out of the week's document alone, without names that may have changed since:
 * "what it is" → its words and judgements.
 */
type Statements = Map<string, string>;

/** Where the record says something else than the document did, in words. */
export function compareWithWeek(record: SealedRecord, week: WeekRecord): string[] {
	const [sealed, stored] = [statementsOf(record), statementsIn(week, record.version > 1)];
	const keys = new Set([...sealed.keys(), ...stored.keys()]);
	return [...keys].filter((key) => sealed.get(key) !== stored.get(key));
}

const living = <T extends { removed: unknown }>(things: readonly T[]): T[] =>
	things.filter(({ removed }) => removed === null);

function statementsOf(record: SealedRecord): Statements {
	const all: Statements = new Map();
	const entries = [...record.municipality, ...record.areas.flatMap((area) => area.entries)];
	for (const { id, carried, text, count, severity, assessment, circle } of entries)
		if (carried) all.set(`Rad ${id} från ${carried.from}`, canonicalJson([assessment, carried.text]));
		else all.set(`Rad ${id}`, canonicalJson([text, count, severity, assessment, circle ?? null]));
	for (const { id, level, trend } of record.areas)
		if (level || trend)
			all.set(`Nivå för område ${id}`, canonicalJson([level?.number ?? null, level?.motive ?? null, trend]));
	for (const { id, title } of record.priorities) all.set(`Prioritering ${id}`, title);
	for (const { id, disposition } of record.followUps) all.set(`Uppföljning ${id}`, disposition);
	all.set('Beslut', sorted(record.decisions.map(({ text }) => text)));
	all.set('Noteringar', sorted(record.notes.map(({ text, parked }) => canonicalJson([text, parked]))));
	return all;
}

/** The first version of the record did not say whom a row was shared with. */
function statementsIn(week: WeekRecord, withCircles: boolean): Statements {
	const all: Statements = new Map();
	for (const { id, from, assessment, text } of living(week.carried))
		all.set(`Rad ${id} från ${from ?? ''}`, canonicalJson([assessment, text]));
	for (const { id, text, count, severity, assessment, circle } of living(week.entries))
		all.set(`Rad ${id}`, canonicalJson([text, count, severity, assessment, withCircles ? circle : null]));
	for (const { id, assessment, trend } of week.levels) {
		const motive = assessment?.kind === 'set' ? assessment.motive : null;
		if (assessment || trend)
			all.set(`Nivå för område ${id}`, canonicalJson([assessment?.level ?? null, motive, trend]));
	}
	for (const { id, title } of living(week.priorities)) all.set(`Prioritering ${id}`, title);
	for (const { id, disposition } of week.followUps) if (disposition) all.set(`Uppföljning ${id}`, disposition);
	all.set('Beslut', sorted(living(week.decisions).map(({ text }) => text)));
	all.set('Noteringar', sorted(living(week.notes).map(({ text, parked }) => canonicalJson([text, parked]))));
	return all;
}

const sorted = (texts: readonly string[]): string => canonicalJson(texts.toSorted());

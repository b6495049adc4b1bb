import { reachesReporters } from '../board/circle.ts';
import { areaLevelWords, entryFacts, placeWords } from './compose-parts.ts';
import type { SealedEntry, SealedRecord } from './sealed-record.ts';

/** What a row says to somebody who is not in EST-gruppen. */
export interface ExtractRow {
	id: string;
	text: string;
	/** Where, what, when and how sure, in words. */
	facts: string;
}

export interface Extract {
	areas: { id: string; name: string; level: string; rows: ExtractRow[] }[];
	municipality: ExtractRow[];
	priorities: { id: string; words: string }[];
}

/**
 * What an external party reads of a sealed week: rows whose circle reaches the reporting parties, levels without their
 * motives, and what was prioritised, in words only where the row behind it is theirs to read and by its place otherwise.
 * No närvaro, uppföljning, beslut, noteringar, närvaropass or others' åtgärder. It is made of what is let through, so that
 * a field that is added to the record is not in it by itself.
 */
export function extractOf(record: SealedRecord): Extract {
	const { week } = record;
	const rowsOf = (entries: readonly SealedEntry[]) => entries.filter(isTheirs).map((entry) => rowOf(entry, week.key));
	const theirs = new Set(
		[...record.municipality, ...record.areas.flatMap(({ entries }) => entries)].filter(isTheirs).map(({ id }) => id)
	);
	return {
		areas: record.areas.map((area) => ({
			id: area.id,
			name: area.name,
			level: areaLevelWords(area),
			rows: rowsOf(area.entries)
		})),
		municipality: rowsOf(record.municipality),
		priorities: record.priorities.map(({ id, title, where, entry }) => ({
			id,
			words: entry !== null && theirs.has(entry) ? title : placeWords(where)
		}))
	};
}

/** A record from before there were circles lets nothing through. */
const isTheirs = ({ circle = 'group' }: SealedEntry): boolean => reachesReporters(circle);

function rowOf(entry: SealedEntry, week: SealedRecord['week']['key']): ExtractRow {
	const text = entry.carried?.text ? `${entry.text}\n${entry.carried.text}` : entry.text;
	return { id: entry.id, text, facts: entryFacts(entry, week) };
}

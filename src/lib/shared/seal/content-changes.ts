import { canonicalJson } from './canonical-json.ts';
import type { SealedContent } from './make-record.ts';

/** So many things in one part of the record are another way. */
export interface ContentChange {
	/** The part in words: "Åtgärder", "Centrum". */
	part: string;
	count: number;
}

const PART_WORDS: Partial<Record<keyof SealedContent, string>> = {
	parties: 'Rapportering',
	attendance: 'Närvaro',
	levels: 'Lägesnivåernas namn',
	municipality: 'Hela kommunen',
	priorities: 'Prioriteringar',
	followUps: 'Uppföljning',
	decisions: 'Beslut',
	notes: 'Noteringar',
	returned: 'Parkerat sedan tidigare',
	actions: 'Åtgärder',
	slots: 'Närvaroplan',
	upcoming: 'Kommande',
	warnings: 'Checklistan'
};

/** What has changed from one to the other, counted by part. Empty where they say the same. */
export function contentChanges(before: SealedContent, after: SealedContent): ContentChange[] {
	const parts = Object.entries(PART_WORDS).map(([key, part]) => {
		const name = key as keyof typeof PART_WORDS;
		return { part, count: changedIn(before[name], after[name]) };
	});
	const rest = changedIn([headOf(before)], [headOf(after)]);
	return [...parts, ...areaChanges(before, after), { part: 'Samverkan', count: rest }].filter(({ count }) => count > 0);
}

function areaChanges(before: SealedContent, after: SealedContent): ContentChange[] {
	const ids = new Set([...before.areas, ...after.areas].map(({ id }) => id));
	return [...ids].map((id) => {
		const [old, now] = [before, after].map(({ areas }) => areas.find((area) => area.id === id));
		const rows = changedIn(old?.entries ?? [], now?.entries ?? []);
		const itself = changedIn([{ ...old, entries: [] }], [{ ...now, entries: [] }]);
		return { part: (now ?? old)?.name ?? '', count: rows + itself };
	});
}

const headOf = ({ samverkan, week, format, version }: SealedContent): unknown => ({ samverkan, week, format, version });

/** Things that are in one list and not, just so, in the other; one that was changed counts once. */
function changedIn(before: unknown, after: unknown): number {
	const [old, now] = [textsOf(before), textsOf(after)];
	return Math.max(missing(old, now), missing(now, old));
}

const textsOf = (list: unknown): string[] => (Array.isArray(list) ? list.map((item) => canonicalJson(item)) : []);

function missing(from: readonly string[], there: readonly string[]): number {
	const left = [...there];
	return from.filter((text) => {
		const at = left.indexOf(text);
		if (at !== -1) left.splice(at, 1);
		return at === -1;
	}).length;
}

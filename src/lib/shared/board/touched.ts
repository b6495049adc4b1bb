import type * as Y from 'yjs';
import type { StoredRecord } from './record.ts';

/** What a transaction did to one root map: per record, the names of the fields it touched, or that it came or went. */
export type Touched = Map<string, ReadonlySet<string> | 'whole'>;

/** Reads the touched records off `observeDeep`'s events. Costs what was touched, not what there is. */
export function touchedRecords(
	root: Y.Map<StoredRecord>,
	events: readonly Y.YEvent<Y.AbstractType<unknown>>[]
): Touched {
	const touched = new Map<string, Set<string> | 'whole'>();
	for (const event of events) {
		if (event.target === (root as unknown))
			for (const id of (event as Y.YMapEvent<unknown>).keysChanged) touched.set(id, 'whole');
		else addFields(touched, event);
	}
	return touched;
}

function addFields(touched: Map<string, Set<string> | 'whole'>, event: Y.YEvent<Y.AbstractType<unknown>>) {
	const [id, field] = event.path as string[];
	if (id === undefined || touched.get(id) === 'whole') return;
	const names = (touched.get(id) as Set<string> | undefined) ?? new Set<string>();
	if (field !== undefined) names.add(field);
	else for (const name of (event as Y.YMapEvent<unknown>).keysChanged) names.add(name);
	touched.set(id, names);
}
